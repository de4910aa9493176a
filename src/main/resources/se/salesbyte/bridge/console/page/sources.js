// The sources: whether they take events, why not, and how to send one by hand.
import { html, nothing } from "/console/lit.js";
import { t } from "/console/texts.js";
import { get, path, post, queryOf } from "/console/api.js";
import { copy, counts, problem, since } from "/console/parts.js";

const inUse = (one) => Boolean(one.lastEventAt) || one.state === "stopped";

export function openList(_, draw) {
    let all = null;
    let fault = null;
    let every = false;

    get("/api/sources").then(
        ({ sources }) => {
            all = sources;
            draw();
        },
        (refused) => {
            fault = refused;
            draw();
        },
    );

    return {
        title: () => t("nav.sources"),
        draw() {
            const used = all?.filter(inUse) || [];
            const shown = every || !used.length ? all : used;
            return html`<h1>${t("nav.sources")}</h1>${problem(fault)}
                ${all ? html`${table(shown)}
                    ${shown.length < all.length ? html`<p class="center"><button type="button" class="quiet" @click=${() => {
                        every = true;
                        draw();
                    }}>${t("sources.others", { n: all.length - shown.length })}</button></p>` : nothing}` : html`<p class="soft">${t("loading")}</p>`}`;
        },
    };
}

const table = (all) => html`<div class="wide" tabindex="0" role="group" aria-label=${t("nav.sources")}><table>
    <thead><tr><th scope="col">${t("source")}</th><th scope="col">${t("source.route")}</th><th scope="col">${t("source.scheme")}</th><th scope="col">${t("source.last-event")}</th><th scope="col">${t("source.day")}</th></tr></thead>
    <tbody>${all.map(
        (one) => html`<tr><th scope="row"><a href=${path("sources", one.name)}>${one.name}</a></th>
            <td>${routeState(one)}</td><td>${one.scheme || "–"}</td><td>${since(one.lastEventAt)}</td><td>${counts(one.counts)}</td></tr>`,
    )}</tbody></table></div>`;

const routeState = (one) => html`<span class="state ${one.state}">${t(`source.${one.state}`)}</span>${one.fault ? html`<br><span class="soft">${one.fault}</span>` : nothing}`;

export function openOne({ name }, draw) {
    let one = null;
    let fault = null;
    let signed = {};

    get(path("api", "sources", name)).then(
        (found) => {
            one = found;
            draw();
        },
        (refused) => {
            fault = refused;
            draw();
        },
    );

    async function sign(example) {
        try {
            signed = { ...signed, [example]: await post(path("api", "sources", name, "sign"), { body: { example } }) };
        } catch (refused) {
            signed = { ...signed, [example]: { fault: refused } };
        }
        draw();
    }

    return {
        title: () => name,
        draw: () => html`<h1>${name}</h1>${problem(fault)}${one ? whole(one, signed, sign) : nothing}`,
    };
}

const whole = (one, signed, sign) => html`
    <section class="now ${one.fault ? "failed" : "delivered"}" aria-labelledby="stands"><h2 id="stands">${t(`source.${one.state}`)}</h2>
        <p>${one.fault || t("source.takes")}</p></section>
    <dl class="facts">
        <div><dt>${t("source.address")}</dt><dd><code>${one.url || one.path}</code> ${copy(one.url || one.path)}</dd></div>
        <div><dt>${t("source.scheme")}</dt><dd>${one.scheme || "–"}</dd></div>
        <div><dt>${t("source.last-event")}</dt><dd>${since(one.lastEventAt)}</dd></div>
        <div><dt>${t("source.day")}</dt><dd>${counts(one.counts)}</dd></div>
        <div><dt>${t("source.route-file")}</dt><dd>${one.route ? html`<code>${one.route}</code>` : "–"}</dd></div>
        <div><dt>${t("source.mapping-file")}</dt><dd>${one.mapping ? html`<code>${one.mapping.file}</code>` : "–"}</dd></div>
    </dl>
    <p class="buttons"><a class="button" href=${path("workbench", one.name)}>${t("source.to-workbench")}</a>
        <a class="button quiet" href="/leads${queryOf({ source: one.name })}">${t("source.to-leads")}</a>
        <a class="button quiet" href="/quarantine${queryOf({ source: one.name })}">${t("source.to-quarantine")}</a></p>
    ${setup(one.setup)}
    <section aria-labelledby="try"><h2 id="try">${t("source.try")}</h2><p class="soft">${t("source.try-what")}</p>
        ${one.examples.length ? one.examples.map((example) => sample(example, signed[example.name], sign)) : html`<p class="empty">${t("source.no-example")}</p>`}</section>`;

const sample = (example, line, sign) => html`<div class="sample"><div class="line"><h3>${example.name}</h3><code class="soft">${example.file}</code>
        <button type="button" class="quiet" @click=${() => sign(example.name)}>${t("source.sign")}</button></div>
    ${line?.fault ? problem(line.fault) : nothing}
    ${line?.curl ? html`<pre class="json command" tabindex="0">${line.curl}</pre><p>${copy(line.curl)} <span class="soft">${t("source.same")}</span> <code>${line.command}</code></p>` : nothing}</div>`;

/** How the provider is told of us, as its preset has it. */
const setup = (guide) =>
    guide
        ? html`<section aria-labelledby="setup"><h2 id="setup">${t("source.setup")}</h2>
            ${guide.arrives ? html`<p>${guide.arrives}</p>` : nothing}
            ${guide.steps?.length ? html`<ol>${guide.steps.map((step) => html`<li>${step}</li>`)}</ol>` : nothing}
            ${guide.secret ? html`<p>${t("source.secret")} ${guide.secret}</p>` : nothing}
            ${guide.unconfirmed?.length ? html`<p>${t("source.unconfirmed")}</p><ul>${guide.unconfirmed.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
            ${guide.links?.length ? html`<p class="links">${guide.links.map((url) => html`<a href=${url} target="_blank" rel="noopener noreferrer">${hostOf(url)}</a>`)}</p>` : nothing}</section>`
        : nothing;

function hostOf(url) {
    try {
        return new URL(url).host;
    } catch {
        return url;
    }
}
