// The map: places of events in clusters, the days by a slider. d3-geo on Natural Earth's borders, no tiles.
import { calendars, told, words } from "./days.js";

const d3 = window.d3;
const topojson = window.topojson;
const CELL = 40; // pixels within which spots become a cluster
const AROUND = { province: 60, region: 150, country: 300, sea: 200, river: 120 }; // km around a spot that is no point
const EARTH = 6371;
const CLOSEST = 60;
// Borders that are disputed, at least in part, by the names of world-atlas. "*": with whomever.
const DISPUTED = [
  ["Palestine", "*"], ["Israel", "Syria"], ["Israel", "Lebanon"], ["Kosovo", "Serbia"], ["Cyprus", "N. Cyprus"], ["W. Sahara", "*"],
  ["Somaliland", "*"], ["India", "Pakistan"], ["India", "China"], ["Siachen Glacier", "*"], ["Armenia", "Azerbaijan"], ["Russia", "Ukraine"],
  ["Georgia", "Russia"], ["Sudan", "S. Sudan"], ["Sudan", "Egypt"], ["Ethiopia", "Eritrea"], ["Ethiopia", "Sudan"], ["Kyrgyzstan", "Tajikistan"],
  ["Bhutan", "China"], ["Venezuela", "Guyana"], ["N. Korea", "S. Korea"], ["Cambodia", "Thailand"],
];

const box = document.getElementById("map");
const say = words(box);
const [data, world, names, codes] = await Promise.all(
  [box.dataset.from, "/static/vendor/countries-50m.json", box.dataset.countries, "/static/numeric.json"].map(async (address) => (await fetch(address)).json()),
);
const countries = topojson.feature(world, world.objects.countries).features;
const isDisputed = (a, b) => {
  const pair = [a.properties.name, b.properties.name];
  return DISPUTED.some(([one, other]) => (pair[0] === one && (other === "*" || pair[1] === other)) || (pair[1] === one && (other === "*" || pair[0] === other)));
};
const land = { type: "FeatureCollection", features: countries };
const borders = topojson.mesh(world, world.objects.countries, (a, b) => a !== b && !isDisputed(a, b));
const disputed = topojson.mesh(world, world.objects.countries, (a, b) => a !== b && isDisputed(a, b));
const spots = data.spots.map(([key, name, latitude, longitude, kind, radius]) => ({ key, name, at: [longitude, latitude], around: radius || AROUND[kind] }));
const marks = data.marks.map(([event, spot, quad, first, last]) => ({ event, spot, quad, first, last }));

let width = 0;
let height = 0;
let projection = null;
let transform = d3.zoomIdentity;
const path = d3.geoPath();
const svg = d3.select(box).append("svg");
const ground = svg.append("g");
ground.append("path").attr("class", "land");
ground.append("path").attr("class", "border");
ground.append("path").attr("class", "disputed");
const labels = svg.append("g");
const rings = svg.append("g");
const layer = svg.append("g");

const days = marks.flatMap((mark) => [mark.first, mark.last]).filter((day) => day !== null).sort(d3.ascending);
const span = days.length ? [d3.quantileSorted(days, 0.02), d3.quantileSorted(days, 0.98)] : [730000, 739000];
const sliders = ["first", "last"].map((id) => document.getElementById(id));
const calendar = box.dataset.lang === "fa" ? calendars.solar : calendars.gregorian;

function chosen() {
  const [low, high] = sliders.map((slider) => Number(slider.value)).sort(d3.ascending);
  const day = (value) => Math.round(span[0] + ((span[1] - span[0]) * value) / 1000);
  document.getElementById("days").textContent = [low, high].map((value) => told(calendar, day(value), say.months, say.digits)).join(" – ");
  return [low === 0 ? -Infinity : day(low), high === 1000 ? Infinity : day(high)];
}

