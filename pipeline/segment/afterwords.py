"""What follows an article on its page: readers' comments, and other articles with their first sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.segment.looks import Look
from pipeline.segment.related import announces_list

_COMMENTS = re.compile(
    r"\W*(?:(?:\d[\d,]* |top |top rated |all |reader |readers' |user |latest |newest |best |recent |view )*"
    r"(?:comments?|replies|responses|discussion)(?: \(?\d[\d,]*\)?| section)?"
    r"|\d[\d,]* (?:thoughts|comments|responses|replies) (?:on|to) .{1,120})\W*"
)
_COMMENT_STAMP = re.compile(
    r".{0,60}\b(?:\d+|an?|one|two|three) (?:second|minute|min|hour|hr|day|week|month|year)s? ago\b.{0,30}"
    r"|.{0,40}\b(?:says|wrote|said|posted)\s?:?|\W*(?:reply|report|quote|flag|permalink|upvote|like)\b.{0,40}"
    r"|\W*(?:rating|score|likes|votes|karma)\W{0,2}[+-]?\d+.{0,12}|\W*[+-]?\d+ (?:votes|points|likes)\W*"
)
_MORE = re.compile(r"(?:More|Latest|Also|Elsewhere|Trending)(?: [A-Z][\w.'’&-]*){1,4}")
_MOST_STAMP_WORDS = 14
_MOST_APART = 14  # blocks from one stamp of a comment to the next
_LEAST = 3  # stamps that make comments, teasers that make a list
_LONGEST_TEASER = 90  # words
_LONGEST_QUESTION = 14  # words
_LEAST_BEFORE = 0.3  # share of the words of prose that stand before a list of teasers


def mark_comments(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark readers' comments: below the line that announces them, as far as their stamps reach.

    A stamp is what a page prints with each comment ("3 days ago", "Reply", "12 votes",
    "Jo says:"). Fewer than three of them announce nothing, and a live blog, whose entries
    bear times of day, has none.

    Args:
        looks: The blocks of an article.
        reasons: Why each is furniture, null where nothing is known yet; changed in place.
    """
    after = next((i for i, look in enumerate(looks) if look.is_prose and look.n_words >= 25), len(looks))
    i = after + 1
    while i < len(looks):
        if looks[i].n_words > _MOST_STAMP_WORDS or not _COMMENTS.fullmatch(looks[i].lower):
            i += 1
            continue
        stamps = [i]
        for j in range(i + 1, len(looks)):
            if j - stamps[-1] > _MOST_APART:
                break
            if looks[j].n_words <= _MOST_STAMP_WORDS and _COMMENT_STAMP.fullmatch(looks[j].lower):
                stamps.append(j)
        last = stamps[-1]
        if len(stamps) > _LEAST:
            while last + 1 < len(looks) and reasons[last + 1] is None and looks[last + 1].is_sentence:
                last += 1  # the words of the last comment
            for j in range(i, last + 1):
                reasons[j] = reasons[j] or "comments"
        i = last + 1


def mark_teasers(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark a page's list of other articles that prints a sentence or two below each headline.

    The list begins at the line that announces it and runs to the end of the text; in it no
    two blocks of prose follow one another, and each stands below a line that is none.

    Args:
        looks: The blocks of an article.
        reasons: Why each is furniture, null where nothing is known yet; changed in place.
    """
    prose = [i for i, look in enumerate(looks) if _is_read(look) and _is_open(reasons[i])]
    words = [looks[i].n_words for i in prose]
    total, after = sum(words), 0
    first = len(looks)  # of the alternating end
    for place in range(len(prose) - 1, -1, -1):
        i = prose[place]
        if looks[i].n_words > _LONGEST_TEASER or i == 0 or _is_read(looks[i - 1]) or looks[i].hint:
            break
        after += words[place]
        if total - after < _LEAST_BEFORE * total:
            break
        first = i
        if len(prose) - place >= _LEAST:
            start = _announced(looks, prose[place - 1] + 1 if place else 0, first)
            if start is not None:
                for j in range(start, len(looks)):
                    reasons[j] = reasons[j] or "related"
                return


def _is_read(look: Look) -> bool:
    # Prose; a short question may be a headline.
    return look.is_sentence and not (look.text[-1] == "?" and look.n_words <= _LONGEST_QUESTION)


def _is_open(reason: str | None) -> bool:
    return reason is None or reason == "related"


def _announced(looks: Sequence[Look], start: int, first: int) -> int | None:
    # The line between two blocks of prose that announces a list; null if none does.
    for i in range(start, first):
        if announces_list(looks[i]) or (looks[i].n_words <= 5 and _MORE.fullmatch(looks[i].text)):
            return i
    return None
