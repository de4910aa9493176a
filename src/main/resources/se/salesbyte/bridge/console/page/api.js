// The management API, as /api/openapi.yaml describes it.

/** Why a call was refused: the server's own words, which say what to do. */
export class Problem extends Error {
    constructor(status, title, detail) {
        super(detail || title);
        this.status = status;
    }
}

const NO_ANSWER = "the bridge does not answer: is it running?";

async function call(method, path, { query, body, type, signal } = {}) {
    const headers = {};
    if (body !== undefined) {
        headers["Content-Type"] = type || "application/json";
    }
    let response;
    try {
        response = await fetch(path + queryOf(query), {
            method,
            headers,
            body: body === undefined ? undefined : type ? body : JSON.stringify(body),
            signal,
        });
    } catch (fault) {
        throw fault.name === "AbortError" ? fault : new Problem(0, NO_ANSWER, NO_ANSWER);
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
        throw new Problem(response.status, answer?.title || response.statusText, answer?.detail);
    }
    return answer;
}

/** `?a=1&b=2` of what is set; nothing if nothing is. */
export function queryOf(values = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(values)) {
        if (value !== undefined && value !== null && value !== "" && value !== false) {
            query.set(name, value);
        }
    }
    const text = query.toString();
    return text ? `?${text}` : "";
}

export const get = (path, options) => call("GET", path, options);
export const post = (path, options) => call("POST", path, options);
export const erase = (path, options) => call("DELETE", path, options);

/** A path of several parts, each taken literally. */
export const path = (...parts) => `/${parts.map(encodeURIComponent).join("/")}`;
