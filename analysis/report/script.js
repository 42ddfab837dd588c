// Filters, draws and compares the facts in this page; asks nothing of anyone.
const facts = JSON.parse(document.getElementById("facts").textContent);
const at = (id) => document.getElementById(id);
const FIRMS_AT_ONCE = 20, ROW_HEIGHT = 19, SHARE_HEIGHT = 34, LETTER = 6.4, BOLD_LETTER = 7.6, SHORT_HEADING = 16;
// What is less like than this, or comes later, was not meant.
const MEANT_FROM = 0.6, FIRMS_MEANT = 3;
const RANKS = Object.keys(facts.ranks);

// What stands in the lists of the page, by name.
const rungs = facts.rungs.map(([firm, sector, country, family, rank, rung, n, level, low, high]) =>
  ({ firm, sector, country, family, rank, rung, n, level, low, high }));
const market = facts.market.map(([sector, country, firms, family, rank, rung, n, level, low, high]) =>
  ({ sector, country, firms, family, rank, rung, n, level, low, high }));

// ── words and tables ────────────────────────────────────────────────────────
function signed(x) {
  if (x === null) return "–";
  const figure = Math.abs(x).toFixed(1);
  return (figure === "0.0" ? "" : x > 0 ? "+" : "−") + figure;
}
const span = (r) => r.low === null ? signed(r.level) : `${signed(r.level)} (${signed(r.low)}\u00a0to ${signed(r.high)})`;
const percent = (x) => x === null ? "–" : Math.round(100 * x) + "\u00a0%";
const share = (part, n) => n ? `${percent(part / n)} (${part}\u00a0of\u00a0${n})` : "–";
const plain = (name) => name.replaceAll("_", " ");
const counted = (number, what) => `${number} ${what}${number === 1 ? "" : "s"}`;
function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function table(caption, heads, rows) {
  const made = element("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  made.prepend(element("caption", caption, "quiet"));
  heads.forEach((h, i) => { const th = element("th", h, i ? "n" : ""); th.scope = "col"; head.append(th); });
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((c, i) => {
      const cell = i ? line.insertCell() : line.appendChild(element("th"));
      cell.textContent = c;
      if (i) cell.className = "n"; else cell.scope = "row";
    });
  }
  const wide = element("div", undefined, "wide");
  wide.tabIndex = 0; wide.setAttribute("role", "region"); wide.setAttribute("aria-label", caption);
  wide.append(made);
  return wide;
}
function fill(select, names, chosen) {
  select.replaceChildren(...names.map(([value, name]) => { const o = element("option", name); o.value = value; return o; }));
  if (chosen !== undefined) select.value = chosen;
}

