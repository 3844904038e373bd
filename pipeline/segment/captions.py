"""Pictures in a text: credits, and captions with or without one."""

from __future__ import annotations

import re

from pipeline.segment.looks import Look

_AGENCY = (
    r"(?:getty(?: images)?|reuters|afp|ap|ap photo|associated press|shutterstock|unsplash|istock|alamy"
    r"|bloomberg"
    r"|epa|xinhua|pexels|pixabay|wikimedia(?: commons)?|imago|zuma|flickr|submitted photo|handout|file photo"
    r"|file)"
)
_PICTURE = r"(?:photo|image|picture|photograph|illustration)"
_CREDIT = re.compile(
    rf"\W*(?:(?:{_PICTURE}s?|graphic|video|screenshot|cover|featured image|art)"
    r"(?:\s?(?:credits?|source|by|courtesy|via|illustration))?\s?(?:by|of|:|courtesy|via|/|\||©)"
    r"|(?:credits?|courtesy|photographer|visual|illustrator)\s?(?::|of\b|by\b|via\b)"
    rf"|\(?[^()]{{0,60}}\b(?:submitted|file|courtesy|staff|handout|stock|provided) {_PICTURE}s?\W*$"
    r"|\([^()]{0,60}\b(?:photos?|images?|library|collection|archives?|pictures?)\)\W*$"
    rf"|(?:getty images?|reuters|afp|ap photo|bloomberg|xinhua)\s?/|{_AGENCY}\W*$)"
)
_CREDIT_TAIL = re.compile(
    rf"/\s*{_AGENCY}(?: (?:images?|file|photo))?\W*$|\((?:photo|image|credit|picture)s?\b[^()]{{0,80}}\)\W*$"
    rf"|{_PICTURE}s?(?: credit)?s?\s?:[^.:]{{2,60}}$|credit\s?:[^.:]{{2,60}}$"
)
_AGENCY_TAIL = re.compile(
    rf"(?:[|—–-]|\bvia|\bby)\s+(?:[\w.'-]+ ){{0,4}}{_AGENCY}(?: (?:images?|file|photo))?$"
)
_TAIL_CHARS = 90  # a credit behind a description is not longer
_MOST_WORDS = 70


def find_credit(look: Look) -> str | None:
    """Give ``credit`` for a line that only credits a picture, ``caption`` for one that also describes it.

    Example:
        >>> from pipeline.segment.looks import take_look
        >>> find_credit(take_look("Photo: Jo Doe / Getty Images"))
        'credit'
        >>> find_credit(take_look("Reuters reported it."))
        >>> find_credit(take_look("Workers leave a plant in Wuxi after the night shift. (Photo: Jo Doe)"))
        'caption'
    """
    if look.n_words <= 14 and _CREDIT.match(look.lower) and not (look.has_verb and look.is_terminal):
        described = look.n_words >= 7 and look.n_function >= 2 and " by " not in look.lower
        return "caption" if described else "credit"
    if look.n_words > _MOST_WORDS:
        return None
    from_char = max(0, len(look.lower) - _TAIL_CHARS)
    tail = _CREDIT_TAIL.search(look.lower, from_char)
    if not tail and not look.is_terminal:
        tail = _AGENCY_TAIL.search(look.lower, from_char)
    if not tail:
        return None
    return "credit" if len(look.lower[: tail.start()].split()) <= 3 else "caption"


def is_caption(look: Look, follows_image: bool) -> bool:
    """Tell whether a block describes a picture: it ends with a credit, or stands emphasised below one."""
    if find_credit(look) == "caption":
        return True
    return follows_image and look.is_emphasised and look.n_words <= 40
