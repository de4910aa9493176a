// What a person can do about a lead. Each says first what it will do, to whom.
import { html, live, nothing } from "/console/lit.js";
import { t } from "/console/texts.js";
import { erase, get, path, post } from "/console/api.js";
import { ask } from "/console/dialog.js";
import { customerName, field } from "/console/parts.js";

/**
 * What one more call would do: whether there may be a quote already, and what the customer gets.
 *
 * @param changed what a person has changed of the request; nothing if left out
 */
const effectOf = (lead, changed = {}) => html`<p>${t(`replay.effect-${before(lead)}`, { id: lead.salesbyteId || "?" })}</p>
    <p>${t(contactOf({ ...lead.request, ...changed }), {
        name: changed.customer_name || customerName(lead),
        email: changed.customer_email || lead.customer.email || "–",
        phone: changed.customer_phone || lead.customer.phone || "–",
    })}</p>`;

/** How the customer would be told, by what was last sent of them. */
function contactOf(request) {
    if (request.send_type === "none" && String(request.trigger_created_messages_to_customer) === "false") {
        return "contact.none";
    }
    return { sms: "contact.sms", email: "contact.email", dual: "contact.dual" }[request.send_type] || "contact.any";
}

/** What SalesByte has made of it so far, as far as anybody knows. */
function before(lead) {
    if (lead.state === "delivered" || lead.state === "unknown") {
        return lead.state;
    }
    return lead.attempts.some(({ outcome }) => outcome === "delivered" || outcome === "unknown") ? "earlier" : "new";
}

/** A second quote is certain, or possible. */
const doubles = (lead) => before(lead) !== "new";

/** What the API asks to be forced. */
const forced = (lead) => lead.state === "delivered" || lead.state === "unknown";

/** As it was seen: if it was tried again meanwhile, nothing is done. */
const seen = (lead) => ({ attempts: lead.attempts.at(-1)?.number || 0 });

const send = (lead, { by, reason }, fields) =>
    post(path("api", "leads", lead.id, "replay"), {
        body: {
            ...(fields ? { fields } : {}),
            ...(forced(lead) ? { force: true } : {}),
            ...(reason ? { reason } : {}),
            ...(by ? { by } : {}),
            ...seen(lead),
            state: lead.state,
        },
    });

const resolve = (lead, as, { by, reason, salesbyteId }) =>
    post(path("api", "leads", lead.id, "resolve"), {
        body: { as, ...seen(lead), ...(salesbyteId ? { salesbyteId } : {}), ...(reason ? { reason } : {}), ...(by ? { by } : {}) },
    });

const replay = (lead) =>
    ask({
        title: t("replay.title", { name: customerName(lead) }),
        effect: effectOf(lead),
        danger: doubles(lead),
        reason: doubles(lead) ? "required" : "optional",
        confirm: t(doubles(lead) ? "replay.anyway" : "replay.do"),
        act: (values) => send(lead, values),
    });

/** The fields that people correct most, and those that the last request had. */
const EDITABLE = ["customer_name", "customer_email", "customer_phone", "customer_company"];

function edit(lead) {
    const sent = lead.request || {};
    const names = [...new Set([...EDITABLE, ...Object.keys(sent)])].filter(
        (name) => name !== "uuid" && (sent[name] === undefined || sent[name] === null || typeof sent[name] !== "object"),
    );
    const text = (name) => String(sent[name] ?? "");

    /** What differs from what was sent; null where it was emptied. */
    function changes(form) {
        const fields = {};
        for (const name of form ? names : []) {
            const value = form.elements[`field.${name}`].value;
            if (value !== text(name)) {
                fields[name] = value.trim() || null;
            }
        }
        return fields;
    }

    const faulty = Object.keys(lead.failure?.errors || {});
    names.sort((a, b) => faulty.includes(b) - faulty.includes(a));
    return ask({
        title: t("edit.title", { name: customerName(lead) }),
        effect: (form) => html`<p>${t("edit.effect")}</p>${effectOf(lead, changes(form))}`,
        danger: doubles(lead),
        reason: doubles(lead) ? "required" : "optional",
        confirm: t(doubles(lead) ? "replay.anyway" : "edit.do"),
        fields: () => html`<div class="edit" role="group" aria-label=${t("edit.fields")}>${names.map(
            (name, i) => html`<label>${field(name)}
                ${name === "message" || text(name).includes("\n") ? html`<textarea name="field.${name}" rows="4" .defaultValue=${text(name)}></textarea>` : html`<input name="field.${name}" ?autofocus=${i === 0} .defaultValue=${text(name)}>`}
                ${(lead.failure?.errors?.[name] || []).map((fault) => html`<span class="problem">${fault}</span>`)}</label>`,
        )}</div>`,
        act(values, form) {
            const fields = changes(form);
            if (!Object.keys(fields).length) {
                throw new Error(t("edit.nothing"));
            }
            return send(lead, values, fields);
        },
    });
}

