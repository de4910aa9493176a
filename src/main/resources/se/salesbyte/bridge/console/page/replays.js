// Many leads once more: a plan first, then how far it has come, and a way to stop it.
import { html, live as bound, nothing } from "/console/lit.js";
import { dayOf, either, number, t } from "/console/texts.js";
import { get, path, post, queryOf } from "/console/api.js";
import { go, note } from "/console/address.js";
import { ask } from "/console/dialog.js";
import * as live from "/console/live.js";
import { at, choice, counts, dayField, problem, sourceNames, startOf } from "/console/parts.js";

const STATES = ["failed", "skipped", "discarded", "retrying", "accepted", "unknown", "delivered"];
const FORCED = ["unknown", "delivered"];
const PLAN = ["willSend", "blockedDelivered", "blockedUnknown", "blockedOnTheirWay", "leftOut", "erased"];
const FILTERS = ["state", "source", "q", "from", "to"];

export function openList(_, draw) {
    const given = new URLSearchParams(location.search);
    const filter = Object.fromEntries(FILTERS.map((name) => [name, given.get(name) || ""]));
    filter.state ||= "failed";
    let plan = null;
    let fault = null;
    let all = null;
    let sources = [];
    let changes = live.overview?.changes;
    let turn = 0;

    const load = () =>
        get("/api/replays").then(
            ({ replays }) => {
                all = replays;
                draw();
            },
            (refused) => {
                fault = refused;
                draw();
            },
        );

    const query = () => ({ ...filter, from: startOf(filter.from, 0), to: startOf(filter.to, 1) });
    const force = () => FORCED.includes(filter.state);

    function change(name, value) {
        filter[name] = value;
        plan = null;
        turn++;
        note(`/replays${queryOf(filter)}`);
        draw();
    }

    /** The plan goes with what it was made of: nothing else is carried out. */
    async function look(event) {
        event.preventDefault();
        const mine = ++turn;
        const which = { ...query(), ...(force() ? { force: true } : {}) };
        const state = filter.state;
        try {
            const found = await post("/api/leads/replay", { query: { ...which, dryRun: true, ...(force() ? { reason: "plan" } : {}) } });
            if (mine === turn) {
                plan = { ...found, which, state };
                fault = null;
            }
        } catch (refused) {
            fault = mine === turn ? refused : fault;
        }
        draw();
    }

    async function begin() {
        const { which, state, willSend } = plan;
        const danger = FORCED.includes(state);
        const begun = await ask({
            title: t("many.title", { n: willSend }),
            effect: danger ? t(`many.effect-${state}`, { n: willSend }) : t("many.effect", { n: willSend }),
            danger,
            reason: danger ? "required" : "optional",
            confirm: t("many.do", { n: willSend }),
            act: ({ by, reason }) => post("/api/leads/replay", { query: { ...which, planned: String(willSend), reason, by } }),
        });
        if (begun) {
            go(path("replays", begun.replay));
        }
    }

    load();
    sourceNames().then((names) => {
        sources = names;
        draw();
    });

    return {
        title: () => t("nav.replays"),
        live() {
            if (live.overview && live.overview.changes !== changes) {
                changes = live.overview.changes;
                load();
            }
        },
        draw: () => html`<h1>${t("nav.replays")}</h1>
            <section aria-labelledby="new"><h2 id="new">${t("many.new")}</h2>
                <form class="filters" @submit=${look}>
                    ${chosen("state", STATES, (name) => t(`state.${name}`), false)}
                    ${chosen("source", sources, (name) => name, true)}
                    <label>${t("leads.search")}<input type="search" maxlength="200" .value=${bound(filter.q)} @input=${(event) => change("q", event.target.value)}></label>
                    ${["from", "to"].map((name) => dayField(name, filter[name], (value) => change(name, value)))}
                    <button type="submit">${t("many.plan")}</button>
                </form>
                ${problem(fault)}
                ${plan ? planned(plan, begin) : html`<p class="soft">${t("many.plan-first")}</p>`}
            </section>
            <section aria-labelledby="earlier"><h2 id="earlier">${t("many.earlier")}</h2>${list(all)}</section>`,
    };

    function chosen(name, values, words, all) {
        return choice({ label: t(`filter.${name}`), values, chosen: filter[name], words, change: (value) => change(name, value), all });
    }
}

