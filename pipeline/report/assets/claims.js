"use strict";
// The page's data and the questions it can answer. Columns are read in place; what a filter
// needs beyond them (texts in lower case, rows by claim) is made when it is first asked for.

const data = JSON.parse(document.getElementById("claims-data").textContent);
const { claims, judged } = data;
const CLAIMS = claims.id.length;
const ABSTAINED = data.stances.length;
const SIGNS = ["+", "−", "○", "?"];
const STANCE_WORDS = ["supports", "criticises", "neutral on", "model unsure about"];
const FILTERS = ["q", "side", "stance", "voice", "claimant", "speaks", "publisher", "kind", "from", "to", "judged", "unsure", "set"];

const once = (make) => {
  let made;
  return () => (made ??= make());
};

const numberOf = once(() => new Map(claims.id.map((id, number) => [id, number])));
const sideNumber = new Map(data.sides.map((side, number) => [side.id, number]));

// Rows of `judged` stand in claim order, so a claim's rows lie between two places.
const firstJudged = once(() => {
  const first = new Int32Array(CLAIMS + 1).fill(-1);
  judged.claim.forEach((claim, row) => { if (first[claim] < 0) first[claim] = row; });
  first[CLAIMS] = judged.claim.length;
  for (let claim = CLAIMS - 1; claim >= 0; claim--) if (first[claim] < 0) first[claim] = first[claim + 1];
  return first;
});

const textOf = (claim) => data.articles.text[claims.article[claim]].slice(claims.start[claim], claims.end[claim]);
const dateOf = (claim) => data.articles.date[claims.article[claim]];
const publisherOf = (claim) => data.articles.publisher[claims.article[claim]];
const sourceOf = (article) => data.articles.publisher[article] || data.articles.title[article] || data.articles.path[article];
const nameOf = (claim) => (claims.voice[claim] === 0 ? "The article’s own voice" : data.names[claims.name[claim]]);

const MARKS = /[\u0300-\u036f]/g;
const fold = (text) => text.normalize("NFKD").replace(MARKS, "").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ").toLowerCase();

const foldedTexts = once(() => {
  const folded = new Array(CLAIMS);
  for (let claim = 0; claim < CLAIMS; claim++) {
    folded[claim] = fold(`${textOf(claim)}\n${nameOf(claim)}\n${publisherOf(claim) || ""}`);
  }
  return folded;
});
const foldedNames = once(() => data.names.map(fold));
const nameNumber = once(() => new Map(data.names.map((name, number) => [name, number])));

/** Give the words and quoted phrases of a search, folded. */
function termsOf(search) {
  const terms = [];
  for (const [, phrase, word] of fold(search).matchAll(/"([^"]+)"?|(\S+)/g)) terms.push(phrase || word);
  return terms;
}

/** Give a test on rows of `judged` for the filters that are about a side, or null if none is. */
function judgedTest(filters) {
  const side = sideNumber.get(filters.side);
  const stance = filters.stance === "abstained" ? ABSTAINED : data.stances.indexOf(filters.stance);
  const any = filters.side === "any";
  const own = { own: true, other: false }[filters.speaks];
  if (side === undefined && !any && stance < 0 && !filters.judged && !filters.unsure) return null;
  return (row) =>
    (side === undefined || judged.side[row] === side) &&
    (stance < 0 || judged.stance[row] === stance) &&
    (own === undefined || (judged.side[row] === claims.speaks[judged.claim[row]]) === own) &&
    (!filters.judged || judged.stance[row] !== ABSTAINED) &&
    (!filters.unsure || Math.max(judged.plus[row], judged.minus[row], judged.none[row]) < 500);
}

/** Give a test on claims for the filter by voice. */
function voiceTest(voice) {
  const wanted = { author: [0], named: [1], unnamed: [2], spoken: [1, 2], nobody: [0, 2] }[voice];
  return wanted ? (claim) => wanted.includes(claims.voice[claim]) : null;
}

/** Give a test on claims for a claimant: the name itself, else any name that holds the words. */
function claimantTest(name) {
  if (!name) return null;
  const exact = nameNumber().get(name);
  if (exact !== undefined) return (claim) => claims.name[claim] === exact;
  const part = fold(name).trim();
  const fits = foldedNames().map((folded) => folded.includes(part));
  return (claim) => claims.voice[claim] !== 0 && fits[claims.name[claim]];
}

/** Give a test on claims for the side that the claimant belongs to. */
function speaksTest(side) {
  if (!side) return null;
  if (side === "own" || side === "other") return (claim) => claims.speaks[claim] >= 0;
  const wanted = side === "none" ? -1 : sideNumber.get(side);
  return (claim) => claims.speaks[claim] === wanted;
}

function searchTest(search) {
  const terms = termsOf(search || "");
  if (!terms.length) return null;
  const texts = foldedTexts();
  return (claim) => terms.every((term) => texts[claim].includes(term));
}

