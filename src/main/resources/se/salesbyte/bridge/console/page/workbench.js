// Mappings tried out: what a payload becomes, as the mapping is typed. Nothing is saved by this page.
import { html, live as bound, nothing } from "/console/lit.js";
import { number, t } from "/console/texts.js";
import { get, path, post } from "/console/api.js";
import { go } from "/console/address.js";
import { copy, customerName, field, json, leadLink, plain, problem, since } from "/console/parts.js";
import { editor } from "/console/editor.js";

const REST_MILLIS = 250; // between two keys, before it is tried

export function open({ source }, draw) {
    let sources = [];
    let one = null;
    let stored = [];
    let mapping = "";
    let payload = { words: "", text: "", contentType: "application/json" };
    let before = null;
    let after = null;
    let compared = null;
    let comparing = false;
    let fault = null;
    let unreadable = null;
    let resting = 0;
    let turn = 0;
    const wanted = new URLSearchParams(location.search).get("lead");

    get("/api/sources").then(({ sources: all }) => {
        sources = all.filter((found) => found.state !== "stopped").map((found) => found.name);
        draw();
    }, () => {});

    async function load() {
        try {
            const [found, page] = await Promise.all([get(path("api", "sources", source)), get("/api/leads", { query: { source, limit: 50 } })]);
            stored = page.leads.filter((lead) => lead.state !== "erased");
            one = found;
            mapping = kept(source) ?? (one.mapping?.text || "");
            if (wanted) {
                choose(`lead:${wanted}`);
            } else if (one.examples.length) {
                choose(`example:${one.examples[0].name}`);
            } else if (stored.length) {
                choose(`lead:${stored[0].id}`);
            }
        } catch (refused) {
            fault = refused;
        }
        draw();
    }

    function choose(words) {
        const [kind, name] = [words.slice(0, words.indexOf(":")), words.slice(words.indexOf(":") + 1)];
        if (kind === "example") {
            const example = one.examples.find((found) => found.name === name);
            payload = { words, text: readable(example), contentType: example.contentType };
        } else if (kind === "pasted") {
            payload = { words, text: "", contentType: payload.contentType || "application/json" };
        } else {
            payload = { words, lead: name };
        }
        tryOut();
    }

    const given = () => (payload.lead ? { lead: payload.lead } : { payload: payload.text, contentType: payload.contentType });
    const isChanged = () => one?.mapping && mapping !== one.mapping.text;

    async function tryOut() {
        const mine = ++turn;
        const address = path("api", "workbench", source);
        try {
            const [today, changed] = await Promise.all([post(address, { body: given() }), isChanged() ? post(address, { body: { ...given(), mapping } }) : null]);
            if (mine !== turn) {
                return;
            }
            before = today;
            after = changed || today;
            fault = null;
            unreadable = null;
        } catch (refused) {
            if (mine !== turn) {
                return;
            }
            const isPayload = !payload.lead && (refused.status === 400 || refused.status === 415); // the last result stays
            fault = isPayload ? null : refused;
            unreadable = isPayload ? { reason: refused.message, line: lineIn(refused.message) } : null;
        }
        draw();
    }

    function soon() {
        clearTimeout(resting);
        resting = setTimeout(tryOut, REST_MILLIS);
        draw();
    }

    async function compare() {
        const text = mapping;
        comparing = true;
        draw();
        try {
            const found = await post(path("api", "workbench", source, "compare"), { body: { mapping: text, limit: 50 } });
            compared = text === mapping ? found : null; // it may have been changed meanwhile
            fault = null;
        } catch (refused) {
            fault = refused;
        }
        comparing = false;
        draw();
    }

    if (source) {
        load();
    }

    return {
        title: () => (source ? t("workbench.of", { source }) : t("nav.workbench")),
        close: () => clearTimeout(resting),
        draw: () => html`<h1>${source ? t("workbench.of", { source }) : t("nav.workbench")}</h1>
            <p class="soft">${t("workbench.what")}</p>
            <form class="filters" @submit=${(event) => event.preventDefault()}>
                <label>${t("source")}<select @change=${(event) => event.target.value && go(path("workbench", event.target.value))}>
                    <option value="">${t("workbench.choose")}</option>
                    ${(source && !sources.includes(source) ? [source, ...sources] : sources).map((name) => html`<option value=${name} ?selected=${name === source}>${name}</option>`)}</select></label>
                ${one ? payloadChoice() : nothing}
            </form>
            ${problem(fault)}
            ${one ? bench() : nothing}`,
    };

    function payloadChoice() {
        return html`<label>${t("workbench.payload-of")}<select .value=${bound(payload.words)} @change=${(event) => choose(event.target.value)}>
            ${option("pasted:", t("workbench.pasted"))}
            ${one.examples.length ? html`<optgroup label=${t("workbench.examples")}>${one.examples.map((example) => option(`example:${example.name}`, example.name))}</optgroup>` : nothing}
            ${stored.length || wanted ? html`<optgroup label=${t("workbench.stored")}>
                ${wanted && !stored.some((lead) => lead.id === wanted) ? option(`lead:${wanted}`, wanted) : nothing}
                ${stored.map((lead) => option(`lead:${lead.id}`, `${lead.customer.name || lead.customer.email || lead.id} (${t(`state.${lead.state}`)})`))}</optgroup>` : nothing}</select></label>`;
    }

    function option(value, words) {
        return html`<option value=${value} ?selected=${value === payload.words}>${words}</option>`;
    }

    function bench() {
        if (!one.mapping) {
            return html`<p class="empty">${t("workbench.no-mapping")}</p>`;
        }
        return html`<div class="bench">
            <div>
                ${editor({ id: "mapping", label: t("workbench.mapping"), text: mapping, faults: after?.faults || [], rows: 28, change(text) {
                    mapping = text;
                    keep(source, isChanged() ? text : null);
                    compared = null;
                    soon();
                } })}
                <p class="paste">${t("workbench.paste")} <code>${one.mapping.file}</code> ${copy(mapping, t("workbench.copy"))}
                    ${isChanged() ? html`<button type="button" class="quiet" @click=${() => {
                        mapping = one.mapping.text;
                        keep(source, null);
                        compared = null;
                        tryOut();
                    }}>${t("workbench.undo")}</button>` : nothing}</p>
            </div>
            <div>
                ${payload.lead
                    ? html`<div class="pane"><h2>${t("lead.payload")} ${leadLink(payload.lead, t("lead"))}</h2>${after ? json(after.payload) : nothing}</div>`
                    : editor({ id: "payload", label: t("workbench.payload"), text: payload.text, faults: unreadable ? [unreadable] : [], rows: 12, change(text) {
                          payload = { words: "pasted:", text, contentType: typeOf(text) || payload.contentType };
                          soon();
                      } })}
                <section aria-labelledby="becomes"><h2 id="becomes">${t("workbench.becomes")}</h2>${after ? becomes(before, after) : nothing}</section>
            </div>
        </div>
        <section aria-labelledby="compare"><h2 id="compare">${t("workbench.compare")}</h2>
            <p class="soft">${t("workbench.compare-what")}</p>
            <p><button type="button" ?disabled=${comparing || !isChanged()} @click=${compare}>${t("workbench.compare-do")}</button>
                ${isChanged() ? nothing : html`<span class="soft">${t("workbench.unchanged")}</span>`}</p>
            ${compared ? comparison(compared, new Map(stored.map((lead) => [lead.id, customerName(lead)]))) : nothing}</section>`;
    }
}

