"""The page as a file: whole, deterministic, small, and deaf to what articles would like it to run."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.reading.opening import open_run
from pipeline.report.page import render_page
from pipeline.report.payload import page_data, to_script_json
from pipeline.report.story import tell_story


def _page(folder: Path) -> str:
    run = open_run(folder)
    return render_page(run, tell_story(run))


@pytest.fixture(scope="module")
def small_page(small_run: Path) -> str:
    return _page(small_run)


@pytest.fixture(scope="module")
def nasty_page(nasty_run: Path) -> str:
    return _page(nasty_run)


def _data(page: str) -> dict[str, Any]:
    found = re.search(r'<script id="claims-data" type="application/json">(.*?)</script>', page, re.S)
    assert found
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_equal_tables_give_equal_bytes(small_run: Path, small_page: str) -> None:
    assert _page(small_run) == small_page


def test_the_page_asks_nothing_of_the_network(small_page: str) -> None:
    tree = html.fromstring(small_page)
    assert not tree.xpath(
        "//script[@src] | //img | //iframe | //object | //embed | //link[not(@href='data:,')]"
    )
    assert not re.search(r"url\(|@import", small_page[: small_page.index("</style>")])
    addresses = set(tree.xpath("//@href"))
    assert all(address.startswith("#") or address == "data:," for address in addresses)


def test_texts_of_articles_stay_text(nasty_page: str, nasty_texts: tuple[str, ...]) -> None:
    tree = html.fromstring(nasty_page)
    assert len(tree.xpath("//script")) == 2
    assert not tree.xpath("//img | //*[@onerror]")
    told = tree.xpath("string(//*[@id='sides'])")
    assert "<script>window.owned = 1</script>" in told and "{{ 7*7 }}" in told
    assert nasty_texts[0] in _data(nasty_page)["articles"]["publisher"]


def test_the_data_cannot_end_its_element(nasty_page: str) -> None:
    start = nasty_page.index('<script id="claims-data"')
    data = nasty_page[start : nasty_page.index("</script>", start)]
    assert not re.search("[<>&\u2028\u2029]", data[data.index(">") + 1 :])


@pytest.mark.parametrize(
    "text", ["</script>", "<!--<script>", "]]>", "\u2028\u2029", "\x00\x7f", "a\\u003c", "😀"]
)
def test_json_in_a_script_reads_back(text: str) -> None:
    written = to_script_json({"text": text})
    assert not re.search("[<>&\u2028\u2029]", written)
    assert json.loads(written) == {"text": text}


def test_only_web_addresses_become_links(nasty_page: str, small_page: str) -> None:
    assert _data(small_page)["articles"]["url"] == ["https://gazette.example/1", None, None]
    assert [url is None for url in _data(nasty_page)["articles"]["url"]] == [False, True]


def test_every_claim_slices_out_of_its_article_in_utf16(small_run: Path) -> None:
    run = open_run(small_run)
    story = tell_story(run)
    data = page_data(run, story.rows, story.sets)
    claims, texts = data["claims"], run.claims.set_index("claim_id")["text"]
    for number, claim_id in enumerate(claims["id"]):
        units = data["articles"]["text"][claims["article"][number]].encode("utf-16-le")
        words = units[2 * claims["start"][number] : 2 * claims["end"][number]].decode("utf-16-le")
        assert words == texts[claim_id]


def test_a_claim_is_a_place_and_not_a_copy(small_run: Path) -> None:
    run = open_run(small_run)
    story = tell_story(run)
    data = page_data(run, story.rows, story.sets)
    assert "text" not in data["claims"]
    assert set(map(len, data["claims"].values())) == {9}
    assert set(map(len, data["judged"].values())) == {8}


def test_headings_go_down_one_step_at_a_time(small_page: str) -> None:
    levels = [
        int(h.tag[1])
        for h in html.fromstring(small_page).xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4]")
    ]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_ids_are_unique_and_every_inner_link_leads_somewhere(small_page: str) -> None:
    tree = html.fromstring(small_page)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    plain = {address[1:] for address in tree.xpath("//a/@href") if "=" not in address}
    assert plain <= set(ids)


def test_a_run_without_articles_gives_a_page(make_run: Any, tmp_path: Path) -> None:
    assert "None of the claims in these articles concerns a side" in _page(make_run(tmp_path, []))
