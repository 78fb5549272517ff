// The timeline: days as marks, uncertain days as bars with soft ends, open ends as arrows. SVG; a canvas for many.
import { calendars, iso, ticks, told, words } from "./days.js";

const d3 = window.d3;
const CANVAS_FROM = 1200; // marks from which on they are painted instead of made
const LANES = 10;
const ROWS = 7; // the most rows of a lane; what finds no room lies over others
const ROW = 13;
const TOP = 34;
const GAP = 12;
const EDGE = 16; // pixels at the ends where a label would be cut
const NARROWEST = 10; // days in view at the closest

const box = document.getElementById("timeline");
const say = words(box);
const speak = (text) => { document.getElementById("timeline-told").textContent = text; };
const data = await (await fetch(box.dataset.from)).json();
const marks = data.marks.map(([event, type, first, last, status, who, whom, review]) => ({
  event, type, first, last, status, who, whom, review, quad: data.types[type][1],
}));

const exact = (mark) => mark.first !== null && mark.first === mark.last;
const choice = (id) => document.getElementById(id);
const calendar = () => calendars[choice("calendar").value];
const begins = (mark) => mark.first ?? mark.last - 365;
const ends = (mark) => mark.last ?? mark.first + 365;

// Days first, then intervals: what is known best gets the upper rows.
const packed = d3.sort(marks, (mark) => (exact(mark) ? 0 : 1), begins);

let lanes = [];
let height = 300;
let width = box.clientWidth;
let x = null;
const starts = marks.map(begins).sort(d3.ascending);
const [oldest, newest] = marks.length ? [d3.min(marks, begins), d3.max(marks, ends)] : [730000, 739000];
const margin = Math.max((newest - oldest) * 0.02, 5);
const whole = [oldest - margin, newest + margin];
// At first most of the marks are in view; a few from long ago, or of a far day, would press all others together.
function mostOf() {
  if (marks.length <= 200) return whole;
  const [low, high] = [d3.quantileSorted(starts, 0.03), d3.quantileSorted(marks.map(ends).sort(d3.ascending), 0.97)];
  const more = Math.max((high - low) * 0.08, 5);
  return [Math.max(whole[0], low - more), Math.min(whole[1], high + more)];
}
let view = mostOf(); // the first and the last day in sight, whatever the width
const base = d3.scaleLinear().domain(whole);

const svg = d3.select(box).append("svg");
const canvas = marks.length > CANVAS_FROM ? d3.select(box).insert("canvas", "svg") : null;
if (canvas) svg.style("position", "absolute").style("inset", 0);
const gradients = svg.append("defs");
const axis = svg.append("g").attr("class", "axis");
const rows = svg.append("g");
const layer = svg.append("g");
const brushing = svg.append("g").attr("class", "brushing");
const tip = d3.select(box).append("div").attr("class", "tip").attr("dir", document.dir).property("hidden", true);

for (const quad of [0, 1, 2, 3, 4]) {
  for (const [name, stops] of [["both", [0, 0.6, 0.6, 0]], ["start", [0.7, 0.6, 0.5, 0.1]], ["end", [0.1, 0.5, 0.6, 0.7]]]) {
    const gradient = gradients.append("linearGradient").attr("id", `${name}-${quad}`);
    [0, 0.25, 0.75, 1].forEach((offset, place) => gradient.append("stop").attr("offset", offset)
      .attr("stop-color", `var(--q${quad || 1})`).attr("stop-opacity", stops[place]));
  }
}

const shapes = {
  1: d3.symbol(d3.symbolCircle, 75)(), 2: d3.symbol(d3.symbolSquare, 70)(),
  3: d3.symbol(d3.symbolDiamond, 60)(), 4: d3.symbol(d3.symbolTriangle, 60)(), 0: d3.symbol(d3.symbolCross, 60)(),
};
const unsure = (mark) => mark.status === "future" || mark.status === "hypothetical" || mark.status === "negated";

function keyOf(mark) {
  const by = choice("lanes").value;
  if (by === "type") return mark.type;
  if (by === "actor") return data.codes[mark.who];
  if (by === "dyad") {
    const pair = [data.codes[mark.who], data.codes[mark.whom]];
    return pair[0] && pair[1] ? pair.sort().join(":") : "";
  }
  return " ";
}

const labels = new Map(data.codes.map((code, place) => [code, data.labels[place]]));
function labelOf(key) {
  if (key === " ") return "";
  if (key === "") return box.dataset.others;
  if (choice("lanes").value === "type") return data.types[key][0];
  return key.split(":").map((one) => labels.get(one) ?? one).join(" – ");
}

