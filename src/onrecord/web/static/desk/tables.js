// Reads the table that stands in a chart's figure. A column is named by the data-col of its header cell; a cell's value
// is its data-value, else its text. All of it is text of hostile articles: it is only ever set as text.

// What matches in a part of the page, the part itself among it: htmx hands over the very elements it has put in.
export function within(root, selector) {
  return [root, ...root.querySelectorAll(selector)].filter((element) => element.matches?.(selector));
}

export function readTable(figure) {
  const table = figure.querySelector("table");
  const columns = [...table.tHead.rows[0].cells].map((cell) => ({
    name: cell.dataset.col,
    text: cell.textContent.trim(),
    side: cell.dataset.side,
  }));
  const rows = [...table.tBodies[0].rows].map((row) =>
    Object.fromEntries(columns.map((column, at) => [column.name, readCell(row.cells[at])])),
  );
  return { columns, rows };
}

// Marks that turn the direction of writing would turn what stands after them in a picture, where no <bdi> holds them.
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

function readCell(cell) {
  const text = cell.textContent.replace(TURNING, "").trim();
  return { text, value: cell.dataset.value ?? text, link: safeLink(cell.querySelector("a[href]")) };
}

// The browser's own reading of the address decides, whatever blanks or capitals stand in it.
function safeLink(anchor) {
  return anchor && ["http:", "https:"].includes(anchor.protocol) ? anchor : null;
}

// A time without an offset is taken as UTC, as everywhere in Onrecord; browsers would take it as local.
export function readTime(text) {
  const bare = text.includes("T") && !/(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  return new Date(bare ? `${text}Z` : text);
}

export const number = new Intl.NumberFormat("en").format;

export function count(n, one, many = `${one}s`) {
  return `${number(n)} ${n === 1 ? one : many}`;
}
