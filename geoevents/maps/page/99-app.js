// The page: header, panels and tabs; language, theme and digits.
let parts = {};
// The map outlives the panels: layers that others have put on it stay when the language changes.
const mapNode = el("div", { class: "map", dir: "ltr", role: "application", tabindex: "0", id: CONFIG.mapId });
const phone = () => app.clientWidth < 820;
function announce(words, loud) {
  const box = document.getElementById("ge-live");
  box.textContent = words;
  box.classList.toggle("loud", Boolean(loud));
  if (loud) setTimeout(() => box.classList.remove("loud"), 6000);
}
function showTab(tab) {
  state.tab = tab;
  app.dataset.tab = tab;
  for (const button of app.querySelectorAll("[data-go]")) button.setAttribute("aria-pressed", String(button.dataset.go === tab));
  if (tab === "source" && parts.source) drawSource();
  if (tab === "list" && parts.list) drawList();
  changed(16);
}
// Empty, the field would run from left to right, and cut off the beginning of an Arabic hint.
function turnSearch() {
  parts.search.dir = parts.search.value ? "auto" : rtl() ? "rtl" : "ltr";
}
function header() {
  const input = el("input", { type: "search", class: "search", value: state.query, placeholder: say("search.hint"), "aria-label": say("search") });
  let wait = 0;
  input.addEventListener("input", () => {
    turnSearch();
    clearTimeout(wait);
    wait = setTimeout(() => setQuery(input.value), 150);
  });
  parts.search = input;
  turnSearch();
  parts.count = el("p", { class: "total", "aria-live": "polite" });
  const other = LANG === "ar" ? "en" : "ar";
  const item = (key, act) => el("button", { type: "button", onclick: () => {
    menu.open = false;
    act();
  } }, say(key));
  const menu = el("details", { class: "menu" }, el("summary", null, say("download")), el("div", { class: "menu-items" }, item("geojson", async () => save(fileName("geojson"), "application/geo+json", await unpack().then(geojson))), item("csv", async () => save(fileName("csv"), "text/csv", await unpack().then(csv))), item("png", picture), item("print", () => print()), item("link", copyLink)));
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  return el(
    "header",
    { class: "head" },
    el("a", { class: "skip", href: "#ge-list", onclick: skip }, say("skip")),
    el("div", { class: "titles" }, el("h1", { dir: "auto" }, heading()), parts.count),
    input,
    el(
      "div",
      { class: "tools" },
      menu,
      LANG === "ar" ? el("button", { type: "button", title: say("digits"), "aria-label": `${say("digits")} ${digits === "latn" ? "٤٢" : "42"}`, onclick: () => setDigits(digits === "latn" ? "arab" : "latn") }, digits === "latn" ? "٤٢" : "42") : null,
      el("button", { type: "button", title: say("theme"), "aria-label": say("theme"), onclick: () => setTheme(dark() ? "light" : "dark") }, dark() ? "☀" : "☾"),
      el("button", { type: "button", lang: other, title: say("language"), onclick: () => setLanguage(other) }, CONFIG.strings[other].name),
    ),
  );
}
function skip(event) {
  event.preventDefault();
  showTab("list");
  list.scroll.focus();
}
async function copyLink() {
  writeNow();
  try {
    await navigator.clipboard.writeText(location.href);
    announce(say("copied"), true);
  } catch {
    prompt(say("link"), location.href);
  }
}
function warning() {
  const unsure = DATA.articles.filter((row) => row[4] === null || row[5] === null || row[5] === "assumed").length;
  return unsure ? el("p", { class: "banner", role: "note" }, say("assumed", { n: num(unsure), all: num(DATA.articles.length) })) : null;
}
function mapTools() {
  const button = (key, sign, act) => el("button", { type: "button", class: "sign", "aria-label": say(key), title: say(key), onclick: act }, sign);
  return el("div", { class: "map-tools" }, button("zoomin", "+", () => map.zoomIn()), button("zoomout", "−", () => map.zoomOut()), button("zoomfit", "⤢", () => fitAll(true)));
}
function build() {
  if (popup) popup.remove();
  if (timeline.playing) timeline.playing = 0;
  popup = null;
  timeline.node = list.node = source.node = panel.node = null;
  sprites.clear();
  document.documentElement.lang = LANG;
  document.title = heading();
  const box = (name, key, make) => {
    const node = el("section", { class: `panel ${name}`, "aria-label": say(key) });
    parts[name] = node;
    return [node, make];
  };
  parts = {};
  const [filters] = box("filters", "filters");
  const [times] = box("timeline", "timeline");
  const [events] = box("list", "list");
  const [told] = box("source", "source");
  mapNode.setAttribute("aria-label", say("region"));
  parts.legend = el("p", { class: "legend" });
  parts.credit = el("p", { class: "credit", dir: "ltr" });
  const tabs = (names, kind) => el("nav", { class: kind, "aria-label": say("map") }, names.map((name) => el("button", { type: "button", "data-go": name, onclick: () => showTab(name) }, say(name))));
  const mapBox = el("section", { class: "map-box", "aria-label": say("map") }, mapNode, mapTools(), el("div", { class: "map-foot" }, parts.legend, parts.credit));
  app.dir = rtl() ? "rtl" : "ltr";
  app.lang = LANG;
  app.className = `ge ${dark() ? "dark" : "light"}`;
  app.replaceChildren(...[header(), warning()].filter(Boolean), el("div", { id: "ge-print-map" }), el("main", null, filters, el("div", { class: "centre" }, mapBox, times), el("div", { class: "side" }, tabs(["list", "source"], "side-tabs"), events, told)), tabs(["map", "timeline", "list", "filters", "source"], "tabs"), el("div", { id: "ge-live", role: "status", "aria-live": "polite" }), el("div", { id: "ge-print" }));
  app.dataset.view = CONFIG.view;
  app.dataset.tab = state.tab;
  makeFilters(filters);
  makeTimeline(times);
  makeList(events);
  makeSource(told);
  if (map) map.invalidateSize({ animate: false });
  else makeMap(mapNode);
  showTab(state.tab);
  tell();
}
function tell() {
  parts.count.textContent = summary();
  if (parts.search !== document.activeElement) {
    parts.search.value = state.query;
    turnSearch();
  }
  const lines = [];
  if (state.layers.density) {
    const counts = regionCounts();
    const used = REGION.values.map((v, k) => (v === null ? 0 : counts[k])).filter(Boolean);
    if (used.length) lines.push(say("density.legend", { from: num(Math.min(...used)), to: num(Math.max(...used)) }));
  }
  if (tooMany && state.layers.areas) lines.push(say("toomany"));
  const kinds = facets[5];
  if (kinds.values.some((v, k) => v !== "asserted" && kinds.counts[k])) lines.push(say("legend"));
  parts.legend.textContent = lines.join(" · ");
  parts.legend.hidden = !lines.length;
  const tile = CONFIG.tiles.find((one) => one.name === state.tile);
  parts.credit.textContent = tile ? tile.attribution : "Natural Earth · Leaflet · geoevents";
}
function setLanguage(language) {
  LANG = language;
  build();
  changed(CHANGED.all);
}
function setTheme(wanted) {
  theme = wanted;
  build();
  changed(CHANGED.all);
}
function setDigits(kind) {
  digits = kind;
  formats.clear();
  build();
  changed(CHANGED.all);
}
readHash();
count();
build();
if (!late) {
  // After the first drawing; a search from the address finds the texts then.
  setTimeout(() => unpack().then(() => {
    if (state.query) markQuery();
    changed(CHANGED.filter | CHANGED.select);
  }), 0);
}
on((what) => {
  if (what & 15) tell();
});
if (state.selected >= 0) changed(CHANGED.select);
document.addEventListener("click", (event) => {
  const menu = app.querySelector("details.menu");
  if (menu && !menu.contains(event.target)) menu.open = false;
});
addEventListener("hashchange", () => {
  readHash();
  formats.clear();
  build();
  viewFromHash();
  if (state.tile !== (tileLayer ? tileLayer.name : "")) setTile(state.tile);
  changed(CHANGED.all);
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => theme === "auto" && setTheme("auto"));
addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea, [role=slider], [role=listbox], .leaflet-container")) return;
  if (event.key === "/") {
    event.preventDefault();
    parts.search.focus();
  } else if (event.key === "Escape" && state.selected >= 0) select(-1);
});
window.geoevents = { get map() { return map; }, state, fold };
document.documentElement.dataset.ready = String(Math.round(performance.now()));
