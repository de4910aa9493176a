// What the page takes of lit-html. It writes texts as texts: no value of a payload can become an element.
export { html, nothing, render } from "/console/lit-html/lit-html.js";
export { live } from "/console/lit-html/directives/live.js";
export { repeat } from "/console/lit-html/directives/repeat.js";
