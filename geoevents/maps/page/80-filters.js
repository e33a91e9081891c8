// The filters with their counts, the map's layers and its background.
const FEW = 8;
const panel = { nodes: [], more: new Set(), open: new Set(["category", "admin1"]) };
function makeFilters(node) {
  panel.node = node;
  panel.nodes = [];
  const reset = el("button", { type: "button", class: "reset", onclick: resetFilters }, say("reset"));
  panel.reset = reset;
  node.append(el("div", { class: "panel-head" }, el("h2", null, say("filters")), reset));
  const scroll = el("div", { class: "filter-scroll" });
  for (const one of facets) if (worthShowing(one)) scroll.append(facetBox(one));
  scroll.append(layerBox());
  node.append(scroll);
  countFilters();
}
const worthShowing = (one) => one.values.some((v, k) => v !== null && one.totals[k]) && (one.key !== "known" || one.totals.filter(Boolean).length > 1);
function facetBox(one) {
  const used = one.order.filter((k) => one.totals[k]);
  const box = el("details", { class: "facet", open: panel.open.has(one.key) || one.chosen.size > 0, ontoggle: () => (box.open ? panel.open.add(one.key) : panel.open.delete(one.key)) }, el("summary", null, say(one.key)));
  const lines = el("div", { class: "values", role: "group", "aria-label": say(one.key) });
  const wide = panel.more.has(one.key);
  used.forEach((k, rank) => {
    if (rank >= FEW && !wide && one.key !== "category" && !one.chosen.has(k)) return;
    if (rank >= 200 && !one.chosen.has(k)) return;
    const label = facetLabel(one.key, one.values[k]);
    const input = el("input", { type: "checkbox", checked: one.hidden ? !one.chosen.has(k) : one.chosen.has(k), onchange: () => toggle(one, k, one.hidden ? !input.checked : input.checked) });
    const n = el("span", { class: "n" });
    const line = el("div", { class: "value" }, el("label", null, input, one.key === "category" ? icon(one.values[k]) : null, el("span", { class: "words" }, bdi(label)), n), el("button", { type: "button", class: "only", "aria-label": say("only.long", { name: label }), onclick: () => onlyThis(one, k) }, say("only")));
    panel.nodes.push({ one, k, input, n, line });
    lines.append(line);
  });
  box.append(lines);
  if (used.length > FEW && one.key !== "category") {
    box.append(el("button", { type: "button", class: "more", onclick: () => {
      if (!panel.more.delete(one.key)) panel.more.add(one.key);
      rebuildFilters();
    } }, wide ? say("less") : say("more", { n: num(used.length - FEW) })));
  }
  return box;
}
function layerBox() {
  const boxes = ["clusters", "areas", "heat", "density", "labels"].map((key) => {
    const input = el("input", { type: "checkbox", checked: state.layers[key], onchange: () => {
      state.layers[key] = input.checked;
      changed(CHANGED.look);
    } });
    return el("div", { class: "value" }, el("label", null, input, el("span", { class: "words" }, say(key))));
  });
  panel.tiles = [];
  const tiles = ["", ...CONFIG.tiles.map((one) => one.name)].map((name) => {
    const input = el("input", { type: "radio", name: "ge-tile", checked: state.tile === name, onchange: () => setTile(name) });
    panel.tiles.push([name, input]);
    return el("div", { class: "value" }, el("label", null, input, el("span", { class: "words" }, name ? bdi(name) : say("background.none"))));
  });
  const box = el("details", { class: "facet", open: panel.open.has("layers"), ontoggle: () => (box.open ? panel.open.add("layers") : panel.open.delete("layers")) }, el("summary", null, say("layers")), el("div", { class: "values", role: "group", "aria-label": say("layers") }, boxes), el("h3", null, say("background")), el("div", { class: "values", role: "radiogroup", "aria-label": say("background") }, tiles), el("p", { class: "note" }, say("tiles.note")));
  return box;
}
function rebuildFilters() {
  const scroll = panel.node.querySelector(".filter-scroll");
  const top = scroll ? scroll.scrollTop : 0;
  panel.node.replaceChildren();
  makeFilters(panel.node);
  panel.node.querySelector(".filter-scroll").scrollTop = top;
}
function countFilters() {
  for (const { one, k, input, n, line } of panel.nodes) {
    n.textContent = num(one.counts[k]);
    line.classList.toggle("zero", !one.counts[k]);
    const checked = one.hidden ? !one.chosen.has(k) : one.chosen.has(k);
    if (input.checked !== checked) input.checked = checked;
  }
  panel.reset.disabled = !filtered();
}
on((what) => {
  if (panel.node && what & CHANGED.look) for (const [name, input] of panel.tiles) input.checked = state.tile === name;
  if (panel.node && what & (CHANGED.time | CHANGED.filter)) countFilters();
});
