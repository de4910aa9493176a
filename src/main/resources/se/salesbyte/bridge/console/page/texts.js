// The words of the page, in the language of the browser: all of them are in en.json and sv.json.

const SPOKEN = ["en", "sv"];

export const language = (navigator.languages || [navigator.language])
    .map((tag) => tag.toLowerCase().split("-")[0])
    .find((tag) => SPOKEN.includes(tag)) || "en";

/** English keeps the day before the month and 24 hours, as the rest of the bridge does. */
const locale = language === "en" ? "en-GB" : "sv-SE";

const texts = await (await fetch(`/console/${language}.json`)).json();
const plurals = new Intl.PluralRules(locale);
const numbers = new Intl.NumberFormat(locale);
const today = new Intl.DateTimeFormat(locale, { timeStyle: "medium" });
const anyDay = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: "full", timeStyle: "long" });
const hour = new Intl.DateTimeFormat(locale, { weekday: "short", hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium" });
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto", style: "short" });

document.documentElement.lang = language;

/** Whether there is a text of that key. */
export const has = (key) => key in texts;

/**
 * The text of that key, with `{name}` replaced by the value of that name. A text of several forms goes by `n`.
 */
export function t(key, values = {}) {
    const found = texts[key];
    const text = found && typeof found === "object" ? found[plurals.select(values.n)] || found.other : found;
    return (text ?? key).replace(/\{(\w+)\}/g, (_, name) => shown(values[name]));
}

/** The text of that key, or what is given where there is none. */
export const either = (key, other, values) => (has(key) ? t(key, values) : other);

const shown = (value) => (typeof value === "number" ? numbers.format(value) : (value ?? ""));

export const number = (value) => numbers.format(value);

/** A point in time as short as it is clear. */
export function time(iso) {
    const at = new Date(iso);
    return (at.toDateString() === new Date().toDateString() ? today : anyDay).format(at);
}

export const fullTime = (iso) => whole.format(new Date(iso));
/** The day of a point in time a moment before or after it: the end of a span is the beginning of the next day. */
export const dayOf = (iso, millis) => day.format(new Date(new Date(iso).getTime() + millis));
export const hourOf = (seconds) => hour.format(new Date(seconds * 1000));

const UNITS = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
];

/** How long ago, or how soon. */
export function ago(iso) {
    const seconds = Math.round((new Date(iso) - Date.now()) / 1000);
    const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) || UNITS.at(-1);
    return relative.format(Math.trunc(seconds / size), unit);
}

/** A length of time in its two largest units. */
export function duration(millis) {
    if (millis < 1000) {
        return `${number(Math.round(millis))} ms`;
    }
    if (millis < 60_000) {
        return `${number(Math.round(millis / 100) / 10)} s`;
    }
    const parts = [];
    let seconds = Math.round(millis / 1000);
    for (const [unit, size] of UNITS) {
        if (seconds >= size && parts.length < 2) {
            parts.push(`${Math.floor(seconds / size)} ${t(`unit.${unit}`)}`);
            seconds %= size;
        }
    }
    return parts.join(" ");
}
