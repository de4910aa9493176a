// Many leads once more: a plan first, then how far it has come, and a way to stop it.
import { html, live as bound, nothing } from "/console/lit.js";
import { either, number, t } from "/console/texts.js";
import { get, path, post, queryOf } from "/console/api.js";
import { go, note } from "/console/address.js";
import { ask } from "/console/dialog.js";
import * as live from "/console/live.js";
import { at, counts, problem } from "/console/parts.js";

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
        note(`/replays${queryOf(filter)}`);
        draw();
    }

    async function look(event) {
        event.preventDefault();
        try {
            plan = await post("/api/leads/replay", { query: { ...query(), dryRun: true, ...(force() ? { force: true, reason: "plan" } : {}) } });
            fault = null;
        } catch (refused) {
            fault = refused;
        }
        draw();
    }

    async function begin() {
        const begun = await ask({
            title: t("many.title", { n: plan.willSend }),
            effect: force() ? t(`many.effect-${filter.state}`, { n: plan.willSend }) : t("many.effect", { n: plan.willSend }),
            danger: force(),
            reason: force() ? "required" : "optional",
            confirm: t("many.do", { n: plan.willSend }),
            act: ({ by, reason }) => post("/api/leads/replay", { query: { ...query(), force: force(), reason, by } }),
        });
        if (begun) {
            go(path("replays", begun.replay));
        }
    }

    load();
    get("/api/sources").then(({ sources: known }) => {
        sources = known.map((one) => one.name);
        draw();
    }, () => {});

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
                    ${choice("state", STATES, (name) => t(`state.${name}`))}
                    ${choice("source", ["", ...sources], (name) => name || t("all"))}
                    <label>${t("leads.search")}<input type="search" maxlength="200" .value=${bound(filter.q)} @input=${(event) => change("q", event.target.value)}></label>
                    ${["from", "to"].map((name) => html`<label>${t(`filter.${name}`)}<input type="date" .value=${bound(filter[name])} @change=${(event) => change(name, event.target.value)}></label>`)}
                    <button type="submit">${t("many.plan")}</button>
                </form>
                ${problem(fault)}
                ${plan ? planned(plan, begin) : html`<p class="soft">${t("many.plan-first")}</p>`}
            </section>
            <section aria-labelledby="earlier"><h2 id="earlier">${t("many.earlier")}</h2>${list(all)}</section>`,
    };

    function choice(name, values, words) {
        const known = filter[name] && !values.includes(filter[name]) ? [filter[name], ...values] : values;
        return html`<label>${t(`filter.${name}`)}<select .value=${bound(filter[name])} @change=${(event) => change(name, event.target.value)}>
            ${known.map((value) => html`<option value=${value} ?selected=${value === filter[name]}>${words(value)}</option>`)}</select></label>`;
    }
}

function startOf(date, later) {
    if (!date) {
        return null;
    }
    const day = new Date(`${date}T00:00:00`);
    day.setDate(day.getDate() + later);
    return Number.isNaN(day.getTime()) ? date : day.toISOString();
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

const which = (filter) => [t(`state.${filter.state}`), filter.source, filter.q && `“${filter.q}”`, filter.from && `≥ ${filter.from.slice(0, 10)}`, filter.to && `< ${filter.to.slice(0, 10)}`].filter(Boolean).join(" · ");

export function openOne({ id }, draw) {
    let one = null;
    let fault = null;
    let again = 0;

    async function load() {
        clearTimeout(again);
        try {
            one = await get(path("api", "replays", id));
            fault = null;
        } catch (refused) {
            fault = refused;
        }
        if (one && (one.state === "running" || open(one.leads))) {
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
            act: ({ by }) => post(path("api", "replays", id, "stop"), { body: { by: by || undefined } }),
        }).then(load);

    load();
    return {
        title: () => t("replay.one"),
        close: () => clearTimeout(again),
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