// Puts marks into lanes, and into rows where they don't touch, at the present zoom.
function arrange() {
  const groups = d3.rollups(marks, (some) => some.length, keyOf).sort((a, b) => b[1] - a[1] || d3.ascending(a[0], b[0]));
  const named = groups.filter(([key]) => key !== "").slice(0, choice("lanes").value === "type" ? 16 : LANES).map(([key]) => key);
  if (named.length < groups.length) named.push("");
  const place = new Map(named.map((key, at) => [key, at]));
  lanes = named.map((key) => ({ label: labelOf(key), free: [] }));
  for (const mark of packed) {
    const lane = lanes[place.get(keyOf(mark)) ?? lanes.length - 1];
    const [left, right] = extent(mark);
    let row = lane.free.findIndex((until) => until < left);
    if (row < 0) row = lane.free.length < ROWS ? lane.free.push(0) - 1 : d3.minIndex(lane.free);
    lane.free[row] = Math.max(lane.free[row] ?? 0, right + 2);
    mark.lane = lane;
    mark.row = row;
  }
  let top = TOP;
  for (const lane of lanes) {
    lane.top = top;
    top += 20 + Math.max(1, lane.free.length) * ROW + GAP;
  }
  height = Math.max(top, 300);
}

function extent(mark) {
  if (exact(mark)) return [x(mark.first + 0.5) - 6, x(mark.first + 0.5) + 6];
  const left = mark.first === null ? Math.min(0, x(mark.last) - 40) : x(mark.first);
  const right = mark.last === null ? Math.max(width, x(mark.first) + 40) : x(mark.last + 1);
  return right - left < 8 ? [(left + right) / 2 - 4, (left + right) / 2 + 4] : [left, right];
}
const level = (mark) => mark.lane.top + 20 + mark.row * ROW + ROW / 2;

function draw() {
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
  drawAxis();
  rows.selectAll("line").data(lanes).join("line").attr("class", "lane").attr("x2", width)
    .attr("y1", (lane) => lane.top - 4).attr("y2", (lane) => lane.top - 4);
  rows.selectAll("text").data(lanes).join("text").attr("class", "lane-name").attr("y", (lane) => lane.top + 11)
    .attr("x", document.dir === "rtl" ? width - 8 : 8).attr("text-anchor", document.dir === "rtl" ? "end" : "start")
    .text((lane) => lane.label);
  const seen = marks.filter((mark) => { const [left, right] = extent(mark); return right >= 0 && left <= width; });
  if (canvas) paint(seen);
  else make(seen);
}

function drawAxis() {
  const [low, high] = x.domain();
  const made = ticks(calendar(), low, high, Math.max(3, width / 75), say.months, say.digits);
  const groups = axis.selectAll("g").data(made, ([day]) => day).join((entered) => {
    const group = entered.append("g");
    group.append("line").attr("y1", 24);
    group.append("text").attr("y", 16).attr("text-anchor", "middle");
    return group;
  });
  groups.attr("transform", ([day]) => `translate(${x(day)},0)`);
  groups.select("line").attr("y2", height);
  groups.select("text").text(([day, label]) => (x(day) < EDGE || x(day) > width - EDGE ? "" : label)).attr("font-weight", ([, , strong]) => (strong ? 700 : null));
}

function make(seen) {
  layer.selectAll("path").data(seen, (mark) => mark.event).join((entered) => entered.append("path").each(function dress(mark) {
    this.setAttribute("class", exact(mark) ? `mark q${mark.quad}` : "mark");
    if (exact(mark)) this.setAttribute("d", shapes[mark.quad]);
    else this.setAttribute("fill", `url(#${side(mark)}-${mark.quad})`);
    if (unsure(mark)) {
      this.setAttribute("fill-opacity", 0.15);
      this.setAttribute("stroke", `var(--q${mark.quad || 1})`);
      this.setAttribute("stroke-dasharray", mark.status === "negated" ? "1 2" : "3 2");
    }
  })).each(function put(mark) {
    if (exact(mark)) {
      this.setAttribute("transform", `translate(${x(mark.first + 0.5)},${level(mark)})`);
    } else {
      const [left, right] = extent(mark).map((at, end) => (end ? Math.min(at, width + 60) : Math.max(at, -60)));
      this.setAttribute("transform", `translate(0,${level(mark)})`);
      this.setAttribute("d", bar(mark, left, right));
    }
  });
}

