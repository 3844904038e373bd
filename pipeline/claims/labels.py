"""Speakers named by a label before their words or a signature below: transcripts, interviews, letters."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.claims.lexicon import word_list
from pipeline.claims.readings import PROSE, Interval, Reading
from pipeline.claims.relations import Attribution

_LABEL = re.compile(
    r"[*_>\s\"“]{0,4}(?P<name>(?:[A-Z][\w.’'\-]*|[A-Z]\.)(?:,? (?:[A-Z][\w.’'\-]*|of|de|von|van|the|al)){0,5}"
    r"(?: ?\([^)\n]{1,40}\))?)[*_]{0,3}:[*_]{0,3}\s+(?=\S)"
)
_SALUTATION = re.compile(
    r"[*_]{0,3}(?:(?:Dear )?(?:Sirs?|Madam|Editor)|To the [Ee]ditor|SIRS?)\b[*_]{0,3}\s*(?:[—–,:-]|\n)\s*"
)
_SIGNATURE = re.compile(r"\W{0,4}(?P<name>[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|de|von|van|al)){1,4})\b")
_MIN_TRANSCRIPT = 3
_MAX_CONTINUED = 4
_MAX_SIGNATURE = 8  # words

Label = tuple[int, int, int, str]  # block, first token of the name, one past its last, name


def find_labels(reading: Reading) -> list[Attribution]:
    """Give the speeches of a transcript or interview, and signed letters.

    A label counts if it is written in capitals, names a role ("Q", "Host"), stands before
    quotation marks, or occurs with others in the same article. Paragraphs without a label
    go on with the last speaker only where much of the article is a transcript. Letters
    count where an article prints at least two, each from its salutation to the short line
    that signs it. A heading that names a camp ("Critics") speaks the fragments below it.

    Returns:
        Attributions without a cue, in order; an article without labels has none.
    """
    spans = _block_tokens(reading)
    found: list[Label] = []
    for index, (_, end) in spans.items():
        block = reading.blocks[index]
        match = _LABEL.match(reading.text, block["start_char"], block["end_char"])
        if block["kind"] not in PROSE or match is None or _is_rubric(match["name"]):
            continue
        low, high = reading.tokens(match.start("name"), match.end("name"))
        _, body = reading.tokens(match.start("name"), match.end())
        if low < high and body < end:
            found.append((index, low, high, match["name"]))
    names = Counter(name for *_, name in found)
    spoken = sum(_has_clause(reading, high, spans[index][1]) for index, _, high, _ in found)
    several = len(found) >= _MIN_TRANSCRIPT and len(names) >= 2 and spoken * 3 >= len(found) * 2
    sure = {name for name in names if several or _is_label(name, reading, found)}
    found = [entry for entry in found if entry[3] in sure]
    prose = sum(block["kind"] in PROSE for block in reading.blocks)
    goes_on = len(found) >= _MIN_TRANSCRIPT and len(found) * 3 >= prose
    speeches = _speeches(reading, found, spans, goes_on) + _letters(reading, spans) + _camps(reading, spans)
    return sorted(speeches, key=lambda a: a.start)


def _is_rubric(label: str) -> bool:
    # "Update:", "Key points:", "Washington:": words before a colon that name no speaker.
    words = label.casefold().split()
    return words[0] in word_list("rubrics") or " ".join(words[:2]) in (
        "bottom line",
        "key points",
        "new york",
    )


def _block_tokens(reading: Reading) -> dict[int, Interval]:
    borders: dict[int, Interval] = {}
    for sentence in reading.sentences:
        index, first = sentence["block_index"], sentence["first_token"]
        end = first + sentence["n_tokens"]
        borders[index] = (borders[index][0], end) if index in borders else (first, end)
    return borders


def _has_clause(reading: Reading, start: int, end: int) -> bool:
    # Lists of charges and ingredients have labels too, but assert nothing about anybody.
    return any(reading.deps[i] in ("nsubj", "nsubjpass", "expl") for i in range(start, end))


def _is_label(name: str, reading: Reading, found: list[Label]) -> bool:
    if name.casefold() in word_list("label_roles"):
        return len(name) > 1 or len(found) > 1
    letters = [c for c in name if c.isalpha()]
    if len(letters) > 2 and all(c.isupper() for c in letters):
        index, _, high, _ = next(entry for entry in found if entry[3] == name)
        mention = reading.mention_of.get(high - 1)
        place = mention is not None and reading.mentions[mention]["label"] == "GPE"
        opening = all(block["kind"] not in PROSE for block in reading.blocks[:index])
        return len(found) > 1 or not (place or (opening and len(reading.blocks) > 1))
    for index, _, high, other in found:
        if other == name:
            rest = reading.text[reading.ends[high - 1] : reading.blocks[index]["end_char"]].lstrip(":*_ \n")
            if rest[:1] and rest[:1] in "“\"‘'" and reading.tags[high - 1] in ("NNP", "NNPS"):
                return True
    return False


def _speeches(
    reading: Reading, found: list[Label], spans: dict[int, Interval], goes_on: bool
) -> list[Attribution]:
    speeches: list[Attribution] = []
    labelled = {entry[0]: entry for entry in found}
    last: Attribution | None = None
    carried = 0
    for index, block in enumerate(reading.blocks):
        if index in labelled:
            _, low, high, _ = labelled[index]
            body = high
            while body < spans[index][1] and reading.lower[body] in (":", "*", "**", "_", "__"):
                body += 1
            if body < spans[index][1]:
                last = Attribution("label", low, (low, high), high - 1, [], [(body, spans[index][1])])
                speeches.append(last)
                carried = 0
        elif block["kind"] in ("title", "heading"):
            last = None
        elif (
            goes_on
            and last is not None
            and index in spans
            and block["kind"] in PROSE
            and carried < _MAX_CONTINUED
        ):
            carried += 1
            last.content.append(spans[index])
    return speeches


def _camps(reading: Reading, spans: dict[int, Interval]) -> list[Attribution]:
    # Story cards list what "Critics" and "Defenders" hold, a fragment without a subject each.
    found: list[Attribution] = []
    camp: Interval | None = None
    for index, block in enumerate(reading.blocks):
        if index not in spans:
            continue
        low, high = spans[index]
        if block["kind"] in ("title", "heading"):
            words = [i for i in range(low, high) if reading.lower[i].isalpha()]
            camp = (
                (words[0], words[0] + 1)
                if len(words) == 1 and reading.lower[words[0]] in word_list("camps")
                else None
            )
        elif camp is not None and block["kind"] in PROSE and not _has_subject(reading, low, high):
            found.append(Attribution("label", camp[0], camp, camp[0], [], [(low, high)]))
    return found


def _has_subject(reading: Reading, start: int, end: int) -> bool:
    return any(
        reading.deps[i] in ("nsubj", "nsubjpass", "expl")
        and reading.heads[reading.heads[i]] == reading.heads[i]
        for i in range(start, end)
    )


def _letters(reading: Reading, spans: dict[int, Interval]) -> list[Attribution]:
    letters: list[Attribution] = []
    body: list[Interval] = []
    for index, block in enumerate(reading.blocks):
        if index not in spans and block["kind"] != "furniture":
            continue
        start, end = block["start_char"], block["end_char"]
        salutation = _SALUTATION.match(reading.text, start, end)
        if salutation is not None:
            first = reading.tokens(salutation.end(), end)[0]
            body = [(first, spans[index][1])] if index in spans and first < spans[index][1] else []
            continue
        if not body or index not in spans:
            continue
        text = reading.text[start:end]
        signed = _SIGNATURE.match(text)
        low, high = spans[index]
        if signed and len(text.split()) <= _MAX_SIGNATURE and not _has_clause(reading, low, high):
            name = reading.tokens(start + signed.start("name"), start + signed.end("name"))
            letters.append(Attribution("label", name[0], name, name[1] - 1, [], body))
            body = []
        elif block["kind"] in PROSE:
            body = [*body, (low, high)]
    return letters if len(letters) > 1 else []
