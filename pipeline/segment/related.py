"""Lists of other articles: the line that announces one, and how far its headlines reach."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.segment.looks import Look

_THINGS = (
    r"(?:articles?|stor(?:y|ies)|posts?|news|reading|reads|content|videos?|links?|coverage|headlines"
    r"|discussions?"
    r"|picks?|choice|episodes?|reviews?|comments?|publications|features)"
)
_ANNOUNCEMENT = re.compile(
    r"\W*(?:"
    rf"(?:related|recommended|similar|popular|trending|latest|recent|more|top|other|featured|suggested"
    rf"|sponsored"
    rf"|editor'?s?'?|must[- ]read|best|partner|today's)\s?(?:related |popular |recent |top |rated )?{_THINGS}"
    r"(?: (?:in|on|from|by|about|this|you)\b.{0,40})?"
    r"|(?:related|recommended|trending|popular)(?: (?:to this story|for you|now|this week|links|in \w+))?"
    rf"|most (?:read|popular|viewed|shared|commented|discussed)(?: (?:in|on|{_THINGS})\b.{{0,30}})?"
    r"|(?:you|readers) (?:may|might|will|could|'ll)(?: also)? (?:like|enjoy|love|be interested in|have"
    r" missed)"
    r"(?: these| this)?"
    rf"|(?:read|see|watch|find|get) (?:more|next|also)(?: {_THINGS})?(?: (?:on|about|from|in)\b.{{0,50}})?"
    r"|more (?:from|on|about|in|like|by) .{1,50}"
    r"|(?:up|what to read|keep reading|coming up) ?(?:next)?|don'?t miss(?: these| this)?|in case you missed"
    r" it|icymi"
    r"|we recommend|elsewhere (?:on|in) .{1,30}|also (?:on|in|from|read|see)\b.{0,30}|in other news"
    r"|around the web|from (?:our partners|around the web|the (?:web|archives?))"
    rf"|(?:next|previous|older|newer) (?:articles?|stor(?:y|ies)|posts?)\b.{{0,6}}"
    r"|editors'? (?:picks?|choice)|further reading|recommended reading|what (?:else )?we're reading"
    r")\s*[:»>→…|]*\W*"
)
_MOST_HEADLINE_WORDS = 25


def announces_list(look: Look) -> bool:
    """Tell whether a line stands over a list of other articles.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> lines = ("Related Articles", "Read more:", "More from Jo", "More chips sold.")
        >>> [announces_list(take_look(line)) for line in lines]
        [True, True, True, False]
    """
    return look.n_words <= 10 and not look.is_terminal and bool(_ANNOUNCEMENT.fullmatch(look.lower))


def is_headline(look: Look) -> bool:
    """Tell whether a line could be the headline of another article: no full stop, and not long."""
    return look.n_words <= _MOST_HEADLINE_WORDS and not (
        look.text.rstrip("\"”’')")[-1:] == "." and look.is_sentence
    )


def mark_related(looks: Sequence[Look], reasons: list[str | None]) -> None:
    """Mark lists of other articles, from the line that announces them to the next prose.

    A marked heading ends the list, since the article's own sections have them too.

    Args:
        looks: The blocks of an article.
        reasons: Why each is furniture, null where nothing is known yet; changed in place.
    """
    i = 0
    while i < len(looks):
        if reasons[i] not in (None, "navigation") or not announces_list(looks[i]):
            i += 1
            continue
        reasons[i] = "related"
        i += 1
        while i < len(looks) and (
            reasons[i] or (is_headline(looks[i]) and looks[i].hint in ("", "list_item", "paragraph"))
        ):
            reasons[i] = reasons[i] or "related"
            i += 1
