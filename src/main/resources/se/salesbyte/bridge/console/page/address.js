// Addresses of the page: which view shows one, and getting from one to the next without loading the page anew.

/** What of the pattern's parts stands in the path; null if it does not fit. */
export function match(pattern, pathname) {
    const wanted = pattern.split("/");
    const given = pathname.split("/");
    if (wanted.length !== given.length) {
        return null;
    }
    const found = {};
    const fits = wanted.every((part, i) => {
        if (part.startsWith(":")) {
            found[part.slice(1)] = decode(given[i]);
            return given[i] !== "";
        }
        return part === given[i];
    });
    return fits ? found : null;
}

function decode(part) {
    try {
        return decodeURIComponent(part);
    } catch {
        return part;
    }
}

let opened = () => {};

/** Calls that whenever another address is to be shown. */
export function onOpen(show) {
    opened = show;
    window.addEventListener("popstate", show);
    document.addEventListener("click", (event) => {
        const link = event.target.closest?.("a[href]");
        const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
        if (link && plain && !link.target && link.origin === location.origin && !link.hasAttribute("data-elsewhere")) {
            event.preventDefault();
            go(link.pathname + link.search);
        }
    });
}

/** Goes there. */
export function go(address) {
    history.pushState(null, "", address);
    opened();
}

/** Writes an address of the same view, so that it can be shared and returned to. */
export const note = (address) => history.replaceState(null, "", address);
