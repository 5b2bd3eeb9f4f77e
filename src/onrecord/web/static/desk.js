// What the desk's pages gain where scripts run. Every page is whole without it: this only draws pictures from the tables
// that are there, copies what can be selected, and moves the focus where it could be tabbed to.
import { startCharts, stopCharts } from "./desk/charts.js";
import { startCopying } from "./desk/copying.js";
import { startKeys } from "./desk/keys.js";
import { within } from "./desk/tables.js";

// Buttons that do nothing without a script are hidden in the page, so that nobody is offered them in vain.
function show(root) {
  for (const button of within(root, "button[data-copy], button[data-opens]")) button.hidden = false;
  startCharts(root);
}

startCopying();
startKeys();
show(document);
// htmx tells of every part of a page that it has put in, and of every one that it takes out.
document.addEventListener("htmx:load", (event) => show(event.detail.elt));
document.addEventListener("htmx:beforeCleanupElement", (event) => stopCharts(event.detail.elt));
