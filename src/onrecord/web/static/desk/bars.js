// Bars by name, as long as the numbers. Columns: name (with its link), n.
import "../vendor/d3.min.js";
import "../vendor/plot.umd.min.js";
import { wide } from "./letters.js";
import { show } from "./plotting.js";
import { number } from "./tables.js";

const { d3, Plot } = globalThis;

const MOST = 40;
const ROW = 26; // pixels
const NAME = { face: 13, most: 270, part: 0.42 }; // pixels, and the part of the width that names may take

export function draw(picture, { rows }, { width, title }) {
  const drawn = rows.slice(0, MOST).map((row, at) => ({
    at, name: row.name.text, n: Number(row.n.value), href: row.name.link?.href,
    words: `${row.name.text}: ${number(Number(row.n.value))}`,
  }));
  const longest = d3.max(drawn, ({ name }) => wide(name, NAME.face)) + 16;
  const marginLeft = Math.round(Math.min(longest, width * NAME.part, NAME.most));
  const name = { textAnchor: "end", dx: -8, lineWidth: (marginLeft - 10) / (NAME.face * 1.12), textOverflow: "ellipsis" };
  show(
    picture,
    {
      width, height: drawn.length * ROW + 8, marginLeft, marginRight: 56, marginTop: 4, marginBottom: 4,
      x: { axis: null, domain: [0, d3.max(drawn, ({ n }) => n) || 1] },
      y: { axis: null, type: "band", domain: drawn.map(({ at }) => at), padding: 0.28 },
      marks: [
        Plot.barX(drawn, { y: "at", x: "n", title: "words", className: "bars plain" }),
        Plot.text(drawn, { y: "at", x: 0, text: "name", href: "href", title: "words", className: "names", ...name }),
        Plot.text(drawn, { y: "at", x: "n", text: ({ n }) => number(n), textAnchor: "start", dx: 6, className: "values" }),
        Plot.ruleX([0], { className: "zero" }),
      ],
    },
    title,
  );
  return { note: rows.length > MOST ? `The first ${MOST} of ${number(rows.length)} are drawn.` : "" };
}
