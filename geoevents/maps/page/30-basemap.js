// The drawn map: land, borders, water, roads and names on a canvas below the events.
const INK = {
  light: { sea: "#d3e3ec", world: "#f2f0ea", near: "#f6f4ee", home: "#fffdf8", border: "#b9b2a3", region: "#cfc8b8", water: "#8fb8d0", lake: "#bcd7e5", road: "#e3c9a0", country: "#8d8574", town: "#4a4a4a", name: "#9a917e", halo: "rgba(255,255,255,.85)", wet: "#4b7f9b" },
  dark: { sea: "#16212b", world: "#20262b", near: "#242b31", home: "#2a3238", border: "#55606a", region: "#414b54", water: "#365a70", lake: "#21394a", road: "#5c5140", country: "#8b949c", town: "#c9ced3", name: "#87919a", halo: "rgba(20,26,31,.85)", wet: "#7fb0cc" },
};
const ink = () => INK[dark() ? "dark" : "light"];

function polyline(words, scale) {
  const points = [];
  let at = 0;
  let x = 0;
  let y = 0;
  const next = () => {
    let bits = 0;
    let shift = 0;
    let code;
    do {
      code = words.charCodeAt(at++) - 63;
      bits |= (code & 31) << shift;
      shift += 5;
    } while (code >= 32);
    return bits & 1 ? ~(bits >> 1) : bits >> 1;
  };
  while (at < words.length) {
    x += next();
    y += next();
    points.push(worldX(x / scale), worldY(y / scale));
  }
  return Float64Array.from(points);
}
const BASE = (() => {
  const raw = CONFIG.basemap;
  const near = (list) => list.map((line) => polyline(line, raw.scale));
  return {
    admin2: Object.entries(raw.admin2).map(([name, row]) => ({ name, row, rings: near(row[3]) })),
    admin1: Object.assign(Object.create(null), Object.fromEntries(Object.entries(raw.admin1).map(([name, rings]) => [name, near(rings)]))),
    near: raw.near.map(near),
    world: raw.world.map((line) => polyline(line, raw.worldScale)),
    lakes: near(raw.lakes),
    rivers: near(raw.rivers),
    roads: near(raw.roads),
    labels: raw.labels,
  };
})();

// A canvas that follows Leaflet's panning and zooming as its own renderers do.
const CanvasLayer = L.Renderer.extend({
  initialize(paint, options) {
    this._paint = paint;
    L.Renderer.prototype.initialize.call(this, options);
  },
  _initContainer() {
    this._container = document.createElement("canvas");
    this._container.setAttribute("aria-hidden", "true");
    this._context = this._container.getContext("2d");
  },
  _destroyContainer() {
    L.DomUtil.remove(this._container);
    delete this._container;
    delete this._context;
  },
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const canvas = this._container;
    L.DomUtil.setPosition(canvas, this._bounds.min);
    if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
      canvas.width = Math.round(size.x * ratio);
      canvas.height = Math.round(size.y * ratio);
      canvas.style.width = `${size.x}px`;
      canvas.style.height = `${size.y}px`;
    }
    this.redraw();
  },
  redraw() {
    if (!this._map || !this._bounds) return;
    const ratio = Math.min(2, window.devicePixelRatio || 1);
    const scale = this._map.getZoomScale(this._map.getZoom(), 0);
    const origin = this._map.getPixelOrigin().add(this._bounds.min);
    const size = this._bounds.getSize();
    this._context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this._context.clearRect(0, 0, size.x, size.y);
    this.view = { scale, x: origin.x, y: origin.y, width: size.x, height: size.y, zoom: this._map.getZoom(), left: this._bounds.min.x, top: this._bounds.min.y };
    this._paint(this._context, this.view);
  },
});

