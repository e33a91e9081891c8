// The events on the map: symbols, clusters, uncertainty, movements, heat and density.
const AREA_LIMIT = 400;
const DOTS_FROM = 4000;
const RATIO = () => Math.min(2, window.devicePixelRatio || 1);
let map;
let tileLayer = null;
let baseLayer;
let eventLayer;
let hits = [];
let dots = null;
let cellsOf = { key: "", ids: null, count: 0 };
let tooMany = false;

const sprites = new Map();
function sprite(category, status, size) {
  const key = `${category}|${status}|${size}|${dark()}|${RATIO()}`;
  let made = sprites.get(key);
  if (!made) {
    made = document.createElement("canvas");
    made.width = made.height = Math.ceil((size + 6) * RATIO());
    const context = made.getContext("2d");
    context.scale(RATIO(), RATIO());
    context.translate(3, 3);
    drawSymbol(context, category, status, size);
    sprites.set(key, made);
  }
  return made;
}
function drawSymbol(context, category, status, size) {
  const look = style(category);
  context.scale(size / 16, size / 16);
  const outline = new Path2D(OUTLINES[look.shape]);
  const hollow = status === "planned" || status === "hypothetical" || status === "denied";
  context.lineWidth = 2.6;
  context.strokeStyle = dark() ? "#10151a" : "#ffffff";
  context.stroke(outline);
  context.fillStyle = hollow ? (dark() ? "#1d252c" : "#ffffff") : look.colour;
  context.fill(outline);
  context.lineWidth = hollow ? 1.6 : 1;
  context.strokeStyle = hollow ? look.colour : "rgba(0,0,0,.45)";
  if (status === "claimed") {
    context.lineWidth = 1.7;
    context.strokeStyle = inkOn(look.colour) === "#ffffff" ? "#ffffff" : "#1a1a1a";
    context.setLineDash([3, 2.2]);
  } else if (status === "planned" || status === "hypothetical") context.setLineDash([1.2, 2.4]);
  context.stroke(outline);
  context.setLineDash([]);
  context.save();
  context.translate(2.4, 2.4);
  context.scale(0.7, 0.7);
  context.lineWidth = 1.6;
  context.lineCap = context.lineJoin = "round";
  context.strokeStyle = hollow ? (dark() ? "#e8ecef" : "#222222") : inkOn(look.colour);
  context.stroke(new Path2D(look.glyph));
  context.restore();
  if (status === "denied") {
    context.lineWidth = 2;
    context.strokeStyle = dark() ? "#ffffff" : "#111111";
    context.beginPath();
    context.moveTo(-1, 17);
    context.lineTo(17, -1);
    context.stroke();
  }
}

