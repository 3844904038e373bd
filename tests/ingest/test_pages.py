from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from pipeline.ingest import IngestConfig
from pipeline.ingest.markup import Block, blocks_of, is_prose, laid_out
from pipeline.ingest.pages import is_markup
from pipeline.schemas import BLOCK_KINDS

Read = Callable[..., tuple[list[dict[str, Any]], list[dict[str, Any]]]]

FIRST = (
    "The ministry in Beijing said on Monday that the rule would be withdrawn, and that nobody would miss it."
)
SECOND = "Officials in Washington were of another mind: they “saw no change”, and said so at length — twice."
THIRD = "Analysts could not say which of the two had the better case, but they agreed that neither had proof."
HEAD = """<title>Chips and chess | The Planet</title><meta property="og:site_name" content="The Planet">
<meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2025-03-12T23:30:00-05:00">
<link rel="canonical" href="https://planet.example/a">
<style>p {color: red}</style><script>var x = "</p>";</script>"""
BODY = f"""<header><nav><a href="/">Home</a> <a href="/w">World</a></nav></header>
<article><h1>Chips and chess</h1><p>{FIRST}</p>
<figure><img src="x.jpg" alt="A chip"><figcaption>A chip on a board. Photograph: Bo Chen</figcaption></figure>
<p>{SECOND}</p><h2>What they say</h2><blockquote><p>{THIRD}</p></blockquote>
<ul><li>The first point is that chips are scarce.</li><li>The second is that they are dear.</li></ul>
<p>Related: <a href="/b">What a board is made of</a></p>
<table><tr><th>Year</th><th>Chips</th></tr><tr><td>2024</td><td>12</td></tr></table><p>{FIRST[4:]}</p></article>
<aside><p>Sign up for the newsletter, which comes on weekdays at six and costs nothing.</p></aside>
<footer><p>© 2025 The Planet. All rights reserved.</p></footer>"""


def page(body: str = BODY, head: str = HEAD) -> str:
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{body}</body></html>"


def blocks(row: dict[str, Any]) -> list[tuple[str, str]]:
    return [(b["kind"], row["text"][b["start_char"] : b["end_char"]]) for b in row["layout"]]


def test_a_page_gives_its_blocks_in_order(read: Read) -> None:
    ((row,), rejects) = read("a.html", page())
    assert blocks(row) == [
        ("title", "Chips and chess"),
        ("paragraph", FIRST),
        ("caption", "A chip on a board. Photograph: Bo Chen"),
        ("paragraph", SECOND),
        ("heading", "What they say"),
        ("quote", THIRD),
        ("list_item", "The first point is that chips are scarce."),
        ("list_item", "The second is that they are dear."),
        ("furniture", "Related: What a board is made of"),
        ("furniture", "Year | Chips"),
        ("furniture", "2024 | 12"),
        ("paragraph", FIRST[4:]),
    ]
    assert row["text"] == "\n\n".join(words for _, words in blocks(row))
    assert rejects == []


def test_a_page_tells_its_metadata(read: Read) -> None:
    ((row,), _) = read("a.htm", page())
    assert (row["title"], row["authors"], row["publisher"]) == ("Chips and chess", ["Ann Lee"], "The Planet")
    assert (row["published_on"], row["url"]) == (date(2025, 3, 12), "https://planet.example/a")
    assert (row["media_type"], row["language"], row["source_record"]) == ("text/html", "en", None)


def test_a_title_that_the_body_lacks_comes_first(read: Read) -> None:
    ((row,), _) = read("a.html", page(f"<article><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></article>"))
    assert blocks(row)[:2] == [("title", "Chips and chess"), ("paragraph", FIRST)]


def test_the_date_does_not_come_from_a_footer(read: Read) -> None:
    ((row,), _) = read("a.html", page(head="<title>Chips and chess</title>"))
    assert row["published_on"] is None


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", ""),
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1252", ""),
        ("utf-8-sig", "koi8-r"),
        ("utf-16", "utf-8"),
        ("cp1252", "no-such-thing"),
    ],
)
def test_no_encoding_leaves_mojibake(read: Read, encoding: str, declared: str) -> None:
    markup = page(head=f'<meta charset="{declared}">{HEAD}' if declared else HEAD)
    ((row,), _) = read(
        "a.xhtml", f'<?xml version="1.0" encoding="{declared or "utf-8"}"?>{markup}'.encode(encoding)
    )
    assert ("paragraph", SECOND) in blocks(row)


def test_text_encoded_twice_is_mended(read: Read) -> None:
    # As browsers do: bytes that Windows-1252 leaves open become control characters.
    single = (bytes([byte]) for byte in page().encode())
    twice = "".join(b.decode("latin-1" if b in b"\x81\x8d\x8f\x90\x9d" else "cp1252") for b in single)
    ((row,), _) = read("a.html", twice)
    assert ("paragraph", SECOND) in blocks(row)


