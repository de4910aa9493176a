// How it goes, and what needs a person first.
import { html, nothing, repeat } from "/console/lit.js";
import { ago, duration, number, t, time } from "/console/texts.js";
import { path, post, queryOf } from "/console/api.js";
import { ask } from "/console/dialog.js";
import * as live from "/console/live.js";
import { leadLink, since, sourceLink, state, steady } from "/console/parts.js";
import { Chart, legend, table } from "/console/chart.js";

const NOW = ["accepted", "delivering", "retrying", "held", "failed", "unknown"];

export function open(_, draw) {
    const chart = new Chart();
    const needs = steady(keyOf);
    const sources = steady((one) => one.name);
    let span = "day";

    const body = (overview) => html`
        ${flow(overview.flow, draw)}
        ${overview.alarms.length ? html`<section aria-labelledby="alarms"><h2 id="alarms">${t("overview.alarms")}</h2>
            <ul>${overview.alarms.map((alarm) => html`<li><a href=${alarm.console}>${alarm.title}</a> <span class="soft">${ago(alarm.since)}</span></li>`)}</ul></section>` : nothing}
        ${overview.replicas.length ? html`<p class="soft">${t("overview.replicas", { n: overview.replicas.length })} ${overview.replicas.map((one) => one.name).join(", ")}</p>` : nothing}
        <section aria-labelledby="now"><h2 id="now">${t("overview.now")}</h2>
            <ul class="cards">${NOW.map((name) => card(name, overview.now[name]))}</ul>
        </section>
        <section aria-labelledby="needs" @pointerenter=${needs.hold} @pointerleave=${needs.release} @focusin=${needs.hold} @focusout=${needs.release}>
            <h2 id="needs">${t("overview.needs")}</h2>
            ${attention(needs.sorted(overview.attention), overview.attentionCounted)}
        </section>
        <section aria-labelledby="received">
            <div class="line"><h2 id="received">${t("overview.received")}</h2>
                <div class="switch" role="group" aria-label=${t("overview.span")}>${["day", "week"].map(
                    (name) => html`<button type="button" aria-pressed=${span === name} @click=${() => {
                        span = name;
                        draw();
                    }}>${t(`overview.${name}`)}</button>`,
                )}</div></div>
            ${legend(overview[span])}
            <div class="chart" role="img" aria-label=${t("overview.chart")}></div>
            ${table(overview[span])}
        </section>
        <section aria-labelledby="speed"><h2 id="speed">${t("overview.speed")}</h2>${speed(overview)}</section>
        ${overview.replays.length ? html`<section aria-labelledby="running"><h2 id="running">${t("overview.replays")}</h2>${overview.replays.map(replay)}</section>` : nothing}
        <section aria-labelledby="sources" @pointerenter=${sources.hold} @pointerleave=${sources.release} @focusin=${sources.hold} @focusout=${sources.release}>
            <h2 id="sources">${t("nav.sources")}</h2>${sourceTable(sources.sorted(overview.sources))}
        </section>`;

    return {
        title: () => t("nav.overview"),
        draw: () => html`<h1>${t("nav.overview")}</h1>
            ${live.overview ? body(live.overview) : html`<p class="soft">${t("loading")}</p>`}`,
        drawn() {
            const element = document.querySelector(".chart");
            if (element) {
                chart.show(element, live.overview[span]);
            }
        },
        close: () => chart.close(),
    };
}

const card = (name, leads) => html`<li class="card ${leads ? name : ""}"><a href=${name === "held" ? "/leads?waiting=any" : `/leads?state=${name}`}>
    <b>${number(leads)}</b> <span>${t(name === "held" ? "state.held" : `state.${name}`)}</span></a></li>`;

/** Whether leads get to SalesByte, in plain words, with what a person can do about it. */
function flow(now, draw) {
    const words =
        now.state === "open"
            ? t("flow.open", { until: now.until ? time(now.until) : "" })
            : now.state === "probing"
              ? t("flow.probing")
              : now.slowedUntil
                ? t("flow.slowed", { until: time(now.slowedUntil) })
                : t("flow.closed");
    const good = now.state === "closed" && !now.slowedUntil;
    return html`<div class="flow ${good && !now.paused.length ? "good" : "bad"}">
        <p><span class="dot ${good ? "delivered" : "failed"}"></span>${words}</p>
        ${now.paused.map(
            (pause) => html`<p><span class="dot failed"></span>${t("flow.paused", { profile: pause.profile, since: ago(pause.since) })}
                <button type="button" @click=${() => resume(pause.profile).then(draw)}>${t("flow.resume")}</button></p>`,
        )}
    </div>`;
}

