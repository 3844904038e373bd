// What the page does: the address says what is shown, and everything follows the address.

const byId = (id) => document.getElementById(id);
const drawer = byId("drawer");
const form = byId("filters");
const explorer = new ClaimList(byId("explorer-list"), (claim) => addressOf({ ...formFilters(), open: claims.id[claim] }));
const opened = new ClaimList(byId("drawer-list"), (claim) => addressOf({ ...asked, open: claims.id[claim] }));
const HIDDEN = ["speaks", "judged", "unsure", "set"];
let asked = {};
let listed = ""; // the address whose claims the drawer's list holds
let read = null; // the claim that was read last, while the drawer is open

/** Give the address of a view, filters in a fixed order. */
function addressOf(view) {
  const query = new URLSearchParams();
  for (const name of ["open", ...FILTERS, "order"]) if (view[name]) query.set(name, view[name]);
  return "#" + query.toString().replace(/\+/g, "%20");
}

function viewOfAddress() {
  const written = location.hash.slice(1);
  return written.includes("=") ? Object.fromEntries(new URLSearchParams(written)) : null;
}

function formFilters() {
  const filters = {};
  for (const [name, value] of new FormData(form)) if (value && typeof value === "string") filters[name] = value.trim();
  for (const name of HIDDEN) if (form.dataset[name]) filters[name] = form.dataset[name];
  return filters;
}

function fillForm(filters) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = filters[field.name] || "";
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === value)) {
      field.append(new Option(value, value));
    }
    field.value = value || (field.name === "order" ? field.options[0].value : "");
  }
  for (const name of HIDDEN) {
    if (filters[name]) form.dataset[name] = filters[name];
    else delete form.dataset[name];
  }
}

/** Show in the explorer what its form asks for. */
function explore({ write = true } = {}) {
  const filters = formFilters();
  if (filters.order === "reading") delete filters.order;
  const found = selectClaims(filters);
  explorer.show(found);
  byId("explorer-count").textContent = describeCount(found);
  byId("explorer-told").textContent = describeFilters(filters);
  byId("clear").disabled = !FILTERS.some((name) => filters[name]);
  if (write) history.replaceState(null, "", Object.keys(filters).length ? addressOf(filters) : location.pathname + location.search);
}

/** Show in the drawer the claims behind a number, or one claim in its article. */
function openDrawer(view) {
  const { open, ...filters } = view;
  asked = filters;
  drawer.classList.toggle("reading", open !== "list");
  if (!drawer.open) drawer.showModal();
  if (open === "list") openList(filters);
  else openClaim(open, filters);
}

function openList(filters) {
  const address = addressOf(filters);
  if (address !== listed) {
    const found = selectClaims({ order: "surest", ...filters });
    opened.show(found);
    listed = address;
  }
  byId("drawer-title").textContent = describeFilters(filters);
  byId("drawer-count").textContent = describeCount(opened.found);
  byId("refine").href = Object.keys(filters).length ? address : "#explore";
  // Whoever comes back from a claim goes on where that claim stands in the list.
  const at = read === null ? -1 : opened.found.indexOf(read);
  read = null;
  if (at >= 0) opened.focus(at);
  else byId("drawer-title").focus();
}

function openClaim(id, filters) {
  const claim = numberOf().get(id);
  if (claim === undefined) {
    byId("drawer-title").textContent = "No such claim";
    byId("drawer-count").textContent = "The address names a claim that is not in this run.";
    for (const part of ["article", "claim-facts", "steps"]) byId(part).replaceChildren();
    return;
  }
  read = claim;
  readClaim(claim, filters);
  byId("drawer-title").focus();
  byId("article").querySelector("mark.chosen")?.scrollIntoView({ block: "center" });
}

function readClaim(claim, filters) {
  const article = claims.article[claim];
  const title = data.articles.title[article] || sourceOf(article);
  byId("drawer-title").textContent = title;
  byId("drawer-count").textContent = [data.articles.publisher[article], showDate(data.articles.date[article]), data.articles.path[article]].filter(Boolean).join(" · ");
  const url = data.articles.url[article];
  const first = firstJudged();
  const facts = [make("p", { class: "said-by" }, make("b", {}, nameOf(claim)),
    claims.voice[claim] === 2 ? " (unnamed source)" : "",
    claims.speaks[claim] >= 0 ? ` speaks for ${data.sides[claims.speaks[claim]].phrase}` : "",
    ` · ${data.kinds[claims.kind[claim]]}`)];
  for (let row = first[claim]; row < first[claim + 1]; row++) {
    const stance = judged.stance[row];
    const sure = [`supporting ${Math.round(judged.plus[row] / 10)} %`, `critical ${Math.round(judged.minus[row] / 10)} %`, `neutral ${Math.round(judged.none[row] / 10)} %`].join(", ");
    facts.push(make("p", {}, make("span", { class: `mark ${data.stances[stance] || "abstained"}` },
      make("span", { class: "sign", "aria-hidden": "true" }, SIGNS[stance]),
      `${STANCE_WORDS[stance]} ${data.sides[judged.side[row]].phrase}`), " ", make("span", { class: "sure" }, `the model says ${sure}`)));
  }
  if (first[claim] === first[claim + 1]) facts.push(make("p", { class: "sure" }, "concerns no side"));
  if (url) facts.push(make("p", {}, make("a", { href: url, rel: "noopener noreferrer", target: "_blank", class: "outside" }, "Where it was published")));
  byId("claim-facts").replaceChildren(...facts);
  drawSteps(claim, filters);
  drawArticle(byId("article"), article, claim, (other) => addressOf({ ...filters, open: claims.id[other] }));
}

