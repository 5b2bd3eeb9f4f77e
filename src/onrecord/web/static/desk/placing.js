// Where the nodes of a network stand: pushed apart and pulled together until they rest, with room for their names.
import "../vendor/d3.min.js";
import { wide } from "./letters.js";

const { d3 } = globalThis;

const TICKS = 320;
const TURNS = 120;
const FACE = 12.5; // pixels
const NAME_HIGH = 17;
const SLACK = 2; // pixels, less than the air around a name

// Gives every node an x and y within width, and returns the height that they take: what is given, or more where their
// names would lie on one another. Nodes have size and label, edges have source and target.
export function place(nodes, edges, width, height) {
  for (const node of nodes) {
    node.half = Math.max(wide(node.label, FACE), node.size) / 2 + 4;
    node.up = node.size / 2 + 4;
    node.down = node.size / 2 + NAME_HIGH + 4;
  }
  const ties = edges.filter((edge) => edge.source !== edge.target).map(({ source, target }) => ({ source, target }));
  const room = Math.sqrt((width * height) / Math.max(nodes.length, 1));
  d3.forceSimulation(nodes)
    .force("ties", d3.forceLink(ties).distance(room * 0.95))
    .force("apart", d3.forceManyBody().strength(-room * 3.2).distanceMax(room * 4))
    .force("x", d3.forceX(width / 2).strength(0.05))
    .force("y", d3.forceY(height / 2).strength((0.05 * width) / height))
    .force("names", names(nodes))
    .stop()
    .tick(TICKS);
  fill(nodes, "x", width, (node) => [node.half, node.half]);
  fill(nodes, "y", height, (node) => [node.up, node.down]);
  const settle = [names(nodes), inside(nodes, width)];
  for (let turn = 0; turn < TURNS && overlap(nodes); turn += 1) settle.forEach((force) => force());
  lower(nodes);
  return frame(nodes, height);
}

// Stretches or presses the whole so that it fills the room along one axis.
function fill(nodes, axis, room, margins) {
  const [low, high] = d3.extent(nodes, (node) => node[axis]);
  const [before, after] = [0, 1].map((side) => d3.max(nodes, (node) => margins(node)[side]) ?? 0);
  const scale = d3.scaleLinear([low, high], [before, Math.max(room - after, before + 1)]);
  for (const node of nodes) node[axis] = high - low < 1 ? room / 2 : scale(node[axis]);
}

// Moves two nodes whose boxes (with the name below) overlap away from each other, the shorter way.
function names(nodes) {
  return () => {
    for (const [at, a] of nodes.entries()) for (const b of nodes.slice(at + 1)) part(a, b);
  };
}

function overlap(nodes) {
  return nodes.some((a, at) => nodes.slice(at + 1).some((b) => Math.min(...shared(a, b)) > SLACK));
}

// How far the boxes of two nodes reach into each other, across and along.
function shared(a, b) {
  const [upper, lower] = a.y <= b.y ? [a, b] : [b, a];
  return [a.half + b.half - Math.abs(a.x - b.x), upper.down + lower.up - (lower.y - upper.y)];
}

function part(a, b) {
  const [across, along] = shared(a, b);
  const [upper, lower] = a.y <= b.y ? [a, b] : [b, a];
  if (across <= 0 || along <= 0) return;
  if (along < across) {
    upper.y -= along / 2;
    lower.y += along / 2;
  } else {
    const by = (a.x <= b.x ? -across : across) / 2;
    a.x += by;
    b.x -= by;
  }
}

// What still lies on another, where the room is too narrow to move aside, goes below it, from above to below.
function lower(nodes) {
  const done = [];
  for (const node of d3.sort(nodes, (one) => one.y)) {
    for (const upper of done) if (Math.min(...shared(upper, node)) > SLACK) node.y = upper.y + upper.down + node.up;
    done.push(node);
    done.sort((a, b) => a.y - b.y);
  }
}

function inside(nodes, width) {
  const within = (value, low, high) => (high < low ? (low + high) / 2 : Math.min(Math.max(value, low), high));
  return () => {
    for (const node of nodes) node.x = within(node.x, node.half, width - node.half);
  };
}

// Moves the nodes to the upper edge, from which they may have been pushed, and returns how high they stand.
function frame(nodes, height) {
  const top = d3.min(nodes, (node) => node.y - node.up);
  for (const node of nodes) node.y -= top;
  return Math.ceil(Math.max(height, d3.max(nodes, (node) => node.y + node.down)));
}
