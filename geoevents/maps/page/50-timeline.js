// The timeline by region: a histogram with the brush, and a row for each governorate, its districts on demand.
const ROW = 24;
const TOP = 58;
const timeline = { node: null, bins: [], unit: "day", rows: [], playing: 0, speed: 1 };
const EXTENT = (() => {
  let first = Infinity;
  let last = -Infinity;
  for (let i = 0; i < N; i++) {
    if (START[i] === NO_DAY) continue;
    if (START[i] < first) first = START[i];
    if (END[i] > last) last = END[i];
  }
  return first <= last ? [first, last] : null;
})();

// The days that are drawn: all, or those that the reader has zoomed to.
const drawn = () => state.range || EXTENT;

// First day of the period that holds the day, and of the next one. Weeks begin on Monday.
function floorDay(day, unit) {
  if (unit === "day") return day;
  if (unit === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / DAY_MS;
}
function nextDay(day, unit) {
  if (unit === "day") return day + 1;
  if (unit === "week") return day + 7;
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY_MS;
}
function pickUnit() {
  if (state.by !== "auto") return state.by;
  const days = drawn()[1] - drawn()[0] + 1;
  const room = Math.max(60, timeline.width / 7);
  return days <= room ? "day" : days / 7 <= room ? "week" : "month";
}
function makeBins() {
  const unit = (timeline.unit = pickUnit());
  const bins = (timeline.bins = []);
  for (let day = floorDay(drawn()[0], unit); day <= drawn()[1] && bins.length < 20000; day = nextDay(day, unit)) bins.push(day);
  bins.push(nextDay(bins[bins.length - 1], unit));
  const days = bins[bins.length - 1] - bins[0];
  timeline.binOf = new Int32Array(days);
  for (let b = 0; b + 1 < bins.length; b++) timeline.binOf.fill(b, bins[b] - bins[0], bins[b + 1] - bins[0]);
}
const binOfDay = (day) => timeline.binOf[Math.max(0, Math.min(timeline.binOf.length - 1, day - timeline.bins[0]))];
// Time runs with the reading direction: in Arabic from right to left.
const rtl = () => LANG === "ar";
function dayToX(day) {
  const { bins, width } = timeline;
  const part = (day - bins[0]) / (bins[bins.length - 1] - bins[0]);
  return rtl() ? width - part * width : part * width;
}
function xToDay(x) {
  const { bins, width } = timeline;
  const part = (rtl() ? width - x : x) / width;
  return Math.max(bins[0], Math.min(bins[bins.length - 1] - 1, Math.floor(bins[0] + part * (bins[bins.length - 1] - bins[0]))));
}

// Counts by row, period and category of what passes every filter but the time window.
function tally() {
  const periods = timeline.bins.length - 1;
  const kinds = CATEGORY.values.length;
  const rows = [{ key: "", label: null, total: 0 }];
  const regionRow = new Map();
  const districtRow = new Map();
  const others = ~(TIME | REGION.bit);
  const perRegion = new Int32Array(REGION.values.length);
  for (const codes of REGION.codes) for (let i = 0; i < N; i++) if ((MASK[i] & others) === 0 && codes[i] >= 0) perRegion[codes[i]]++;
  const order = REGION.order.filter((k) => perRegion[k]).sort((a, b) => (REGION.values[a] === null) - (REGION.values[b] === null) || perRegion[b] - perRegion[a]);
  for (const k of order) {
    const name = REGION.values[k];
    regionRow.set(k, rows.length);
    rows.push({ region: k, name, total: perRegion[k], undated: 0, longer: [] });
    if (name === null || !state.open.has(name)) continue;
    const inside = new Map();
    for (let i = 0; i < N; i++) {
      if ((MASK[i] & others) === 0 && inRegion(i, k)) for (const district of districtsIn(i, k)) inside.set(district, (inside.get(district) || 0) + 1);
    }
    for (const [district, n] of [...inside].sort((a, b) => b[1] - a[1])) {
      districtRow.set(`${k},${district}`, rows.length);
      rows.push({ region: k, district, name: district < 0 ? null : DISTRICT.values[district], total: n, undated: 0, longer: [], sub: true });
    }
  }
  rows[0].longer = [];
  const cells = new Int32Array(rows.length * periods * kinds);
  const sums = new Int32Array(rows.length * periods);
  const category = text.category.c;
  const [firstDay, pastDay] = [timeline.bins[0], timeline.bins[periods]];
  const put = (row, i, first, last) => {
    if (first !== last || START[i] < firstDay || END[i] >= pastDay) rows[row].longer.push(i);
    else {
      cells[(row * periods + first) * kinds + category[i]]++;
      sums[row * periods + first]++;
    }
  };
  for (let i = 0; i < N; i++) {
    if ((MASK[i] & others) !== 0 || START[i] === NO_DAY || START[i] >= pastDay || END[i] < firstDay) continue;
    const first = binOfDay(START[i]);
    const last = START[i] === END[i] ? first : binOfDay(END[i]);
    if ((MASK[i] & ~TIME) === 0) put(0, i, first, last);
    for (const codes of REGION.codes) {
      const row = regionRow.get(codes[i]);
      if (row === undefined) continue;
      put(row, i, first, last);
      if (rows[row].name !== null && state.open.has(rows[row].name)) for (const district of districtsIn(i, codes[i])) put(districtRow.get(`${codes[i]},${district}`), i, first, last);
    }
  }
  Object.assign(timeline, { rows, cells, sums, periods, kinds });
}

function makeTimeline(node) {
  timeline.node = node;
  if (!EXTENT) {
    node.append(el("p", { class: "empty" }, say("nodates")));
    return;
  }
  const by = el("select", { "aria-label": say("by"), onchange: () => setBy(by.value) }, ["auto", "day", "week", "month"].map((v) => el("option", { value: v, selected: state.by === v }, say(`by.${v}`))));
  const speed = el("select", { "aria-label": say("speed"), onchange: () => (timeline.speed = Number(speed.value)) }, [0.5, 1, 2, 4].map((v) => el("option", { value: String(v), selected: v === timeline.speed }, `${num(v)}×`)));
  const button = (key, sign, act) => el("button", { type: "button", class: "sign", "aria-label": say(key), title: say(key), onclick: act }, sign);
  timeline.play = button("play", "▶", togglePlay);
  const days = ["from", "to"].map((key) => el("input", { type: "date", dir: "ltr", "aria-label": say(key), title: say(key), min: iso(EXTENT[0]), max: iso(EXTENT[1]), onchange: typedDay }));
  timeline.days = days;
  const zoom = el("span", { class: "zoom" }, button("timein", "+", () => zoomTime(0.5)), button("timeout", "−", () => zoomTime(2)));
  timeline.all = button("alltime", "×", () => setWindow(null));
  timeline.head = el("div", { class: "timeline-head" }, el("h2", null, say("timeline")), button("back", rtl() ? "⇥" : "⇤", () => stepWindow(-1)), timeline.play, button("step", rtl() ? "⇤" : "⇥", () => stepWindow(1)), speed, by, zoom, el("span", { class: "days" }, days[0], "–", days[1]), timeline.all);
  timeline.canvas = el("canvas", { "aria-hidden": "true" });
  timeline.labels = el("div", { class: "row-labels" });
  timeline.top = el("canvas", { "aria-hidden": "true", class: "top" });
  const handle = (which) => el("div", { class: `handle ${which}`, role: "slider", tabindex: "0", "aria-label": say(which), onkeydown: (event) => handleKey(event, which), onpointerdown: (event) => dragBrush(event, which) });
  timeline.handles = { from: handle("from"), to: handle("to") };
  timeline.brush = el("div", { class: "brush", onpointerdown: (event) => dragBrush(event, "both") });
  timeline.strip = el("div", { class: "strip", dir: "ltr", onpointerdown: (event) => dragBrush(event, "new") }, timeline.top, timeline.brush, timeline.handles.from, timeline.handles.to);
  timeline.shade = el("div", { class: "shade", dir: "ltr" });
  timeline.tip = el("div", { class: "tip", hidden: true });
  timeline.body = el("div", { class: "timeline-body" }, el("div", { class: "corner" }), timeline.strip, timeline.labels, el("div", { class: "rows", dir: "ltr", onpointermove: rowTip, onpointerleave: () => (timeline.tip.hidden = true), onclick: rowClick }, timeline.canvas, timeline.shade));
  node.append(timeline.head, timeline.body, timeline.tip);
  new ResizeObserver(() => {
    const width = timeline.strip.clientWidth;
    if (width && width !== timeline.width) {
      timeline.width = width;
      drawTimeline(true);
    }
  }).observe(timeline.strip);
  timeline.width = timeline.strip.clientWidth || 600;
  drawTimeline(true);
}
on((what) => {
  if (!timeline.node || !EXTENT) return;
  if (what & (CHANGED.filter | CHANGED.look)) drawTimeline(true);
  else if (what & (CHANGED.time | CHANGED.select)) drawTimeline(false);
});
function setBy(unit) {
  state.by = unit;
  changed(CHANGED.filter);
}
// Nearer: to the time window where there is one, else to the middle half.
function zoomTime(factor) {
  const [a, b] = drawn();
  const length = Math.max(7, Math.round((b - a + 1) * factor));
  const window = state.window && factor < 1 && state.window[1] - state.window[0] < b - a ? state.window : null;
  const middle = Math.round((a + b) / 2);
  const range = window ? window.slice() : [middle - Math.floor(length / 2), middle - Math.floor(length / 2) + length - 1];
  if (range[1] - range[0] < 6) [range[0], range[1]] = [range[0] - 3, range[1] + 3];
  const clipped = [Math.max(EXTENT[0], range[0]), Math.min(EXTENT[1], range[1])];
  state.range = clipped[0] <= EXTENT[0] && clipped[1] >= EXTENT[1] ? null : clipped;
  changed(CHANGED.filter);
}
function drawTimeline(anew) {
  if (!EXTENT || !timeline.width) return;
  if (anew) {
    makeBins();
    tally();
    drawLabels();
    drawRows();
    drawTop();
  }
  drawBrush();
}
function sized(canvas, width, height) {
  const ratio = RATIO();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  return context;
}
function drawBars(context, row, y, height, most) {
  const { cells, sums, periods, kinds, bins } = timeline;
  for (let b = 0; b < periods; b++) {
    const sum = sums[row * periods + b];
    if (!sum) continue;
    const x1 = dayToX(bins[b]);
    const x2 = dayToX(bins[b + 1]);
    const left = Math.min(x1, x2);
    const width = Math.max(1.5, Math.abs(x2 - x1) - (Math.abs(x2 - x1) > 4 ? 1 : 0));
    const full = Math.max(2.5, (Math.sqrt(sum) / Math.sqrt(most)) * height);
    let top = y + height;
    for (let k = 0; k < kinds; k++) {
      const n = cells[(row * periods + b) * kinds + k];
      if (!n) continue;
      const part = (n / sum) * full;
      top -= part;
      context.fillStyle = style(CATEGORY.values[k]).colour;
      context.fillRect(left, top, width, part);
    }
  }
}
function drawLonger(context, row, y) {
  const { bins, periods } = timeline;
  for (const i of timeline.rows[row].longer.slice(0, 200)) {
    const x1 = dayToX(Math.max(bins[0], START[i]));
    const x2 = dayToX(Math.min(bins[periods], END[i] + 1));
    context.globalAlpha = 0.6;
    context.strokeStyle = style(value("category", i)).colour;
    context.lineWidth = 2;
    context.setLineDash([5, 2]);
    context.beginPath();
    context.moveTo(x1, y);
    context.lineTo(x2, y);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}
function mostIn(from, to) {
  let most = 1;
  for (let k = from * timeline.periods; k < to * timeline.periods; k++) if (timeline.sums[k] > most) most = timeline.sums[k];
  return most;
}
function drawRows() {
  const { rows, width } = timeline;
  const height = Math.max(1, rows.length - 1) * ROW;
  const context = sized(timeline.canvas, width, height);
  const most = mostIn(1, rows.length);
  const faint = dark() ? "rgba(255,255,255,.07)" : "rgba(0,0,0,.06)";
  rows.forEach((row, r) => {
    if (!r) return;
    const y = (r - 1) * ROW;
    context.fillStyle = faint;
    context.fillRect(0, y + ROW - 1, width, 1);
    drawBars(context, r, y + 3, ROW - 5, most);
    drawLonger(context, r, y + 3);
  });
}
function drawTop() {
  const { width, bins } = timeline;
  const context = sized(timeline.top, width, TOP);
  drawBars(context, 0, 4, TOP - 22, mostIn(0, 1));
  drawLonger(context, 0, 4);
  context.fillStyle = dark() ? "#c3cad0" : "#555";
  context.font = `11px ${getComputedStyle(app).fontFamily}`;
  context.textBaseline = "alphabetic";
  context.textAlign = "center";
  context.direction = rtl() ? "rtl" : "ltr";
  const months = timeline.unit === "month" || bins.length > 120;
  let free = -Infinity;
  const marks = [];
  for (let b = 0; b + 1 < bins.length; b++) marks.push(b);
  if (rtl()) marks.reverse();
  for (const b of marks) {
    const words = months ? monthWords(bins[b]) : shortDate(bins[b]);
    const x = (dayToX(bins[b]) + dayToX(bins[b + 1])) / 2;
    const half = context.measureText(words).width / 2;
    const at = Math.max(half + 1, Math.min(width - half - 1, x));
    if (at - half < free + 14 || (months && b && floorDay(bins[b], "month") === floorDay(bins[b - 1], "month"))) continue;
    context.fillText(words, at, TOP - 4);
    context.fillRect(x, TOP - 18, 1, 3);
    free = at + half;
  }
}
function drawLabels() {
  const focus = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.row : null;
  timeline.labels.replaceChildren(
    ...timeline.rows.slice(1).map((row) => {
      const label = row.sub ? (row.name === null ? say("unknown") : named(row.name, "admin2")) : facetLabel("admin1", row.name);
      const source = row.sub ? DISTRICT : REGION;
      const k = row.sub ? row.district : row.region;
      const chosen = k >= 0 && source.chosen.has(k);
      const open = state.open.has(row.name);
      return el(
        "div",
        { class: `row-label${row.sub ? " sub" : ""}` },
        row.sub || row.name === null ? el("span", { class: "sign" }) : el("button", { type: "button", class: "sign", "aria-expanded": String(open), "aria-label": say("expand", { name: label }), "data-row": `x${k}`, onclick: () => openRow(row.name) }, open ? "▾" : rtl() ? "◂" : "▸"),
        el("button", { type: "button", class: "row-name", disabled: k < 0, "aria-pressed": String(chosen), title: say("rowfilter", { name: label }), "data-row": `${row.sub ? "d" : "r"}${k}`, onclick: () => (chosen ? toggle(source, k, false) : toggle(source, k, true)) }, bdi(label)),
        el("span", { class: "n" }, num(row.total)),
      );
    }),
  );
  if (focus) {
    const again = timeline.labels.querySelector(`[data-row="${focus}"]`);
    if (again) again.focus();
  }
}
function openRow(name) {
  if (!state.open.delete(name)) state.open.add(name);
  changed(CHANGED.filter);
}
function drawBrush() {
  const { bins, handles, brush, shade, days } = timeline;
  const last = bins[bins.length - 1];
  const [from, to] = state.window || EXTENT;
  timeline.all.hidden = !state.window;
  const within = (day) => Math.max(bins[0], Math.min(last, day));
  const x1 = dayToX(from <= EXTENT[0] && !state.range ? bins[0] : within(from));
  const x2 = dayToX(to >= EXTENT[1] && !state.range ? last : within(to + 1));
  const left = Math.min(x1, x2);
  const width = Math.max(3, Math.abs(x2 - x1));
  for (const box of [brush, shade]) {
    box.style.left = `${left}px`;
    box.style.width = `${width}px`;
    box.hidden = !state.window;
  }
  handles.from.style.left = `${x1}px`;
  handles.to.style.left = `${x2}px`;
  for (const [which, day] of [["from", from], ["to", to]]) {
    const node = handles[which];
    node.setAttribute("aria-valuemin", EXTENT[0]);
    node.setAttribute("aria-valuemax", EXTENT[1]);
    node.setAttribute("aria-valuenow", Math.max(EXTENT[0], Math.min(EXTENT[1], day)));
    node.setAttribute("aria-valuetext", dateWords(day));
  }
  if (days[0] !== document.activeElement) days[0].value = iso(from);
  if (days[1] !== document.activeElement) days[1].value = iso(to);
}
function typedDay() {
  const [from, to] = timeline.days.map((input) => fromIso(input.value));
  if (from === null && to === null) setWindow(null);
  else setWindow([from === null ? EXTENT[0] : from, to === null ? Math.max(from, EXTENT[1]) : to]);
}
function dragBrush(event, kind) {
  if (event.button) return;
  event.preventDefault();
  event.stopPropagation();
  const strip = timeline.strip;
  const rect = strip.getBoundingClientRect();
  const at = (e) => xToDay(Math.max(0, Math.min(timeline.width - 0.01, e.clientX - rect.left)));
  const start = at(event);
  const { bins } = timeline;
  const before = state.window || [EXTENT[0], EXTENT[1]];
  strip.setPointerCapture(event.pointerId);
  if (kind === "from" || kind === "to") timeline.handles[kind].focus();
  const snap = (a, b) => [bins[binOfDay(a)], bins[binOfDay(b) + 1] - 1];
  const move = (e) => {
    const day = at(e);
    if (kind === "new") setWindow(snap(Math.min(start, day), Math.max(start, day)));
    else if (kind === "both") setWindow([before[0] + day - start, before[1] + day - start]);
    else if (kind === "from") setWindow([Math.min(snap(day, day)[0], before[1]), before[1]]);
    else setWindow([before[0], Math.max(snap(day, day)[1], before[0])]);
  };
  const up = (e) => {
    strip.removeEventListener("pointermove", move);
    strip.removeEventListener("pointerup", up);
    strip.removeEventListener("pointercancel", up);
    if (kind === "new" && at(e) === start) move(e);
  };
  strip.addEventListener("pointermove", move);
  strip.addEventListener("pointerup", up);
  strip.addEventListener("pointercancel", up);
}
function handleKey(event, which) {
  if (state.range) {
    state.range = null; // the handles walk over all dates
    drawTimeline(true);
  }
  const forward = rtl() ? "ArrowLeft" : "ArrowRight";
  const backward = rtl() ? "ArrowRight" : "ArrowLeft";
  const range = state.window || EXTENT.slice();
  const k = which === "from" ? 0 : 1;
  const { bins } = timeline;
  const b = binOfDay(range[k]);
  let to = null;
  if (event.key === forward || event.key === "ArrowUp") to = Math.min(bins.length - 2, b + 1);
  else if (event.key === backward || event.key === "ArrowDown") to = Math.max(0, b - 1);
  else if (event.key === "Home") to = 0;
  else if (event.key === "End") to = bins.length - 2;
  if (to === null) return;
  event.preventDefault();
  const next = range.slice();
  next[k] = k ? bins[to + 1] - 1 : bins[to];
  if (next[0] <= next[1]) setWindow(next);
}
// Where the window leaves what is drawn, what is drawn goes with it.
function follow([from, to]) {
  if (!state.range || (from >= state.range[0] && to <= state.range[1])) return;
  const length = Math.max(state.range[1] - state.range[0], to - from);
  state.range = from < state.range[0] ? [from, from + length] : [to - length, to];
  changed(CHANGED.filter);
}
function stepWindow(direction) {
  const { unit } = timeline;
  const [first, last] = [floorDay(EXTENT[0], unit), nextDay(floorDay(EXTENT[1], unit), unit) - 1];
  let next;
  if (!state.window) {
    const day = direction > 0 ? drawn()[0] : drawn()[1];
    next = [floorDay(day, unit), nextDay(floorDay(day, unit), unit) - 1];
  } else {
    // As many whole periods wide as before, one period on.
    let wide = 0;
    for (let day = floorDay(state.window[0], unit); day <= state.window[1]; day = nextDay(day, unit)) wide++;
    const start = floorDay(state.window[0], unit);
    const from = direction > 0 ? nextDay(start, unit) : floorDay(start - 1, unit);
    let past = from;
    for (let k = 0; k < wide; k++) past = nextDay(past, unit);
    next = [from, past - 1];
  }
  if (next[0] < first || next[1] > last) return false;
  setWindow(next);
  follow(next);
  return true;
}
function togglePlay() {
  timeline.playing = timeline.playing ? 0 : 1;
  showPlay();
  let last = performance.now();
  const frame = (now) => {
    if (!timeline.playing) return;
    if (now - last >= 700 / timeline.speed) {
      last = now;
      if (!stepWindow(1)) {
        timeline.playing = 0;
        showPlay();
        return;
      }
    }
    requestAnimationFrame(frame);
  };
  if (timeline.playing) {
    if (!state.window || state.window[1] >= EXTENT[1]) {
      const wide = state.window ? state.window[1] - state.window[0] : nextDay(floorDay(EXTENT[0], timeline.unit), timeline.unit) - floorDay(EXTENT[0], timeline.unit) - 1;
      const from = floorDay(EXTENT[0], timeline.unit);
      setWindow([from, Math.min(EXTENT[1], from + wide)]);
      follow(state.window);
    }
    requestAnimationFrame(frame);
  }
}
function showPlay() {
  timeline.play.textContent = timeline.playing ? "❚❚" : "▶";
  const words = say(timeline.playing ? "pause" : "play");
  timeline.play.setAttribute("aria-label", words);
  timeline.play.title = words;
}
function rowAt(event) {
  const rect = timeline.canvas.getBoundingClientRect();
  const r = Math.floor((event.clientY - rect.top) / ROW) + 1;
  const x = event.clientX - rect.left;
  return r > 0 && r < timeline.rows.length && x >= 0 && x < timeline.width ? { r, b: binOfDay(xToDay(x)) } : null;
}
function rowTip(event) {
  const at = rowAt(event);
  const sum = at ? timeline.sums[at.r * timeline.periods + at.b] : 0;
  timeline.tip.hidden = !sum;
  if (!sum) return;
  const { bins } = timeline;
  const row = timeline.rows[at.r];
  const days = bins[at.b + 1] - bins[at.b] > 1 ? say("window", { from: dateWords(bins[at.b]), to: dateWords(bins[at.b + 1] - 1) }) : dateWords(bins[at.b]);
  const kinds = CATEGORY.values.map((name, k) => [name, timeline.cells[(at.r * timeline.periods + at.b) * timeline.kinds + k]]).filter((pair) => pair[1]);
  timeline.tip.replaceChildren(el("strong", null, bdi(row.sub ? named(row.name, "admin2") || say("unknown") : facetLabel("admin1", row.name))), el("div", null, bdi(days)), ...kinds.map(([name, n]) => el("div", null, icon(name), ` ${categoryLabel(name)} `, bdi(num(n)))));
  const box = timeline.node.getBoundingClientRect();
  timeline.tip.style.left = `${Math.max(4, Math.min(box.width - 210, event.clientX - box.left + 12))}px`;
  timeline.tip.style.top = `${Math.max(4, event.clientY - box.top - timeline.tip.offsetHeight - 10)}px`;
}
function rowClick(event) {
  const at = rowAt(event);
  if (!at) return;
  const inside = [];
  const row = timeline.rows[at.r];
  const others = ~(TIME | REGION.bit);
  const { bins } = timeline;
  for (let i = 0; i < N && inside.length < 2; i++) {
    if ((MASK[i] & others) === 0 && inRegion(i, row.region) && (!row.sub || districtsIn(i, row.region).includes(row.district)) && START[i] >= bins[at.b] && END[i] < bins[at.b + 1] && dated(i)) inside.push(i);
  }
  if (!inside.length) return;
  setWindow([bins[at.b], bins[at.b + 1] - 1]);
  if (inside.length === 1 && MASK[inside[0]] === 0) select(inside[0], "timeline");
}
