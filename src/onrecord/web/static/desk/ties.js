// The ties of a network: read from the table's rows, thinned to what a reader can still follow, gathered by name.
import "../vendor/d3.min.js";
import { short } from "./letters.js";
import { count, number } from "./tables.js";

const { d3 } = globalThis;

// The heaviest are drawn, the table has all; a narrow screen holds less.
const MOST = { nodes: 60, edges: 150 };
const MOST_NARROW = { nodes: 24, edges: 48 };
const NARROW = 560; // pixels
const KINDS = new Set(["cooperation", "conflict"]);
const LABEL = 26; // characters
const TAIL = 12;

export function readTie(row) {
  const end = ({ text, link }) => ({ key: `${text}\n${link?.href ?? ""}`, name: text, link });
  const kind = KINDS.has(row.kind.value) ? row.kind.value : "other";
  return { from: end(row.from), to: end(row.to), n: Number(row.n.value), kind, words: row.kind.text };
}

export function gather(edges) {
  const found = new Map();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const node = found.get(end.key) ?? { ...end, n: 0, ties: [], id: `n${found.size}`, label: short(end.name, LABEL) };
      found.set(end.key, node);
      node.n += edge.n;
      if (!node.ties.includes(edge)) node.ties.push(edge);
    }
    [edge.source, edge.target] = [found.get(edge.from.key), found.get(edge.to.key)];
  }
  for (const alike of d3.group(found.values(), (node) => node.label).values()) if (alike.length > 1) tellApart(alike);
  const most = d3.max(found.values(), (node) => node.n);
  for (const node of found.values()) node.size = 8 + 20 * Math.sqrt(node.n / most);
  return d3.sort(found.values(), (node) => -node.n);
}

// Names that begin alike are cut in their middle.
function tellApart(nodes) {
  for (const node of nodes) node.label = short(node.name, LABEL, TAIL);
}

export function leftOut(edges, kept, nodes) {
  if (kept.length === edges.length) return "";
  const all = new Set(edges.flatMap((edge) => [edge.from.key, edge.to.key])).size;
  const ties = `The ${number(kept.length)} heaviest of ${number(edges.length)} ties are drawn`;
  return `${ties}, between ${number(nodes.length)} of ${count(all, "name")}.`;
}

export function thin(edges, width) {
  const most = width < NARROW ? MOST_NARROW : MOST;
  const names = new Set();
  const kept = [];
  for (const edge of d3.sort(edges, (edge) => -edge.n)) {
    if (kept.length === most.edges) break;
    const fresh = new Set([edge.from.key, edge.to.key].filter((key) => !names.has(key)));
    if (names.size + fresh.size > most.nodes) continue;
    fresh.forEach((key) => names.add(key));
    kept.push(edge);
  }
  return kept;
}