// The clusters at the present zoom: a spot joins the busiest one that lies near it.
function clusters() {
  const [low, high] = chosen();
  const all = low === -Infinity && high === Infinity;
  const counted = new Map();
  for (const mark of marks) {
    const undated = mark.first === null && mark.last === null;
    if (undated ? !all : (mark.first ?? -Infinity) > high || (mark.last ?? Infinity) < low) continue;
    const count = counted.get(mark.spot) ?? { number: 0, quads: [0, 0, 0, 0, 0] };
    count.number += 1;
    count.quads[mark.quad] += 1;
    counted.set(mark.spot, count);
  }
  const made = [];
  for (const [place, count] of [...counted].sort((a, b) => b[1].number - a[1].number || a[0] - b[0])) {
    const [left, top] = transform.apply(projection(spots[place].at));
    if (left < -50 || top < -50 || left > width + 50 || top > height + 50) continue;
    let near = made.find((one) => Math.hypot(one.left - left, one.top - top) < CELL);
    if (!near) {
      near = { key: spots[place].key, left, top, spots: [], number: 0, quads: [0, 0, 0, 0, 0] };
      made.push(near);
    }
    near.spots.push(spots[place]);
    near.number += count.number;
    count.quads.forEach((number, quad) => { near.quads[quad] += number; });
  }
  return made;
}

function draw() {
  const found = clusters();
  const radius = (cell) => Math.min(6 + 2.4 * Math.sqrt(cell.number), 20);
  layer.selectAll("g").data(found, (cell) => cell.key).join((entered) => {
    const group = entered.append("g").attr("tabindex", 0).attr("role", "button");
    group.append("path").attr("class", "cluster");
    group.append("text").attr("class", "count").attr("dy", "0.35em");
    group.append("title");
    group.on("click", (_, cell) => choose(cell)).on("keydown", (pressed, cell) => {
      if (pressed.key === "Enter" || pressed.key === " ") { pressed.preventDefault(); choose(cell); }
    });
    return group;
  }).attr("transform", (cell) => `translate(${cell.left},${cell.top})`).attr("aria-label", told_).each(function shape(cell) {
    const group = d3.select(this);
    const quad = d3.maxIndex(cell.quads);
    const form = [d3.symbolCircle, d3.symbolCircle, d3.symbolSquare, d3.symbolDiamond, d3.symbolTriangle][quad];
    group.select(".cluster").attr("class", `cluster q${quad}`).attr("d", d3.symbol(form, radius(cell) ** 2 * (quad > 2 ? 2.4 : 2.6))());
    group.select(".count").text(cell.number > 1 ? say.number(cell.number) : "").attr("y", quad === 4 ? 2 : 0);
    group.select("title").text(told_(cell));
  });
  const vague = found.filter((cell) => cell.spots.length === 1 && cell.spots[0].around);
  rings.attr("transform", transform).selectAll("path").data(vague, (cell) => cell.key).join("path").attr("class", "ring")
    .attr("vector-effect", "non-scaling-stroke")
    .attr("d", (cell) => path(d3.geoCircle().center(cell.spots[0].at).radius((cell.spots[0].around / EARTH) * (180 / Math.PI))()));
  labels.selectAll("text").attr("x", (one) => transform.applyX(one.centre[0])).attr("y", (one) => transform.applyY(one.centre[1]))
    .attr("display", (one) => (one.width * transform.k > one.name.length * 6.5 + 6 ? null : "none"));
}

const told_ = (cell) => `${cell.spots.slice(0, 4).map((spot) => spot.name).join("، ")}${cell.spots.length > 4 ? " …" : ""}: ${say.number(cell.number)}`;

function choose(cell) {
  if (cell.spots.length > 1 && transform.k < CLOSEST) {
    svg.call(zoom.scaleBy, 2.5, [cell.left, cell.top]);
    return;
  }
  const address = new URL(box.dataset.stories, location.href);
  address.searchParams.set("place", cell.spots[0].key);
  window.htmx.ajax("GET", address.pathname + address.search, { target: "#lines", swap: "innerHTML" });
}

const zoom = d3.zoom().scaleExtent([1, CLOSEST])
  .filter((event) => !event.type.startsWith("wheel") || event.ctrlKey || event.shiftKey || document.activeElement === box)
  .on("zoom", (event) => { transform = event.transform; ground.attr("transform", transform); requestDraw(); });
