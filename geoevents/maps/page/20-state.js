// One state: the time window, filters and the selection. Everything that is drawn follows from it.
const TIME = 1;
const QUERY = 2;
const state = { window: null, range: null, query: "", selected: -1, tab: CONFIG.view, by: "auto", open: new Set(), sort: "date", tile: "", layers: { clusters: true, areas: true, heat: false, density: false, labels: true } };
const MASK = new Int32Array(N); // a bit for each filter that the event fails; 0 is shown
const VISIBLE = new Int32Array(N);
let shown = 0;

const facets = [];
function facet(key, values, codes, nullable) {
  // Values in falling order of use; an event may have several, such as actors: one in each column of codes.
  const list = values.slice();
  if (nullable && codes[0].includes(-1)) {
    list.push(null);
    codes = [codes[0].map((c) => (c < 0 ? list.length - 1 : c)), ...codes.slice(1)];
  }
  const made = { key, values: list, codes, bit: 4 << facets.length, chosen: new Set(), counts: new Int32Array(list.length), totals: new Int32Array(list.length) };
  for (const column of codes) for (let i = 0; i < N; i++) if (column[i] >= 0) made.totals[column[i]]++;
  made.order = list.map((_, k) => k).sort((a, b) => (list[a] === null) - (list[b] === null) || made.totals[b] - made.totals[a]);
  facets.push(made);
  return made;
}
// Values and codes of columns whose names may stand several in one ("A; B"); a name counts once an event.
function parted(...columns) {
  const values = [];
  const index = new Map();
  const codeOf = (name) => {
    if (!index.has(name)) index.set(name, values.push(name) - 1);
    return index.get(name);
  };
  const codes = [];
  for (const { d, c } of columns) {
    const parts = d.map((name) => name.split(SEVERAL).map(codeOf));
    const most = parts.reduce((n, names) => Math.max(n, names.length), 1);
    for (let k = 0; k < most; k++) {
      const before = codes.slice();
      codes.push(c.map((one, i) => {
        const code = one < 0 || k >= parts[one].length ? -1 : parts[one][k];
        return before.some((column) => column[i] === code) ? -1 : code;
      }));
    }
  }
  return [values, codes];
}
function sources() {
  const values = [];
  const index = new Map();
  const ofArticle = DATA.articles.map((row) => {
    const name = row[2] || row[0];
    if (!index.has(name)) index.set(name, values.push(name) - 1);
    return index.get(name);
  });
  return [values, [ARTICLE.map((a) => ofArticle[a])]];
}
const CATEGORY = facet("category", text.category.d, [text.category.c], false);
CATEGORY.hidden = true; // here the chosen values are the ones that are switched off
const REGION = facet("admin1", ...parted(text.admin1), true);
const DISTRICT = facet("admin2", ...parted(text.admin2), false);
facet("actor", ...parted(text.actor1, text.actor2), false);
facet("weapon", text.weapon.d, [text.weapon.c], false);
facet("status", text.status.d, [text.status.c], false);
facet("article", ...sources(), false);
facet("certainty", ["0", "1", "2"], [Int32Array.from(DATA.columns.confidence, (c) => (c >= 800 ? 0 : c >= 500 ? 1 : 2))], false);
const KNOWN = facet("known", ["0", "1", "2", "3"], [Int32Array.from({ length: N }, (_, i) => (dated(i) ? 0 : 1) + (placed(i) ? 0 : 2))], false);
for (const ordered of [facets[7], KNOWN]) ordered.order = ordered.order.slice().sort((a, b) => a - b);

const inRegion = (i, region) => REGION.codes.some((column) => column[i] === region);
// The region that holds a district, as the events in one region only tell it.
const regionOf = new Map();
if (REGION.codes.length > 1) {
  for (let i = 0; i < N; i++) {
    if (REGION.codes[1][i] < 0) for (const column of DISTRICT.codes) if (column[i] >= 0) regionOf.set(column[i], REGION.codes[0][i]);
  }
}
// The districts of an event in one of its regions; -1 where they are not known.
function districtsIn(i, region) {
  const several = REGION.codes.length > 1 && REGION.codes[1][i] >= 0;
  const found = DISTRICT.codes.map((column) => column[i]).filter((k) => k >= 0 && (!several || regionOf.get(k) === region));
  return found.length ? found : [-1];
}

