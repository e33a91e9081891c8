// What is told of one event: its popup, and the source panel with the article's text and the reasons.
function casualties(i) {
  const told = [];
  const exact = value("fatalities", i);
  const least = value("fatalities_min", i);
  const most = value("fatalities_max", i);
  if (least !== null && most !== null && least !== most) told.push(say("killed.range", { min: num(least), max: num(most) }));
  else if (exact !== null || least !== null || most !== null) told.push(say("killed", { n: num(exact !== null ? exact : least !== null ? least : most) }));
  const hurt = value("injured", i);
  if (hurt !== null) told.push(say("injured", { n: num(hurt) }));
  return told.length ? told.join(LANG === "ar" ? "، " : ", ") : null;
}
const metres = (m) => (m >= 1000 ? say("km", { n: num(m / 1000) }) : say("m", { n: num(Math.round(m)) }));
function facts(i, long) {
  const rows = [];
  const put = (key, ...words) => {
    if (words[0] !== null && words[0] !== undefined && words[0] !== "") rows.push(el("dt", null, say(key)), el("dd", null, ...words));
  };
  const precision = value("time_precision", i);
  put("date", bdi(span(i)), ...(long && dated(i) ? [el("small", null, ` ${say(`precision.${precision}`)}${LANG === "ar" ? "، " : ", "}${say(`basis.${value("date_basis", i)}`)}`)] : []));
  const region = [named(value("admin2", i), "admin2"), named(value("admin1", i))].filter(Boolean).join(LANG === "ar" ? "، " : ", ");
  put("place", bdi(placeLabel(i)), ...(region ? [el("small", null, " ", bdi(region))] : []));
  const uncertain = value("coordinate_uncertainty_m", i);
  if (long && uncertain !== null) put("uncertainty", bdi(metres(uncertain)));
  put("origin", value("origin", i) && bdi(named(value("origin", i))));
  put("destination", value("destination", i) && bdi(named(value("destination", i))));
  const actors = [value("actor1", i), value("actor2", i)].filter(Boolean);
  if (actors.length) put("actors", ...actors.flatMap((name, k) => (k ? [rtl() ? " ← " : " → ", bdi(named(name))] : [bdi(named(name))])));
  const weapon = value("weapon", i);
  const many = value("weapon_count", i);
  put("weapon", weapon && bdi(many === null ? named(weapon) : `${named(weapon)} × ${num(many)}`));
  put("casualties", casualties(i) && bdi(casualties(i)));
  if (long && value("civilian_targeting", i)) put("civilians", "✓");
  put("status", say(`status.${value("status", i)}`) || value("status", i));
  put("claimant", value("claimed_by", i) && bdi(named(value("claimed_by", i))));
  put("certainty", bdi(say("score", { n: num(Math.round(confidence(i) * 100)) })));
  return el("dl", { class: "facts" }, ...rows);
}
function popupContent(i) {
  const from = article(i);
  return el(
    "div",
    { dir: rtl() ? "rtl" : "ltr", lang: LANG, class: "pop" },
    el("h3", null, icon(value("category", i)), " ", categoryLabel(value("category", i))),
    facts(i, false),
    el("blockquote", { dir: "auto" }, evidence(i).slice(0, 400)),
    from.source ? el("p", { class: "from" }, bdi(from.source)) : null,
    el("button", { type: "button", onclick: () => showTab("source") }, say("showsource")),
  );
}

