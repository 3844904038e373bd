"""The page as a person uses it: Chromium opens it, filters, follows numbers to words, by hand and by key."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pipeline.stages.report import write_report

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)"
)
_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Measured with 10,000 claims on two shared cores: 0.3 s until the page answers, 0.05 s a search, 2.4 MB.
# The bounds leave room for a machine that is busy with something else.
_READY_MS, _SEARCH_MS, _BYTES = 6000, 1500, 8_000_000

Opened = Callable[..., Any]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=_ARGUMENTS)
        yield chromium
        chromium.close()


@contextmanager
def _opened(browser: Any, file: Path, fragment: str, options: dict[str, Any]) -> Iterator[Any]:
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            complaints.append(request.url) if not request.url.startswith(("file:", "data:")) else None
        ),
    )
    page.goto(file.as_uri() + fragment)
    yield page
    assert complaints == [], "the page complained, or asked for something outside itself"
    context.close()


@pytest.fixture
def small_page(browser: Any, small_run: Path) -> Opened:
    file = write_report(small_run, "html")
    return lambda fragment="", **options: _opened(browser, file, fragment, options)


def _shown(page: Any) -> list[str]:
    return [text.strip() for text in page.locator("#explorer-list .rows a").all_text_contents()]


def _words(page: Any, selector: str) -> str:
    """The words of elements as they stand in the article, whatever pieces they are drawn in."""
    return "".join(page.locator(selector).all_text_contents())


def test_a_number_leads_to_its_claims_and_a_claim_to_its_words(small_page: Opened) -> None:
    with small_page() as page:
        page.locator("#sides .column.critical .tally a").first.click()
        assert page.locator("#drawer-title").inner_text() == "Claims that criticise the United States"
        assert page.locator("#drawer-count").inner_text().startswith("3 claims in 2 articles")
        page.locator("#drawer-list a", has_text="Ann Lee says").first.click()
        assert _words(page, "mark.chosen") == "Ann Lee says the American rules have failed everybody."
        assert _words(page, "mark.chosen b.claimant") == "Ann Lee"
        assert page.locator("#claim-facts").inner_text().startswith("Ann Lee speaks for China · judgement")
        page.get_by_role("link", name="Next").click()
        assert "2 of 3" in page.locator("#steps").inner_text()
        page.get_by_role("link", name="All 3 claims").click()
        assert page.locator("#drawer-list .rows li").count() == 3


def test_every_number_opens_as_many_claims_as_it_says(small_page: Opened) -> None:
    with small_page() as page:
        wrong = page.evaluate(
            """() => [...document.querySelectorAll("a[data-n]")].map((link) => {
                const { open, ...filters } = Object.fromEntries(new URLSearchParams(link.getAttribute("href").slice(1)));
                return [link.getAttribute("href"), Number(link.dataset.n), selectClaims(filters).length, open];
            }).filter(([, told, found, open]) => told !== found || open !== "list")"""
        )
        assert wrong == []
        assert page.locator("a[data-n]").count() > 40


def test_words_beyond_the_basic_plane_are_marked_at_their_place(small_page: Opened) -> None:
    with small_page() as page:
        page.locator("#explorer-list a", has_text="Bo Chen").click()
        assert (
            _words(page, "mark.chosen") == "Bo Chen praised the American universities 😀 for their patience."
        )


@pytest.mark.parametrize(
    ("field", "value", "count"),
    [
        ("side", "us", 5),
        ("side", "none", 2),
        ("stance", "supporting", 2),
        ("stance", "abstained", 1),
        ("voice", "unnamed", 1),
        ("publisher", "Daily Mast", 4),
        ("kind", "forecast", 1),
        ("claimant", "Ann Lee", 2),
        ("claimant", "chen", 1),
        ("from", "2025-04-01", 4),
        ("to", "2025-04-01", 4),
        ("q", "american RULES", 2),
        ("q", '"rules american"', 0),
    ],
)
def test_a_filter_finds_and_its_address_finds_the_same(
    small_page: Opened, field: str, value: str, count: int
) -> None:
    with small_page() as page:
        control = page.locator(f"#f-{field}")
        if control.evaluate("element => element.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
        told = "No claims" if count == 0 else f"{count} claim{'s' if count > 1 else ''} in"
        expect(page.locator("#explorer-count")).to_have_text(re.compile(f"^{told}"))
        address = page.url
        assert len(_shown(page)) == count
    with small_page("#" + address.partition("#")[2]) as page:
        assert page.locator("#explorer-count").inner_text().startswith(told)
        assert page.locator(f"#f-{field}").input_value() == value


def test_filters_join_and_clear(small_page: Opened) -> None:
    with small_page("#side=us&stance=critical&publisher=Harbour+Post") as page:
        assert (
            page.locator("#explorer-told").inner_text()
            == "Claims that criticise the United States in Harbour Post"
        )
        assert len(_shown(page)) == 2
        page.get_by_role("button", name="Clear").click()
        assert page.locator("#explorer-told").inner_text() == "All claims"
        assert "#" not in page.url


def test_the_keyboard_goes_all_the_way(small_page: Opened) -> None:
    with small_page() as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement.getAttribute('href')")
        assert number.startswith("#open=list") or number == "#open=list"
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
        page.keyboard.press("Enter")
        assert page.locator("#drawer").evaluate("dialog => dialog.open")
        assert page.evaluate("document.getElementById('drawer').contains(document.activeElement)")
        page.locator("#drawer-list").focus()
        for key in ("ArrowDown", "ArrowDown", "End", "Home", "ArrowDown"):
            page.keyboard.press(key)
        assert page.evaluate("document.activeElement.dataset.at") == "1"
        page.keyboard.press("Enter")
        assert page.locator("mark.chosen").count() > 0
        page.go_back()
        expect(page.locator("#drawer-list a[data-at='1']")).to_be_focused()
        page.keyboard.press("Escape")
        assert not page.locator("#drawer").evaluate("dialog => dialog.open")
        assert page.evaluate("document.activeElement.getAttribute('href')") == number


def test_an_address_of_a_claim_that_is_not_here_says_so(small_page: Opened) -> None:
    with small_page("#open=0000000000000000") as page:
        assert page.locator("#drawer-title").inner_text() == "No such claim"


def test_nothing_of_an_article_runs(browser: Any, nasty_run: Path, nasty_texts: tuple[str, ...]) -> None:
    file = write_report(nasty_run, "html")
    with _opened(browser, file, "", {}) as page:
        for link in page.locator("#explorer-list .rows a").all()[:3]:
            link.click()
            page.wait_for_selector("mark.chosen")
            page.keyboard.press("Escape")
        page.locator("#f-q").fill("<script>")
        page.locator("#f-publisher").select_option(nasty_texts[0])
        assert page.evaluate("window.owned") is None
        assert nasty_texts[0] in page.locator("#explorer-list").inner_text()
        assert page.locator("a[href^='javascript']").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("view", ["", "#open=list&side=us", "claim"])
def test_axe_finds_no_violation(small_page: Opened, theme: str, view: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    with small_page("" if view == "claim" else view, color_scheme=theme, reduced_motion="reduce") as page:
        for details in page.locator("main details").all():
            details.evaluate("element => { element.open = true; }")
        if view == "claim":
            page.locator("#explorer-list .rows a").first.click()
            page.wait_for_selector("mark.chosen")
        results = Axe().run(page)
        told = [
            f"{found['id']}: {found['help']} {[node['html'][:120] for node in found['nodes'][:3]]}"
            for found in results.response["violations"]
        ]
        assert told == []


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_over_the_edge(small_page: Opened, width: int) -> None:
    with small_page(viewport={"width": width, "height": 844}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#explorer-list .rows a").first.click()
        assert page.locator("#drawer").evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_the_theme_switch_says_and_keeps_what_it_did(small_page: Opened) -> None:
    with small_page(color_scheme="light") as page:
        paper = "getComputedStyle(document.body).backgroundColor"
        before, button = page.evaluate(paper), page.get_by_role("button", name="Dark")
        assert button.get_attribute("aria-pressed") == "false"
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert page.evaluate(paper) != before
        page.reload()
        assert page.evaluate(paper) != before


def test_on_paper_the_story_is_whole_and_the_tools_are_gone(small_page: Opened) -> None:
    with small_page() as page:
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("h1").is_visible() and page.locator("#voices table").first.is_visible()
        assert not page.locator("#explore").is_visible() and not page.locator(".masthead").is_visible()


def test_without_scripts_the_story_can_be_read(small_page: Opened) -> None:
    with small_page(java_script_enabled=False) as page:
        assert page.locator("h1").is_visible() and page.locator("#sides blockquote").first.is_visible()
        assert not page.locator("#explore").is_visible()


@pytest.fixture(scope="module")
def large_run(make_run: Any, said: Any, article: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """10,000 claims in 400 articles of news length: half about a side, a sixth of them printed again."""
    stances = ("critical", "supporting", "neutral", None)
    words = [
        "chips",
        "export",
        "controls",
        "talent",
        "energy",
        "models",
        "weights",
        "funding",
        "rules",
        "allies",
        "markets",
        "courts",
    ]

    def one(number: int) -> Any:
        text = (
            f"Number {number % 8400}: "
            + " ".join(words[(number * step) % len(words)] for step in range(3, 20))
            + " in America."
        )
        toward = {
            side: stances[(number // 3 + at) % 4]
            for at, side in enumerate(("us", "china"))
            if number % 2 and number % (3 + at)
        }
        return said(
            text,
            f"Speaker {number % 700}" if number % 3 else "author",
            ("us", "china", None)[number % 3],
            toward,
            group=f"{number % 8400:016d}",
        )

    articles = [
        article([one(25 * number + at) for at in range(25)], f"Article {number}", f"Publisher {number % 60}")
        for number in range(400)
    ]
    return make_run(tmp_path_factory.mktemp("large"), articles)


def test_ten_thousand_claims_are_small_and_quick(
    browser: Any, large_run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_report(large_run, "html")
    size = file.stat().st_size
    with _opened(browser, file, "", {}) as page:
        ready = page.evaluate("performance.getEntriesByName('claimline-ready')[0].startTime")
        assert page.locator("#explorer-count").inner_text().startswith("10,000 claims in 400 articles")
        search = page.evaluate(
            """() => { const times = []; for (const q of ["talent energy", "nothing of this", "speaker 12"]) {
                const start = performance.now(); document.getElementById("f-q").value = q; explore();
                document.body.offsetHeight; times.push(performance.now() - start); } return Math.max(...times); }"""
        )
        page.locator("#explorer-list").evaluate("list => { list.scrollTop = 5e5; }")
        page.wait_for_timeout(100)
        drawn = page.locator("#explorer-list .rows li").count()
    with capsys.disabled():
        print(
            f"\n10,000 claims: {size / 1e6:.2f} MB, answers after {ready:.0f} ms, slowest search {search:.0f} ms"
        )
    assert size < _BYTES and ready < _READY_MS and search < _SEARCH_MS and drawn < 40