function facetLabel(key, v) {
  if (v === null) return say(key === "admin1" ? "noregion" : "unknown");
  if (key === "category") return categoryLabel(v);
  if (key === "status" || key === "certainty" || key === "known") return say(`${key}.${v}`) || v;
  return named(v, key);
}

function markFacet(one) {
  const { bit, codes, chosen, hidden } = one;
  const clear = ~bit;
  if (!chosen.size) {
    for (let i = 0; i < N; i++) MASK[i] &= clear;
    return;
  }
  const passes = new Uint8Array(one.values.length + 1);
  one.values.forEach((_, k) => (passes[k + 1] = chosen.has(k) === !hidden));
  for (let i = 0; i < N; i++) {
    let ok = 0;
    for (let k = 0; k < codes.length && !ok; k++) ok = passes[codes[k][i] + 1];
    MASK[i] = ok ? MASK[i] & clear : MASK[i] | bit;
  }
}
function markTime() {
  if (!state.window) {
    for (let i = 0; i < N; i++) MASK[i] &= ~TIME;
    return;
  }
  const [from, to] = state.window;
  for (let i = 0; i < N; i++) {
    // Undated events fail: END is then far in the past.
    MASK[i] = START[i] <= to && END[i] >= from ? MASK[i] & ~TIME : MASK[i] | TIME;
  }
}
let haystack = null;
function searchable() {
  if (haystack) return haystack;
  const complete = late !== null;
  const foldedColumns = ["location", "location_local", "admin1", "admin2", "actor1", "actor2", "weapon", "claimed_by", "origin", "destination"].map((name) => ({
    c: text[name].c,
    d: text[name].d.map((v) => `${fold(v)} ${v.split(SEVERAL).map((part) => fold(own(CONFIG.names, part) || "")).join(" ")} `),
  }));
  for (const column of [2, 3]) foldedColumns[column].d = text[column === 2 ? "admin1" : "admin2"].d.map((v) => `${fold(v)} ${v.split(SEVERAL).map((part) => fold((column === 3 && districtNames.get(part)) || regionNames.get(part) || "")).join(" ")} `);
  const kinds = text.category.d.map((v) => ["en", "ar"].map((l) => fold(own(CONFIG.strings[l], `category.${v}`) || v)).join(" "));
  const sentences = new Map();
  const made = Array.from({ length: N }, (_, i) => {
    const key = `${ARTICLE[i]},${SPANS[2 * i]},${SPANS[2 * i + 1]}`;
    let sentence = sentences.get(key);
    if (sentence === undefined) sentences.set(key, (sentence = fold(evidence(i))));
    let line = " ";
    for (const { c, d } of foldedColumns) if (c[i] >= 0) line += d[c[i]];
    return `${line}${kinds[text.category.c[i]]} ${sentence}`;
  });
  if (complete) haystack = made;
  return made;
}
function markQuery() {
  const words = fold(state.query).split(" ").filter(Boolean);
  const lines = words.length ? searchable() : null;
  for (let i = 0; i < N; i++) {
    MASK[i] = !lines || words.every((word) => lines[i].includes(word)) ? MASK[i] & ~QUERY : MASK[i] | QUERY;
  }
}
function count() {
  shown = 0;
  for (let i = 0; i < N; i++) if (MASK[i] === 0) VISIBLE[shown++] = i;
  for (const one of facets) {
    const { counts, bit } = one;
    const others = ~bit;
    counts.fill(0);
    for (const column of one.codes) for (let i = 0; i < N; i++) if ((MASK[i] & others) === 0 && column[i] >= 0) counts[column[i]]++;
  }
}

const listeners = [];
let due = 0;
const CHANGED = { time: 1, filter: 2, select: 4, look: 8, all: 15 };
function changed(what) {
  if (!due) requestAnimationFrame(update);
  due |= what;
}
function update() {
  const what = due;
  due = 0;
  if (what & (CHANGED.time | CHANGED.filter)) count();
  for (const listener of listeners) listener(what);
  writeHash();
}
const on = (listener) => listeners.push(listener);

