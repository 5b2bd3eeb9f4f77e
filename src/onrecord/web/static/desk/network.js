// Who did what to whom, as nodes and arrows. Cytoscape draws them and finds what was pointed at; d3 places them, the same
// way each time.
import "../vendor/d3.min.js";
import "../vendor/cytoscape.min.js";
import { place } from "./placing.js";
import { number } from "./tables.js";
import { gather, leftOut, readTie, thin } from "./ties.js";

const { cytoscape, d3 } = globalThis;

// Told apart by line and arrow, not by colour alone.
const LOOKS = { cooperation: ["solid", "triangle"], conflict: ["dashed", "vee"], other: ["dotted", "triangle"] };
const TOLD = 5; // ties of one name in the line below

// Cytoscape would put a style element into the page, which the desk's Content-Security-Policy refuses, unless it finds an
// element with this id; charts.css holds its one rule.
const marker = document.createElement("template");
marker.id = "__________cytoscape_stylesheet";
document.head.append(marker);

// Columns: from and to (with their links), n, kind ("cooperation", "conflict" or another).
export function draw(picture, { rows }, { width, title }) {
  const edges = rows.map(readTie).filter((edge) => edge.n > 0);
  if (!edges.length) return null;
  const kept = thin(edges, width);
  const nodes = gather(kept);
  const least = Math.round(Math.min(Math.max(width * 0.3, 280 + nodes.length * 7), 680));
  const height = place(nodes, kept, width, least);
  const told = furnish(picture, title, height);
  const cy = render(told.canvas, nodes, kept);
  const stop = listen(cy, told, nodes);
  const close = () => { stop(); cy.destroy(); };
  return { close, note: leftOut(edges, kept, nodes) };
}

function furnish(picture, title, height) {
  const canvas = Object.assign(document.createElement("div"), { className: "chart-canvas", tabIndex: 0 });
  canvas.style.height = `${height}px`;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", `${title}: arrow keys go from name to name, Enter opens its page`);
  const said = Object.assign(document.createElement("p"), { className: "chart-said" });
  said.setAttribute("role", "status");
  picture.replaceChildren(canvas, said);
  return { canvas, said };
}

function render(container, nodes, edges) {
  const heaviest = d3.max(edges, (edge) => edge.n);
  const widest = Math.max(6 - (30 * edges.length) / container.clientWidth, 2.4); // many thick lines hide one another
  return cytoscape({
    container,
    elements: [
      ...nodes.map((node) => ({
        data: { id: node.id, label: node.label, size: node.size }, position: { x: node.x, y: node.y },
        classes: node.link ? "linked" : "",
      })),
      ...edges.map((edge) => ({
        data: { source: edge.source.id, target: edge.target.id, wide: 1.4 + (widest - 1.4) * Math.sqrt(edge.n / heaviest) },
        classes: edge.kind,
      })),
    ],
    layout: { name: "preset", fit: false },
    style: colours(container),
    zoom: 1, pan: { x: 0, y: 0 },
    userZoomingEnabled: false, userPanningEnabled: false, boxSelectionEnabled: false, autounselectify: true,
    autoungrabify: true,
  });
}

// A canvas knows nothing of custom properties: they are read here, and again when the scheme changes.
function colours(container) {
  const style = getComputedStyle(container);
  const read = (name) => style.getPropertyValue(name).trim();
  const label = { color: read("--ink"), "text-background-color": read("--paper"), "font-family": style.fontFamily };
  return [
    {
      selector: "node",
      style: {
        ...label, width: "data(size)", height: "data(size)", label: "data(label)", "background-color": read("--chart-plain"),
        "border-width": 1.5, "border-color": read("--paper"), "font-size": 12.5, "text-valign": "bottom", "text-margin-y": 3,
        "text-background-opacity": 0.82, "text-background-padding": 1, "overlay-opacity": 0,
      },
    },
    {
      selector: "edge",
      style: {
        width: "data(wide)", "curve-style": "bezier", "control-point-step-size": 26, "arrow-scale": 1.1, "target-distance-from-node": 2, opacity: 0.78,
        "overlay-opacity": 0, "line-cap": "butt",
      },
    },
    ...Object.entries(LOOKS).map(([kind, [line, arrow]]) => {
      const colour = read(`--chart-${kind}`);
      const edge = { "line-style": line, "line-color": colour, "target-arrow-color": colour, "target-arrow-shape": arrow };
      return { selector: `edge.${kind}`, style: line === "dashed" ? { ...edge, "line-dash-pattern": [7, 4] } : edge };
    }),
    { selector: ".faint", style: { opacity: 0.14 } },
    { selector: "node.here", style: { "border-color": read("--accent"), "border-width": 3, "font-weight": 700 } },
  ];
}

function listen(cy, { canvas, said }, nodes) {
  let at = -1;
  const show = (to) => {
    at = to;
    mark(cy, nodes[at]);
    said.textContent = at < 0 ? "" : tell(nodes[at]);
    canvas.classList.toggle("on-link", Boolean(nodes[at]?.link));
  };
  // Cytoscape remembers where on the page it stands; what is drawn above it meanwhile moves it.
  canvas.addEventListener("pointerenter", () => cy.resize());
  const found = (event) => nodes.findIndex((node) => node.id === event.target.id());
  cy.on("mouseover", "node", (event) => show(found(event)));
  cy.on("mouseout", "node", () => show(-1));
  cy.on("tap", "node", (event) => nodes[found(event)].link?.click());
  canvas.addEventListener("keydown", (event) => {
    const to = goes(event.key, at, nodes.length);
    if (event.key === "Enter" && at >= 0) nodes[at].link?.click();
    else if (to === null) return;
    else show(to);
    event.preventDefault();
  });
  canvas.addEventListener("blur", () => show(-1));
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  const recolour = () => cy.style(colours(canvas));
  scheme.addEventListener("change", recolour);
  return () => scheme.removeEventListener("change", recolour);
}

function goes(key, at, length) {
  const to = {
    ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: length - 1, Escape: -1,
  };
  if (!Object.hasOwn(to, key)) return null;
  return key === "Escape" ? -1 : (to[key] + length) % length;
}

function mark(cy, node) {
  cy.batch(() => {
    cy.elements().removeClass("faint here");
    if (!node) return;
    const here = cy.getElementById(node.id);
    cy.elements().not(here.closedNeighborhood()).addClass("faint");
    here.addClass("here");
  });
}

function tell(node) {
  const ties = d3.sort(node.ties, (edge) => -edge.n);
  const words = ties.slice(0, TOLD).map((edge) => {
    const other = edge.source === node ? `to ${edge.to.name}` : `from ${edge.from.name}`;
    return `${edge.words} ${other} ${number(edge.n)}`;
  });
  if (ties.length > TOLD) words.push(`${number(ties.length - TOLD)} more`);
  return `${node.name}: ${words.join("; ")}`;
}
