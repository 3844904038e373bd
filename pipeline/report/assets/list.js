// A list that draws only the rows in view, and reads like a whole list to a screen reader.

/** Make an element; children are text or elements, never markup. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** Give the small marks that say what a claim does to each side, by sign and word. */
function stanceMarks(claim) {
  const first = firstJudged();
  const marks = [];
  for (let row = first[claim]; row < first[claim + 1]; row++) {
    const stance = judged.stance[row];
    marks.push(make("span", { class: `mark ${data.stances[stance] || "abstained"}` },
      make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[stance]),
      `${STANCE_WORDS[stance]} ${data.sides[judged.side[row]].phrase}`));
  }
  return marks;
}

class ClaimList {
  /** @param {HTMLElement} root a scrolling element; @param {(claim: number) => string} hrefOf */
  constructor(root, hrefOf) {
    this.root = root;
    this.hrefOf = hrefOf;
    this.found = [];
    this.rows = new Map();
    this.list = make("ul", { class: "rows", role: "list" });
    root.append(this.list);
    root.addEventListener("scroll", () => this.draw(), { passive: true });
    root.addEventListener("keydown", (event) => this.move(event));
    // Rows are only made anew if their height changed, so that a focused one keeps its focus.
    new ResizeObserver(() => this.draw(this.rowHeight !== this.drawnHeight)).observe(root);
  }

  show(found) {
    this.found = found;
    this.root.scrollTop = 0;
    this.draw(true);
  }

  get rowHeight() {
    return parseFloat(getComputedStyle(this.root).getPropertyValue("--row-height")) || 100;
  }

  draw(anew = false) {
    const height = this.rowHeight;
    if (anew) {
      this.drawnHeight = height;
      this.rows.clear();
      this.list.replaceChildren();
      this.list.style.height = `${this.found.length * height}px`;
    }
    const from = Math.max(0, Math.floor(this.root.scrollTop / height) - 4);
    const to = Math.min(this.found.length, Math.ceil((this.root.scrollTop + this.root.clientHeight) / height) + 4);
    for (const [at, row] of this.rows) {
      if ((at < from || at >= to) && !row.contains(document.activeElement)) {
        row.remove();
        this.rows.delete(at);
      }
    }
    for (let at = from; at < to; at++) {
      if (this.rows.has(at)) continue;
      const row = this.row(at, height);
      this.rows.set(at, row);
      // Rows stand in the document in the order of their numbers, so Tab follows the eye.
      let after = null;
      for (const [other, element] of this.rows) if (other > at && (after === null || other < after[0])) after = [other, element];
      this.list.insertBefore(row, after && after[1]);
    }
  }

  row(at, height) {
    const claim = this.found[at];
    const place = [nameOf(claim), sourceOf(claims.article[claim]), showDate(dateOf(claim))].filter(Boolean).join(" · ");
    return make("li", { "aria-setsize": this.found.length, "aria-posinset": at + 1, style: `top:${at * height}px` },
      make("a", { href: this.hrefOf(claim), "data-at": at }, textOf(claim)),
      make("p", { class: "meta" }, ...stanceMarks(claim), make("span", { class: "place" }, place)));
  }

  move(event) {
    const link = event.target.closest("a[data-at]");
    const page = Math.max(1, Math.floor(this.root.clientHeight / this.rowHeight) - 1);
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (!step || !this.found.length || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const at = link ? Number(link.dataset.at) + step : 0;
    this.focus(Math.min(this.found.length - 1, Math.max(0, at)));
  }

  focus(at) {
    const height = this.rowHeight;
    const [top, bottom] = [at * height, (at + 1) * height];
    if (top < this.root.scrollTop) this.root.scrollTop = top;
    else if (bottom > this.root.scrollTop + this.root.clientHeight) this.root.scrollTop = bottom - this.root.clientHeight;
    this.draw();
    this.rows.get(at)?.querySelector("a").focus({ preventScroll: true });
  }
}