const side = (mark) => (mark.last === null ? "start" : mark.first === null ? "end" : "both");
function bar(mark, left, right) {
  if (mark.last === null) return `M${left}-2H${right - 6}v-2l6 4-6 4v-2H${left}z`;
  if (mark.first === null) return `M${right}-2H${left + 6}v-2l-6 4 6 4v-2H${right}z`;
  return `M${left}-2.5H${right}v5H${left}z`;
}

const shapePaths = Object.fromEntries(Object.entries(shapes).map(([quad, path]) => [quad, new Path2D(path)]));
function paint(seen) {
  const scale = window.devicePixelRatio || 1;
  canvas.attr("width", width * scale).attr("height", height * scale);
  const element = canvas.node();
  element.style.width = `${width}px`;
  element.style.height = `${height}px`;
  const context = element.getContext("2d");
  const style = getComputedStyle(document.documentElement);
  const colours = [1, 1, 2, 3, 4].map((quad) => style.getPropertyValue(`--q${quad}`));
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const softened = colours.map((colour) => [softly(context, colour, true, true), softly(context, colour, false, true), softly(context, colour, true, false)]);
  for (const mark of seen) {
    context.fillStyle = context.strokeStyle = colours[mark.quad];
    if (exact(mark)) {
      context.setTransform(scale, 0, 0, scale, x(mark.first + 0.5) * scale, level(mark) * scale);
      fill(context, shapePaths[mark.quad], mark, 0.85);
      continue;
    }
    const [left, right] = extent(mark).map((at, end) => (end ? Math.min(at, width + 60) : Math.max(at, -60)));
    context.setTransform(scale, 0, 0, scale, 0, level(mark) * scale);
    if (unsure(mark)) {
      fill(context, new Path2D(bar(mark, left, right)), mark, 0.5);
      continue;
    }
    context.globalAlpha = 0.6;
    if (mark.last === null) context.fill(new Path2D(`M${right - 6}-4l6 4-6 4z`));
    if (mark.first === null) context.fill(new Path2D(`M${left + 6}-4l-6 4 6 4z`));
    // One gradient a colour, from 0 to 1, stretched over the bar.
    context.setTransform(scale * Math.max(right - left, 1), 0, 0, scale, left * scale, level(mark) * scale);
    context.fillStyle = softened[mark.quad][mark.last === null ? 1 : mark.first === null ? 2 : 0];
    context.fillRect(0, -2.5, 1, 5);
  }
  context.globalAlpha = 1;
}

function softly(context, colour, left, right) {
  const soft = context.createLinearGradient(0, 0, 1, 0);
  const clear = "rgba(128, 128, 128, 0)";
  soft.addColorStop(0, left ? clear : colour);
  soft.addColorStop(0.3, colour);
  soft.addColorStop(0.7, colour);
  soft.addColorStop(1, right ? clear : colour);
  return soft;
}

// What is not sure to have been done is hollow, with a dashed line around it.
function fill(context, path, mark, alpha) {
  context.globalAlpha = unsure(mark) ? 0.12 : alpha;
  context.fill(path);
  if (!unsure(mark)) return;
  context.globalAlpha = 1;
  context.setLineDash(mark.status === "negated" ? [1, 2] : [3, 2]);
  context.stroke(path);
}

function hover(mark) {
  tip.property("hidden", !mark);
  if (!mark) return;
  const days = [mark.first, mark.last].map((day) => (day === null ? "…" : told(calendar(), day, say.months, say.digits)));
  const who = [mark.who, mark.whom].map((code) => data.labels[code]).filter(Boolean).join(" – ");
  tip.text([data.types[mark.type][0], who, exact(mark) ? days[0] : days.join(" – ")].filter(Boolean).join(" · "));
  const [left, right] = extent(mark);
  const at = Math.min(Math.max((Math.max(left, 0) + Math.min(right, width)) / 2, 0), Math.max(0, width - 220));
  tip.style("left", `${at}px`).style("top", `${level(mark) + 10}px`);
}

function open(mark) {
  const address = new URL(box.dataset.events, location.href);
  address.pathname += mark.event;
  location.assign(address);
}

// Lists the stories between two days below, and puts the days into the address.
function list(low, high) {
  const address = new URL(box.dataset.stories, location.href);
  const here = new URL(location.href);
  for (const one of [address, here]) {
    one.searchParams.set("from", iso(Math.max(low, 1)));
    one.searchParams.set("to", iso(high));
  }
  window.htmx.ajax("GET", address.pathname + address.search, { target: "#lines", swap: "innerHTML" });
  history.replaceState(null, "", here);
  speak(box.dataset.chosen.replace("#", [low, high].map((day) => told(calendar(), day, say.months, say.digits)).join(" – ")));
}