// ── charts ──────────────────────────────────────────────────────────────────
const ROWS_OF_A_PIECE = 14, PAPER_WIDTH = 640;
const drawn = {}, views = {};
const theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
const options = { renderer: "svg", actions: false, logLevel: 1, tooltip: { theme } };
// Each piece has its own axis, so that one is always in sight, and none is cut by the end of a page.
async function draw(name, pieces, otherwise) {
  const place = at("chart-" + name);
  const turn = drawn[name] = (drawn[name] || 0) + 1;
  for (const view of views[name] || []) view.finalize();
  views[name] = [];
  if (!pieces.length) { place.replaceChildren(element("p", otherwise, "quiet")); return; }
  place.style.minHeight = `${place.offsetHeight}px`;  // what stands below shall not jump
  const boxes = pieces.map(() => element("div", undefined, "piece"));
  place.replaceChildren(...boxes);
  const made = await Promise.all(pieces.map(({ spec, rows, height }, i) => {
    const { datasets, ...bare } = spec;
    // A height in figures: Vega-Lite warns of a step beside a width that fits.
    return vegaEmbed(boxes[i], { ...bare, height, data: { values: rows } }, options);
  }));
  if (turn !== drawn[name]) { for (const one of made) one.finalize(); return; }
  views[name] = made.map((one) => one.view);
  place.style.minHeight = "";
  place.dataset.rows = pieces.reduce((sum, { rows }) => sum + rows.length, 0);
}
function drawLadders(name, headings, otherwise = "Too few adverts in this choice: cannot tell.") {
  const groups = headings.map(({ heading, rows }, order) => rows.map((r) => ({
    heading, order, rung: r.rung, title_rank: r.rank, adverts: r.n, level: r.level,
    level_low: r.low ?? r.level, level_high: r.high ?? r.level,
  })));
  const rows = groups.flat();
  at("figures-" + name).querySelector(".figures").replaceChildren(table("Level with its 90\u00a0% interval, and n",
    ["Title", "level", "n"], headings.flatMap(({ heading, rows }) => rows.map((r) => [`${heading}: ${r.rung}`, span(r), String(r.n)]))));
  // A longer heading runs into the plot; a short one that only touched its line would look like a slip.
  const short = headings.map(({ heading }) => heading.length).filter((length) => length <= SHORT_HEADING);
  const labels = Math.max(0, ...rows.map((r) => `${r.rung} · n ${r.adverts}`.length * LETTER), ...short.map((length) => length * BOLD_LETTER)) + 10;
  const scale = { domain: [Math.min(...rows.map((r) => r.level_low)), Math.max(...rows.map((r) => r.level_high))], nice: true, zero: false };
  const spec = onScale({ ...facts.specs.ladders, params: [{ name: "labels", value: labels }] }, scale);
  return draw(name, pieced(groups).map((own) => ({ spec, rows: own.flat(), height: ROW_HEIGHT * (own.flat().length + own.length) })), otherwise);
}
function pieced(groups) {
  const pieces = [];
  let room = 0;
  for (const group of groups) {
    if (group.length > room) { pieces.push([]); room = ROWS_OF_A_PIECE; }
    pieces.at(-1).push(group);
    room -= group.length + 1;
  }
  return pieces;
}
function onScale(spec, scale) {
  const set = (layer) => layer.encoding?.x?.field ? { ...layer, encoding: { ...layer.encoding, x: { ...layer.encoding.x, scale } } } : layer;
  return { ...spec, layer: spec.layer.map(set) };
}
function grouped(rows, of) {
  const found = new Map();
  for (const row of rows) { const key = of(row); if (!found.has(key)) found.set(key, []); found.get(key).push(row); }
  return [...found].map(([heading, own]) => ({ heading, rows: own.sort((a, b) => RANKS.indexOf(a.rank) - RANKS.indexOf(b.rank)) }));
}