function settle(lead) {
    let as = "delivered";
    return ask({
        title: t("settle.title", { name: customerName(lead) }),
        effect: t("settle.effect"),
        reason: "optional",
        confirm: t("settle.do"),
        fields: (redraw) => html`<fieldset><legend>${t("settle.what")}</legend>${["delivered", "not-created", "discarded"].map(
            (value) => html`<label class="check"><input type="radio" name="as" value=${value} .checked=${live(as === value)} @change=${() => {
                as = value;
                redraw();
            }}><span><b>${t(`settle.${value}`)}</b><br><span class="soft">${t(`settle.${value}-effect`, { name: customerName(lead) })}</span></span></label>`,
        )}</fieldset>
        ${as === "delivered" ? html`<label>${t("settle.quote")}<input name="salesbyteId" inputmode="numeric" required pattern=" *[1-9][0-9]* *" title=${t("settle.quote-hint")}>
            <span class="soft">${t("settle.quote-hint")}</span></label>` : nothing}`,
        act: (values) => resolve(lead, values.as, values),
    });
}

const discard = (lead) =>
    ask({
        title: t("discard.title", { name: customerName(lead) }),
        effect: t("discard.effect", { name: customerName(lead) }),
        reason: "optional",
        confirm: t("discard.do"),
        act: (values) => resolve(lead, "discarded", values),
    });

async function erasePerson(lead) {
    const { email, phone } = lead.customer;
    const ways = [
        ["email", email],
        ["phone", phone],
    ].filter(([, value]) => value);
    const found = await Promise.all(ways.map(([, value]) => get("/api/leads", { query: { q: value, limit: 50 } })));
    return ask({
        title: t("erase.title", { name: customerName(lead) }),
        effect: t("erase.effect"),
        danger: true,
        reason: "optional",
        confirm: t("erase.do"),
        fields: () => html`<fieldset><legend>${t("erase.by")}</legend>${ways.map(
            ([way, value], i) => html`<label class="check"><input type="radio" name="way" value=${way} ?checked=${i === 0} required>
                <span>${value}<br><span class="soft">${t("erase.hits", { n: found[i].leads.length, names: namesOf(found[i].leads) })}</span></span></label>`,
        )}</fieldset>
        <label class="check"><input type="checkbox" required>${t("erase.sure")}</label>`,
        act: ({ way, by, reason }) => erase("/api/leads", { query: { [way]: lead.customer[way], by, reason } }),
    });
}

/** Whose leads they are, as far as they fit. */
const namesOf = (leads) => [...new Set(leads.map(customerName))].slice(0, 5).join(", ");

const ON_ITS_WAY = ["accepted", "delivering", "retrying"];

/** Those that make sense for a lead as it stands, the likeliest first; each with its words and what it does. */
export function actionsOf(lead) {
    const heldForPerson = lead.waiting === "possible-duplicate" || lead.waiting === "too-old";
    const actions = [];
    if (lead.state === "erased") {
        return actions;
    }
    if (heldForPerson) {
        actions.push(["action.send", replay, true], ["action.edit", edit], ["action.discard", discard]);
    } else if (lead.state === "unknown") {
        actions.push(["action.settle", settle, true], ["action.replay", replay], ["action.edit", edit]);
    } else if (lead.state === "failed") {
        actions.push(["action.edit", edit, true], ["action.replay", replay], ["action.settle", settle]);
    } else if (!ON_ITS_WAY.includes(lead.state)) {
        actions.push(["action.replay", replay], ["action.edit", edit]);
    }
    if (lead.customer.email || lead.customer.phone) {
        actions.push(["action.erase", erasePerson]);
    }
    return actions;
}