const zoom = d3.zoom().scaleExtent([1, (whole[1] - whole[0]) / NARROWEST])
  .filter((event) => !choice("brush").checked && (!event.type.startsWith("wheel") || event.ctrlKey || event.shiftKey || document.activeElement === box))
  .on("zoom", (event) => {
    x = event.transform.rescaleX(base);
    if (!fitting) view = x.domain();
    requestDraw();
  })
  .on("end", () => { if (ready && !fitting) { arrange(); requestDraw(); } });

let waiting = 0;
let fitting = false;
let ready = false;
function requestDraw() {
  if (ready && !waiting) waiting = requestAnimationFrame(() => { waiting = 0; draw(); });
}

const brush = d3.brushX().on("end", (event) => {
  if (!event.sourceEvent || !event.selection) return;
  list(Math.floor(x.invert(event.selection[0])), Math.floor(x.invert(event.selection[1])));
});

function show(low, high) {
  const scale = Math.min((whole[1] - whole[0]) / Math.max(high - low, NARROWEST), zoom.scaleExtent()[1]);
  svg.call(zoom.transform, d3.zoomIdentity.scale(scale).translate(-base(low), 0));
}

function fit() {
  width = box.clientWidth;
  base.range([0, width]);
  zoom.translateExtent([[0, 0], [width, 1]]).extent([[0, 0], [width, 1]]);
  fitting = true;
  show(...view);
  fitting = false;
  brush.extent([[0, 24], [width, 4000]]);
  toggleBrush();
}

function toggleBrush() {
  if (choice("brush").checked) brushing.call(brush);
  else brushing.on(".brush", null).selectAll("*").remove();
}

svg.call(zoom).on("dblclick.zoom", null);
const under = (event) => (event.target.matches?.(".mark") ? d3.select(event.target).datum() : null);
layer.on("mouseover", (event) => hover(under(event))).on("mouseout", () => hover(null)).on("click", (event) => open(under(event)));
if (canvas) {
  const at = (event) => {
    const [left, top] = d3.pointer(event, svg.node());
    return marks.find((mark) => Math.abs(level(mark) - top) < 7 && extent(mark)[0] - 2 <= left && left <= extent(mark)[1] + 2) ?? null;
  };
  svg.on("mousemove", (event) => {
    const mark = at(event);
    svg.style("cursor", mark ? "pointer" : null);
    hover(mark);
  }).on("mouseleave", () => hover(null)).on("click", (event) => {
    const mark = at(event);
    if (mark && !choice("brush").checked) open(mark);
  });
}
choice("brush").addEventListener("change", toggleBrush);
choice("calendar").addEventListener("change", draw);
choice("lanes").addEventListener("change", () => { arrange(); draw(); });
choice("zoom-in").addEventListener("click", () => svg.call(zoom.scaleBy, 2));
choice("zoom-out").addEventListener("click", () => svg.call(zoom.scaleBy, 0.5));
choice("zoom-all").addEventListener("click", () => svg.call(zoom.transform, d3.zoomIdentity));
box.addEventListener("keydown", (pressed) => {
  const step = {
    ArrowLeft: () => zoom.translateBy(svg, width / 8 / d3.zoomTransform(svg.node()).k, 0),
    ArrowRight: () => zoom.translateBy(svg, -width / 8 / d3.zoomTransform(svg.node()).k, 0),
    "+": () => zoom.scaleBy(svg, 2), "=": () => zoom.scaleBy(svg, 2), "-": () => zoom.scaleBy(svg, 0.5),
    Enter: () => list(...x.domain().map(Math.floor)),
  }[pressed.key];
  if (step && pressed.target === box) { pressed.preventDefault(); step(); }
});
new ResizeObserver(() => {
  if (!box.clientWidth || box.clientWidth === width) return;
  fit();
  arrange();
  requestDraw();
}).observe(box);
fit();
arrange();
draw();
ready = true;
box.dataset.ready = String(marks.length);
performance.mark("timeline-drawn");
speak([
  (data.more ? box.dataset.some : box.dataset.drawn).replace("#", say.number(marks.length)),
  data.undated ? box.dataset.undated.replace("#", say.number(data.undated)) : "",
].filter(Boolean).join(" · "));
