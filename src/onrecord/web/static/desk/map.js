// Places on a map: land and borders from Natural Earth in the equal-earth projection, circles whose areas are as the numbers.
import "../vendor/d3.min.js";
import "../vendor/topojson-client.min.js";
import { short, wide } from "./letters.js";
import { count, number } from "./tables.js";

const { d3, topojson } = globalThis;

const MOST = 150;
const RADIUS = { most: 24, least: 2, part: 0.036 }; // pixels, and the part of the width that the largest may take
const WORLD = 62; // degrees from the middle: places further apart are shown on the whole world
const NEAR = 14; // degrees around the middle that are shown at least, for the land is drawn coarsely
const LINE = 15; // pixels, of a name of FACE
const FACE = 12.5;
const NAME = 28; // characters

let land;
let borders;
export const ready = load();

async function load() {
  const response = await fetch(new URL("../vendor/countries-110m.json", import.meta.url));
  if (!response.ok) throw new Error(`the map data: ${response.status}`);
  const world = await response.json();
  land = topojson.feature(world, world.objects.land);
  borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b);
}

// Columns: name (with its link), lat, lon (degrees), n.
export function draw(picture, { rows }, { width, title }) {
  const places = rows.map(readPlace).filter(isPlaced);
  if (!places.length) return null;
  const drawn = d3.sort(places, (place) => -place.n).slice(0, MOST);
  const view = project(drawn, width);
  const svg = d3.create("svg").attr("class", "map").attr("width", width).attr("height", view.height)
    .attr("viewBox", `0 0 ${width} ${view.height}`).attr("role", "group").attr("aria-label", title);
  const path = d3.geoPath(view.projection);
  if (view.whole) svg.append("path").attr("class", "sea").attr("d", path({ type: "Sphere" }));
  svg.append("path").attr("class", "land").attr("d", path(land));
  svg.append("path").attr("class", "borders").attr("d", path(borders));
  settle(drawn, view, width);
  drawCircles(svg, drawn);
  drawNames(svg, chooseNames(drawn, width, view.height));
  picture.replaceChildren(svg.node());
  return { note: leftOut(rows, places, drawn) };
}

function readPlace(row) {
  const [lat, lon, n] = ["lat", "lon", "n"].map((name) => (row[name].value === "" ? NaN : Number(row[name].value)));
  return { name: row.name.text, href: row.name.link?.href, lat, lon, n };
}

function isPlaced({ lat, lon, n }) {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && n > 0;
}

function leftOut(rows, places, drawn) {
  const lost = [
    places.length < rows.length && `${count(rows.length - places.length, "place")} without coordinates not drawn.`,
    drawn.length < places.length && `The ${MOST} largest of ${number(places.length)} places are drawn.`,
  ];
  return lost.filter(Boolean).join(" ");
}

// The part of the world that holds all places, turned so that they stand in its middle; all of it where they are far apart.
function project(places, width) {
  const points = { type: "MultiPoint", coordinates: places.map(({ lon, lat }) => [lon, lat]) };
  const middle = d3.geoCentroid(points);
  const furthest = d3.max(points.coordinates, (point) => d3.geoDistance(point, middle));
  if (furthest > (WORLD * Math.PI) / 180) {
    const height = Math.round(width * 0.487);
    // Turned a little, so that no land is cut where the map ends.
    const projection = d3.geoEqualEarth().rotate([-11, 0]).fitExtent([[1, 1], [width - 1, height - 1]], { type: "Sphere" });
    return { projection, height, whole: true };
  }
  const height = Math.round(Math.min(Math.max(width * 0.55, 300), 500));
  const least = d3.geoCircle().center(middle).radius(NEAR)();
  const frame = { type: "MultiPoint", coordinates: [...points.coordinates, ...least.coordinates[0]] };
  const edge = largest(width) + 6;
  const projection = d3.geoEqualEarth().rotate([-middle[0], 0])
    .fitExtent([[edge, edge], [width - edge, height - edge]], frame).clipExtent([[-2, -2], [width + 2, height + 2]]);
  return { projection, height, whole: false };
}

function largest(width) {
  return Math.min(RADIUS.most, RADIUS.part * width);
}

function settle(places, { projection }, width) {
  const most = d3.max(places, (place) => place.n);
  for (const place of places) {
    [place.x, place.y] = projection([place.lon, place.lat]);
    place.r = Math.max(largest(width) * Math.sqrt(place.n / most), RADIUS.least);
  }
}

function drawCircles(svg, places) {
  const groups = svg.append("g").attr("class", "places").selectAll("g").data(places).join("g");
  const holders = groups.append(({ href }) => document.createElementNS(d3.namespaces.svg, href ? "a" : "g"));
  holders.filter(({ href }) => href).attr("href", ({ href }) => href).attr("aria-label", told);
  holders.append("circle").attr("cx", (d) => d.x).attr("cy", (d) => d.y).attr("r", (d) => d.r).append("title").text(told);
}

function told({ name, n }) {
  return `${name}: ${number(n)}`;
}

// Names of the largest places, each where it hides neither another name nor the middle of a circle that says as much.
function chooseNames(places, width, height) {
  const circles = places.slice(0, 40).map(({ n, x, y, r }) => ({ n, ...box(x - r * 0.7, y - r * 0.7, r * 1.4, r * 1.4) }));
  const most = width < 560 ? 7 : 16;
  const taken = [];
  const chosen = [];
  for (const place of places) {
    if (chosen.length === most) break;
    const barred = [...taken, ...circles.filter(({ n }) => n >= place.n)];
    const open = spots(place).filter((at) => isInside(at, width, height) && !barred.some((other) => meets(at, other)));
    const spot = d3.least(open, (at) => circles.filter((circle) => meets(at, circle)).length);
    if (!spot) continue;
    taken.push(spot);
    chosen.push({ ...place, left: spot.left, base: spot.top + LINE - 4 });
  }
  return chosen;
}

function spots({ name, n, x, y, r }) {
  const long = wide(`${short(name, NAME)} ${number(n)}`, FACE);
  const [right, left, above, below] = [x + r + 4, x - r - 4 - long, y - r - 3 - LINE, y + r + 3];
  const beside = [right, left].map((at) => box(at, y - LINE / 2, long, LINE));
  const over = [above, below].map((at) => box(x - long / 2, at, long, LINE));
  const slanting = [right, left].flatMap((at) => [y - LINE, y].map((top) => box(at, top, long, LINE)));
  return [...beside, ...over, ...slanting];
}

function box(left, top, wide, high) {
  return { left, top, right: left + wide, bottom: top + high };
}

function meets(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function isInside(at, width, height) {
  return at.left >= 2 && at.right <= width - 2 && at.top >= 2 && at.bottom <= height - 2;
}

function drawNames(svg, places) {
  const texts = svg.append("g").attr("class", "names").attr("aria-hidden", "true").selectAll("text").data(places).join("text")
    .attr("x", (d) => d.left).attr("y", (d) => d.base).text((d) => short(d.name, NAME));
  texts.append("tspan").text((d) => ` ${number(d.n)}`);
}
