"""The story as Markdown, for people who paste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.report.figures import Figure, Sentence, Strong
from pipeline.report.findings import Pair
from pipeline.report.quotations import Quotation
from pipeline.report.story import Story
from pipeline.report.wording import STANCE_SIGNS, count_of, one_line, percent, percent_range, sentence_case

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^(#{1,6}|[-+=]|:(?=-))|^(\d+)([.)])")
_STANCES = ("critical", "neutral", "supporting")


def render_brief(story: Story) -> str:
    """Give the story as Markdown.

    Texts of articles are escaped: what looks like a heading, a link or a tag in them stays text.
    A quotation ends with its claim's id, by which ``run.context`` finds the words around it.

    Args:
        story: What the run says.
    """
    parts = [
        f"# {escape_markdown(story.headline)}",
        f"*{escape_markdown(story.title)}*",
        _told(story.standing),
        *_sides(story),
        *_points(story),
        *_voices(story),
        *_months(story),
        *_disagreements(story),
        *_forecasts(story),
        f"## Noise level: {story.noise.level}",
        _told(story.noise.told),
        *_trust(story),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape_markdown(text: str) -> str:
    r"""Write a text so that Markdown shows it as it is, on one line.

    Example:
        >>> print(escape_markdown("<script> [a](b) *c*"))
        \<script\> \[a\](b) \*c\*
        >>> print(escape_markdown("# 1"), escape_markdown("2. one"))
        \# 1 2\. one
    """
    escaped = _ANYWHERE.sub(r"\\\1", one_line(text))
    return _AT_START.sub(lambda found: f"{found[2]}\\{found[3]}" if found[2] else f"\\{found[1]}", escaped)


def _told(sentence: Sentence) -> str:
    written = []
    for part in sentence:
        shown = escape_markdown(str(part)) if str(part).strip() else str(part)
        if isinstance(part, str):
            # Escaping puts a text on one line and would take the spaces at its ends.
            lead, trail = (" " if text[:1].isspace() else "" for text in (part, part[::-1]))
            written.append(f"{lead}{shown}{trail}" if part.strip() else part)
        else:
            written.append(f"**{shown}**" if isinstance(part, Figure | Strong) else shown)
    return "".join(written)


def _quoted(quotation: Quotation) -> str:
    by = ", ".join(
        escape_markdown(text)
        for text in (quotation.claimant, quotation.note, quotation.place, quotation.dated)
        if text
    )
    return f"> {escape_markdown(quotation.text)}\n>\n> — {by} (`{quotation.claim_id}`)"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    names = list(head)
    lines = [names, ["---", *["---:"] * (len(names) - 1)], *(list(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _sides(story: Story) -> Iterator[str]:
    for answer in story.answers:
        yield f"## {escape_markdown(answer.name)}"
        yield _told(answer.verdict)
        for column in answer.columns:
            tally = count_of(column.claims.value, "claim")
            yield f"### {STANCE_SIGNS[column.stance]} {column.heading} ({tally})"
            voices = [f"{escape_markdown(one_line(v.name))} ({v.claims})" for v in column.voices]
            if voices:
                yield f"Heard most: {', '.join(voices)}."
            yield from (_quoted(quotation) for quotation in column.quotations[:3])


def _points(story: Story) -> Iterator[str]:
    if story.points:
        yield "## Key points"
        yield "\n".join(
            f"{number}. {escape_markdown(point.quotation.text)} ({_told(point.support)}; "
            f"`{point.quotation.claim_id}`)"
            for number, point in enumerate(story.points, start=1)
        )


def _voices(story: Story) -> Iterator[str]:
    if not story.groups:
        return
    yield "## Who says what about whom"
    yield _told(story.self_told)
    head = [
        "Voice",
        *(f"{STANCE_SIGNS[s]} {escape_markdown(n)}" for n in story.sides.values() for s in _STANCES),
    ]
    yield _table(
        head,
        (
            [escape_markdown(row.name), *(str(c.stances[s]) for c in row.crosses for s in _STANCES)]
            for row in (*story.groups, *story.claimants[:15])
        ),
    )


def _months(story: Story) -> Iterator[str]:
    if story.months:
        yield "## Timeline"
        head = [f"{STANCE_SIGNS[s]} {escape_markdown(n)}" for n in story.sides.values() for s in _STANCES]
        yield _table(
            ["Month", *head],
            (
                [m.name, *(str(m.cells[side][s]) for side in story.sides for s in _STANCES)]
                for m in story.months
            ),
        )


def _disagreements(story: Story) -> Iterator[str]:
    for title, pairs in (("Where they disagree", story.pairs), ("Who changed their mind", story.shifts)):
        if pairs:
            yield f"## {title}"
            yield from (text for pair in pairs for text in _pair(pair))


def _pair(pair: Pair) -> Iterator[str]:
    yield f"**{escape_markdown(pair.reason)}**"
    yield _quoted(pair.first)
    yield "against"
    yield _quoted(pair.second)


def _forecasts(story: Story) -> Iterator[str]:
    if story.forecasts:
        yield "## Forecasts to check later"
        yield "\n".join(
            f"- **{forecast.due or 'no date'}**: {escape_markdown(forecast.quotation.text)} "
            f"({escape_markdown(forecast.quotation.claimant)}, {escape_markdown(forecast.quotation.place)}; "
            f"`{forecast.quotation.claim_id}`)"
            for forecast in story.forecasts[:12]
        )


def _trust(story: Story) -> Iterator[str]:
    yield "## How far to trust this"
    yield "\n".join(
        f"- {step.whole:,} {step.label}: "
        + "; ".join(f"{part.count:,} {escape_markdown(part.label)}" for part in step.parts)
        for step in story.steps
        if step.whole
    )
    yield _told(story.measured_told)
    yield _told(story.unsure_told)
    if story.shares:
        yield _told(story.corrected_told)
        yield _table(
            ["Side and stance", "independent claims", "as counted (95 %)", "corrected (95 %)"],
            (
                [
                    f"{escape_markdown(story.sides[row['side']])}, {row['stance']}",
                    f"{row['independent_claims']:,}",
                    f"{percent(row['share'])} ({percent_range(row['share_low'], row['share_high'])})",
                    f"{percent(row['corrected'])} "
                    f"({percent_range(row['corrected_low'], row['corrected_high'])})",
                ]
                for row in story.shares
            ),
        )
    yield "\n".join(
        f"- {count_of(count, 'record')} refused: {escape_markdown(sentence_case(reason))}"
        for reason, count, _ in story.refused
    )
    yield "None of this says whether a claim is true. A model read the words; read them too before you quote."
