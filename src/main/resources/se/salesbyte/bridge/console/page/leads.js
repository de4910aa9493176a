// All leads, newest first: searched as one types, filtered, and shown as they come in.
import { html, live as bound, nothing, repeat } from "/console/lit.js";
import { t } from "/console/texts.js";
import { get, path, queryOf } from "/console/api.js";
import { note } from "/console/address.js";
import * as live from "/console/live.js";
import { at, choice, customerName, dayField, problem, sourceNames, startOf, state } from "/console/parts.js";

const STATES = ["accepted", "delivering", "retrying", "delivered", "failed", "unknown", "skipped", "discarded", "erased"];
const WAITING = ["any", "possible-duplicate", "too-old", "paused", "quiet-hours"]; // what is kept with a lead; the breaker keeps all of them back
const REASONS = ["mapping", "validation", "configuration", "rejected", "exhausted", "unknown-outcome"];
const FILTERS = ["q", "state", "source", "waiting", "reason", "from", "to"];
const PAGE = 50;
const REST_MILLIS = 120; // between two keys, before it is asked
const QUIET_MILLIS = 1500; // between two looks at what is new

export function open(_, draw) {
    const given = new URLSearchParams(location.search);
    const filter = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""]));
    let list = null;
    let next = null;
    let fresh = 0;
    let more = Boolean(filter.waiting || filter.reason || filter.from || filter.to);
    let said = "";
    let sources = [];
    let fault = null;
    let asking = null;
    let resting = 0;
    let looking = 0;
    let changes = live.overview?.changes;

    const query = (cursor) => ({ ...filter, from: startOf(filter.from, 0), to: startOf(filter.to, 1), limit: PAGE, cursor });

    /** Asks for one page; whatever was asked before it is not wanted any more. */
    async function ask(cursor, show) {
        asking?.abort();
        asking = new AbortController();
        try {
            show(await get("/api/leads", { query: query(cursor), signal: asking.signal }));
            fault = null;
        } catch (refused) {
            if (refused.name === "AbortError") {
                return;
            }
            fault = refused;
        }
        draw();
    }

    function showFirst(page) {
        list = page.leads;
        next = page.next;
        fresh = 0;
    }

    const load = () =>
        ask(null, (page) => {
            showFirst(page);
            said = t("leads.found", { n: list.length });
        });

    const loadMore = () =>
        ask(next, (page) => {
            list = [...list, ...page.leads];
            next = page.next;
        });

    function change(name, value, rest = 0) {
        filter[name] = value;
        note(`/leads${queryOf(filter)}`);
        clearTimeout(resting);
        clearTimeout(looking);
        looking = 0;
        resting = setTimeout(load, rest);
        draw();
    }

    /** Shows what is new; while somebody is at the list, its rows stay where they are, and new ones wait. */
    function look() {
        looking = 0;
        ask(null, (page) => {
            if (!list || !isInUse()) {
                showFirst(page);
                return;
            }
            const now = new Map(page.leads.map((lead) => [lead.id, lead]));
            const newest = list[0]?.id || "";
            list = list.map((lead) => now.get(lead.id) || lead);
            fresh = page.leads.filter((lead) => lead.id > newest).length;
        });
    }

    sourceNames().then((names) => {
        sources = names;
        draw();
    });
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
                ${chosen("state", STATES, (name) => t(`state.${name}`))}
                ${chosen("source", sources, (name) => name)}
                <details class="more" ?open=${more} @toggle=${(event) => (more = event.target.open)}><summary>${t("leads.more-filters")}</summary><div>
                    ${chosen("waiting", WAITING, (name) => t(`waiting.${name}`))}
                    ${chosen("reason", REASONS, (name) => t(`reason.${name}`))}
                    ${["from", "to"].map((name) => dayField(name, filter[name], (value) => change(name, value)))}
                </div></details>
                <a class="button quiet" href="/replays${queryOf({ state: filter.state, source: filter.source, q: filter.q, from: filter.from, to: filter.to })}">${t("leads.replay-these")}</a>
            </form></search>
            ${problem(fault)}
            ${fresh ? html`<button type="button" class="pill" @click=${load}>${fresh < PAGE ? t("leads.fresh", { n: fresh }) : t("leads.fresh-many", { n: PAGE })}</button>` : nothing}
            <p class="visually-hidden" role="status">${said}</p>
            ${rows()}
            ${next ? html`<p class="center"><button type="button" class="quiet" @click=${loadMore}>${t("more")}</button></p>` : nothing}`,
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

    function chosen(name, values, words) {
        return choice({ label: t(`filter.${name}`), values, chosen: filter[name], words, change: (value) => change(name, value), all: true });
    }
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