const source = { node: null };
function makeSource(node) {
  source.node = node;
  drawSource();
}
on((what) => {
  if (source.node && what & (CHANGED.select | CHANGED.look)) drawSource();
});
function neighbour(step) {
  const k = list.shown.indexOf(state.selected);
  const next = list.shown[k + step];
  if (next !== undefined) select(next, "list");
}
function drawSource() {
  const i = state.selected;
  const head = el("div", { class: "panel-head" }, el("h2", null, say("source")));
  if (i < 0) {
    source.node.replaceChildren(head, el("p", { class: "empty" }, say("pick")));
    return;
  }
  const arrow = (key, sign, step) => el("button", { type: "button", class: "sign", "aria-label": say(key), title: say(key), onclick: () => neighbour(step) }, sign);
  // A phone has room for the article or for the facts above it: this line stays.
  head.append(el("div", { class: "picked", "aria-hidden": "true" }, icon(value("category", i)), " ", lineTitle(i)));
  head.append(arrow("previous", rtl() ? "→" : "←", -1), arrow("next", rtl() ? "←" : "→", 1));
  const from = article(i);
  const address = safeLink(from.url);
  const scroll = el(
    "div",
    { class: "source-scroll", tabindex: "0", role: "group", "aria-label": say("source") },
    el("h3", { class: "kind" }, icon(value("category", i)), " ", categoryLabel(value("category", i)), ...badges(i)),
    facts(i, true),
    el("h3", { class: "headline", dir: "auto" }, from.title || say("unnamed")),
    el("p", { class: "from" }, from.source ? bdi(from.source) : null, from.source && from.published !== null ? " · " : null, from.published !== null ? el("span", null, say("published"), " ", bdi(dateWords(from.published))) : null, address ? " · " : null, address ? el("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, say("open")) : null),
    articleText(i),
    reasons(i),
  );
  source.node.replaceChildren(head, scroll);
  const mark = scroll.querySelector("mark.now");
  if (mark && scroll.clientHeight) scroll.scrollTop = Math.max(0, mark.offsetTop - scroll.offsetTop - scroll.clientHeight / 3);
}
// The article with the event's sentence marked, and the other events' sentences to click on.
function articleText(i) {
  const words = lateData().texts[ARTICLE[i]];
  if (!late) return el("p", { class: "empty" }, "…");
  if (!words) return el("blockquote", { dir: "auto" }, el("mark", { class: "now" }, evidence(i)));
  const box = el("div", { class: "article", dir: article(i).language === "ar" ? "rtl" : "ltr", lang: article(i).language });
  const spans = [];
  for (let k = 0; k < N; k++) if (ARTICLE[k] === ARTICLE[i] && SPANS[2 * k + 1] > SPANS[2 * k]) spans.push([SPANS[2 * k], SPANS[2 * k + 1], k]);
  const cuts = [...new Set([0, words.length, ...spans.flatMap((s) => [s[0], s[1]])])].filter((c) => c >= 0 && c <= words.length).sort((a, b) => a - b);
  for (let c = 0; c + 1 < cuts.length; c++) {
    const piece = words.slice(cuts[c], cuts[c + 1]);
    const over = spans.filter((s) => s[0] <= cuts[c] && s[1] >= cuts[c + 1]).map((s) => s[2]);
    if (over.includes(i)) box.append(el("mark", { class: "now" }, piece));
    else if (over.length) box.append(el("mark", { class: "other", onclick: () => select(over[0], "source") }, piece));
    else box.append(piece);
  }
  return box;
}
function placeWords(row) {
  const [name, local, region, country, code] = row;
  const own = LANG === "ar" ? local || name : name;
  return el("span", null, bdi(own), el("small", null, " ", bdi([region ? named(region) : country, code].filter(Boolean).join(" · "))));
}
// Mentions stand flat, one after the other; see geoevents/maps/encoding.py.
function mentionsOf(a) {
  const flat = lateData().mentions[a] || [];
  const found = [];
  for (let k = 0; k < flat.length; ) {
    const [start, end, place, sure, reason, many] = flat.slice(k, k + 6);
    k += 6;
    const candidates = [];
    for (let c = 0; c < many; c++) {
      const because = flat.slice(k + 3, k + 3 + flat[k + 2]);
      candidates.push({ place: flat[k], score: flat[k + 1], because });
      k += 3 + because.length;
    }
    found.push({ start, end, place, sure, reason, candidates });
  }
  return found;
}
function reasons(i) {
  const more = lateData();
  const row = more.reasons[i] || [-1, 0];
  const words = more.texts[ARTICLE[i]];
  const percent = (n) => bdi(say("score", { n: num(n) }));
  const box = el("details", { class: "why" }, el("summary", null, say("why")));
  if (row[0] >= 0) box.append(el("p", null, `${say("rule")}: `, bdi(more.rules[row[0]])));
  const end = 2 + 3 * row[1];
  const filled = [];
  const passed = [];
  // Offsets are told in code points, as everywhere; here strings count in UTF-16.
  const point = (at) => bdi(num(Array.from(words.slice(0, at)).length));
  for (let k = 2; k < end; k += 3) {
    const name = more.slotNames[row[k]];
    const given = row[k + 1] !== -1;
    const key = name.startsWith("other ") ? name.slice(6) : name;
    const label = say(`slot.${key}`) || key;
    (key === name ? filled : passed).push(
      el("dt", null, bdi(label)),
      el("dd", { dir: "auto" }, given ? words.slice(row[k + 1], row[k + 2]) : row[k + 2], given ? el("small", null, " ", point(row[k + 1]), "–", point(row[k + 2])) : null),
    );
  }
  if (filled.length) box.append(el("h4", null, say("slots")), el("dl", { class: "facts" }, ...filled));
  if (passed.length) box.append(el("h4", null, say("passed")), el("dl", { class: "facts" }, ...passed));
  const other = row.slice(end);
  if (other.length) box.append(el("h4", null, say("others")), el("ul", null, other.map((code) => el("li", null, bdi(more.remarks[code])))));
  const near = mentionsOf(ARTICLE[i]).filter((m) => m.start < SPANS[2 * i + 1] && m.end > SPANS[2 * i]);
  if (near.length) box.append(el("h4", null, say("mentions")));
  for (const mention of near) {
    const line = el("li", null, bdi(words.slice(mention.start, mention.end)), rtl() ? " ← " : " → ", mention.place < 0 ? say("noplace") : placeWords(more.places[mention.place]), " ", percent(mention.sure));
    if (mention.reason >= 0) line.append(el("div", { class: "because", dir: "auto" }, more.remarks[mention.reason]));
    const rest = mention.candidates.filter((one) => one.place !== mention.place);
    if (rest.length) line.append(el("ul", null, rest.map((one) => el("li", null, placeWords(more.places[one.place]), " ", percent(one.score), one.because.length ? el("div", { class: "because", dir: "auto" }, one.because.map((code) => more.remarks[code]).join("; ")) : null))));
    box.append(el("ul", { class: "mentions" }, line));
  }
  return box;
}