const planned = (plan, begin) => html`<div class="plan" role="status">
    <dl class="facts">${PLAN.filter((name) => name === "willSend" || plan[name]).map(
        (name) => html`<div class=${name}><dt>${t(`plan.${name}`)}</dt><dd>${number(plan[name])}</dd></div>`,
    )}</dl>
    ${plan.willSend ? html`<button type="button" @click=${begin}>${t("many.do", { n: plan.willSend })}…</button>` : html`<p>${t("many.nothing")}</p>`}
</div>`;

function list(all) {
    if (!all) {
        return html`<p class="soft">${t("loading")}</p>`;
    }
    if (!all.length) {
        return html`<p class="empty">${t("many.none")}</p>`;
    }
    return html`<div class="wide" tabindex="0" role="group" aria-labelledby="earlier"><table>
        <thead><tr>${["opened", "which", "started", "stands", "reason"].map((name) => html`<th scope="col">${t(`many.${name}`)}</th>`)}</tr></thead>
        <tbody>${all.map(
            (one) => html`<tr><th scope="row"><a href=${path("replays", one.id)}>${at(one.openedAt)}</a></th><td>${which(one.filter)}</td>
                <td>${t("replay.progress", one)}</td><td><span class="state ${one.state}">${t(`replay.${one.state}`)}</span></td><td>${one.reason || ""}</td></tr>`,
        )}</tbody></table></div>`;
}

const which = (filter) => [t(`state.${filter.state}`), filter.source, filter.q && `“${filter.q}”`, (filter.from || filter.to) && `${filter.from ? dayOf(filter.from, 0) : ""} – ${filter.to ? dayOf(filter.to, -1) : ""}`].filter(Boolean).join(" · ");

export function openOne({ id }, draw) {
    let one = null;
    let fault = null;
    let again = 0;
    let closed = false;

    async function load() {
        clearTimeout(again);
        try {
            one = await get(path("api", "replays", id));
            fault = null;
        } catch (refused) {
            fault = refused;
        }
        if (!closed && one && (one.state === "running" || open(one.leads))) {
            again = setTimeout(load, 1000);
        }
        draw();
    }

    const open = (leads) => (leads.accepted || 0) + (leads.delivering || 0) > 0;

    const stop = () =>
        ask({
            title: t("stop.title"),
            effect: t("stop.effect"),
            confirm: t("stop.do"),
            reason: "optional",
            act: ({ by, reason }) => post(path("api", "replays", id, "stop"), { body: { by: by || undefined, reason: reason || undefined } }),
        }).then(load);

    load();
    return {
        title: () => t("replay.one"),
        close() {
            closed = true;
            clearTimeout(again);
        },
        draw: () => html`<h1>${t("replay.one")}</h1>
            ${problem(fault)}
            ${one ? html`<p class="soft">${which(one.filter)}${one.reason ? html` · ${one.reason}` : nothing}</p>
                <section aria-labelledby="far"><h2 id="far">${either(`replay.${one.state}`, one.state)}</h2>
                    <progress class="long" max=${one.planned || 1} value=${one.started} aria-label=${t("nav.replays")}></progress>
                    <p role="status">${t("replay.progress", { started: one.started, planned: one.planned })}</p>
                    ${one.state === "running" ? html`<div class="buttons"><button type="button" @click=${stop}>${t("stop.do")}</button></div>` : nothing}</section>
                <section aria-labelledby="became"><h2 id="became">${t("replay.became")}</h2>${counts(one.leads)}</section>
                <dl class="facts"><div><dt>${t("many.opened")}</dt><dd>${at(one.openedAt)}</dd></div>
                    ${one.endedAt ? html`<div><dt>${t("replay.ended")}</dt><dd>${at(one.endedAt)}</dd></div>` : nothing}</dl>` : nothing}`,
    };
}