function trace(context, points, view, close) {
  const { scale, x, y } = view;
  context.moveTo(points[0] * scale - x, points[1] * scale - y);
  for (let k = 2; k < points.length; k += 2) context.lineTo(points[k] * scale - x, points[k + 1] * scale - y);
  if (close) context.closePath();
}
function traceAll(context, rings, view, close) {
  context.beginPath();
  for (const ring of rings) trace(context, ring, view, close);
}
function paintBasemap(context, view) {
  const colours = ink();
  if (!tileLayer) {
    context.fillStyle = colours.sea;
    context.fillRect(0, 0, view.width, view.height);
    context.lineJoin = "round";
    const land = (rings, fill, stroke, width) => {
      traceAll(context, rings, view, true);
      context.fillStyle = fill;
      context.fill("evenodd");
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.stroke();
    };
    for (const ring of BASE.world) land([ring], colours.world, colours.border, 0.6);
    for (const rings of BASE.near) land(rings, colours.near, colours.border, 1);
    for (const name in BASE.admin1) land(BASE.admin1[name], colours.home, colours.region, 0.8);
    if (view.zoom >= 8) {
      for (const one of BASE.admin2) {
        traceAll(context, one.rings, view, true);
        context.setLineDash([1, 3]);
        context.strokeStyle = colours.border;
        context.stroke();
      }
      context.setLineDash([]);
    }
    traceAll(context, BASE.lakes, view, true);
    context.fillStyle = colours.lake;
    context.fill();
    if (view.zoom >= 6) {
      traceAll(context, BASE.roads, view, false);
      context.strokeStyle = colours.road;
      context.lineWidth = view.zoom >= 9 ? 2.5 : 1.2;
      context.stroke();
    }
    traceAll(context, BASE.rivers, view, false);
    context.strokeStyle = colours.water;
    context.lineWidth = view.zoom >= 8 ? 1.6 : 0.9;
    context.stroke();
  }
  traceAll(context, Object.values(BASE.admin1).flat(), view, true);
  context.setLineDash(view.zoom >= 7 ? [6, 3] : [3, 2]);
  context.strokeStyle = colours.border;
  context.lineWidth = 0.8;
  context.stroke();
  context.setLineDash([]);
}

// Names keep clear of each other: the more important are placed first.
function paintNames(context, view) {
  if (!state.layers.labels) return;
  const colours = ink();
  const taken = [];
  const ar = LANG === "ar";
  const place = (words, lon, lat, font, colour, dot) => {
    const px = worldX(lon) * view.scale - view.x;
    const py = worldY(lat) * view.scale - view.y;
    if (px < -60 || py < -20 || px > view.width + 60 || py > view.height + 20) return;
    context.font = font;
    const width = context.measureText(words).width;
    const top = dot ? py - 16 : py - 7;
    const box = [px - width / 2 - 2, top, px + width / 2 + 2, top + 14];
    if (taken.some((b) => b[0] < box[2] && box[0] < b[2] && b[1] < box[3] && box[1] < b[3])) return;
    taken.push(box);
    context.lineWidth = 3;
    context.strokeStyle = colours.halo;
    context.strokeText(words, px, top + 7);
    context.fillStyle = colour;
    context.fillText(words, px, top + 7);
    if (dot) {
      context.beginPath();
      context.arc(px, py, 1.8, 0, 7);
      context.fill();
    }
  };
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.direction = ar ? "rtl" : "ltr";
  const z = view.zoom;
  const family = getComputedStyle(app).fontFamily;
  const { countries, towns, admin1, waters, regions } = BASE.labels;
  if (z < 9) for (const row of countries) place(row[ar ? 1 : 0], row[2], row[3], `600 ${z < 6 ? 11 : 13}px ${family}`, colours.country);
  if (z >= 6 && z < 10) for (const row of admin1) place(row[ar ? 1 : 0], row[2], row[3], `italic ${z < 8 ? 11 : 13}px ${family}`, colours.name);
  const rank = z < 6 ? 0 : z < 7 ? 1 : z < 8 ? 2 : z < 9 ? 3 : 4;
  for (let level = 1; level <= rank; level++) for (const row of towns) if (row[4] === level) place(row[ar ? 1 : 0], row[2], row[3], `${level === 1 ? 600 : 400} ${level < 3 ? 12 : 11}px ${family}`, colours.town, true);
  for (const row of waters) if (z >= row[4]) place(row[ar ? 1 : 0], row[2], row[3], `italic 11px ${family}`, colours.wet);
  if (z >= 9) for (const { name, row } of BASE.admin2) place(ar ? row[0] : name, row[1], row[2], `italic 11px ${family}`, colours.name);
  for (const row of regions) if (z >= row[4]) place(row[ar ? 1 : 0], row[2], row[3], `italic 11px ${family}`, colours.name);
}
