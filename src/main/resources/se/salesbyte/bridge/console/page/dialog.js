// Asks before something is done, and says what it will do.
import { html, nothing, render } from "/console/lit.js";
import { t } from "/console/texts.js";
import { problem } from "/console/parts.js";

const BY = "bridge.by";

/** Who acts, as they last said. */
export const person = () => localStorage.getItem(BY) || "";

/**
 * Shows what an action will do and does it once that is confirmed.
 *
 * @param title what is asked
 * @param effect what it will do, to whom; text or markup, or a function of the form where it hangs on what is filled in
 * @param fields what is to be filled in besides, a function of a redraw; nothing if left out
 * @param confirm the words on the button
 * @param danger whether there is no way back, or a customer may be bothered
 * @param reason "required", "optional", or left out: why, for the record
 * @param act does it, given the form's values; what it throws is shown, and it can be tried again
 * @return what `act` gave, or undefined if it was called off
 */
export function ask({ title, effect, fields, confirm, danger = false, reason, by = true, act }) {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "dialog-title");
    let fault = null;
    let busy = false;
    let result;

    const submit = async (event) => {
        event.preventDefault();
        const values = Object.fromEntries(new FormData(event.target));
        for (const name of Object.keys(values)) {
            values[name] = values[name].trim();
        }
        if (by) {
            localStorage.setItem(BY, values.by);
        }
        busy = true;
        draw();
        try {
            result = await act(values, event.target);
            dialog.close();
        } catch (refused) {
            fault = refused;
            busy = false;
            draw();
        }
    };

    const draw = () =>
        render(
            html`<form @submit=${submit} @input=${() => typeof effect === "function" && draw()}>
                <h2 id="dialog-title">${title}</h2>
                <div class=${danger ? "effect danger" : "effect"}>${typeof effect === "function" ? effect(dialog.querySelector("form")) : effect}</div>
                ${fields ? fields(draw) : nothing}
                ${reason ? reasonField(reason === "required") : nothing}
                ${by ? byField() : nothing}
                ${problem(fault)}
                <div class="buttons">
                    <button type="button" class="quiet" ?disabled=${busy} @click=${() => dialog.close()}>${t("cancel")}</button>
                    <button type="submit" class=${danger ? "danger" : ""} ?disabled=${busy}>${confirm}</button>
                </div>
            </form>`,
            dialog,
        );

    draw();
    document.body.append(dialog);
    dialog.addEventListener("cancel", (event) => busy && event.preventDefault()); // it is being done
    dialog.showModal();
    return new Promise((done) => {
        dialog.addEventListener("close", () => {
            dialog.remove();
            done(result);
        });
    });
}

const reasonField = (required) => html`<label>${t(required ? "dialog.reason" : "dialog.reason-optional")}
    <textarea name="reason" rows="2" maxlength="200" ?required=${required}></textarea></label>`;

const byField = () => html`<label>${t("dialog.by")}
    <input name="by" maxlength="80" autocomplete="name" .value=${person()} placeholder=${t("dialog.by-hint")}></label>`;

/** Only tells. */
export function tell({ title, body }) {
    const dialog = document.createElement("dialog");
    dialog.setAttribute("aria-labelledby", "dialog-title");
    render(
        html`<h2 id="dialog-title">${title}</h2>
            ${body}
            <div class="buttons"><button type="button" @click=${() => dialog.close()}>${t("close")}</button></div>`,
        dialog,
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
}
