// Requests that were refused: why, what they were, and letting one through once its cause is mended.
import { html, nothing } from "/console/lit.js";
import { t } from "/console/texts.js";
import { get, path, post, queryOf } from "/console/api.js";
import { note } from "/console/address.js";
import { ask } from "/console/dialog.js";
import { at, choice, leadLink, payload, problem, sourceLink, sourceNames } from "/console/parts.js";

export function openList(_, draw) {
    let source = new URLSearchParams(location.search).get("source") || "";
    let all = null;
    let next = null;
    let fault = null;
    let sources = [];

    let turn = 0;

    async function load(cursor) {
        const mine = ++turn;
        try {
            const page = await get("/api/quarantine", { query: { source, cursor, limit: 50 } });
            if (mine !== turn) {
                return;
            }
            all = cursor ? [...all, ...page.refused] : page.refused;
            next = page.next;
            fault = null;
        } catch (refused) {
            fault = refused;
        }
        draw();
    }

    load();
    sourceNames().then((names) => {
        sources = names;
        draw();
    });

    return {
        title: () => t("nav.quarantine"),
        draw: () => html`<h1>${t("nav.quarantine")}</h1><p class="soft">${t("quarantine.what")}</p>
            <form class="filters" @submit=${(event) => event.preventDefault()}>${choice({
                label: t("filter.source"),
                values: sources,
                chosen: source,
                words: (name) => name,
                all: true,
                change(name) {
                    source = name;
                    note(`/quarantine${queryOf({ source })}`);
                    load();
                },
            })}</form>
            ${problem(fault)}${all ? table(all) : nothing}
            ${next ? html`<p class="center"><button type="button" class="quiet" @click=${() => load(next)}>${t("more")}</button></p>` : nothing}`,
    };
}

const table = (all) =>
    all.length
        ? html`<div class="wide" tabindex="0" role="group" aria-label=${t("nav.quarantine")}><table>
            <thead><tr>${["at", "source", "status", "why", "kept"].map((name) => html`<th scope="col">${t(`quarantine.${name}`)}</th>`)}</tr></thead>
            <tbody>${all.map(
                (one) => html`<tr><th scope="row"><a href=${path("quarantine", one.id)}>${at(one.at)}</a></th><td>${sourceLink(one.source)}</td>
                    <td><code>${one.status}</code></td><td>${one.reason}</td><td>${t(one.releasable ? "yes" : "no")}</td></tr>`,
            )}</tbody></table></div>`
        : html`<p class="empty">${t("quarantine.none")}</p>`;

export function openOne({ id }, draw) {
    let one = null;
    let fault = null;
    let leads = null;

    get(path("api", "quarantine", id)).then(
        (found) => {
            one = found;
            draw();
        },
        (refused) => {
            fault = refused;
            draw();
        },
    );

    async function release() {
        const done = await ask({
            title: t("release.title"),
            effect: t("release.effect", { source: one.source }),
            confirm: t("release.do"),
            reason: "optional",
            act: ({ by, reason }) => post(path("api", "quarantine", id, "release"), { body: { by: by || undefined, reason: reason || undefined } }),
        });
        if (done) {
            leads = done.leads;
            draw();
        }
    }

    return {
        title: () => t("quarantine.one"),
        draw: () => html`<h1>${t("quarantine.one")}</h1>${problem(fault)}
            ${one ? html`<section class="now failed" aria-labelledby="why"><h2 id="why">${one.reason}</h2>
                <p>${t("quarantine.answered", { status: one.status, source: one.source })}</p>
                ${leads ? html`<p role="status">${t("release.done")} ${leads.map((lead) => html`${leadLink(lead.id)} `)}</p>` : nothing}
                ${one.releasable && !leads ? html`<div class="buttons"><button type="button" @click=${release}>${t("release.do")}</button></div>` : nothing}
                ${one.releasable ? nothing : html`<p>${t("quarantine.not-kept")}</p>`}</section>
            <dl class="facts"><div><dt>${t("quarantine.at")}</dt><dd>${at(one.at)}</dd></div><div><dt>${t("source")}</dt><dd>${sourceLink(one.source)}</dd></div>
                <div><dt>${t("quarantine.request")}</dt><dd><code>${one.method} ${one.url}</code></dd></div></dl>
            <div class="panes two"><div class="pane"><h2>${t("quarantine.headers")}</h2><pre class="json" tabindex="0">${Object.entries(one.headers).map(([name, values]) =>
                values.map((value) => html`<span class="name">${name}</span>: ${value}\n`),
            )}</pre></div>
            <div class="pane"><h2>${t("quarantine.body")}</h2>${one.body === null ? html`<p class="empty">${t("empty")}</p>` : payload(one.body)}</div></div>` : nothing}`,
    };
}
