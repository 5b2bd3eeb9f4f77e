// Articles as dots on a line of time. Columns: when (ISO), outlet, title (with its link), origin ("yes" or nothing). A dot
// is as wide as its place on the line, so that what stands in one pile was published at about one time.
import "../vendor/d3.min.js";
import "../vendor/plot.umd.min.js";
import { show } from "./plotting.js";
import { count, readTime } from "./tables.js";

const { d3, Plot } = globalThis;

const RADIUS = { most: 3.6, least: 1.6, step: 0.4 };
const HIGHEST = 170; // pixels, of a pile
const EDGE = 12;
const AXIS = 28;
const dayName = d3.utcFormat("%-d %B %Y");

export function draw(picture, { rows }, { width }) {
  const dated = rows.map(readDot).filter(({ date }) => !isNaN(date));
  if (!dated.length) return null;
  const time = d3.scaleUtc(timeEnds(dated), [EDGE, Math.max(width - EDGE, 2 * EDGE)]);
  const { radius, step, dots } = stack(dated, time);
  const drawn = dots.filter(({ level }) => (level + 1) * step <= HIGHEST);
  const height = (d3.max(drawn, ({ level }) => level) + 1) * step + AXIS + 6;
  const channels = {
    x: ({ x }) => x, y: ({ level }) => height - AXIS - radius - level * step, r: radius, title: "words", href: "href",
  };
  show(picture, {
    width, height, margin: 0, marginBottom: AXIS,
    x: { type: "linear", domain: [0, width], range: [0, width], axis: null },
    y: { type: "linear", domain: [0, height], range: [0, height], axis: null },
    marks: [
      Plot.dot(drawn.filter(({ origin }) => !origin), { ...channels, className: "dots" }),
      Plot.dot(drawn.filter(({ origin }) => origin), { ...channels, symbol: "square", className: "dots origins" }),
      () => timeAxis(time, width, height),
    ],
  });
  return { note: leftOut(rows.length - dated.length, dated.length - drawn.length) };
}

function readDot({ when, outlet, title, origin }) {
  const date = readTime(when.value);
  const words = isNaN(date) ? "" : `${outlet.text}: ${title.text}\n${dayName(date)}`;
  return { date, words, href: title.link?.href, origin: origin?.value === "yes" };
}

function leftOut(undated, over) {
  const lost = [
    undated && `${count(undated, "article")} of unknown time not drawn.`,
    over && `The piles have no room for ${count(over, "more article")}.`,
  ];
  return lost.filter(Boolean).join(" ");
}

// One day alone still needs a line to stand on.
function timeEnds(dated) {
  const [first, last] = d3.extent(dated, (d) => d.date);
  return +first === +last ? [d3.utcDay.offset(first, -1), d3.utcDay.offset(last, 1)] : [first, last];
}

// The largest dots whose piles are not too high; in a pile origins lie lowest, then what came first.
function stack(dated, time) {
  const inOrder = d3.sort(dated, ({ origin }) => !origin, ({ date }) => +date);
  for (let radius = RADIUS.most; ; radius -= RADIUS.step) {
    const step = 2 * radius + 1;
    const dots = pile(inOrder, time, step);
    if (radius - RADIUS.step < RADIUS.least || (d3.max(dots, ({ level }) => level) + 1) * step <= HIGHEST) return { radius, step, dots };
  }
}

function pile(inOrder, time, step) {
  const heights = new Map();
  return inOrder.map((dot) => {
    const column = Math.round(time(dot.date) / step);
    const level = heights.get(column) ?? 0;
    heights.set(column, level + 1);
    return { ...dot, level, x: column * step };
  });
}

// d3 would write "Thu 03"; here days are written as everywhere on the desk.
function tickName(date) {
  if (d3.utcDay(date) < date) return d3.utcFormat("%H:%M")(date);
  if (d3.utcMonth(date) < date) return d3.utcFormat("%-d %b")(date);
  return d3.utcFormat(d3.utcYear(date) < date ? "%b %Y" : "%Y")(date);
}

function timeAxis(time, width, height) {
  const axis = d3.axisBottom(time).ticks(Math.max(2, Math.round(width / 110))).tickSize(4).tickFormat(tickName);
  const group = d3.create("svg:g").attr("class", "time").attr("transform", `translate(0,${height - AXIS + 4})`).call(axis);
  return group.node();
}
