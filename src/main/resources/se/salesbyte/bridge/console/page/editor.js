// A text with the numbers of its lines, on which faults are marked.
import { html, live } from "/console/lit.js";
import { t } from "/console/texts.js";

/**
 * @param id of the text field
 * @param label what it is
 * @param text what stands in it
 * @param faults with `line` and `column`, both from 1, and `reason`
 * @param change called with the text as it is typed
 */
export function editor({ id, label, text, faults = [], change, rows = 18 }) {
    const marked = new Map(faults.filter((fault) => fault.line).map((fault) => [fault.line, fault]));
    const lines = text.split("\n").length;
    return html`<div class="editor">
        <label for=${id}>${label}</label>
        <div class="lines">
            <pre class="gutter" aria-hidden="true">${Array.from({ length: lines }, (_, i) =>
                marked.has(i + 1) ? html`<span class="fault" title=${marked.get(i + 1).reason}>${i + 1}</span>\n` : `${i + 1}\n`,
            )}</pre>
            <textarea id=${id} rows=${rows} spellcheck="false" autocapitalize="off" autocomplete="off" wrap="off" aria-invalid=${faults.length ? "true" : "false"}
                aria-describedby="${id}-faults" .value=${live(text)} @input=${(event) => change(event.target.value)} @scroll=${follow}></textarea>
        </div>
        <div id="${id}-faults" role="status"><ul class="faults">${faults.map(
            (fault) => html`<li>${fault.line ? html`<button type="button" class="quiet" @click=${() => show(id, fault)}>${t("editor.line", { n: fault.line })}</button> ` : ""}${fault.field ? html`<code>${fault.field}</code> ` : ""}${fault.reason}</li>`,
        )}</ul></div>
    </div>`;
}

const follow = (event) => {
    event.target.previousElementSibling.scrollTop = event.target.scrollTop;
};

/** Puts the cursor where a fault is. */
function show(id, { line, column }) {
    const area = document.getElementById(id);
    const before = area.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const place = before + Math.max(0, (column || 1) - 1);
    area.focus();
    area.setSelectionRange(place, place);
}