/** What is being written, as long as this tab is open: a link followed by mistake costs nothing. */
const kept = (source) => sessionStorage.getItem(`bridge.mapping.${source}`);
const keep = (source, text) =>
    text === null ? sessionStorage.removeItem(`bridge.mapping.${source}`) : sessionStorage.setItem(`bridge.mapping.${source}`, text);

/** JSON with its lines, whatever its provider does; as it is where a number would come out as another one. */
function readable({ text, contentType }) {
    try {
        const exact = !/\d{16}|\d\.\d|\d[eE]/.test(text);
        return exact && contentType.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text;
    } catch {
        return text;
    }
}

/** What a pasted body looks like; null where it looks like nothing. */
function typeOf(text) {
    const begin = text.trimStart()[0];
    if (begin === "{" || begin === "[") {
        return "application/json";
    }
    if (begin === "<") {
        return "text/xml";
    }
    return /^[\w.+%[\]-]+=/.test(text) ? "application/x-www-form-urlencoded" : null;
}

/** The line that a parser's words name; null if they name none. */
const lineIn = (words) => Number(words.match(/line:? (\d+)/)?.[1]) || null;

/** What it becomes, with what today's mapping makes of it where that differs. */
function becomes(before, after) {
    if (after.skipped) {
        return html`<p class="empty">${t("workbench.skipped")} ${after.skipped}</p>`;
    }
    const whole = after.request && before.request;
    const now = (whole ? after.request : after.mapped) || {};
    const was = (whole ? before.request : after.mapped && before.mapped) || {};
    const names = [...new Set([...Object.keys(now), ...Object.keys(was)])];
    const differs = (name) => JSON.stringify(now[name]) !== JSON.stringify(was[name]);
    return html`${after.warnings.map((warning) => html`<p class="warning">${warning}</p>`)}
        ${after.request ? nothing : html`<p class="problem">${t("workbench.no-request")}</p>`}
        ${names.length ? html`<div class="wide" tabindex="0" role="group" aria-labelledby="becomes"><table class="diff">
        <thead><tr><th scope="col">${t("field")}</th><th scope="col">${t("value")}</th></tr></thead>
        <tbody>${names.map(
            (name) => html`<tr><th scope="row">${field(name)}</th><td>${
                differs(name) ? html`<del>${plain(was[name])}</del> <ins>${plain(now[name])}</ins>` : plain(now[name])
            }</td></tr>`,
        )}</tbody></table></div>` : nothing}
        ${after.reference ? html`<h3>${t("workbench.reference")}</h3>${json(after.reference)}` : nothing}`;
}

