// What can be taken away: GeoJSON and CSV of the events shown, a picture of the map, a printed page.
function save(name, type, content) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
const fileName = (suffix) => `${(CONFIG.title || "geoevents").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "geoevents"}.${suffix}`;
// Offsets count code points in files, UTF-16 units in this page.
function offset(i, end) {
  const units = SPANS[2 * i + end];
  const words = lateData().texts[ARTICLE[i]];
  let n = 0;
  for (let k = 0; k < units && k < words.length; k++) if (words.charCodeAt(k) < 0xdc00 || words.charCodeAt(k) > 0xdfff || !k || words.charCodeAt(k - 1) < 0xd800 || words.charCodeAt(k - 1) > 0xdbff) n++;
  return n;
}
function properties(i) {
  const from = article(i);
  const known = {
    event_id: IDS[i],
    article_id: from.id,
    source: from.source,
    source_url: from.url,
    published: from.published === null ? null : iso(from.published),
    event_date: dated(i) ? iso(START[i]) : null,
    end_date: dated(i) ? iso(END[i]) : null,
    latitude: placed(i) ? LAT[i] : null,
    longitude: placed(i) ? LON[i] : null,
    text_start: offset(i, 0),
    text_end: offset(i, 1),
    notes: evidence(i),
    confidence: confidence(i),
  };
  return Object.fromEntries(CONFIG.columns.map((name) => [name, name in known ? known[name] : value(name, i)]));
}
function shape(i) {
  const own = geometry(value("geometry", i));
  if (own) return own;
  return placed(i) ? { type: "Point", coordinates: [LON[i], LAT[i]] } : null;
}
function geojson() {
  const features = Array.from(list.shown, (i) => JSON.stringify({ type: "Feature", id: IDS[i], geometry: shape(i), properties: properties(i) }));
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}
function csv() {
  const cell = (v) => {
    if (v === null) return "";
    // A spreadsheet must not take text for a formula.
    const words = typeof v === "string" && /^[=+\-@\t\r]/.test(v) ? `'${v}` : String(v);
    return /[",\n\r]/.test(words) ? `"${words.replace(/"/g, '""')}"` : words;
  };
  const lines = [CONFIG.columns.join(",")];
  for (const i of list.shown) {
    const row = properties(i);
    lines.push(CONFIG.columns.map((name) => cell(row[name])).join(","));
  }
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
function pictureCanvas() {
  const ratio = 2;
  const size = map.getSize();
  const head = 44;
  const used = CATEGORY.order.filter((k) => CATEGORY.counts[k] && !CATEGORY.chosen.has(k));
  const perRow = Math.max(1, Math.floor(size.x / 170));
  const foot = 30 + Math.ceil(used.length / perRow) * 22;
  const canvas = document.createElement("canvas");
  canvas.width = size.x * ratio;
  canvas.height = (size.y + head + foot) * ratio;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  context.fillStyle = dark() ? "#1b2127" : "#ffffff";
  context.fillRect(0, 0, size.x, size.y + head + foot);
  context.save();
  context.beginPath();
  context.rect(0, head, size.x, size.y);
  context.clip();
  const origin = map.getPixelOrigin().subtract(map.layerPointToContainerPoint([0, 0]));
  const view = { scale: map.getZoomScale(map.getZoom(), 0), x: origin.x, y: origin.y - head, width: size.x, height: size.y + head, zoom: map.getZoom() };
  const tile = tileLayer;
  tileLayer = null; // fetched pictures cannot be read back from a canvas: the drawn map stands in
  paintBasemap(context, view);
  tileLayer = tile;
  paintEvents(context, view);
  context.restore();
  const family = getComputedStyle(app).fontFamily;
  const start = rtl() ? size.x - 12 : 12;
  context.textAlign = rtl() ? "right" : "left";
  context.direction = rtl() ? "rtl" : "ltr";
  context.textBaseline = "middle";
  context.fillStyle = dark() ? "#ffffff" : "#111111";
  context.font = `600 16px ${family}`;
  context.fillText(heading(), start, head / 2, size.x - 24);
  context.font = `12px ${family}`;
  used.forEach((k, n) => {
    const x = (n % perRow) * 170 + 12;
    const y = size.y + head + 16 + Math.floor(n / perRow) * 22;
    const at = rtl() ? size.x - x - 16 : x;
    context.drawImage(sprite(CATEGORY.values[k], "asserted", 15), at - 2, y - 10, 20, 20);
    context.fillStyle = dark() ? "#ffffff" : "#111111";
    context.fillText(`${categoryLabel(CATEGORY.values[k])} (${num(CATEGORY.counts[k])})`, rtl() ? at - 6 : at + 22, y);
  });
  context.fillStyle = dark() ? "#b8c0c7" : "#555555";
  context.font = `11px ${family}`;
  context.fillText(`${summary()} · Natural Earth · geoevents`, start, size.y + head + foot - 12);
  eventLayer.redraw();
  return canvas;
}
const picture = () => pictureCanvas().toBlob((blob) => save(fileName("png"), "image/png", blob), "image/png");
function heading() {
  return CONFIG.title || (DATA.articles.length === 1 && DATA.articles[0][1]) || say("title");
}
function summary() {
  const words = shown === N ? say("shown.all", { all: num(N) }) : say("shown", { n: num(shown), all: num(N) });
  return state.window ? `${words} · ${say("window", { from: dateWords(state.window[0]), to: dateWords(state.window[1]) })}` : words;
}
// The printed page carries the events as a table, since a list that scrolls cannot be printed.
function fillPrint() {
  const box = document.getElementById("ge-print");
  const rows = Array.from(list.shown.subarray(0, 1000), (i) => el("tr", null, el("td", null, bdi(span(i))), el("td", null, categoryLabel(value("category", i))), el("td", null, bdi(placeLabel(i))), el("td", null, bdi(named(value("admin1", i)) || "")), el("td", null, say(`status.${value("status", i)}`)), el("td", { dir: "auto" }, evidence(i))));
  // The picture is printed in place of the map: browsers print a map's canvases at the screen's size or not at all.
  const drawn = pictureCanvas();
  const copy = el("canvas", { class: "print-map", role: "img", "aria-label": say("map"), width: drawn.width, height: drawn.height });
  copy.getContext("2d").drawImage(drawn, 0, 0);
  document.getElementById("ge-print-map").replaceChildren(copy);
  box.replaceChildren(el("h2", null, say("printed")), el("table", null, el("thead", null, el("tr", null, ["date", "category", "place", "admin1", "status", "text"].map((key) => el("th", { scope: "col" }, say(key))))), el("tbody", null, rows)));
  if (list.shown.length > 1000) box.append(el("p", null, say("printed.more", { n: num(list.shown.length - 1000) })));
}
function forPrint(on) {
  printing = on;
  app.classList.toggle("dark", dark());
  app.classList.toggle("light", !dark());
  drawTimeline(Boolean(timeline.node));
  if (on) fillPrint();
  else for (const id of ["ge-print", "ge-print-map"]) document.getElementById(id).replaceChildren();
}
addEventListener("beforeprint", () => forPrint(true));
addEventListener("afterprint", () => forPrint(false));
