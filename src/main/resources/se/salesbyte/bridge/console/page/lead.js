// One lead: what happened to it, what it was and became, and what can be done about it.
import { html, nothing } from "/console/lit.js";
import { duration, either, t } from "/console/texts.js";
import { get, path } from "/console/api.js";
import { go } from "/console/address.js";
import * as live from "/console/live.js";
import { at, customerName, field, json, linked, payload, plain, problem, since, sourceLink, state } from "/console/parts.js";
import { actionsOf } from "/console/actions.js";

export function open({ id }, draw) {
    let lead = null;
    let fault = null;
    let said = "";
    let changes = live.overview?.changes;
    let turn = 0;

    async function load() {
        const mine = ++turn;
        try {
            const found = await get(path("api", "leads", id));
            if (mine === turn) {
                lead = found;
                fault = null;
            }
        } catch (refused) {
            fault = mine === turn ? refused : fault;
        }
        draw();
    }

    async function run(key, action) {
        if (await action(lead)) {
            said = t("done", { what: t(key) });
            await load();
            document.getElementById("main").focus(); // the button may be gone
        }
    }

    load();
    return {
        title: () => (lead ? customerName(lead) : t("lead")),
        live() {
            if (live.overview && live.overview.changes !== changes) {
                changes = live.overview.changes;
                load();
            }
        },
        key(event) {
            if (event.key === "Escape" && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
                history.length > 1 ? history.back() : go("/leads");
                return true;
            }
            return false;
        },
        draw: () => html`${lead ? whole(lead, run) : html`<h1>${t("lead")}</h1>`}
            ${problem(fault)}
            ${!lead && !fault ? html`<p class="soft">${t("loading")}</p>` : nothing}
            <p class="visually-hidden" role="status">${said}</p>`,
    };
}

const whole = (lead, run) => html`
    <div class="line"><h1>${customerName(lead)}</h1> <span class="big">${state({ state: lead.state })} ${lead.waiting ? state(lead) : nothing}</span></div>
    <p class="soft">${[lead.customer.company, lead.customer.email, lead.customer.phone].filter(Boolean).join(" · ")}</p>
    <dl class="facts">
        <div><dt>${t("source")}</dt><dd>${sourceLink(lead.source)}</dd></div>
        <div><dt>${t("lead.received")}</dt><dd>${at(lead.receivedAt)}</dd></div>
        ${lead.salesbyteId ? html`<div><dt>${t("lead.quote")}</dt><dd>${lead.salesbyteId}</dd></div>` : nothing}
        ${lead.nextAt ? html`<div><dt>${t("lead.next")}</dt><dd>${since(lead.nextAt)}</dd></div>` : nothing}
        <div><dt>${t("lead.id")}</dt><dd><code>${lead.id}</code></dd></div>
        ${lead.eventId ? html`<div><dt>${t("lead.event-id")}</dt><dd><code>${lead.eventId}</code></dd></div>` : nothing}
    </dl>
    <section class="now ${lead.state}" aria-labelledby="now"><h2 id="now">${t("lead.now")}</h2>
        <p>${explained(lead)}</p>
        ${failure(lead.failure)}
        ${links(lead.salesbyte)}
        <div class="buttons">${actionsOf(lead).map(
            ([key, action, first]) => html`<button type="button" class=${first ? "" : "quiet"} @click=${() => run(key, action)}>${t(key)}</button>`,
        )}</div>
    </section>
    <section aria-labelledby="story"><h2 id="story">${t("lead.story")}</h2>
        <ol class="story">${lead.timeline.map(told)}</ol></section>
    <section aria-labelledby="panes"><h2 id="panes">${t("lead.panes")}</h2>
        <div class="panes">
            ${pane("lead.payload", lead.payload === null ? null : payload(lead.payload), lead)}
            ${pane("lead.request", lead.request && json(lead.request), lead)}
            ${pane("lead.answer", answerOf(lead), lead)}
        </div>
        ${lead.payload === null ? nothing : html`<p><a href=${`/workbench/${encodeURIComponent(lead.source)}?lead=${lead.id}`}>${t("lead.to-workbench")}</a></p>`}</section>
    ${lead.runs.length ? html`<section aria-labelledby="runs"><h2 id="runs">${t("lead.runs")}</h2>${lead.runs.map((run) => changed(lead, run))}</section>` : nothing}
    <section aria-labelledby="attempts"><h2 id="attempts">${t("lead.attempts")}</h2>${attempts(lead)}</section>
    ${messages(lead.messages || [])}`;

const explained = (lead) => {
    if (lead.waiting) {
        return either(`now.waiting.${lead.waiting}`, t("now.waiting"), { source: lead.source });
    }
    return t(`now.${lead.state}`, { source: lead.source, id: lead.salesbyteId || "?" });
};

const failure = (found) =>
    found
        ? html`<div class="failure"><p><b>${either(`reason.${found.reason}`, found.reason)}</b>${found.status ? html` <code>${found.status}</code>` : nothing}
            ${found.message ? html`<br>${linked(found.message)}` : nothing}</p>
            ${found.errors ? html`<ul>${Object.entries(found.errors).map(([name, faults]) => html`<li>${field(name)}: ${[faults].flat().join(" ")}</li>`)}</ul>` : nothing}</div>`
        : nothing;

