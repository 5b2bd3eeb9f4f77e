// Bars through time. Columns: month (2031-04, with its link), then one column of numbers for each series; those with
// data-side="down" hang below the line.
import "../vendor/d3.min.js";
import "../vendor/plot.umd.min.js";
import { show } from "./plotting.js";
import { count, number, readTime } from "./tables.js";

const { d3, Plot } = globalThis;

const WIDEST = 56; // pixels a month, so that two months do not fill the page
const NAME = 44; // pixels that the name of a month takes
const MARGIN = { left: 46, right: 10, top: 26, bottom: 36, below: 22 };
const HALF_A_MONTH = 15 * 864e5; // milliseconds
const full = d3.utcFormat("%B %Y");

export function draw(picture, { columns, rows }, { width }) {
  const series = columns.filter((column) => column.name && column.name !== "month");
  const dated = rows.map((row) => ({ row, date: readTime(row.month.value) })).filter(({ date }) => !isNaN(date));
  if (!dated.length) return null;
  const ends = d3.extent(dated, ({ date }) => date);
  const span = d3.utcMonth.count(...ends) + 1;
  const wide = Math.min(width, MARGIN.left + MARGIN.right + 4 + Math.max(span, 2) * WIDEST);
  show(picture, options(series, dated, ends, wide));
  const lost = rows.length - dated.length;
  return { note: lost ? `${count(lost, "row")} without a month not drawn.` : "" };
}

function options(series, dated, ends, width) {
  const points = dated.flatMap((one) => series.map((column) => point(one, column)));
  const domain = [d3.min(points, ({ n }) => Math.min(n, 0)), d3.max(points, ({ n }) => Math.max(n, 0)) || 1];
  const below = domain[0] < 0 ? MARGIN.below : 0;
  const whole = (n) => (Number.isInteger(n) ? number(Math.abs(n)) : "");
  return {
    width, height: below ? 280 : 220,
    marginLeft: MARGIN.left, marginRight: MARGIN.right, marginTop: MARGIN.top, marginBottom: MARGIN.bottom + below,
    x: { type: "utc", label: null, insetLeft: 2, insetRight: 2 },
    y: { label: null, domain, nice: true },
    marks: [
      Plot.gridY({ ticks: 5, className: "grid" }),
      Plot.axisY({ ticks: 5, tickSize: 0, tickFormat: whole }),
      axis(ends, width - MARGIN.left - MARGIN.right - 4, below),
      Plot.rectY(points, {
        x: "date", y: "n", interval: "month", fill: "fill", href: "href", insetLeft: 0.5, insetRight: 0.5, className: "bars",
      }),
      Plot.ruleY([0], { className: "zero" }),
      ...(series.length > 1 ? [label(series, "up", "top", -18), label(series, "down", "bottom", 18)] : []),
      tip(dated, series),
    ],
  };
}

function point({ row, date }, { name, side }) {
  const tone = ["cooperation", "conflict"].includes(name) ? name : "plain";
  const n = Number(row[name].value) * (side === "down" ? -1 : 1);
  return { date, n, fill: `var(--bar-${tone})`, href: row.month.link?.href };
}

// Each side says what it shows, so that no key is needed and colour is not all that tells them apart.
function label(series, side, edge, dy) {
  const names = series.filter((column) => (column.side === "down") === (side === "down")).map(({ text }) => text);
  return Plot.text(names.length ? [names.join(", ")] : [], {
    frameAnchor: `${edge}-left`, dx: 6, dy, textAnchor: "start", className: "series",
  });
}

function tip(dated, series) {
  const told = dated.map(({ row, date }) => ({
    date: new Date(+date + HALF_A_MONTH),
    words: [full(date), ...series.map(({ name, text }) => `${text}: ${number(Number(row[name].value))}`)].join("\n"),
  }));
  const look = { className: "tip", anchor: "bottom-left", lineHeight: 1.35 };
  return Plot.tip(told, Plot.pointerX({ x: "date", y: 0, title: "words", ...look }));
}

// Names of months under the middle of their bars; where they find no room, of every third or of years, where they begin.
function axis([first, last], room, dy) {
  const all = d3.utcMonths(first, d3.utcMonth.offset(last, 1));
  const step = [1, 3, 12].find((months) => (room / all.length) * months >= NAME) ?? 12;
  const shown = all.filter((date) => date.getUTCMonth() % step === 0);
  const withYear = (date, at) => at === 0 || date.getUTCMonth() === 0;
  const name = (date, at) => d3.utcFormat(step === 12 ? "%Y" : withYear(date, at) ? "%b\n%Y" : "%b")(date);
  const under = step === 1 ? { tickSize: 0, dx: room / all.length / 2 } : { tickSize: 4 };
  return Plot.axisX(shown, { ...under, dy, tickFormat: name });
}