const resume = (profile) =>
    ask({
        title: t("flow.resume-title", { profile }),
        effect: t("flow.resume-effect"),
        confirm: t("flow.resume"),
        reason: "optional",
        act: ({ by, reason }) => post("/api/resume", { body: { profile, by: by || undefined, reason: reason || undefined } }),
    });

const keyOf = (one) => JSON.stringify([one.kind, one.source, one.reason, one.status, one.fields]);

const linkOf = (one) =>
    `/leads${queryOf(
        one.kind === "unknown" || one.kind === "failed"
            ? { state: one.kind, source: one.source, reason: one.kind === "failed" ? one.reason : null }
            : { waiting: one.kind, source: one.source },
    )}`;

function attention(list, counted) {
    if (!list.length) {
        return html`<p class="empty good">${t("overview.nothing-needs")}</p>`;
    }
    return html`<ul class="needs">${repeat(list, keyOf, need)}</ul>
        ${counted ? html`<p class="soft">${t("overview.counted", { n: counted })}</p>` : nothing}`;
}

function need(one) {
    const cause = [one.status, (one.fields || []).join(", ")].filter(Boolean).join(" ");
    return html`<li><a href=${linkOf(one)}><b>${number(one.leads)} ×</b>
        <span class="state ${one.kind === "failed" || one.kind === "unknown" ? one.kind : "held"}">${t(`needs.${one.kind}`)}</span>
        ${cause ? html`<code>${cause}</code>` : nothing}
        ${one.kind === "failed" && one.reason ? html`<span>${t(`reason.${one.reason}`)}</span>` : nothing}
        <span class="soft">${t("needs.in", { source: one.source })}</span></a>
        <span class="soft when">${t("needs.newest")} ${since(one.newest.receivedAt)}</span></li>`;
}

function speed({ latencyMs, oldestUnfinished }) {
    const length = (millis) => (millis === null ? "–" : duration(millis));
    return html`<dl class="facts">
        ${["p50", "p95", "p99"].map((rank) => html`<div><dt>${t(`latency.${rank}`)}</dt><dd>${length(latencyMs[rank])}</dd></div>`)}
        <div><dt>${t("overview.oldest")}</dt><dd>${
            oldestUnfinished
                ? html`${leadLink(oldestUnfinished.id, ago(oldestUnfinished.receivedAt))} ${state(oldestUnfinished)}`
                : t("overview.none-unfinished")
        }</dd></div>
    </dl>`;
}

export const replay = (one) => html`<p class="progress"><a href=${path("replays", one.id)}>${t("replay.progress", { started: one.started, planned: one.planned })}</a>
    <progress max=${one.planned || 1} value=${one.started} aria-label=${t("nav.replays")}></progress></p>`;

function sourceTable(list) {
    if (!list.length) {
        return html`<p class="empty">${t("overview.no-source")}</p>`;
    }
    return html`<div class="wide" tabindex="0" role="group" aria-labelledby="sources"><table>
        <thead><tr><th scope="col">${t("source")}</th><th scope="col">${t("source.last-event")}</th>
            <th scope="col" class="number">${t("source.received")}</th><th scope="col" class="number">${t("source.refused")}</th></tr></thead>
        <tbody>${repeat(
            list,
            (one) => one.name,
            (one) => html`<tr><th scope="row">${sourceLink(one.name)}
                ${one.fault ? html`<span class="state failed">${t(`source.${one.state}`)}</span>` : nothing}</th>
                <td>${since(one.lastEventAt)}</td>
                <td class="number"><a href="/leads${queryOf({ source: one.name })}">${number(one.received)}</a></td>
                <td class="number">${one.refused ? html`<a href="/quarantine${queryOf({ source: one.name })}">${number(one.refused)}</a>` : "0"}</td></tr>`,
        )}</tbody></table></div>`;
}
