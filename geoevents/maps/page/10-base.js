// Data, words and small helpers. All files of this folder are joined into one function, in the order of their names.
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const CONFIG = read("ge-config");
const DATA = read("ge-data");
const N = DATA.n;
// A text may be "constructor" or "__proto__": look only at an object's own keys.
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);
const NO_DAY = -2147483648;
const DAY_MS = 86400000;
const app = document.getElementById("app");
// Texts and reasons are read after the first drawing; much text is packed by gzip.
const NOTHING = { texts: DATA.articles.map(() => ""), notes: {}, rules: [], slotNames: [], remarks: [], places: [], reasons: [], mentions: [] };
let late = null;
const lateNode = document.getElementById("ge-late");
if (lateNode.type === "application/json") late = read("ge-late");
const lateData = () => late || NOTHING;
async function unpack() {
  if (late) return;
  const letters = atob(lateNode.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let k = 0; k < bytes.length; k++) bytes[k] = letters.charCodeAt(k);
  late = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  lateNode.textContent = "";
}

// ---- columns
const text = {};
function textColumn(name) {
  const raw = DATA.columns[name];
  const column = { d: raw ? raw.d : [], c: new Int32Array(N) };
  if (!raw || raw.i) column.c.fill(-1);
  if (raw && raw.i) raw.i.forEach((row, k) => (column.c[row] = raw.c[k]));
  else if (raw && raw.c) column.c.set(raw.c);
  return (text[name] = column);
}
// Numbers: a list, one value for all, or a few with their row numbers.
const numbers = {};
function numberColumn(name) {
  const raw = DATA.columns[name];
  if (!raw) return () => null;
  if (Array.isArray(raw)) return (i) => raw[i];
  if ("k" in raw) return () => raw.k;
  const few = new Map(raw.i.map((row, k) => [row, raw.v[k]]));
  return (i) => (few.has(i) ? few.get(i) : null);
}
for (const name of CONFIG.textColumns) textColumn(name);
function value(name, i) {
  const column = text[name];
  if (column) return column.c[i] < 0 ? null : column.d[column.c[i]];
  return (numbers[name] ||= numberColumn(name))(i);
}
const ARTICLE = Int32Array.from(DATA.columns.article);
const article = (i) => {
  const row = DATA.articles[ARTICLE[i]];
  return { id: row[0], title: row[1], source: row[2], url: row[3], published: row[4], basis: row[5], language: row[6] };
};
const START = new Int32Array(N).fill(NO_DAY);
const END = new Int32Array(N).fill(NO_DAY);
const WX = new Float64Array(N).fill(NaN); // Mercator, the world 256 wide
const WY = new Float64Array(N).fill(NaN);
const LAT = new Float64Array(N).fill(NaN);
const LON = new Float64Array(N).fill(NaN);
const worldX = (lon) => ((lon + 180) / 360) * 256;
const worldY = (lat) => {
  const s = Math.sin((Math.max(-85.0511, Math.min(85.0511, lat)) * Math.PI) / 180);
  return (0.5 - Math.log((1 + s) / (1 - s)) / (4 * Math.PI)) * 256;
};
for (let i = 0; i < N; i++) {
  const first = value("event_date", i);
  if (first !== null) {
    START[i] = first;
    END[i] = first + (value("lasting", i) || 0);
  }
  const point = value("point", i);
  if (point !== null) {
    LON[i] = DATA.points[2 * point] / DATA.scale;
    LAT[i] = DATA.points[2 * point + 1] / DATA.scale;
    WX[i] = worldX(LON[i]);
    WY[i] = worldY(LAT[i]);
  }
}
const placed = (i) => WX[i] === WX[i];
const dated = (i) => START[i] !== NO_DAY;
const SPANS = Int32Array.from(DATA.columns.spans);

