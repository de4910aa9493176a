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

export function start() {
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
        if (source.readyState === EventSource.CLOSED) {
            setTimeout(start, 5000); // refused, and the browser does not ask again by itself
        }
    };
}

const tell = () => readers.forEach((reader) => reader());