/** Links to the quote, as SalesByte gave them; only what is a web address. */
function links(answer) {
    const found = Object.entries(answer?.links || {}).filter(([, url]) => /^https?:\/\//.test(url));
    return found.length
        ? html`<p class="links">${found.map(([name, url]) => html`<a href=${url} target="_blank" rel="noopener noreferrer">${either(`link.${name}`, name)}</a>`)}</p>`
        : nothing;
}

/** SalesByte's last word: the quote, or its refusal. */
const answerOf = ({ salesbyte, failure: refusal }) => {
    if (salesbyte) {
        return json(salesbyte);
    }
    return refusal?.status ? json({ status: refusal.status, message: refusal.message, errors: refusal.errors }) : null;
};

const pane = (key, content, lead) =>
    html`<div class="pane"><h3>${t(key)}</h3>${content || html`<p class="empty">${t(lead.state === "erased" ? "lead.erased" : `${key}-none`)}</p>`}</div>`;

/** What the bridge writes on a lead's timeline, put in words. */
const EVENTS = [
    [/^attempt (\d+) began$/, (found) => ["story.attempt-began", { n: found[1] }]],
    [/^attempt (\d+): (\S+)$/, (found) => [`story.attempt.${found[2]}`, { n: found[1] }]],
    [/^(\S+) (\S+) queued$/, (found) => ["story.message-queued", { outbox: outbox(found[1]), type: found[2] }]],
    [/^(\S+) (\S+) received$/, (found) => ["story.message-received", { outbox: outbox(found[1]), type: found[2] }]],
    [/^(\S+) (\S+) given up$/, (found) => ["story.message-given-up", { outbox: outbox(found[1]), type: found[2] }]],
    [/^(\S+) (\S+) due for try (\d+)$/, (found) => ["story.message-due", { outbox: outbox(found[1]), type: found[2], n: found[3] }]],
    [/^(\S+)$/, (found) => [`story.${found[1]}`, {}]],
];

const outbox = (name) => either(`outbox.${name}`, name);

function words(event) {
    for (const [pattern, read] of EVENTS) {
        const found = event.match(pattern);
        if (found) {
            const [key, values] = read(found);
            return either(key, event, values);
        }
    }
    return event;
}

function told({ at: when, event, detail, actor }) {
    const by = actor && actor !== "bridge" ? (actor === "person" ? t("story.by-person") : t("story.by", { name: actor })) : "";
    return html`<li class=${by ? "person" : ""}>${at(when)} <span>${words(event)}${by ? html` <b>${by}</b>` : nothing}
        ${detail ? html`<br><span class="soft">${linked(detail)}</span>` : nothing}</span></li>`;
}

/** What a person changed for a replay, beside what was sent before. */
function changed(lead, run) {
    const before = lead.attempts.filter((attempt) => attempt.number <= run.attemptsBefore && attempt.request).at(-1)?.request || {};
    return html`<p>${at(run.at)} ${t("run", { n: run.number })}${run.reason ? html`: ${run.reason}` : nothing}
            ${run.replay ? html` <a href=${path("replays", run.replay)}>${t("run.of-many")}</a>` : nothing}</p>
        ${run.fields ? html`<div class="wide" tabindex="0" role="group" aria-label=${t("run", { n: run.number })}><table class="diff">
            <thead><tr><th scope="col">${t("field")}</th><th scope="col">${t("before")}</th><th scope="col">${t("after")}</th></tr></thead>
            <tbody>${Object.entries(run.fields).map(
                ([name, value]) => html`<tr><th scope="row">${field(name)}</th><td><del>${plain(before[name])}</del></td><td><ins>${plain(value)}</ins></td></tr>`,
            )}</tbody></table></div>` : nothing}`;
}

function attempts({ attempts: all, nextAt }) {
    if (!all.length) {
        return html`<p class="empty">${t("lead.no-attempt")}</p>`;
    }
    const wait = (i) => {
        const next = all[i + 1]?.at || nextAt;
        return next ? duration(new Date(next) - new Date(all[i].at)) : "–";
    };
    return html`<div class="wide" tabindex="0" role="group" aria-labelledby="attempts"><table>
        <thead><tr>${["number", "at", "status", "duration", "outcome", "wait", "detail"].map((name) => html`<th scope="col">${t(`attempt.${name}`)}</th>`)}</tr></thead>
        <tbody>${all.map(
            (attempt, i) => html`<tr><th scope="row">${attempt.number}</th><td>${at(attempt.at)}</td><td><code>${attempt.status ?? "–"}</code></td>
                <td>${attempt.durationMs === null ? "–" : duration(attempt.durationMs)}</td>
                <td>${attempt.outcome ? state({ state: attempt.outcome }) : t("attempt.in-hand")}</td>
                <td>${wait(i)}</td><td>${attempt.detail ? linked(attempt.detail) : ""}</td></tr>`,
        )}</tbody></table></div>`;
}

function messages(all) {
    if (!all.length) {
        return nothing;
    }
    const stands = (one) =>
        one.sentAt ? html`${t("message.received")} ${at(one.sentAt)}` : one.parkedAt ? html`${t("message.given-up")} ${at(one.parkedAt)}` : html`${t("message.due")} ${since(one.nextAt)}`;
    return html`<section aria-labelledby="messages"><h2 id="messages">${t("lead.messages")}</h2>
        <div class="wide" tabindex="0" role="group" aria-labelledby="messages"><table>
            <thead><tr>${["outbox", "type", "queued", "stands", "tries", "detail"].map((name) => html`<th scope="col">${t(`message.${name}`)}</th>`)}</tr></thead>
            <tbody>${all.map(
                (one) => html`<tr><th scope="row">${outbox(one.outbox)}</th><td><code>${one.type}</code></td><td>${at(one.createdAt)}</td>
                    <td>${stands(one)}</td><td>${one.attempts}</td><td>${one.detail || ""}</td></tr>`,
            )}</tbody></table></div></section>`;
}