// ── the filters of the whole page ───────────────────────────────────────────
const chosen = () => {
  const [family, rank] = at("title").value.split("/");
  return { sector: at("sector").value, country: at("country").value, family, rank: rank || "" };
};
const titled = (r, want) => (!want.family || r.family === want.family) && (!want.rank || r.rank === want.rank);
const placed = (r, want) => (!want.sector || r.sector === want.sector) && (!want.country || r.country === want.country);
function fillTitles() {
  const known = new Set(rungs.map((r) => r.family + "/" + r.rank));
  const names = [["", "all"]];
  for (const [family, name] of Object.entries(facts.families)) {
    const ranks = RANKS.filter((rank) => known.has(family + "/" + rank));
    if (ranks.length) names.push([family, name + ", every rank"]);
    for (const rank of ranks) names.push([family + "/" + rank, facts.ranks[rank] + name + (rank === "plain" ? ", no rank word" : "")]);
  }
  fill(at("title"), names, known.has("project_manager/plain") ? "project_manager" : "");
}
function showMarket(want) {
  const sector = want.sector || "all", country = want.country || "all";
  const rows = market.filter((r) => r.sector === sector && r.country === country && titled(r, want));
  return drawLadders("market", grouped(rows, (r) => facts.families[r.family] || plain(r.family)));
}
const orders = {
  adverts: (f) => -f.n, level: (f) => -f.level, low: (f) => f.level, name: () => 0,
};
let firmsShown = FIRMS_AT_ONCE;
function showFirms(want) {
  const holds = at("firm-name").value.trim().toLowerCase();
  const rows = rungs.filter((r) => placed(r, want) && titled(r, want) && (!holds || r.firm.toLowerCase().includes(holds)));
  const firms = grouped(rows, (r) => r.firm);
  for (const f of firms) {
    f.n = f.rows.reduce((sum, r) => sum + r.n, 0);
    f.level = f.rows.reduce((sum, r) => sum + r.level * r.n, 0) / f.n;
  }
  const key = orders[at("firm-order").value];
  firms.sort((a, b) => key(a) - key(b) || a.heading.localeCompare(b.heading));
  const shown = firms.slice(0, firmsShown), more = at("more-firms");
  more.replaceChildren(element("p", `${shown.length} of ${counted(firms.length, "firm")} shown.`, "quiet"));
  if (firms.length > shown.length) {
    const button = element("button", `Show ${counted(Math.min(FIRMS_AT_ONCE, firms.length - shown.length), "more firm")}`);
    button.type = "button"; button.id = "more";
    button.addEventListener("click", () => { firmsShown += FIRMS_AT_ONCE; showFirms(chosen()); afterMore(); });
    more.append(button, element("p", "To print more of them, choose “Show more firms” on the screen before.", "quiet on-paper"));
  }
  at("shown").textContent = `${counted(firms.length, "firm")} in this choice.`;
  drawLadders("firms", shown, holds && !firms.length ? unknownName(at("firm-name").value.trim()) : undefined);
}
// Says which firms outside the choice have what was typed in their name, else which was probably meant.
function unknownName(typed) {
  const sought = typed.toLowerCase(), names = [...new Set(rungs.map((r) => r.firm))];
  const elsewhere = names.filter((name) => name.toLowerCase().includes(sought));
  const told = (some, joint) => some.slice(0, FIRMS_MEANT).map((name) => `“${name}”`).join(joint);
  if (elsewhere.length) return `No firm in this choice has “${typed}” in its name; outside it: ${told(elsewhere, ", ")}.`;
  const near = names.map((name) => ({ name, like: likeness(sought, name.toLowerCase()) }))
    .filter((one) => one.like > MEANT_FROM).sort((x, y) => y.like - x.like).map((one) => one.name);
  return `No firm on this page has “${typed}” in its name${near.length ? `; did you mean ${told(near, " or ")}?` : "."}`;
}
// The share of pairs of letters in common (Dice) with as many words of the name as were typed.
function likeness(typed, name) {
  const pairs = (text) => new Set([...text].map((_, i, letters) => letters[i] + letters[i + 1]).slice(0, -1));
  const sought = pairs(typed), words = name.split(" "), many = typed.split(" ").length;
  const runs = words.map((_, i) => pairs(words.slice(i, i + many).join(" ")));
  return Math.max(...runs.map((run) => 2 * [...run].filter((pair) => sought.has(pair)).length / (run.size + sought.size || 1)));
}
// The reader stays at the first of the new firms; the keyboard stays at what adds more, or where that was.
function afterMore() {
  const next = at("more") || at("more-firms").firstChild;
  next.tabIndex = 0;
  next.focus({ preventScroll: true });
}
// By place alone: a step up may have any title.
function showMatches(want) {
  const cards = [...document.querySelectorAll(".card")], others = at("other-matches");
  if (!cards.length) return;
  for (const card of cards) card.hidden = !placed(card.dataset, want);
  const left = cards.filter((card) => !card.hidden), isPlace = Boolean(want.sector || want.country);
  at("matches-shown").replaceChildren(...(isPlace ? inThisChoice(left.length, cards.length, want) : []));
  if (!others) return;
  const folded = left.filter((card) => others.contains(card)).length;
  others.hidden = !folded;
  others.firstElementChild.textContent = counted(folded, "more opening");
  if (isPlace) others.open = true;
}
// The page holds the best alone; the command looks among all.
function inThisChoice(shown, all, want) {
  const told = `${shown || "None"} of the best ${all} ${shown === 1 ? "is" : "are"} in this choice of sector and country`;
  const limits = ["sector", "country"].filter((name) => want[name] && want[name] !== "unknown").map((name) => ` --${name} ${want[name]}`);
  return limits.length ? [told + "; ", element("code", `nextrung match PROFILE${limits.join("")}`), " looks further."] : [told + "."];
}
function showAll() {
  const want = chosen();
  firmsShown = FIRMS_AT_ONCE;
  showMarket(want);
  showFirms(want);
  showMatches(want);
  exchange();
  const told = ["sector", "country", "title"].map((id) => `${id}: ${at(id).selectedOptions[0].textContent}`);
  at("choice").textContent = `Chosen for this print: ${told.join("; ")}.`;
}