// ---- grouping: a grid at the zoom level, then near cells joined, the fullest first
function cellIds(scale, radius) {
  const key = `${scale}|${radius}`;
  if (cellsOf.key === key) return cellsOf;
  const ids = new Int32Array(N).fill(-1);
  const index = new Map();
  for (let i = 0; i < N; i++) {
    if (!placed(i)) continue;
    const cell = Math.floor((WX[i] * scale) / radius) * 4194304 + Math.floor((WY[i] * scale) / radius);
    let id = index.get(cell);
    if (id === undefined) index.set(cell, (id = index.size));
    ids[i] = id;
  }
  cellsOf = { key, ids, count: index.size };
  return cellsOf;
}
function groups(view, radius) {
  const { ids, count } = cellIds(view.scale, radius);
  const kinds = CATEGORY.values.length;
  const sums = new Float64Array(count * 2);
  const counts = new Int32Array(count);
  const mix = new Int32Array(count * kinds);
  const firstOf = new Int32Array(count);
  const codes = text.category.c;
  for (let v = 0; v < shown; v++) {
    const i = VISIBLE[v];
    const id = ids[i];
    if (id < 0) continue;
    if (counts[id]++ === 0) firstOf[id] = i;
    sums[2 * id] += WX[i];
    sums[2 * id + 1] += WY[i];
    mix[id * kinds + codes[i]]++;
  }
  const list = [];
  for (let id = 0; id < count; id++) {
    if (!counts[id]) continue;
    const x = (sums[2 * id] / counts[id]) * view.scale - view.x;
    const y = (sums[2 * id + 1] / counts[id]) * view.scale - view.y;
    if (x < -60 || y < -60 || x > view.width + 60 || y > view.height + 60) continue;
    list.push({ x, y, n: counts[id], cells: [id], mix: mix.subarray(id * kinds, (id + 1) * kinds), first: firstOf[id] });
  }
  return joinNear(list.sort((a, b) => b.n - a.n), radius);
}
function joinNear(list, radius) {
  const grid = new Map();
  const kept = [];
  for (const one of list) {
    const cx = Math.floor(one.x / radius);
    const cy = Math.floor(one.y / radius);
    let host = null;
    for (let dx = -1; dx <= 1 && !host; dx++) {
      for (let dy = -1; dy <= 1 && !host; dy++) {
        host = (grid.get((cx + dx) * 65536 + cy + dy) || []).find((k) => (k.x - one.x) ** 2 + (k.y - one.y) ** 2 < radius * radius * 0.7) || null;
      }
    }
    if (host) {
      if (host.cells.length === 1) host.mix = host.mix.slice();
      for (let k = 0; k < one.mix.length; k++) host.mix[k] += one.mix[k];
      host.n += one.n;
      host.cells.push(...one.cells);
    } else {
      kept.push(one);
      const cell = cx * 65536 + cy;
      if (!grid.has(cell)) grid.set(cell, []);
      grid.get(cell).push(one);
    }
  }
  return kept;
}
function members(group) {
  if (group.n === 1) return [group.first];
  const cells = new Set(group.cells);
  const found = [];
  for (let v = 0; v < shown; v++) if (cells.has(cellsOf.ids[VISIBLE[v]])) found.push(VISIBLE[v]);
  return found;
}
function drawCluster(context, group, family) {
  const radius = Math.min(24, 10 + 1.9 * Math.log2(group.n));
  group.r = radius;
  let angle = -Math.PI / 2;
  for (let k = 0; k < group.mix.length; k++) {
    if (!group.mix[k]) continue;
    const next = angle + (group.mix[k] / group.n) * 2 * Math.PI;
    context.beginPath();
    context.moveTo(group.x, group.y);
    context.arc(group.x, group.y, radius, angle, next);
    context.fillStyle = style(CATEGORY.values[k]).colour;
    context.fill();
    angle = next;
  }
  context.beginPath();
  context.arc(group.x, group.y, radius - 4.5, 0, 7);
  context.fillStyle = dark() ? "#1d252c" : "#ffffff";
  context.fill();
  context.beginPath();
  context.arc(group.x, group.y, radius, 0, 7);
  context.lineWidth = 1.2;
  context.strokeStyle = dark() ? "#10151a" : "#ffffff";
  context.stroke();
  context.fillStyle = dark() ? "#f2f4f5" : "#1a1a1a";
  context.font = `600 ${radius > 19 ? 12.5 : 11.5}px ${family}`;
  context.fillText(group.n >= 10000 ? `${num(Math.round(group.n / 1000))}k` : num(group.n), group.x, group.y + 0.5);
}
function paintEvents(context, view) {
  hits = [];
  dots = null;
  tooMany = false;
  if (state.layers.density) paintDensity(context, view);
  if (state.layers.heat) paintHeat(context, view);
  if (state.layers.areas) paintAreas(context, view);
  context.globalAlpha = 1;
  paintNames(context, view);
  context.textAlign = "center";
  context.textBaseline = "middle";
  if (state.layers.clusters) {
    const radius = shown <= 250 ? 22 : 50;
    const family = getComputedStyle(app).fontFamily;
    for (const group of groups(view, radius)) {
      if (group.n === 1) putSymbol(context, group.first, group.x, group.y);
      else {
        drawCluster(context, group, family);
        hits.push(group);
      }
    }
  } else if (!state.layers.heat && !state.layers.density) {
    if (shown > DOTS_FROM) paintDots(context, view);
    else {
      for (let v = 0; v < shown; v++) {
        const i = VISIBLE[v];
        const x = WX[i] * view.scale - view.x;
        const y = WY[i] * view.scale - view.y;
        if (x > -20 && y > -20 && x < view.width + 20 && y < view.height + 20) putSymbol(context, i, x, y);
      }
    }
  }
  paintSelected(context, view);
}
// Tens of thousands of single events are set as pixels, which is ten times as fast as drawing symbols.
function paintDots(context, view) {
  const width = Math.ceil(view.width);
  const height = Math.ceil(view.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  const colours = CATEGORY.values.map((name) => {
    const hex = parseInt(style(name).colour.slice(1), 16);
    return (0xff000000 | ((hex & 255) << 16) | (hex & 0xff00) | (hex >> 16)) >>> 0;
  });
  const codes = text.category.c;
  for (let v = 0; v < shown; v++) {
    const i = VISIBLE[v];
    const x = Math.round(WX[i] * view.scale - view.x);
    const y = Math.round(WY[i] * view.scale - view.y);
    if (!(x > 2 && y > 2 && x < width - 2 && y < height - 2)) continue;
    for (let row = y - 2; row <= y + 2; row++) pixels.fill(colours[codes[i]], row * width + x - 2, row * width + x + 3);
  }
  pen.putImageData(image, 0, 0);
  context.drawImage(canvas, 0, 0);
  dots = view;
}
function dotAt(x, y) {
  for (let v = shown - 1; v >= 0; v--) {
    const i = VISIBLE[v];
    const dx = WX[i] * dots.scale - dots.x - x;
    const dy = WY[i] * dots.scale - dots.y - y;
    if (dx * dx + dy * dy <= 25) return { n: 1, first: i };
  }
  return null;
}
function putSymbol(context, i, x, y) {
  const size = shown > 400 ? 15 : 19;
  const image = sprite(value("category", i), value("status", i), size);
  const side = size + 6;
  context.drawImage(image, x - side / 2, y - side / 2, side, side);
  hits.push({ x, y, r: size / 2 + 3, n: 1, first: i });
}
function paintSelected(context, view) {
  const i = state.selected;
  if (i < 0) return;
  if (!state.layers.areas || tooMany) paintShape(context, view, i, true);
  if (!placed(i)) return;
  const x = WX[i] * view.scale - view.x;
  const y = WY[i] * view.scale - view.y;
  const image = sprite(value("category", i), value("status", i), 23);
  context.drawImage(image, x - 14.5, y - 14.5, 29, 29);
  for (const [width, colour] of [[5, dark() ? "#000" : "#fff"], [2.5, dark() ? "#ffd34d" : "#111"]]) {
    context.beginPath();
    context.arc(x, y, 17, 0, 7);
    context.lineWidth = width;
    context.strokeStyle = colour;
    context.stroke();
  }
}

// ---- uncertainty, areas, movements
const metresToPixels = (i, view) => view.scale * (256 / (40075016.7 * Math.cos((LAT[i] * Math.PI) / 180)));
function paintAreas(context, view) {
  const seen = new Set();
  const wanted = [];
  for (let v = 0; v < shown && wanted.length <= AREA_LIMIT; v++) {
    const i = VISIBLE[v];
    if (!placed(i)) continue;
    const radius = (value("coordinate_uncertainty_m", i) || 0) * metresToPixels(i, view);
    const x = WX[i] * view.scale - view.x;
    const y = WY[i] * view.scale - view.y;
    if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
    const code = value("geometry", i);
    const key = `${code === null ? `${WX[i]},${WY[i]},${radius}` : code}|${value("path", i)}|${value("status", i)}|${text.category.c[i]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    wanted.push(i);
  }
  tooMany = wanted.length > AREA_LIMIT;
  if (!tooMany) for (const i of wanted) paintShape(context, view, i, i === state.selected);
}
function dashes(status) {
  if (status === "claimed" || status === "denied") return [7, 5];
  return status === "asserted" ? [] : [2, 4];
}
function paintShape(context, view, i, strong) {
  const category = value("category", i);
  const look = style(category);
  const status = value("status", i);
  const project = ([lon, lat]) => [worldX(lon) * view.scale - view.x, worldY(lat) * view.scale - view.y];
  context.setLineDash(dashes(status));
  context.strokeStyle = look.colour;
  context.fillStyle = look.colour;
  context.lineWidth = strong ? 2.6 : 1.4;
  const shape = geometry(value("geometry", i));
  const moves = Boolean(value("origin", i) || value("destination", i));
  if (shape && shape.type.endsWith("Polygon")) {
    context.beginPath();
    for (const ring of linesOf(shape)) ring.map(project).forEach(([x, y], k) => (k ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.globalAlpha = strong ? 0.22 : 0.08;
    context.fill("evenodd");
    context.globalAlpha = strong ? 1 : 0.55;
    context.stroke();
  } else if (shape) {
    context.globalAlpha = strong ? 1 : 0.8;
    context.lineWidth = strong ? 4 : 2.6;
    for (const line of linesOf(shape)) paintLine(context, line.map(project), moves && look.arc, moves);
  } else if (placed(i)) paintCircle(context, view, i, strong);
  const path = geometry(value("path", i));
  if (path) {
    context.globalAlpha = strong ? 1 : 0.8;
    context.lineWidth = strong ? 3.5 : 2.2;
    for (const line of linesOf(path)) paintLine(context, line.map(project), look.arc, true);
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
function paintCircle(context, view, i, strong) {
  const radius = (value("coordinate_uncertainty_m", i) || 0) * metresToPixels(i, view);
  if (radius < 9 || radius > 4000) return;
  context.beginPath();
  context.arc(WX[i] * view.scale - view.x, WY[i] * view.scale - view.y, radius, 0, 7);
  context.globalAlpha = strong ? 0.18 : 0.07;
  context.fill();
  context.globalAlpha = strong ? 1 : 0.45;
  context.stroke();
}
function paintLine(context, points, arc, arrow) {
  const end = points[points.length - 1];
  let before = points[points.length - 2] || end;
  context.beginPath();
  context.moveTo(...points[0]);
  if (arc && points.length === 2) {
    const [a, b] = points;
    const lift = Math.hypot(b[0] - a[0], b[1] - a[1]) * 0.28;
    before = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2 - lift];
    context.quadraticCurveTo(before[0], before[1], b[0], b[1]);
  } else for (const point of points.slice(1)) context.lineTo(...point);
  context.stroke();
  if (!arrow) return;
  const angle = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const size = 6 + context.lineWidth * 2;
  context.beginPath();
  context.moveTo(...end);
  for (const side of [2.7, -2.7]) context.lineTo(end[0] + size * Math.cos(angle + side), end[1] + size * Math.sin(angle + side));
  context.closePath();
  context.setLineDash([]);
  context.fill();
}

// ---- heat and density
// A sum of soft dots is a blur of the counts: three running means each way come close to a Gauss curve.
function blurred(grid, width, height, radius) {
  let from = grid;
  let to = new Float32Array(grid.length);
  const pass = (lines, length, line, step) => {
    for (let l = 0; l < lines; l++) {
      let sum = 0;
      const base = l * line;
      for (let k = -radius; k < length; k++) {
        if (k + radius < length) sum += from[base + (k + radius) * step];
        if (k - radius - 1 >= 0) sum -= from[base + (k - radius - 1) * step];
        if (k >= 0) to[base + k * step] = sum;
      }
    }
    [from, to] = [to, from];
  };
  for (let n = 0; n < 3; n++) {
    pass(height, width, width, 1);
    pass(width, height, 1, width);
  }
  return from;
}
function paintHeat(context, view) {
  const step = 4;
  const margin = 16;
  const width = Math.ceil(view.width / step) + 2 * margin;
  const height = Math.ceil(view.height / step) + 2 * margin;
  const grid = new Float32Array(width * height);
  for (let v = 0; v < shown; v++) {
    const i = VISIBLE[v];
    const x = Math.floor((WX[i] * view.scale - view.x) / step) + margin;
    const y = Math.floor((WY[i] * view.scale - view.y) / step) + margin;
    if (x >= 0 && y >= 0 && x < width && y < height) grid[y * width + x]++;
  }
  const heat = blurred(grid, width, height, 4);
  let most = 0;
  for (const v of heat) if (v > most) most = v;
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const soft = canvas.getContext("2d");
  const pixels = soft.createImageData(width, height);
  for (let k = 0; k < heat.length; k++) {
    const t = most ? Math.sqrt(heat[k] / most) : 0;
    if (t < 0.06) continue;
    // Brightness rises throughout: dark violet, red, orange, pale yellow.
    pixels.data.set([255 * Math.min(1, 0.25 + t * 1.5), 255 * Math.max(0, t * 1.35 - 0.4), 255 * (t < 0.5 ? 0.42 * (1 - t) : 0.21 + (t - 0.5) * 0.9), 255 * Math.min(0.85, t * 1.6)], 4 * k);
  }
  soft.putImageData(pixels, 0, 0);
  context.drawImage(canvas, -margin * step, -margin * step, width * step, height * step);
}
function regionCounts() {
  const counts = new Int32Array(REGION.values.length);
  for (const codes of REGION.codes) for (let v = 0; v < shown; v++) if (codes[VISIBLE[v]] >= 0) counts[codes[VISIBLE[v]]]++;
  return counts;
}
const SHADES = ["#fde8d0", "#fbbf8b", "#f28a4b", "#c9501d", "#7f2704"];
function paintDensity(context, view) {
  const counts = regionCounts();
  const most = Math.max(1, ...REGION.values.map((v, k) => (v !== null && BASE.admin1[v] ? counts[k] : 0)));
  REGION.values.forEach((name, k) => {
    const rings = name === null ? null : BASE.admin1[name];
    if (!rings || !counts[k]) return;
    traceAll(context, rings, view, true);
    context.globalAlpha = 0.72;
    context.fillStyle = SHADES[Math.min(4, Math.floor((5 * (counts[k] - 1)) / most))];
    context.fill("evenodd");
    context.globalAlpha = 1;
    context.strokeStyle = "#7f2704";
    context.lineWidth = 1;
    context.stroke();
  });
}

// ---- the map itself
function makeMap(node) {
  map = L.map(node, { zoomControl: false, attributionControl: false, minZoom: 2, maxZoom: 18, zoomSnap: 0.5, zoomDelta: 1, wheelPxPerZoomLevel: 90, worldCopyJump: false, maxBoundsViscosity: 1, fadeAnimation: false });
  map.createPane("ge-base").style.zIndex = 150;
  map.createPane("ge-events").style.zIndex = 450;
  for (const pane of ["ge-base", "ge-events"]) map.getPane(pane).style.pointerEvents = "none";
  if (!viewFromHash()) fitAll(false);
  baseLayer = new CanvasLayer(paintBasemap, { pane: "ge-base", padding: 0.15 }).addTo(map);
  eventLayer = new CanvasLayer(paintEvents, { pane: "ge-events", padding: 0.1 }).addTo(map);
  map.on("moveend", () => {
    const centre = map.getCenter();
    state.view = `${Math.round(map.getZoom() * 10) / 10}/${centre.lat.toFixed(4)}/${centre.lng.toFixed(4)}`;
    changed(16);
  });
  map.on("click", (event) => clicked(event.latlng));
  map.on("mousemove", (event) => {
    map.getContainer().classList.toggle("over", hitAt(event.latlng) !== null);
  });
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(node);
  if (state.tile) setTile(state.tile);
}
function viewFromHash() {
  const given = /^(-?[\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(state.view);
  if (given) map.setView([Number(given[2]), Number(given[3])], Number(given[1]), { animate: false });
  return Boolean(given);
}
on((what) => {
  if (what & CHANGED.look) baseLayer.redraw();
  if (what & 15) eventLayer.redraw();
  if (what & CHANGED.select) showSelected();
});
function fitAll(animate) {
  let west = 999;
  let east = -999;
  let north = -999;
  let south = 999;
  // A few far capitals must not make the whole country a dot: the middle 96 in a hundred decide where there are many.
  const xs = [];
  const ys = [];
  for (let v = 0; v < shown; v++) {
    const i = VISIBLE[v];
    if (!placed(i)) continue;
    xs.push(LON[i]);
    ys.push(LAT[i]);
  }
  if (xs.length) {
    const cut = xs.length > 50 ? Math.floor(xs.length * 0.02) : 0;
    xs.sort((a, b) => a - b);
    ys.sort((a, b) => a - b);
    [west, east] = [xs[cut], xs[xs.length - 1 - cut]];
    [south, north] = [ys[cut], ys[ys.length - 1 - cut]];
  } else [west, east, south, north] = [35.6, 42.4, 32.2, 37.4];
  map.fitBounds([[south, west], [north, east]], { padding: [48, 48], maxZoom: 10, animate });
}
function hitAt(latlng) {
  if (!eventLayer.view) return null;
  const point = map.latLngToLayerPoint(latlng);
  const x = point.x - eventLayer.view.left;
  const y = point.y - eventLayer.view.top;
  for (let k = hits.length - 1; k >= 0; k--) {
    const hit = hits[k];
    if ((hit.x - x) ** 2 + (hit.y - y) ** 2 <= hit.r * hit.r + 4) return hit;
  }
  return dots ? dotAt(x, y) : null;
}
function clicked(latlng) {
  const hit = hitAt(latlng);
  if (!hit) return;
  if (hit.n === 1) {
    select(hit.first, "map");
    return;
  }
  const inside = members(hit);
  const bounds = L.latLngBounds(inside.map((i) => [LAT[i], LON[i]]));
  const apart = map.latLngToLayerPoint(bounds.getNorthEast()).distanceTo(map.latLngToLayerPoint(bounds.getSouthWest()));
  if (apart > 2 && map.getZoom() < 13 && inside.length > 1) {
    map.fitBounds(bounds, { padding: [70, 70], maxZoom: 14 });
    return;
  }
  openPopup([LAT[inside[0]], LON[inside[0]]], manyHere(inside));
}
let popup = null;
function openPopup(at, content) {
  if (popup) popup.remove();
  popup = L.popup({ maxWidth: 320, minWidth: 220, className: "ge-popup", autoPanPadding: [30, 30] });
  popup.setLatLng(at).setContent(content).openOn(map);
  const close = popup.getElement() && popup.getElement().querySelector(".leaflet-popup-close-button");
  if (close) close.setAttribute("aria-label", say("close"));
}
function manyHere(inside) {
  const box = el("div", { dir: LANG === "ar" ? "rtl" : "ltr", lang: LANG, class: "many" }, el("h3", null, say("here", { n: num(inside.length) })));
  for (const i of inside.slice(0, 60)) {
    box.append(el("button", { type: "button", onclick: () => select(i, "map") }, icon(value("category", i)), el("span", null, bdi(categoryLabel(value("category", i))), " · ", bdi(span(i)), " · ", bdi(placeLabel(i)))));
  }
  if (inside.length > 60) box.append(el("p", null, say("more", { n: num(inside.length - 60) })));
  return box;
}
function showSelected() {
  const i = state.selected;
  if (i < 0 || !placed(i)) {
    if (popup) popup.remove();
    return;
  }
  const at = [LAT[i], LON[i]];
  if (state.selectedFrom !== "map" && !map.getBounds().pad(-0.1).contains(at)) map.setView(at, Math.max(map.getZoom(), 7), { animate: false });
  // On a phone the source panel covers what a popup would say, and the map is small.
  if (!phone() || state.selectedFrom === "map") openPopup(at, popupContent(i));
}

function setTile(name) {
  const choice = CONFIG.tiles.find((one) => one.name === name);
  if (tileLayer) tileLayer.remove();
  tileLayer = null;
  state.tile = choice ? choice.name : "";
  if (choice) {
    let told = false;
    tileLayer = L.tileLayer(choice.url, { maxZoom: 18, maxNativeZoom: choice.max_zoom || 18, subdomains: "abc", zIndex: 1 });
    tileLayer.name = choice.name;
    tileLayer.on("tileerror", () => {
      if (told) return;
      told = true;
      announce(say("tiles.failed", { name: choice.name }), true);
      setTile("");
      changed(CHANGED.all);
    });
    tileLayer.addTo(map);
  }
  changed(CHANGED.look);
}