function setWindow(range) {
  state.window = range && range[0] <= range[1] ? range : null;
  markTime();
  changed(CHANGED.time);
}
function setQuery(words) {
  state.query = words;
  markQuery();
  changed(CHANGED.filter);
}
function toggle(one, k, wanted) {
  if (wanted) one.chosen.add(k);
  else one.chosen.delete(k);
  markFacet(one);
  changed(CHANGED.filter);
}
function choose(one, keys) {
  one.chosen = new Set(keys);
  markFacet(one);
  changed(CHANGED.filter);
}
function onlyThis(one, k) {
  choose(one, one.hidden ? one.values.map((_, n) => n).filter((n) => n !== k) : [k]);
}
function resetFilters() {
  for (const one of facets) {
    one.chosen.clear();
    markFacet(one);
  }
  state.query = "";
  state.range = null;
  markQuery();
  setWindow(null);
  changed(CHANGED.all);
}
const filtered = () => Boolean(state.window || state.query || facets.some((one) => one.chosen.size));
function select(i, source) {
  state.selected = i;
  state.selectedFrom = source || "";
  changed(CHANGED.select);
}

// ---- the state in the address
const IDS = DATA.columns.event_id;
// Writing the address costs more than drawing: while the brush moves, once in a while is enough.
const PAUSE = 250;
let written = -PAUSE;
let writing = 0;
function writeHash() {
  if (writing) return;
  const wait = Math.max(0, written + PAUSE - performance.now());
  if (!wait) writeNow();
  else writing = setTimeout(writeNow, wait);
}
function writeNow() {
  clearTimeout(writing);
  writing = 0;
  written = performance.now();
  const parts = new URLSearchParams();
  if (state.window) parts.set("t", state.window.map(iso).join(".."));
  if (state.range) parts.set("r", state.range.map(iso).join(".."));
  if (state.query) parts.set("q", state.query);
  for (const one of facets) for (const k of one.chosen) parts.append(one.key, one.values[k] === null ? "~" : one.values[k]);
  if (state.selected >= 0) parts.set("e", IDS[state.selected]);
  if (state.tab !== CONFIG.view) parts.set("v", state.tab);
  if (state.by !== "auto") parts.set("by", state.by);
  if (state.sort !== "date") parts.set("sort", state.sort);
  for (const row of state.open) parts.append("open", row);
  const layers = Object.keys(state.layers).filter((k) => state.layers[k]).join(",");
  if (layers !== "clusters,areas,labels") parts.set("layers", layers);
  if (state.tile) parts.set("tile", state.tile);
  if (LANG !== CONFIG.language) parts.set("lang", LANG);
  if (theme !== "auto") parts.set("theme", theme);
  if (digits !== "latn") parts.set("digits", digits);
  if (state.view) parts.set("m", state.view);
  const hash = parts.toString();
  try {
    if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? `#${hash}` : "#");
  } catch {
    // A page inside a notebook's frame has no address of its own.
  }
}
function readHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const daysOf = (key) => {
    const days = (parts.get(key) || "").split("..").map(fromIso);
    return days.length === 2 && days[0] !== null && days[1] !== null && days[0] <= days[1] ? days : null;
  };
  state.window = daysOf("t");
  state.range = daysOf("r");
  state.query = parts.get("q") || "";
  for (const one of facets) {
    const names = new Set(parts.getAll(one.key).map((v) => (v === "~" ? null : v)));
    one.chosen = new Set(one.values.map((_, k) => k).filter((k) => names.has(one.values[k])));
  }
  state.selected = parts.has("e") ? IDS.indexOf(parts.get("e")) : -1;
  const oneOf = (name, allowed, otherwise) => (allowed.includes(parts.get(name)) ? parts.get(name) : otherwise);
  state.tab = oneOf("v", ["map", "timeline", "list", "filters", "source"], CONFIG.view);
  state.by = oneOf("by", ["day", "week", "month"], "auto");
  state.sort = oneOf("sort", ["newest", "certainty"], "date");
  state.open = new Set(parts.getAll("open"));
  if (parts.has("layers")) for (const k in state.layers) state.layers[k] = parts.get("layers").split(",").includes(k);
  state.tile = parts.get("tile") || "";
  LANG = oneOf("lang", ["ar", "en"], CONFIG.language);
  theme = oneOf("theme", ["light", "dark"], "auto");
  digits = oneOf("digits", ["arab"], "latn");
  state.view = parts.get("m") || "";
  markTime();
  markQuery();
  facets.forEach(markFacet);
}
