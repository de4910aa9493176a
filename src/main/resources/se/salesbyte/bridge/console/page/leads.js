// All leads, newest first: searched as one types, filtered, and shown as they come in.
import { html, live as bound, nothing, repeat } from "/console/lit.js";
import { t } from "/console/texts.js";
import { get, path, queryOf } from "/console/api.js";
import { note } from "/console/address.js";
import * as live from "/console/live.js";
import { at, customerName, problem, state } from "/console/parts.js";

const STATES = ["accepted", "delivering", "retrying", "delivered", "failed", "unknown", "skipped", "discarded", "erased"];
const WAITING = ["any", "possible-duplicate", "too-old", "paused", "quiet-hours"]; // what is kept with a lead; the breaker keeps all of them back
const REASONS = ["mapping", "validation", "configuration", "rejected", "exhausted", "unknown-outcome"];
const FILTERS = ["q", "state", "source", "waiting", "reason", "from", "to"];
const REST_MILLIS = 120; // between two keys, before it is asked
const QUIET_MILLIS = 1500; // between two looks at what is new

export function open(_, draw) {
    const given = new URLSearchParams(location.search);
    const filter = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""]));
    let list = null;
    let next = null;
    let fresh = [];
    let sources = [];
    let fault = null;
    let asking = null;
    let resting = 0;
    let looking = 0;
    let changes = live.overview?.changes;

    const query = (more) => ({ ...filter, from: day(filter.from, 0), to: day(filter.to, 1), limit: 50, ...more });

    async function load(cursor) {
        asking?.abort();
        asking = new AbortController();
        try {
            const page = await get("/api/leads", { query: query({ cursor }), signal: asking.signal });
            list = cursor ? [...list, ...page.leads] : page.leads;
            next = page.next;
            fresh = cursor ? fresh : [];
            fault = null;
        } catch (refused) {
            if (refused.name === "AbortError") {
                return;
            }
            fault = refused;
        }
        draw();
    }

    function change(name, value, rest) {
        filter[name] = value;
        note(`/leads${queryOf(filter)}`);
        clearTimeout(resting);
        resting = setTimeout(load, rest);
        draw();
    }

    /** What has changed of the leads shown is shown in place; new ones wait while somebody is at the list. */
    async function look() {
        looking = 0;
        const page = await get("/api/leads", { query: query() }).catch(() => null);
        if (!page || !list) {
            return;
        }
        const known = new Map(list.map((lead) => [lead.id, lead]));
        const now = new Map(page.leads.map((lead) => [lead.id, lead]));
        const newest = list[0]?.id || "";
        list = list.map((lead) => now.get(lead.id) || lead);
        fresh = page.leads.filter((lead) => lead.id > newest && !known.has(lead.id));
        if (!isInUse()) {
            showFresh();
        }
        draw();
    }

    const showFresh = () => {
        list = [...fresh, ...list];
        fresh = [];
    };

    get("/api/sources").then(({ sources: all }) => {
        sources = all.map((one) => one.name);
        draw();
    }, () => {});
    load();

    return {
        title: () => t("nav.leads"),
        live() {
            if (live.overview && live.overview.changes !== changes) {
                changes = live.overview.changes;
                looking ||= setTimeout(look, QUIET_MILLIS);
            }
        },
        close() {
            asking?.abort();
            clearTimeout(resting);
            clearTimeout(looking);
        },
        focusSearch: () => document.getElementById("q").focus(),
        key: (event) => move(event),
        draw: () => html`<h1>${t("nav.leads")}</h1>
            <search><form class="filters" @submit=${(event) => event.preventDefault()}>
                <label class="search">${t("leads.search")}
                    <input id="q" type="search" autocomplete="off" spellcheck="false" maxlength="200" placeholder=${t("leads.search-hint")}
                        .value=${bound(filter.q)} @input=${(event) => change("q", event.target.value.trimStart(), REST_MILLIS)}></label>
                ${choice("state", STATES, (name) => t(`state.${name}`))}
                ${choice("source", sources, (name) => name)}
                <details class="more" ?open=${Boolean(filter.waiting || filter.reason || filter.from || filter.to)}><summary>${t("leads.more-filters")}</summary><div>
                    ${choice("waiting", WAITING, (name) => t(`waiting.${name}`))}
                    ${choice("reason", REASONS, (name) => t(`reason.${name}`))}
                    ${dayField("from")}${dayField("to")}
                </div></details>
                <a class="button quiet" href="/replays${queryOf({ state: filter.state, source: filter.source, q: filter.q, from: filter.from, to: filter.to })}">${t("leads.replay-these")}</a>
            </form></search>
            ${problem(fault)}
            ${fresh.length ? html`<button type="button" class="pill" @click=${() => {
                showFresh();
                draw();
            }}>${t("leads.fresh", { n: fresh.length })}</button>` : nothing}
            <p class="visually-hidden" role="status">${list ? t("leads.found", { n: list.length }) : ""}</p>
            ${rows()}
            ${next ? html`<p class="center"><button type="button" class="quiet" @click=${() => load(next)}>${t("more")}</button></p>` : nothing}`,
    };

    function rows() {
        if (!list) {
            return fault ? nothing : html`<p class="soft">${t("loading")}</p>`;
        }
        if (!list.length) {
            return html`<p class="empty">${FILTERS.some((name) => filter[name]) ? t("leads.none-found") : t("leads.none")}</p>`;
        }
        return html`<ol class="leads" role="list">${repeat(list, (lead) => lead.id, row)}</ol>`;
    }

    function choice(name, values, words) {
        const all = filter[name] && !values.includes(filter[name]) ? [filter[name], ...values] : values;
        return html`<label>${t(`filter.${name}`)}<select .value=${bound(filter[name])} @change=${(event) => change(name, event.target.value, 0)}>
            <option value="">${t("all")}</option>
            ${all.map((value) => html`<option value=${value} ?selected=${value === filter[name]}>${words(value)}</option>`)}</select></label>`;
    }

    function dayField(name) {
        return html`<label>${t(`filter.${name}`)}<input type="date" .value=${bound(filter[name])} @change=${(event) => change(name, event.target.value, 0)}></label>`;
    }
}

