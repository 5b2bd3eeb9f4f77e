// What pictures made with Observable Plot have in common.
import "../vendor/d3.min.js";
import "../vendor/plot.umd.min.js";

const { Plot } = globalThis;

// Plot puts a style element into its picture, which the desk's Content-Security-Policy refuses: it is taken out before
// the picture enters the page, and charts.css holds the same rules. With a title the picture is a group whose links can
// be tabbed to; without one it only shows what the table tells, and is left out for screen readers and the tab key.
export function show(picture, options, title) {
  const svg = Plot.plot({ className: "plot", ...options });
  for (const style of svg.querySelectorAll("style")) style.remove();
  // Plot names its groups for itself ("rect", "rule"), which would be read out.
  for (const group of svg.querySelectorAll("[aria-label]")) group.removeAttribute("aria-label");
  if (title) setAll([svg], { role: "group", "aria-label": title });
  else silence(svg);
  picture.replaceChildren(svg);
}

function silence(svg) {
  setAll([svg], { "aria-hidden": "true" });
  setAll(svg.querySelectorAll("a"), { tabindex: "-1" });
}

function setAll(elements, values) {
  for (const element of elements) {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value);
  }
}