function comparison({ compared, same, fields, leads }, names) {
    return html`<p role="status">${t("compare.sum", { n: compared, same })}</p>
        ${fields.length ? html`<div class="wide" tabindex="0" role="group" aria-labelledby="compare"><table>
            <thead><tr><th scope="col">${t("field")}</th>${["changed", "gained", "lost"].map((name) => html`<th scope="col" class="number">${t(`compare.${name}`)}</th>`)}</tr></thead>
            <tbody>${fields.map((one) => html`<tr><th scope="row">${field(one.field)}</th>${["changed", "gained", "lost"].map((name) => html`<td class="number">${number(one[name])}</td>`)}</tr>`)}</tbody></table></div>` : nothing}
        <div class="differences">${leads.map(
            (lead) => html`<details class="difference"><summary>${names.get(lead.id) || lead.id} <span class="soft">${since(lead.receivedAt)}</span>
                ${lead.before === lead.after ? nothing : html`<span class="state ${lead.after === "request" ? "delivered" : "failed"}">${t(`compare.${lead.before}`)} → ${t(`compare.${lead.after}`)}</span>`}</summary>
                <p>${leadLink(lead.id, t("workbench.to-lead"))} ${lead.reason || ""}</p>
                <table class="diff"><tbody>${lead.changes.map(
                    (change) => html`<tr><th scope="row">${field(change.field)}</th><td><del>${plain(change.before)}</del></td><td><ins>${plain(change.after)}</ins></td></tr>`,
                )}</tbody></table></details>`,
        )}</div>`;
}
