// Leads by time of receipt, one bar a bucket, its states on top of each other.
import { html } from "/console/lit.js";
import { hourOf, number, t } from "/console/texts.js";

/** From the bottom up. */
const ORDER = ["delivered", "skipped", "discarded", "erased", "accepted", "delivering", "retrying", "failed", "unknown"];

const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

/** The states that occur in a span, in the order of the bars. */
export const statesOf = (span) => ORDER.filter((name) => span.states[name]?.some((leads) => leads > 0));

const lengthOf = (span) => Object.values(span.states)[0]?.length || 0;

/** Draws into an element, and again whenever it is given other numbers. */
export class Chart {
    #element = null;
    #plot = null;
    #span = null;
    #size = new ResizeObserver(() => this.#draw());
    #scheme = matchMedia("(prefers-color-scheme: dark)");
    #redraw = () => this.#draw();

    constructor() {
        this.#scheme.addEventListener("change", this.#redraw);
    }

    show(element, span) {
        if (element !== this.#element) {
            this.#size.disconnect();
            this.#element = element;
            this.#size.observe(element);
        }
        if (JSON.stringify(span) !== JSON.stringify(this.#span)) {
            this.#span = span;
            this.#draw();
        }
    }

    close() {
        this.#size.disconnect();
        this.#scheme.removeEventListener("change", this.#redraw);
        this.#plot?.destroy();
    }

    #draw() {
        if (!this.#element || !this.#span) {
            return;
        }
        const width = this.#element.clientWidth;
        const states = statesOf(this.#span);
        const length = lengthOf(this.#span);
        const from = new Date(this.#span.from) / 1000;
        const xs = Array.from({ length }, (_, i) => from + i * this.#span.bucketSeconds);
        const tops = [];
        states.reduce((below, name) => {
            const top = this.#span.states[name].map((leads, i) => leads + below[i]);
            tops.push(top);
            return top;
        }, new Array(length).fill(0));
        this.#plot?.destroy();
        this.#plot = new uPlot(this.#options(width, states, tops), [xs, ...tops.toReversed()], this.#element);
    }

    #options(width, states, tops) {
        const soft = colour("soft");
        const axis = { stroke: soft, grid: { stroke: colour("line"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
        const most = Math.max(4, ...(tops.at(-1) || []));
        return {
            width,
            height: 220,
            legend: { show: false },
            cursor: { show: false },
            scales: { x: { range: (_, min, max) => [min - this.#span.bucketSeconds / 2, max + this.#span.bucketSeconds / 2] }, y: { range: [0, most * 1.05] } },
            axes: [
                { ...axis, grid: { show: false }, values: (_, splits) => splits.map(hourOf), space: 90 },
                { ...axis, values: (_, splits) => splits.map((n) => (Number.isInteger(n) ? number(n) : "")), size: 56 },
            ],
            series: [
                {},
                ...states.toReversed().map((name) => ({
                    fill: colour(name),
                    stroke: colour(name),
                    width: 0,
                    points: { show: false },
                    paths: uPlot.paths.bars({ size: [0.8, 48], align: 0 }),
                })),
            ],
        };
    }
}

/** What the colours mean, with the sums. */
export const legend = (span) =>
    html`<ul class="legend">${statesOf(span).map(
        (name) =>
            html`<li><span class="dot ${name}"></span>${t(`state.${name}`)} <b>${number(
                span.states[name].reduce((a, b) => a + b, 0),
            )}</b></li>`,
    )}</ul>`;

/** The same as numbers, for who cannot see the bars. */
export function table(span) {
    const states = statesOf(span);
    const from = new Date(span.from) / 1000;
    return html`<details class="as-table"><summary>${t("overview.as-table")}</summary>
        <div class="wide" tabindex="0" role="group" aria-label=${t("overview.chart")}><table>
            <thead><tr><th scope="col">${t("overview.from")}</th>${states.map((name) => html`<th scope="col">${t(`state.${name}`)}</th>`)}</tr></thead>
            <tbody>${Array.from(
                { length: lengthOf(span) },
                (_, i) => html`<tr><th scope="row">${hourOf(from + i * span.bucketSeconds)}</th>
                    ${states.map((name) => html`<td>${number(span.states[name][i])}</td>`)}</tr>`,
            )}</tbody>
        </table></div></details>`;
}