const decoded = new Map();
function geometry(code) {
  if (code === null || code === undefined) return null;
  if (!decoded.has(code)) {
    const [type, parts] = DATA.geometries[code];
    decoded.set(code, { type, coordinates: undelta(parts) });
  }
  return decoded.get(code);
}
function undelta(parts) {
  if (Array.isArray(parts[0])) return parts.map(undelta);
  const points = [];
  let x = 0;
  let y = 0;
  for (let k = 0; k < parts.length; k += 2) {
    x += parts[k];
    y += parts[k + 1];
    points.push([x / DATA.scale, y / DATA.scale]);
  }
  return points;
}
function linesOf(shape) {
  const flatten = (c) => (typeof c[0][0] === "number" ? [c] : c.flatMap(flatten));
  return flatten(shape.type === "MultiPoint" ? shape.coordinates.map((p) => [p]) : shape.coordinates);
}

// ---- words
let LANG = CONFIG.language;
let digits = "latn";
const say = (key, values) => {
  let sentence = own(CONFIG.strings[LANG], key) || "";
  if (values) for (const name in values) sentence = sentence.split(`{${name}}`).join(values[name]);
  return sentence;
};
const locale = () => (LANG === "ar" ? `ar-SY-u-nu-${digits}` : "en-GB");
const formats = new Map();
function format(kind, options) {
  const key = locale() + kind;
  if (!formats.has(key)) {
    formats.set(key, kind === "n" ? new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }) : new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }));
  }
  return formats.get(key);
}
const num = (n) => format("n").format(n);
const DATE = { day: "numeric", month: "long", year: "numeric" };
const dateWords = (day) => format("d", DATE).format(day * DAY_MS);
const shortDate = (day) => format("s", { day: "numeric", month: "short" }).format(day * DAY_MS);
const monthWords = (day) => format("m", { month: "short", year: "numeric" }).format(day * DAY_MS);
const iso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
const fromIso = (words) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(words) ? Date.parse(words) : NaN;
  return time === time ? Math.round(time / DAY_MS) : null;
};
const spans = new Map();
function span(i) {
  if (!dated(i)) return say("nodate");
  const key = `${locale()} ${START[i]} ${END[i]}`;
  if (!spans.has(key)) spans.set(key, spanWords(i));
  return spans.get(key);
}
function spanWords(i) {
  if (START[i] === END[i]) return dateWords(START[i]);
  const parts = format("d", DATE);
  return parts.formatRange ? parts.formatRange(START[i] * DAY_MS, END[i] * DAY_MS) : `${dateWords(START[i])} – ${dateWords(END[i])}`;
}
// Between the names in a column of an event that has several: actors, governorates, districts.
const SEVERAL = "; ";
const regionNames = new Map(CONFIG.basemap.labels.admin1.map((row) => [row[0], row[1]]));
const districtNames = new Map(Object.entries(CONFIG.basemap.admin2).map(([name, row]) => [name, row[0]]));
function named(name, kind) {
  if (name === null || LANG !== "ar") return name;
  if (name.includes(SEVERAL)) return name.split(SEVERAL).map((part) => named(part, kind)).join(say("several"));
  if (name.includes(" – ")) return name.split(" – ").map((part) => named(part, kind)).join(" – ");
  return (kind === "admin2" && districtNames.get(name)) || regionNames.get(name) || own(CONFIG.names, name) || name;
}
const categoryLabel = (name) => say(`category.${name}`) || String(name).replace(/_/g, " ");
function placeLabel(i) {
  const english = value("location", i);
  const local = value("location_local", i);
  // The local name is in the article's language, which need not be the reader's.
  const place = LANG === "ar" ? (article(i).language === "ar" && local) || named(english) || local : english || local;
  if (!place) return say("noplace");
  const relation = value("spatial_relation", i);
  if (!relation || relation === "in") return place;
  const distance = value("distance_km", i);
  const words = say(`relation.${relation}`) || relation.replace(/_/g, " ");
  return `${distance === null ? "" : say("km", { n: num(distance) }) + " "}${words} ${place}`;
}
const confidence = (i) => DATA.columns.confidence[i] / 1000;
function evidence(i) {
  const more = lateData();
  const note = own(more.notes, i);
  if (note !== undefined) return note;
  return more.texts[ARTICLE[i]].slice(SPANS[2 * i], SPANS[2 * i + 1]);
}

