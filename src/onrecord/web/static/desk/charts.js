// Draws a picture in every figure with data-chart from the table in it, and puts a button beside the two. The table is
// hidden only once its picture is drawn; where there is nothing to draw, or anything goes wrong, the table stays.
import { readTable, within } from "./tables.js";

const KINDS = new Set(["months", "bars", "dots", "network", "map"]); // each drawn by the module of that name
const SETTLED_MS = 120;

const charts = new Map();
const widths = new ResizeObserver((entries) => {
  for (const entry of entries) charts.get(entry.target)?.fit(entry.contentRect.width);
});

export function startCharts(root) {
  for (const figure of within(root, "figure[data-chart]")) {
    if (!charts.has(figure) && KINDS.has(figure.dataset.chart)) new Chart(figure).open();
  }
}

export function stopCharts(element) {
  for (const [figure, chart] of charts) if (element.contains(figure)) chart.close();
}

class Chart {
  constructor(figure) {
    this.figure = figure;
    this.table = readTable(figure);
    this.title = figure.querySelector(".chart-title").textContent.trim();
    this.width = 0;
  }

  async open() {
    if (!this.table.rows.length) return;
    charts.set(this.figure, this);
    try {
      this.module = await import(`./${this.figure.dataset.chart}.js`);
      await this.module.ready;
    } catch (error) {
      this.fail(error);
      return;
    }
    if (charts.has(this.figure)) this.furnish();
  }

  furnish() {
    const caption = this.figure.querySelector("figcaption");
    this.button = Object.assign(document.createElement("button"), { type: "button", className: "chart-turn" });
    this.button.textContent = "Show as table";
    this.button.addEventListener("click", () => this.turn(this.button.getAttribute("aria-pressed") === "false"));
    this.note = Object.assign(document.createElement("span"), { className: "chart-note" });
    this.picture = Object.assign(document.createElement("div"), { className: "chart-picture" });
    caption.append(this.note, this.button);
    this.figure.querySelector(".chart-table").before(this.picture);
    widths.observe(this.figure);
  }

  // Redrawn when the width has changed and come to rest.
  fit(width) {
    if (width < 1 || Math.abs(width - this.width) < 1) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.draw(width), this.width ? SETTLED_MS : 0);
  }

  draw(width) {
    const first = !this.width;
    this.width = width;
    this.drawn?.close?.();
    try {
      this.drawn = this.module.draw(this.picture, this.table, { width, title: this.title });
    } catch (error) {
      this.fail(error);
      return;
    }
    if (!this.drawn) {
      this.close();
      return;
    }
    this.note.textContent = this.drawn.note ?? "";
    if (first) this.turn(false);
  }

  // One of the two is shown. The hidden table can still be read by a screen reader, but is not in the order of tabs.
  turn(toTable) {
    this.button.setAttribute("aria-pressed", String(toTable));
    this.picture.hidden = toTable;
    this.figure.classList.toggle("drawn", !toTable);
    this.figure.querySelector(".chart-table").tabIndex = toTable ? 0 : -1;
    for (const link of this.figure.querySelectorAll(".chart-table a")) link.tabIndex = toTable ? 0 : -1;
  }

  fail(error) {
    this.close();
    console.error("No picture of", this.title, error);
  }

  close() {
    clearTimeout(this.timer);
    widths.unobserve(this.figure);
    charts.delete(this.figure);
    this.drawn?.close?.();
    if (this.button) this.turn(true);
    for (const made of [this.button, this.note, this.picture]) made?.remove();
  }
}