/** Offer the way back to the list and on to the next claim of it. */
function drawSteps(claim, filters) {
  const found = Object.keys(filters).length ? selectClaims({ order: "surest", ...filters }) : [];
  const at = found.indexOf(claim);
  const steps = [];
  if (found.length) steps.push(make("a", { class: "step back", href: addressOf({ ...filters, open: "list" }) }, `All ${countOf(found.length, "claim")}`));
  if (at > 0) steps.push(make("a", { class: "step", href: addressOf({ ...filters, open: claims.id[found[at - 1]] }) }, "Previous"));
  if (at >= 0 && at < found.length - 1) steps.push(make("a", { class: "step", href: addressOf({ ...filters, open: claims.id[found[at + 1]] }) }, "Next"));
  if (at >= 0) steps.push(make("span", { class: "where" }, `${showNumber(at + 1)} of ${showNumber(found.length)}`));
  byId("steps").replaceChildren(...steps);
}

/** Bring the page to what the address says. */
function follow() {
  const view = viewOfAddress();
  if (view && view.open) return openDrawer(view);
  if (drawer.open) drawer.close();
  if (!view) return;
  fillForm(view);
  explore({ write: false });
  byId("explore").scrollIntoView();
  byId("explore-title").focus({ preventScroll: true });
}

function closeDrawer() {
  read = null;
  if (!viewOfAddress()?.open) return;
  const filters = formFilters();
  if (filters.order === "reading") delete filters.order;
  history.pushState(null, "", Object.keys(filters).length ? addressOf(filters) : location.pathname + location.search);
}

function offerChoices() {
  const fill = (name, pairs) => form.elements[name].append(...pairs.map(([value, label]) => new Option(label, value)));
  fill("side", [...data.sides.map((side) => [side.id, side.name]), ["any", "Any side"], ["none", "No side"]]);
  const publishers = [...new Set(data.articles.publisher.filter(Boolean))].sort((a, b) => a.localeCompare(b, "en"));
  fill("publisher", publishers.map((name) => [name, name]));
  const counts = new Map();
  claims.name.forEach((name, claim) => { if (claims.voice[claim] !== 0) counts.set(name, (counts.get(name) || 0) + 1); });
  const often = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 500);
  byId("claimants").append(...often.map(([name]) => new Option("", data.names[name])));
  const days = data.articles.date.filter(Boolean).sort();
  for (const name of ["from", "to"]) {
    if (days.length) [form.elements[name].min, form.elements[name].max] = [days[0], days[days.length - 1]];
  }
}

function waitingFor(milliseconds, act) {
  let timer = 0;
  return () => { clearTimeout(timer); timer = setTimeout(act, milliseconds); };
}

function switchTheme() {
  const root = document.documentElement;
  const button = byId("theme");
  const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const tell = () => { button.setAttribute("aria-pressed", String(dark())); };
  // A page opened from a disk may have no storage; then the choice lasts as long as the page.
  try { root.dataset.theme = localStorage.getItem("claimline-theme") || ""; } catch { /* no storage */ }
  if (!root.dataset.theme) delete root.dataset.theme;
  tell();
  button.hidden = false;
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("claimline-theme", root.dataset.theme); } catch { /* no storage */ }
    tell();
  });
}

function copyAddress(button) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.textContent;
    try { await navigator.clipboard.writeText(location.href); button.textContent = "Copied"; } catch { button.textContent = "Copy the address instead"; }
    setTimeout(() => { button.textContent = label; }, 2000);
  });
}

function start() {
  document.documentElement.classList.add("live");
  switchTheme();
  offerChoices();
  const soon = waitingFor(120, explore);
  form.addEventListener("input", (event) => (event.target.type === "search" || event.target.name === "claimant" ? soon() : explore()));
  form.addEventListener("submit", (event) => { event.preventDefault(); explore(); explorer.focus(0); });
  byId("clear").addEventListener("click", () => { fillForm({}); explore(); form.elements.q.focus(); });
  byId("close").addEventListener("click", () => drawer.close());
  drawer.addEventListener("close", closeDrawer);
  drawer.addEventListener("click", (event) => { if (event.target === drawer) drawer.close(); });
  copyAddress(byId("copy"));
  copyAddress(byId("drawer-copy"));
  addEventListener("hashchange", follow);
  let closed = [];
  addEventListener("beforeprint", () => { closed = [...document.querySelectorAll("details:not([open])")]; closed.forEach((details) => { details.open = true; }); });
  addEventListener("afterprint", () => closed.forEach((details) => { details.open = false; }));
  explore({ write: false });
  follow();
  performance.mark("claimline-ready");
}

start();
