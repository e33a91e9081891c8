// The list of events: only the rows in sight exist, so a hundred thousand scroll as well as ten.
const LINE = 84;
// The mark of a list, which a quoted sentence may begin with.
const MARK = /^[\s\-–—•▪●*·]+/;
const list = { order: null, shown: new Int32Array(0), node: null };
function sortAll() {
  const order = Int32Array.from({ length: N }, (_, i) => i);
  const key = new Float64Array(N);
  for (let i = 0; i < N; i++) {
    if (state.sort === "certainty") key[i] = -confidence(i);
    else if (!dated(i)) key[i] = 1e9;
    else key[i] = state.sort === "newest" ? -START[i] : START[i];
  }
  list.order = order.sort((a, b) => key[a] - key[b] || a - b);
}
function makeList(node) {
  list.scroll = el("div", { class: "list-scroll", role: "listbox", tabindex: "0", id: "ge-list", "aria-label": say("list"), onscroll: drawList, onkeydown: listKey });
  list.space = el("div", { class: "list-space", role: "presentation" });
  list.scroll.append(list.space);
  const sort = el("select", { "aria-label": say("sort"), onchange: () => {
    state.sort = sort.value;
    sortAll();
    changed(CHANGED.filter);
  } }, ["date", "newest", "certainty"].map((v) => el("option", { value: v, selected: state.sort === v }, say(`sort.${v}`))));
  list.empty = el("p", { class: "empty", hidden: true });
  list.count = el("span", { class: "count" });
  list.chips = el("div", { class: "chips" });
  node.append(el("div", { class: "panel-head" }, el("h2", null, say("list")), list.count, sort), list.chips, list.empty, list.scroll);
  list.node = node;
  sortAll();
  new ResizeObserver(drawList).observe(list.scroll);
  fillList();
}
on((what) => {
  if (!list.node) return;
  if (what & (CHANGED.time | CHANGED.filter | CHANGED.look)) fillList();
  if (what & CHANGED.select) {
    showInList();
    drawList();
  }
});
function fillList() {
  const found = new Int32Array(shown);
  let n = 0;
  for (let k = 0; k < N; k++) if (MASK[list.order[k]] === 0) found[n++] = list.order[k];
  list.shown = found;
  list.space.style.height = `${Math.max(1, n) * LINE}px`;
  list.count.textContent = num(n);
  drawChips();
  drawList();
}
function drawChips() {
  const { counts, chosen } = KNOWN;
  const chip = (key, parts) => {
    const n = parts.reduce((sum, k) => sum + counts[k], 0);
    if (!KNOWN.totals[parts[0]] && !KNOWN.totals[parts[1]]) return null;
    const active = chosen.size === parts.length && parts.every((k) => chosen.has(k));
    return el("button", { type: "button", class: "chip", "aria-pressed": String(active), onclick: () => choose(KNOWN, active ? [] : parts) }, bdi(say(key, { n: num(n) })));
  };
  const focus = list.chips.contains(document.activeElement) ? [...list.chips.children].indexOf(document.activeElement) : -1;
  list.chips.replaceChildren(...[chip("undated", [1, 3]), chip("unplaced", [2, 3])].filter(Boolean));
  if (focus >= 0 && list.chips.children[focus]) list.chips.children[focus].focus();
}
function badges(i) {
  const status = value("status", i);
  return [
    status && status !== "asserted" ? el("span", { class: `badge ${status}` }, say(`status.${status}`) || status) : null,
    dated(i) ? null : el("span", { class: "badge quiet" }, say("nodate")),
    placed(i) ? null : el("span", { class: "badge quiet" }, say("noplace")),
  ];
}
function drawList() {
  const { scroll, space, shown: rows } = list;
  list.empty.hidden = rows.length > 0;
  scroll.hidden = !rows.length;
  if (!rows.length) {
    list.empty.textContent = say(N ? "none" : "empty");
    space.replaceChildren();
    return;
  }
  const first = Math.max(0, Math.floor(scroll.scrollTop / LINE) - 3);
  const last = Math.min(rows.length, Math.ceil((scroll.scrollTop + scroll.clientHeight) / LINE) + 3);
  const lines = [];
  for (let k = first; k < last; k++) {
    const i = rows[k];
    const line = el(
      "div",
      { class: "line", role: "option", id: `ge-line-${i}`, "aria-selected": String(i === state.selected), "aria-setsize": String(rows.length), "aria-posinset": String(k + 1), onclick: () => pickLine(i) },
      icon(value("category", i)),
      el("div", { class: "line-body" }, el("div", { class: "line-title" }, lineTitle(i)), el("div", { class: "line-meta" }, ...badges(i), dated(i) ? bdi(span(i)) : null, dated(i) && value("admin1", i) ? " · " : null, value("admin1", i) ? bdi(named(value("admin1", i))) : null), el("div", { class: "line-text", dir: "auto" }, evidence(i).replace(MARK, "").slice(0, 220))),
    );
    line.style.top = `${k * LINE}px`;
    lines.push(line);
  }
  space.replaceChildren(...lines);
  const active = rows.indexOf(state.selected);
  if (active >= first && active < last) scroll.setAttribute("aria-activedescendant", `ge-line-${state.selected}`);
  else scroll.removeAttribute("aria-activedescendant");
}
function lineTitle(i) {
  const where = placed(i) || value("location", i) || value("location_local", i);
  return el("span", null, el("strong", null, categoryLabel(value("category", i))), " ", where ? bdi(placeLabel(i)) : null);
}
function pickLine(i) {
  select(i, "list");
  if (phone()) showTab("source");
}
function showInList() {
  const k = list.shown.indexOf(state.selected);
  if (k < 0) return;
  const { scroll } = list;
  if (k * LINE < scroll.scrollTop) scroll.scrollTop = k * LINE;
  else if ((k + 1) * LINE > scroll.scrollTop + scroll.clientHeight) scroll.scrollTop = (k + 1) * LINE - scroll.clientHeight;
}
function listKey(event) {
  const rows = list.shown;
  const k = rows.indexOf(state.selected);
  const page = Math.max(1, Math.floor(list.scroll.clientHeight / LINE) - 1);
  const moves = { ArrowDown: k + 1, ArrowUp: k < 0 ? 0 : k - 1, Home: 0, End: rows.length - 1, PageDown: k + page, PageUp: k - page };
  if (event.key === "Enter" && k >= 0) {
    showTab("source");
    event.preventDefault();
  }
  if (!(event.key in moves) || !rows.length) return;
  event.preventDefault();
  select(rows[Math.max(0, Math.min(rows.length - 1, moves[event.key]))], "list");
}