// ── two firms side by side ──────────────────────────────────────────────────
function compare() {
  const a = facts.firms[at("firm-a").value], b = facts.firms[at("firm-b").value];
  at("pair").hidden = at("chart-pair").closest("figure").hidden = !a;
  if (!a || !b) { at("compared").replaceChildren(element("p", "No firm in this store has three such adverts or more.")); return; }
  const both = a === b ? [a] : [a, b];
  drawLadders("pair", both.map((f) => ({ heading: f.firm, rows: grouped(rungs.filter((r) => r.firm === f.firm && facts.compared.includes(r.family)), () => "").flatMap((g) => g.rows) })));
  const years = (f) => f.years === null ? "–" : `${f.years} (n ${f.years_n})`;
  const rows = [["Adverts (n)", String(a.n), String(b.n)], ["Years of experience asked, median", years(a), years(b)],
    ...facts.shares.map((label, i) => [label, share(a.s[i], a.n), share(b.s[i], b.n)])];
  const apart = facts.themes.map((name, i) => ({ name, i, gap: Math.abs(a.t[i] / a.n - b.t[i] / b.n) }))
    .filter((t) => t.gap > 0).sort((x, y) => y.gap - x.gap).slice(0, 8);
  const shown = [table("Share of adverts that ask for it", ["Measure", a.firm, b.firm], rows)];
  if (apart.length) shown.push(table("Themes in which the two differ most; with few adverts by chance too", ["Theme", a.firm, b.firm],
    apart.map(({ name, i }) => [name, share(a.t[i], a.n), share(b.t[i], b.n)])));
  at("compared").replaceChildren(...shown);
}

// ── which title elsewhere equals this one ───────────────────────────────────
const home = new Map(rungs.map((r) => [r.firm, r]));
for (const [firm, sector, country] of facts.homes) home.set(firm, { sector, country });
function exchange() {
  const own = facts.exchange[at("title-of").value];
  at("title-of").form.hidden = !own;
  if (!own) { at("exchanged").replaceChildren(element("p", "No title in this store has three adverts or more.")); return; }
  const want = chosen();
  const rows = own.rows.filter(([firm]) => placed(home.get(firm), want))
    .map(([firm, title, verdict, equal, level, low, high, n]) => [`${firm}: ${title}`, verdict, percent(equal), span({ level, low, high }), String(n)]);
  const caption = `Compared with ${own.title} at ${own.firm}: level ${span(own)}, n ${own.adverts}`;
  at("exchanged").replaceChildren(rows.length ? table(caption, ["Title elsewhere", "asks", "chance equal", "level", "n"], rows)
    : element("p", "No title to compare in this choice of sector and country."));
}

// ── themes ──────────────────────────────────────────────────────────────────
function showThemes() {
  const holds = at("theme-words").value.trim().toLowerCase(), all = [...document.querySelectorAll(".theme")];
  for (const one of all) one.hidden = !one.textContent.toLowerCase().includes(holds);
  at("themes-shown").textContent = `${all.filter((one) => !one.hidden).length} of ${counted(all.length, "theme")} shown.`;
}

fillTitles();
const firmNames = facts.firms.map((f, i) => [i, f.firm]).sort((x, y) => x[1].localeCompare(y[1]));
fill(at("firm-a"), firmNames, 0); fill(at("firm-b"), firmNames, facts.firms.length > 1 ? 1 : 0);
fill(at("title-of"), facts.exchange.map((e, i) => [i, `${e.title} at ${e.firm}`]));
for (const form of document.forms) form.addEventListener("submit", (event) => event.preventDefault());
at("filters").addEventListener("change", showAll);
at("filters").addEventListener("reset", () => setTimeout(() => { at("title").value = at("firm-name").value = ""; showAll(); }));
at("firm-choice").addEventListener("input", () => { firmsShown = FIRMS_AT_ONCE; showFirms(chosen()); });
at("pair").addEventListener("change", compare);
at("title-of").addEventListener("change", exchange);
at("theme-words").addEventListener("input", showThemes);
showAll(); compare(); showThemes();
if (facts.specs.asked) {
  const rows = Object.values(facts.specs.asked.datasets)[0];
  draw("asked", [{ spec: facts.specs.asked, rows, height: SHARE_HEIGHT * rows.length }]);
}

// ── paper ───────────────────────────────────────────────────────────────────
// Drawn anew as wide as a sheet: shrunk from the width of a screen, letters would be too small to read.
addEventListener("beforeprint", () => {
  if (at("other-matches")) at("other-matches").open = true;
  for (const view of Object.values(views).flat()) view.width(PAPER_WIDTH).run();
});
addEventListener("afterprint", () => dispatchEvent(new Event("resize")));
