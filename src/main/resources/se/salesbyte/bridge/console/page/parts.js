// Small things that several views show.
import { html, live, nothing } from "/console/lit.js";
import { ago, either, fullTime, has, number, t, time } from "/console/texts.js";
import { get, path } from "/console/api.js";

/** What keeps a lead back, else its state. */
export const state = (lead) =>
    lead.waiting
        ? html`<span class="state held">${either(`waiting.${lead.waiting}`, lead.waiting)}</span>`
        : html`<span class="state ${lead.state}">${t(`state.${lead.state}`)}</span>`;

/** A point in time; the whole of it on hover. */
export const at = (iso) => (iso ? html`<time datetime=${iso} title=${fullTime(iso)}>${time(iso)}</time>` : "–");

/** How long ago. */
export const since = (iso) => (iso ? html`<time datetime=${iso} title=${fullTime(iso)}>${ago(iso)}</time>` : "–");

export const sourceLink = (name) => html`<a href=${path("sources", name)}>${name}</a>`;
export const leadLink = (id, words) => html`<a href=${path("leads", id)} class=${words ? nothing : "id"}>${words || id}</a>`;

/** The names of all sources; none if they cannot be had. */
export const sourceNames = () =>
    get("/api/sources").then(
        ({ sources }) => sources.map((one) => one.name),
        () => [],
    );

/** Whom a lead is about, in as few words as there are. */
export const customerName = ({ customer, state: now }) =>
    customer.name || customer.company || customer.email || customer.phone || t(now === "erased" ? "customer.erased" : "customer.unknown");

/** Counts of states, each in its colour. */
export const counts = (byState) => {
    const shown = Object.entries(byState).filter(([, leads]) => leads > 0);
    return shown.length
        ? html`<span class="counts">${shown.map(
              ([name, leads]) => html`<span class="state ${name}">${t(`state.${name}`)} <b>${number(leads)}</b></span>`,
          )}</span>`
        : html`<span class="soft">${t("none")}</span>`;
};

const ULID = /\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g;

/** A text of the bridge, with the leads that it names as links. */
export function linked(text) {
    const parts = [];
    let end = 0;
    for (const found of String(text).matchAll(ULID)) {
        parts.push(text.slice(end, found.index), leadLink(found[0]));
        end = found.index + found[0].length;
    }
    return [...parts, String(text).slice(end)];
}

/** JSON as it is read: indented, names told from values. */
export function json(value) {
    return html`<pre class="json" tabindex="0">${tree(value, "")}</pre>`;
}

function tree(value, indent) {
    if (value === null || typeof value !== "object") {
        return html`<span class=${value === null ? "null" : typeof value}>${JSON.stringify(value)}</span>`;
    }
    const list = Array.isArray(value);
    const entries = Object.entries(value);
    if (!entries.length) {
        return list ? "[]" : "{}";
    }
    const inner = `${indent}  `;
    return [
        list ? "[\n" : "{\n",
        entries.map(([name, item], i) => [
            inner,
            list ? "" : html`<span class="name">${JSON.stringify(name)}</span>: `,
            tree(item, inner),
            i < entries.length - 1 ? ",\n" : "\n",
        ]),
        indent,
        list ? "]" : "}",
    ];
}

/** A payload: a tree, or a text where it could not be read. */
export const payload = (value) =>
    typeof value === "string" ? html`<pre class="json" tabindex="0">${value}</pre>` : json(value);

/** What went wrong with a call to the bridge. */
export const problem = (fault) => (fault ? html`<p class="problem" role="alert">${fault.message}</p>` : nothing);

/** A field's name with what it is called here. */
export const field = (name) =>
    has(`field.${name}`) ? html`${t(`field.${name}`)} <code class="soft">${name}</code>` : html`<code>${name}</code>`;

/** A value of a field, in one line. */
export const plain = (value) =>
    value === undefined || value === null
        ? html`<span class="soft">${t("empty")}</span>`
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);

/** A button that puts a text on the clipboard. */
export const copy = (text, words = t("copy")) => html`<button type="button" class="quiet" @click=${async () => {
    await copied(text);
    announce(t("copied"));
}}>${words}</button>`;

/** Browsers have a clipboard for pages over https and on this machine alone. */
async function copied(text) {
    if (navigator.clipboard) {
        return navigator.clipboard.writeText(text);
    }
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
}

/** Says something to whoever sees or hears, without taking their place. */
export function announce(words) {
    const place = document.getElementById("said");
    place.textContent = words;
    setTimeout(() => place.textContent === words && (place.textContent = ""), 4000);
}

/** A choice among values; the chosen one is among them even if it is not known here. */
export function choice({ label, values, chosen, words, change, all }) {
    const known = chosen && !values.includes(chosen) ? [chosen, ...values] : values;
    return html`<label>${label}<select .value=${live(chosen)} @change=${(event) => change(event.target.value)}>
        ${all ? html`<option value="">${t("all")}</option>` : nothing}
        ${known.map((value) => html`<option value=${value} ?selected=${value === chosen}>${words(value)}</option>`)}</select></label>`;
}

/** A day, from its beginning here or to its end. */
export const dayField = (name, value, change) => html`<label>${t(`filter.${name}`)}<input type="date" .value=${live(value)} @change=${(event) => change(event.target.value)}></label>`;

/** When that day begins here, so many days later; null if there is none. */
export function startOf(date, later) {
    if (!date) {
        return null;
    }
    const at = new Date(`${date}T00:00:00`);
    at.setDate(at.getDate() + later);
    return Number.isNaN(at.getTime()) ? date : at.toISOString();
}

/** Keeps the order in which things are shown while somebody points at them: new ones come last until they look away. */
export function steady(keyOf) {
    let order = [];
    let held = false;
    return {
        hold: () => (held = true),
        release: () => (held = false),
        sorted(items) {
            if (held) {
                const place = new Map(order.map((key, i) => [key, i]));
                const placeOf = (item) => place.get(keyOf(item)) ?? Infinity;
                items = [...items].sort((a, b) => placeOf(a) - placeOf(b) || 0);
            }
            order = items.map(keyOf);
            return items;
        },
    };
}