@pytest.mark.parametrize(
    "markup",
    [
        page("", ""),
        page("<nav><ul><li><a href='/w'>World</a></li><li><a href='/c'>Courts</a></li></ul></nav>"),
        page("<h1>Chips</h1><h2>And chess</h2><form><input><button>Go</button></form>"),
        page("<p>Please enable JavaScript and cookies to go on to the page that you asked for.</p>"),
        page("<ul>" + "<li><a href='/x'>One more of our stories</a></li>" * 30 + "</ul>"),
        "<html>",
        "<!-- nothing but a remark -->",
        "<",
    ],
)
def test_a_page_without_an_article_is_a_reject(read: Read, markup: str) -> None:
    articles, (reject,) = read("a.html", markup)
    assert (articles, reject["reason"]) == ([], "no_prose")
    assert reject["detail"].startswith("a.html: no article in the page")


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 50_000 + f"<p>{FIRST}</p>",
        "<table><tr><td>" * 3_000 + f"<p>{FIRST}</p>",
        "<ul><li>" * 3_000 + FIRST,
        "<p><span>" * 20_000 + FIRST,
        f"<p {'x' * 500_000}>{FIRST}",
        f"<p>{FIRST}</p>" + "&#0;&#x1F;&#xD800;&#x110000;" * 99,
    ],
)
def test_hostile_markup_is_an_article_or_a_reject(read: Read, body: str) -> None:
    articles, rejects = read("a.html", page(body))
    assert len(articles) + len(rejects) == 1


def test_a_page_that_is_too_large_is_a_reject(read: Read) -> None:
    _, (reject,) = read("a.html", page(), IngestConfig(max_page_bytes=500))
    assert reject["reason"] == "too_large"
    assert "ingest.max_page_bytes" in reject["detail"]


def test_one_page_does_not_depend_on_another(read: Read) -> None:
    alone = read("a.html", page())
    read("b.html", page(BODY * 5))
    assert read("a.html", page()) == alone


def test_blocks_of_a_fragment() -> None:
    from lxml import html

    tree = html.fragment_fromstring(
        f"Loose words<p>one<br>line<br><br>and <b>an</b>other</p><pre>x = 1</pre><td>{FIRST}</td>"
        f"<blockquote><ul><li>in a quote</li></ul></blockquote><li>a\xad\u200b b<p>c</p></li><p>***</p>",
        create_parent="div",
    )
    assert blocks_of(tree) == [
        Block("paragraph", "Loose words"),
        Block("paragraph", "one\nline"),
        Block("paragraph", "and another"),
        Block("furniture", "x = 1"),
        Block("paragraph", FIRST),
        Block("quote", "in a quote"),
        Block("list_item", "a b"),
        Block("list_item", "c"),
    ]


def test_what_stands_above_a_title_heading_is_furniture() -> None:
    story = [Block("heading", "Chips & chess"), Block("paragraph", FIRST), Block("paragraph", SECOND)]
    text, layout = laid_out([Block("paragraph", "Opinion"), *story], "Chips & Chess")
    assert [(text[start:end], kind) for start, end, kind in layout] == [
        ("Opinion", "furniture"),
        ("Chips & chess", "title"),
        (FIRST, "paragraph"),
        (SECOND, "paragraph"),
    ]
    # A headline repeated below the story says nothing of what is above it.
    _, layout = laid_out([*story[1:], story[0]], "Chips & chess")
    assert [kind for _, _, kind in layout] == ["paragraph", "paragraph", "title"]
    assert {kind for _, _, kind in layout} <= set(BLOCK_KINDS)


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("<p>Words.</p>", True),
        ("<div>Words</div> and more", True),
        ("Words.<br>More.<br>", True),
        ("Words with <b>one</b> bold word.", False),
        ("They wrote </p> in an article of many words. " * 30, False),
        ("3 < 5 and 7 > 6", False),
        ("", False),
    ],
)
def test_markup_is_told_from_text_about_it(text: str, is_it: bool) -> None:
    assert is_markup(text) is is_it


@pytest.mark.parametrize(
    ("words", "is_it"),
    [
        (FIRST, True),
        ("Two words.", False),
        ("Eight words without an end to the sentence", False),
        ("人" * 20 + "。", True),
    ],
)
def test_prose_is_a_sentence(words: str, is_it: bool) -> None:
    assert is_prose(words) is is_it


def test_importing_ingest_is_light() -> None:
    heavy = "trafilatura ftfy py3langid lxml yaml charset_normalizer spacy pandas"
    code = f"import sys, pipeline.ingest; print([m for m in '{heavy}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
