// What a person can do about a lead. Each says first what it will do, to whom.
import { html, live, nothing } from "/console/lit.js";
import { t } from "/console/texts.js";
import { erase, path, post } from "/console/api.js";
import { ask } from "/console/dialog.js";
import { customerName, field } from "/console/parts.js";

/** What one more call would do: whether there is a quote already, and what the customer gets. */
const effectOf = (lead) => html`<p>${t(`replay.effect-${doubles(lead) ? lead.state : "new"}`, { id: lead.salesbyteId || "?" })}</p>
    <p>${t(contactOf(lead), { name: customerName(lead), email: lead.customer.email || "–", phone: lead.customer.phone || "–" })}</p>`;

/** How the customer would be told, by what was last sent of them. */
function contactOf({ request }) {
    if (request?.send_type === "none" && request.trigger_created_messages_to_customer === false) {
        return "contact.none";
    }
    return { sms: "contact.sms", email: "contact.email", dual: "contact.dual" }[request?.send_type] || "contact.any";
}

/** A second quote is certain, or possible. */
const doubles = (lead) => lead.state === "delivered" || lead.state === "unknown";

const send = (lead, { by, reason }, fields) =>
    post(path("api", "leads", lead.id, "replay"), {
        body: {
            ...(fields ? { fields } : {}),
            ...(doubles(lead) ? { force: true } : {}),
            ...(reason ? { reason } : {}),
            ...(by ? { by } : {}),
            state: lead.state,
        },
    });

const resolve = (lead, as, { by, reason, salesbyteId }) =>
    post(path("api", "leads", lead.id, "resolve"), {
        body: { as, ...(salesbyteId ? { salesbyteId } : {}), ...(reason ? { reason } : {}), ...(by ? { by } : {}) },
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
    const before = lead.request || {};
    const names = [...new Set([...EDITABLE, ...Object.keys(before)])].filter(
        (name) => name !== "uuid" && (before[name] === undefined || before[name] === null || typeof before[name] !== "object"),
    );
    const faulty = Object.keys(lead.failure?.errors || {});
    names.sort((a, b) => faulty.includes(b) - faulty.includes(a));
    return ask({
        title: t("edit.title", { name: customerName(lead) }),
        effect: html`<p>${t("edit.effect")}</p>${effectOf(lead)}`,
        danger: doubles(lead),
        reason: doubles(lead) ? "required" : "optional",
        confirm: t(doubles(lead) ? "replay.anyway" : "edit.do"),
        fields: () => html`<div class="edit" role="group" aria-label=${t("edit.fields")}>${names.map(
            (name) => html`<label>${field(name)}
                <input name="field.${name}" .defaultValue=${String(before[name] ?? "")}>
                ${(lead.failure?.errors?.[name] || []).map((fault) => html`<span class="problem">${fault}</span>`)}</label>`,
        )}</div>`,
        act(values) {
            const fields = {};
            for (const name of names) {
                const value = values[`field.${name}`];
                if (value !== String(before[name] ?? "").trim()) {
                    fields[name] = value === "" ? null : value;
                }
            }
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

function erasePerson(lead) {
    const { email, phone } = lead.customer;
    const ways = [
        ["email", email],
        ["phone", phone],
    ].filter(([, value]) => value);
    return ask({
        title: t("erase.title", { name: customerName(lead) }),
        effect: t("erase.effect"),
        danger: true,
        reason: undefined,
        confirm: t("erase.do"),
        fields: () => html`<fieldset><legend>${t("erase.by")}</legend>${ways.map(
            ([way, value], i) => html`<label class="check"><input type="radio" name="way" value=${way} ?checked=${i === 0} required>${value}</label>`,
        )}</fieldset>
        <label class="check"><input type="checkbox" required>${t("erase.sure")}</label>`,
        act: ({ way, by }) => erase("/api/leads", { query: { [way]: lead.customer[way], by } }),
    });
}

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
