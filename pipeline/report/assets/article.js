// An article with a claim's words highlighted, its claimant and the sides' names marked.

const WINDOW = 20000; // characters of a very long article shown around the claim

const claimsOfArticle = once(() => {
  const found = new Map();
  claims.article.forEach((article, claim) => {
    if (!found.has(article)) found.set(article, []);
    found.get(article).push(claim);
  });
  return found;
});

/** Cut a stretch at every border of a span, and say for each piece which spans cover it. */
function cutPieces(from, to, spans) {
  const borders = new Set([from, to]);
  for (const span of spans) {
    if (span.start > from && span.start < to) borders.add(span.start);
    if (span.end > from && span.end < to) borders.add(span.end);
  }
  const places = [...borders].sort((a, b) => a - b);
  const starting = [...spans].sort((a, b) => a.start - b.start);
  let open = []; // a new array at every change: pieces keep theirs
  let next = 0;
  return places.slice(0, -1).map((start, number) => {
    open = open.filter((span) => span.end > start);
    while (next < starting.length && starting[next].start <= start) open = [...open, starting[next++]];
    return { start, end: places[number + 1], spans: open };
  });
}

function stanceClass(claim) {
  const first = firstJudged();
  const kinds = new Set();
  for (let row = first[claim]; row < first[claim + 1]; row++) kinds.add(data.stances[judged.stance[row]] || "abstained");
  return kinds.size === 1 ? [...kinds][0] : kinds.size ? "mixed" : "none";
}

/** Give the spans to mark in an article: blocks, claims, and the chosen claim's people and sides. */
function spansOf(article, chosen) {
  const spans = [];
  const blocks = data.articles.blocks[article];
  for (let at = 0; at < blocks.length; at += 3) {
    spans.push({ kind: ["title", "heading", "furniture"][blocks[at]], start: blocks[at + 1], end: blocks[at + 2] });
  }
  for (const claim of claimsOfArticle().get(article) || []) {
    spans.push({ kind: "claim", claim, start: claims.start[claim], end: claims.end[claim] });
  }
  if (chosen >= 0) {
    if (claims.from[chosen] >= 0) spans.push({ kind: "claimant", start: claims.from[chosen], end: claims.to[chosen] });
    const first = firstJudged();
    for (let row = first[chosen]; row < first[chosen + 1]; row++) {
      spans.push({ kind: "target", start: judged.start[row], end: judged.end[row], name: data.sides[judged.side[row]].phrase });
    }
  }
  return spans.filter((span) => span.end > span.start);
}

/** Draw a piece of an article: text in the elements that its spans ask for. */
function drawPiece(text, piece, chosen, hrefOf) {
  const kinds = new Set(piece.spans.map((span) => span.kind));
  const over = piece.spans.filter((span) => span.kind === "claim").map((span) => span.claim);
  let node = document.createTextNode(text.slice(piece.start, piece.end));
  const target = piece.spans.find((span) => span.kind === "target");
  if (target) node = make("b", { class: "target", title: `names ${target.name}` }, node);
  if (kinds.has("claimant")) node = make("b", { class: "claimant", title: "who makes the claim" }, node);
  if (over.includes(chosen)) node = make("mark", { class: `chosen ${stanceClass(chosen)}` }, node);
  else if (over.length) node = make("a", { class: `said ${stanceClass(over[0])}`, href: hrefOf(over[0]) }, node);
  for (const kind of ["furniture", "heading", "title"]) if (kinds.has(kind)) node = make("span", { class: kind }, node);
  return node;
}

/** Fill an element with an article's text, as much of it as a reader needs around the claim. */
function drawArticle(root, article, chosen, hrefOf) {
  const text = data.articles.text[article];
  const middle = chosen >= 0 ? claims.start[chosen] : 0;
  let from = Math.max(0, middle - WINDOW);
  let to = Math.min(text.length, middle + WINDOW);
  const draw = () => {
    const spans = spansOf(article, chosen).filter((span) => span.end > from && span.start < to);
    const pieces = cutPieces(from, to, spans).map((piece) => drawPiece(text, piece, chosen, hrefOf));
    const more = (label, change) => {
      const button = make("button", { type: "button", class: "more" }, label);
      button.addEventListener("click", () => { change(); draw(); });
      return button;
    };
    root.replaceChildren(
      ...(from > 0 ? [more("Show what stands before", () => { from = Math.max(0, from - WINDOW * 2); })] : []),
      make("div", { class: "text" }, ...pieces),
      ...(to < text.length ? [more("Show what follows", () => { to = Math.min(text.length, to + WINDOW * 2); })] : []));
  };
  draw();
}