let waiting = 0;
function requestDraw() {
  if (!waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
}

function fit() {
  width = box.clientWidth;
  height = Math.round(Math.min(Math.max(width * 0.55, 320), 720));
  svg.attr("viewBox", `0 0 ${width} ${height}`);
  projection = d3.geoMercator().rotate([-50, 0]).fitExtent([[0, 0], [width, height]], {
    type: "MultiPoint", coordinates: [[-125, -52], [-125, 70], [50, 10], [178, 70], [178, -45]],
  });
  path.projection(projection);
  ground.select(".land").attr("d", path(land));
  ground.select(".border").attr("d", path(borders));
  ground.select(".disputed").attr("d", path(disputed));
  const named = countries.map((country) => {
    const [[left], [right]] = path.bounds(country);
    return { name: names[codes[country.id]] ?? "", centre: path.centroid(largest(country)), width: right - left };
  }).filter((one) => one.name);
  labels.selectAll("text").data(named).join("text").attr("class", "country").text((one) => one.name);
  zoom.translateExtent([[0, 0], [width, height]]).extent([[0, 0], [width, height]]);
  svg.call(zoom.transform, home());
}

// The largest part of a country: its label stands there, not between its islands.
function largest(country) {
  if (country.geometry.type !== "MultiPolygon") return country;
  const parts = country.geometry.coordinates.map((coordinates) => ({ type: "Polygon", coordinates }));
  return d3.greatest(parts, (part) => d3.geoArea(part));
}

// A view that holds most of the events.
function home() {
  const points = marks.map((mark) => projection(spots[mark.spot].at));
  if (!points.length) return d3.zoomIdentity;
  const sides = [0, 1].map((axis) => {
    const sorted = points.map((point) => point[axis]).sort(d3.ascending);
    return [d3.quantileSorted(sorted, 0.08), d3.quantileSorted(sorted, 0.92)];
  });
  const scale = Math.min(8, Math.max(1, 0.8 * Math.min(width / Math.max(sides[0][1] - sides[0][0], 1), height / Math.max(sides[1][1] - sides[1][0], 1))));
  return d3.zoomIdentity.translate(width / 2, height / 2).scale(scale)
    .translate(-(sides[0][0] + sides[0][1]) / 2, -(sides[1][0] + sides[1][1]) / 2);
}

svg.call(zoom).on("dblclick.zoom", null);
for (const slider of sliders) slider.addEventListener("input", requestDraw);
document.getElementById("zoom-in").addEventListener("click", () => svg.call(zoom.scaleBy, 2));
document.getElementById("zoom-out").addEventListener("click", () => svg.call(zoom.scaleBy, 0.5));
document.getElementById("zoom-all").addEventListener("click", () => svg.call(zoom.transform, d3.zoomIdentity));
box.addEventListener("keydown", (pressed) => {
  const step = {
    ArrowLeft: () => zoom.translateBy(svg, width / 8 / transform.k, 0), ArrowRight: () => zoom.translateBy(svg, -width / 8 / transform.k, 0),
    ArrowUp: () => zoom.translateBy(svg, 0, height / 8 / transform.k), ArrowDown: () => zoom.translateBy(svg, 0, -height / 8 / transform.k),
    "+": () => zoom.scaleBy(svg, 2), "=": () => zoom.scaleBy(svg, 2), "-": () => zoom.scaleBy(svg, 0.5),
  }[pressed.key];
  if (step && pressed.target === box) { pressed.preventDefault(); step(); }
});
new ResizeObserver(() => { if (box.clientWidth !== width) fit(); }).observe(box);
fit();
draw();
box.dataset.ready = String(marks.length);
document.getElementById("map-told").textContent = [
  (data.more ? box.dataset.some : box.dataset.drawn).replace("#", say.number(marks.length)),
  data.unplaced ? box.dataset.unplaced.replace("#", say.number(data.unplaced)) : "",
].filter(Boolean).join(" · ");