// ---- elements; text only ever becomes text nodes
const SVG = "http://www.w3.org/2000/svg";
function el(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [key, given] of Object.entries(properties || {})) {
    if (given === null || given === undefined || given === false) continue;
    if (key === "class") node.className = given;
    else if (key.startsWith("on")) node.addEventListener(key.slice(2), given);
    else if (key in node && typeof given !== "string") node[key] = given;
    else node.setAttribute(key, given === true ? "" : given);
  }
  for (const child of children.flat()) {
    if (child !== null && child !== undefined) node.append(child instanceof Node ? child : String(child));
  }
  return node;
}
const bdi = (words, direction) => el("bdi", { dir: direction || "auto" }, words);
function svg(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  node.append(...children);
  return node;
}
const style = (name) => own(CONFIG.categories, name) || CONFIG.categories.other;
const luminance = (hex) => [1, 3, 5].map((k) => parseInt(hex.substr(k, 2), 16)).reduce((sum, v, k) => sum + v * [0.299, 0.587, 0.114][k], 0);
const inkOn = (hex) => (luminance(hex) > 150 ? "#1a1a1a" : "#ffffff");
const OUTLINES = {
  circle: "M8 .5a7.5 7.5 0 1 0 .01 0z",
  diamond: "M8-.5L16.500 8 8 16.500-.5 8z",
  square: "M1 3a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H3a2 2 0 0 1-2-2z",
  hexagon: "M4 .8h8L16 8l-4 7.200H4L0 8z",
};
function icon(category) {
  const look = style(category);
  return svg(
    "svg",
    { viewBox: "-1 -1 18 18", class: "icon", "aria-hidden": "true" },
    svg("path", { d: OUTLINES[look.shape], fill: look.colour }),
    svg("path", { d: look.glyph, fill: "none", stroke: inkOn(look.colour), "stroke-width": "1.5", "stroke-linecap": "round", "stroke-linejoin": "round", transform: "translate(2.400 2.400) scale(.7)" }),
  );
}
const safeLink = (address) => (typeof address === "string" && /^https?:\/\//i.test(address) ? address : null);
let printing = false;
const dark = () => !printing && (theme === "auto" ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark");
let theme = "auto";

// ---- folding for the search, the same as the reader's (geoevents.language)
const FOLDS = (() => {
  const map = new Map();
  const { from, to } = CONFIG.folding;
  for (let k = 0; k < from.length; k++) map.set(from[k], to[k] === "\ue000" ? "" : to[k]);
  for (const [first, last] of [[0x41, 0x5a], [0xc0, 0x24f], [0x1e00, 0x1eff]]) {
    for (let code = first; code <= last; code++) {
      const letter = String.fromCharCode(code);
      const base = letter.normalize("NFKD")[0].toLowerCase();
      if (/^\p{L}$/u.test(base)) map.set(letter, base);
    }
  }
  for (const [letter, base] of ["İi", "ıi", "Øo", "øo", "Đd", "đd", "Łl", "łl"]) map.set(letter, base);
  return map;
})();
const PRESENTATION = /[\ufb50-\ufdfb\ufe70-\ufefc]/;
const SIMPLE = /[^a-z\u0627\u0628\u062a-\u063a\u0641-\u0648\u064a ]/g;
const OTHER = /[^\p{L}\p{N}\p{M}]+/gu;
function fold(words) {
  let line = words;
  if (PRESENTATION.test(line)) line = line.normalize("NFKC");
  line = line.replace(SIMPLE, (c) => {
    const to = FOLDS.get(c);
    return to === undefined ? c : to;
  });
  return line.replace(OTHER, " ");
}
