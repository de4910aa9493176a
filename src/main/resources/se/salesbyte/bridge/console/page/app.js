// The frame of the page: where one is, how the bridge is, and the view that the address asks for.
import { html, nothing, render } from "/console/lit.js";
import { t } from "/console/texts.js";
import { go, match, onOpen } from "/console/address.js";
import * as live from "/console/live.js";
import { tell } from "/console/dialog.js";
import * as overview from "/console/overview.js";
import * as leads from "/console/leads.js";
import * as lead from "/console/lead.js";
import * as replays from "/console/replays.js";
import * as sources from "/console/sources.js";
import * as workbench from "/console/workbench.js";
import * as quarantine from "/console/quarantine.js";

/** Each opens with the parts of its path, a function that draws it anew, and gives `title`, `draw` and maybe more. */
const VIEWS = [
    ["/", overview.open],
    ["/leads", leads.open],
    ["/leads/:id", lead.open],
    ["/replays", replays.openList],
    ["/replays/:id", replays.openOne],
    ["/sources", sources.openList],
    ["/sources/:name", sources.openOne],
    ["/workbench", workbench.open],
    ["/workbench/:source", workbench.open],
    ["/quarantine", quarantine.openList],
    ["/quarantine/:id", quarantine.openOne],
];
const PLACES = ["/", "/leads", "/replays", "/sources", "/workbench", "/quarantine"];
const KEYS_OFF = "bridge.keys-off";

let view = null;
let shown = "";
let pending = false;

function draw() {
    if (!pending) {
        pending = true;
        queueMicrotask(() => {
            pending = false;
            document.title = `${view.title()} · SalesByte Bridge`;
            render(frame(), document.body);
            view.drawn?.();
        });
    }
}

function frame() {
    const sandbox = live.overview?.sandbox;
    return html`<a class="skip" href="#main" data-elsewhere @click=${skip}>${t("skip-to-content")}</a>
        <header>
            <a class="brand" href="/"><img src="/console/icon.svg" alt="" width="28" height="28">SalesByte Bridge</a>
            <nav aria-label=${t("nav.label")}>${PLACES.map(place)}</nav>
            <button type="button" class="quiet keys" @click=${showKeys} aria-label=${t("keys.title")}>?</button>
        </header>
        ${sandbox ? html`<p class="note">${t("sandbox")} <a href="/sandbox" data-elsewhere>${t("sandbox.link")}</a></p>` : nothing}
        ${live.connected ? nothing : html`<p class="note bad" role="alert">${t("not-connected")}</p>`}
        <main id="main" tabindex="-1">${view.draw()}</main>
        <p id="said" class="said" role="status"></p>`;
}

/** Without another address, which would open the view anew. */
function skip(event) {
    event.preventDefault();
    document.getElementById("main").focus();
}

function place(address) {
    const here = address === "/" ? location.pathname === "/" : location.pathname.split("/")[1] === address.slice(1);
    return html`<a href=${address} aria-current=${here ? "page" : nothing}>${t(`nav${address === "/" ? ".overview" : address.replace("/", ".")}`)}</a>`;
}

function show() {
    const [open, parts] = VIEWS.map(([pattern, opens]) => [opens, match(pattern, location.pathname)]).find(([, fits]) => fits) || [overview.open, {}];
    const anew = shown && shown !== location.pathname;
    view?.close?.();
    shown = location.pathname;
    view = open(parts, draw);
    draw();
    if (anew) {
        window.scrollTo(0, 0);
        queueMicrotask(() => document.getElementById("main").focus({ preventScroll: true }));
    }
}

const isTyping = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);

document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]") || localStorage.getItem(KEYS_OFF)) {
        return;
    }
    if (view.key?.(event)) {
        event.preventDefault();
    } else if (!isTyping(event.target)) {
        if (event.key === "/") {
            event.preventDefault();
            if (location.pathname !== "/leads") {
                go("/leads");
            }
            setTimeout(() => view.focusSearch?.()); // once it is drawn
        } else if (event.key === "?") {
            event.preventDefault();
            showKeys();
        }
    }
});

function showKeys() {
    const keys = ["/", "j", "k", "Enter", "Escape", "?"];
    tell({
        title: t("keys.title"),
        body: html`<dl class="keys">${keys.map((key) => html`<dt><kbd>${key}</kbd></dt><dd>${t(`keys.${key}`)}</dd>`)}</dl>
            <label class="check"><input type="checkbox" .checked=${!localStorage.getItem(KEYS_OFF)} @change=${(event) =>
                event.target.checked ? localStorage.removeItem(KEYS_OFF) : localStorage.setItem(KEYS_OFF, "1")}>${t("keys.on")}</label>`,
    });
}

live.listen(() => {
    view.live?.();
    draw();
});
onOpen(show);
document.body.replaceChildren();
show();
live.start();