/** Give the numbers of the claims that pass every filter, in the page's order or by date. */
function selectClaims(filters) {
  const first = firstJudged();
  const row = judgedTest(filters);
  const kind = data.kinds.indexOf(filters.kind);
  const tests = [
    filters.side === "none" && ((claim) => first[claim] === first[claim + 1]),
    row && ((claim) => {
      for (let at = first[claim]; at < first[claim + 1]; at++) if (row(at)) return true;
      return false;
    }),
    kind >= 0 && ((claim) => claims.kind[claim] === kind),
    voiceTest(filters.voice),
    claimantTest(filters.claimant),
    speaksTest(filters.speaks),
    filters.publisher && ((claim) => publisherOf(claim) === filters.publisher),
    filters.from && ((claim) => (dateOf(claim) || "") >= filters.from),
    filters.to && ((claim) => (dateOf(claim) || "9999") <= filters.to),
    searchTest(filters.q),
  ].filter(Boolean);
  const found = [];
  const add = (claim) => { if (tests.every((test) => test(claim))) found.push(claim); };
  if (filters.set) (data.sets[filters.set] || []).forEach(add);
  else for (let claim = 0; claim < CLAIMS; claim++) add(claim);
  return sortClaims(found, filters);
}

/** Sort claims: the surest answer first, or by date; claims without either come last. */
function sortClaims(found, filters) {
  if (filters.order === "newest" || filters.order === "oldest") {
    const way = filters.order === "newest" ? -1 : 1;
    return found.sort((a, b) => {
      const [one, other] = [dateOf(a), dateOf(b)];
      if (one === other) return a - b;
      return !one ? 1 : !other ? -1 : one < other ? -way : way;
    });
  }
  if (filters.order !== "surest") return found;
  const test = judgedTest(filters) || (() => true);
  const first = firstJudged();
  const sure = new Map(found.map((claim) => {
    let most = -1;
    for (let at = first[claim]; at < first[claim + 1]; at++) {
      if (test(at)) most = Math.max(most, judged.plus[at], judged.minus[at], judged.none[at]);
    }
    return [claim, most];
  }));
  return found.sort((a, b) => sure.get(b) - sure.get(a) || a - b);
}

/** Say in words what a selection holds. */
function describeFilters(filters) {
  const side = data.sides[sideNumber.get(filters.side)];
  const verb = { supporting: "support", critical: "criticise", neutral: "are neutral on", abstained: "the model withheld an answer for on" }[filters.stance];
  const about = side ? side.phrase : filters.side === "none" ? "no side" : "a side";
  const parts = ["Claims"];
  if (filters.set) parts.push(describeSet(filters.set));
  if (verb) parts.push(`that ${verb} ${about}`);
  else if (filters.side) parts.push(filters.side === "none" ? "that concern no side" : `about ${about}`);
  if (filters.unsure) parts.push("that the model is unsure of");
  if (filters.kind) parts.push(`that are ${{ fact: "facts", judgement: "judgements", cause: "about causes", forecast: "forecasts", report: "reports" }[filters.kind] || filters.kind}`);
  if (filters.claimant) parts.push(`by ${filters.claimant}`);
  else if (filters.voice === "author") parts.push("in the articles’ own voice");
  else if (filters.voice === "unnamed") parts.push("by unnamed sources");
  else if (filters.voice === "nobody") parts.push("by no named source");
  else if (filters.voice) parts.push(filters.voice === "named" ? "by named claimants" : "by speakers");
  if (filters.speaks === "own" || filters.speaks === "other") parts.push(`on ${filters.speaks === "own" ? "their own side" : "another side"}`);
  else if (filters.speaks && filters.speaks !== "none") parts.push(`of ${(data.sides[sideNumber.get(filters.speaks)] || {}).phrase}`);
  if (filters.publisher) parts.push(`in ${filters.publisher}`);
  if (filters.from || filters.to) parts.push(filters.from && filters.to ? `from ${showDate(filters.from)} to ${showDate(filters.to)}` : filters.from ? `since ${showDate(filters.from)}` : `until ${showDate(filters.to)}`);
  if (filters.q) parts.push(`with “${filters.q}”`);
  return parts.length === 1 ? "All claims" : parts.join(" ");
}

function describeSet(name) {
  if (name === "repeated") return "that repeat what was said before";
  if (!name.startsWith("once-")) return "that make the same point";
  const [stance, side] = [name.slice(name.lastIndexOf("-") + 1), name.slice(5, name.lastIndexOf("-"))];
  return `${stance} toward ${(data.sides[sideNumber.get(side)] || {}).phrase}, repeats left out`;
}

function showDate(day) {
  if (!day) return "";
  const [year, month, date] = day.split("-").map(Number);
  const names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  return names[month - 1] ? `${date} ${names[month - 1]} ${year}` : day;
}

const showNumber = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, ",");
const countOf = (number, noun) => `${showNumber(number)} ${noun}${number === 1 ? "" : "s"}`;

/** Say how many claims, articles and claimants a selection holds. */
function describeCount(found) {
  const articles = new Set(found.map((claim) => claims.article[claim])).size;
  const spoken = new Set();
  for (const claim of found) if (claims.voice[claim] === 1) spoken.add(claims.name[claim]);
  if (!found.length) return "No claims";
  return `${countOf(found.length, "claim")} in ${countOf(articles, "article")}, ${spoken.size ? countOf(spoken.size, "named claimant") : "no named claimant"}`;
}
