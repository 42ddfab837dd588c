// Draws the charts and the two comparisons from the facts in this page; asks nothing of anyone.
"use strict";
const facts = JSON.parse(document.getElementById("facts").textContent);
const options = { renderer: "svg", actions: false, logLevel: 1, tooltip: { theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" } };
for (const [name, spec] of Object.entries(facts.charts)) vegaEmbed("#chart-" + name, spec, options);

const number = (x, signed) => x === null ? "–" : (signed && x > 0 ? "+" : "") + x.toFixed(1);
const percent = (x) => x === null ? "–" : Math.round(100 * x) + " %";
function element(tag, text, className) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (className) made.className = className;
  return made;
}
function table(caption, heads, rows) {
  const made = element("table"), head = made.createTHead().insertRow(), body = made.createTBody();
  made.append(element("caption", caption, "quiet"));
  heads.forEach((h, i) => { const th = element("th", h, i ? "n" : ""); th.scope = "col"; head.append(th); });
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((c, i) => { const td = line.insertCell(); td.textContent = c; if (i) td.className = "n"; });
  }
  const wide = element("div", undefined, "wide");
  wide.tabIndex = 0; wide.setAttribute("role", "region"); wide.setAttribute("aria-label", caption);
  wide.append(made);
  return wide;
}
function fill(select, names, chosen) {
  names.forEach((name, i) => { const o = element("option", name); o.value = i; select.append(o); });
  select.value = Math.min(chosen, names.length - 1);
}
const firmA = document.getElementById("firm-a"), firmB = document.getElementById("firm-b");
const firmNames = facts.firms.map((f) => f.firm);
function compare() {
  const a = facts.firms[firmA.value], b = facts.firms[firmB.value];
  if (!a || !b) return;
  const rows = facts.firm_rows.map(([key, label, kind]) => {
    const show = (f) => kind === "share" ? percent(f[key]) : kind === "level" ? number(f[key], true) : f[key] === null ? "–" : String(f[key]);
    return [label, show(a), show(b)];
  });
  document.getElementById("compared").replaceChildren(table("All project manager adverts of the two firms", ["Measure", a.firm, b.firm], rows));
}
fill(firmA, firmNames, 0); fill(firmB, firmNames, 1);
firmA.addEventListener("change", compare); firmB.addEventListener("change", compare); compare();

const titleOf = document.getElementById("title-of");
function exchange() {
  const chosen = facts.exchange[titleOf.value];
  if (!chosen) { document.getElementById("exchanged").replaceChildren(element("p", "No title in this store has three adverts or more.")); return; }
  const rows = chosen.rows.map((r) => [r.firm + ": " + r.title, r.verdict, r.probability_equal === null ? "–" : percent(r.probability_equal), number(r.level, true), String(r.adverts)]);
  document.getElementById("exchanged").replaceChildren(table("Compared with " + chosen.title + " at " + chosen.firm + ", level " + number(chosen.level, true),
    ["Title elsewhere", "asks", "probability equal", "level", "n"], rows));
}
fill(titleOf, facts.exchange.map((e) => e.title + " at " + e.firm), 0);
titleOf.addEventListener("change", exchange); exchange();
