"""Pages: the article in an HTML page or fragment, and what the page's head says of it."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from pipeline.ingest.articles import Draft
from pipeline.ingest.cleaning import collapsed, mended
from pipeline.ingest.config import IngestConfig
from pipeline.ingest.costs import refuse_costly
from pipeline.ingest.dates import parse_date
from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.marks import hide_marks, shown_marks
from pipeline.ingest.markup import MARKS, Block, blocks_of, is_prose, laid_out
from pipeline.ingest.metadata import link_of, names_of, plain_words, title_without_site
from pipeline.ingest.refusals import Refusal

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_HEAD_BYTES = 4096
_WHOLE_PAGE = re.compile(r"<(?:html|body|head)\b", re.IGNORECASE)
_BLOCKS = r"(?:p|div|article|section|ul|ol|li|h[1-6]|blockquote|table|figure|span)"
_OPENED = re.compile(rf"<{_BLOCKS}[\s>]", re.IGNORECASE)
_CLOSED = re.compile(rf"</{_BLOCKS}\s*>|<br\s*/?>", re.IGNORECASE)
_BROKEN = re.compile(r"<br\s*/?>", re.IGNORECASE)
# Text with a closed block or a line break this often is markup even if it begins with words.
_CHARS_PER_BLOCK = 400
_LONGEST_LINK_LINE = 200
_LABEL = re.compile(r"(?:[\w’'-]+\s?){1,3}:|[-–—•·>»|*]+")
# Trafilatura compares each tag inside a paragraph with all before it. Beyond so many of them, words keep
# no more than their line breaks; with too many of those the page is no article.
_MOST_INLINE = 300
_MOST_BREAKS = 3000
_INLINE_TAGS = """
a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub
sup time tt u var
"""
_INLINE = tuple(_INLINE_TAGS.split())
_NO_ARTICLE_KINDS = frozenset(("furniture", "heading"))
# What a page says instead of its article.
_NOTICE = re.compile(
    r"enable (?:javascript|cookies)|javascript is (?:disabled|required)|you are (?:a )?human|not a robot"
    r"|checking your browser|access (?:denied|to this page)|page (?:not found|you requested)|uses? cookies",
    re.IGNORECASE,
)
_NOTICE_CHARS = 400
# The recall of the careful extraction is trusted unless the bold one finds this many times more prose.
_TIMES_MORE = 2.0
# htmldate would otherwise ask the clock for the last day it accepts.
_DATE_PARAMETERS = {"original_date": True, "extensive_search": False, "max_date": "2100-12-31"}


def is_markup(text: str) -> bool:
    """Tell whether a record's text is clearly HTML: it begins with a tag, or is full of blocks."""
    closed = len(_CLOSED.findall(text))
    if not closed or not (_OPENED.search(text) or _BROKEN.search(text)):
        return False
    return text.lstrip().startswith("<") or closed * _CHARS_PER_BLOCK >= len(text)


def page_draft(data: bytes, place: str, *, config: IngestConfig) -> Draft:
    """Give the draft of the article in an HTML page.

    Raises:
        Refusal: ``too_large``, the bytes cannot be decoded, or ``no_prose``.
    """
    declared = _DECLARED.search(data[:_HEAD_BYTES])
    encoding = (declared[1] or declared[2]).decode("ascii") if declared else None
    return markup_draft(decode_bytes(data, place, encoding), place, is_page=True, config=config)


def markup_draft(
    markup: str, place: str, *, title: str | None = None, is_page: bool | None = None, config: IngestConfig
) -> Draft:
    """Give the draft of the article in the markup of a whole page or of an article's body.

    A whole page is searched for its article by trafilatura; a fragment is taken as the article.

    Args:
        markup: A page or a fragment.
        place: What it is of, for a refusal.
        title: Title known from elsewhere; it wins over the page's own.
        is_page: Whether it is a whole page; null to see by its tags.
        config: Limits.

    Raises:
        Refusal: ``too_large``, or ``no_prose`` where no sentence of an article is found.
    """
    if len(markup) > config.max_page_bytes:
        finding = f"{place}: a page of {len(markup)} characters"
        raise Refusal("too_large", f"{finding}; cut it or raise ingest.max_page_bytes")
    refuse_costly(markup, place, config)
    tree = _parsed(mended(markup), place)
    stand_in = hide_marks(tree)
    head: dict[str, Any] = {}
    if is_page or (is_page is None and _WHOLE_PAGE.search(markup)):
        _thin_out(tree, place)
        blocks, head = _article_of(tree)
    else:
        blocks = blocks_of(tree)
    blocks = [Block(kind, mended(shown_marks(text, stand_in))) for kind, text in blocks]
    prose = " ".join(text for kind, text in blocks if kind not in _NO_ARTICLE_KINDS and is_prose(text))
    if not prose or (len(prose) < _NOTICE_CHARS and _NOTICE.search(prose)):
        raise Refusal("no_prose", f"{place}: no article in the page; save the article itself")
    head["title"] = title or shown_marks(head.get("title") or "", stand_in) or None
    text, layout = laid_out(blocks, head["title"])
    return Draft(text=text, media_type="text/html", layout=layout, **head)