/** The beginning of a day here, so many days later. */
function day(date, later) {
    if (!date) {
        return null;
    }
    const at = new Date(`${date}T00:00:00`);
    at.setDate(at.getDate() + later);
    return Number.isNaN(at.getTime()) ? date : at.toISOString();
}

const row = (lead) => html`<li><a class="lead" href=${path("leads", lead.id)}>
    <span class="who"><b>${customerName(lead)}</b> <span class="soft">${[lead.customer.company, lead.customer.email, lead.customer.phone]
        .filter((part) => part && part !== customerName(lead))
        .join(" · ")}</span></span>
    <span class="how">${state(lead)}</span>
    <span class="from">${lead.source}${lead.salesbyteId ? html` <span class="soft">${t("quote", { id: lead.salesbyteId })}</span>` : nothing}</span>
    <span class="when">${at(lead.receivedAt)}</span>
</a></li>`;

const links = () => [...document.querySelectorAll("a.lead")];

const isInUse = () => Boolean(document.querySelector(".leads:hover, .leads:focus-within")) || window.scrollY > 200;

/** From one lead to the next by the keyboard; true if that key was meant so. */
function move(event) {
    const inSearch = event.target.id === "q";
    const down = event.key === "ArrowDown" || (event.key === "j" && !inSearch);
    const up = event.key === "ArrowUp" || (event.key === "k" && !inSearch);
    const onLead = event.target.classList?.contains("lead");
    if ((down || up) && (onLead || inSearch || event.target === document.body || event.target.id === "main")) {
        const all = links();
        const here = all.indexOf(event.target);
        const there = down ? all[here + 1] : all[here - 1];
        (there || (up ? document.getElementById("q") : null))?.focus();
        return true;
    }
    if (event.key === "Escape" && onLead) {
        document.getElementById("q").focus();
        return true;
    }
    return false;
}
