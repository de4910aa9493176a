// The overview as the bridge sends it whenever something has changed, by server-sent events.

const readers = new Set();
let source = null;

/** The last one that came; null before the first. */
export let overview = null;
/** Whether the bridge is heard. */
export let connected = true;

/** Hears of each one; a function to stop. */
export function listen(reader) {
    readers.add(reader);
    return () => readers.delete(reader);
}

/** Reads while the page is seen: a browser opens six connections to one place, for all tabs together. */
export function start() {
    document.addEventListener("visibilitychange", follow);
    follow();
}

function follow() {
    if (document.hidden) {
        source?.close();
        source = null;
    } else if (!source) {
        open();
    }
}

function open() {
    source = new EventSource("/api/events");
    source.addEventListener("overview", (event) => {
        overview = JSON.parse(event.data);
        connected = true;
        tell();
    });
    source.onopen = () => {
        connected = true;
        tell();
    };
    source.onerror = () => {
        connected = false;
        tell();
        if (source?.readyState === EventSource.CLOSED) {
            source = null;
            setTimeout(follow, 5000); // refused, and the browser does not ask again by itself
        }
    };
}

const tell = () => readers.forEach((reader) => reader());