def _parsed(markup: str, place: str) -> Any:
    from lxml import etree, html

    # The encoding named in the page no longer holds: the parser is told ours.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except UnicodeEncodeError as error:
        finding = f"{place}: half a surrogate pair at character {error.start}"
        raise Refusal("bad_characters", f"{finding}; export the text again as UTF-8") from error
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refusal("no_prose", f"{place}: no article in the page ({error}); save it again") from error
    # Past such a limit the parser leaves out the rest of the page and goes on.
    if limits := parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        finding = limits[0].message.split(",")[0]
        raise Refusal("unreadable", f"{place}: {finding}; save the article itself")
    return tree


def _thin_out(tree: Any, place: str) -> None:
    from lxml import etree

    owners: dict[Any, Any] = {}
    counts: dict[Any, int] = {}
    breaks: dict[Any, int] = {}
    for element in tree.iter("*"):
        if element.tag not in _INLINE and element.tag != "br":
            continue
        parent = element.getparent()
        owners[element] = owner = owners.get(parent, parent)
        counted = breaks if element.tag == "br" else counts
        counted[owner] = counted.get(owner, 0) + 1
    if max(breaks.values(), default=0) > _MOST_BREAKS:
        finding = f"{place}: a paragraph of {max(breaks.values())} lines"
        raise Refusal("unreadable", f"{finding}; save the article itself")
    for owner, count in counts.items():
        if count > _MOST_INLINE:
            etree.strip_tags(owner, *_INLINE)
            # The words stay in as many pieces as there were tags until they are written anew.
            owner.text = owner.text
            for child in owner:
                child.tail = child.tail


def _article_of(tree: Any) -> tuple[list[Block], dict[str, Any]]:
    _open_headers(tree)
    _mark_captions(tree)
    _mark_links(tree)
    most = sum(len(text) for text in tree.itertext())
    document = _extracted(tree, is_careful=True)
    blocks = blocks_of(document.body) if document is not None else []
    enough = _TIMES_MORE * _prose_length(blocks)
    if most > enough:  # else the bold extraction, which takes as long, cannot find so much more
        bold = _extracted(tree, is_careful=False)
        more = blocks_of(bold.body) if bold is not None else []
        if _prose_length(more) > enough:
            blocks = more
        document = document if document is not None else bold
    return blocks, _head_of(document) if document is not None else {}


def _extracted(tree: Any, *, is_careful: bool) -> Any:
    return _trafilatura().bare_extraction(
        tree,
        include_comments=False,
        include_tables=True,
        favor_precision=is_careful,
        with_metadata=True,
        date_extraction_params=_DATE_PARAMETERS,
    )


def _prose_length(blocks: list[Block]) -> int:
    return sum(len(text) for kind, text in blocks if kind != "furniture" and is_prose(text))


@cache
def _trafilatura() -> Any:
    import trafilatura

    # Its remarks on single pages are said better by the rejects table.
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return trafilatura


def _open_headers(tree: Any) -> None:
    # An article's own header holds its standfirst; only the page's is furniture.
    for header in tree.xpath("//article//header[.//h1 or .//h2] | //main//header[.//h1]"):
        header.tag = "div"


def _mark_captions(tree: Any) -> None:
    for figure in list(tree.iter("figure")):
        words = collapsed(" ".join("".join(caption.itertext()) for caption in figure.iter("figcaption")))
        if words and figure.find(".//table") is None and figure.getparent() is not None:
            tail = figure.tail
            figure.clear()
            figure.tag, figure.text, figure.tail = "p", f"{MARKS['caption']} {words}", tail


def _mark_links(tree: Any) -> None:
    # A line that is one link, alone or behind a label such as "Related:", leads to another page.
    for element in tree.iter("p", "li"):
        words = collapsed("".join(element.itertext()))
        links = list(element.iter("a"))
        if not links or len(links) > 2 or not words or len(words) > _LONGEST_LINK_LINE or is_prose(words):
            continue
        linked = collapsed(" ".join("".join(link.itertext()) for link in links))
        label = words.removesuffix(linked).strip() if linked else words
        if linked and (not label or _LABEL.fullmatch(label)):
            element.text = f"{MARKS['furniture']} {element.text or ''}"


def _head_of(document: Any) -> dict[str, Any]:
    publisher = plain_words(document.sitename)
    title = title_without_site(plain_words(document.title), publisher, document.hostname)
    return {
        "title": mended(title) if title else None,
        "authors": names_of((document.author or "").split(";")),
        "publisher": mended(publisher) if publisher else None,
        "published_on": parse_date(document.date),
        "url": link_of(document.url),
    }
