"""Spreadsheets: CSV that Excel and LibreOffice open with every letter right and run nothing of.

Source: OWASP, CSV injection: a cell that begins like a formula gets an apostrophe before it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import InputError
from pipeline.labelling.exchange.findings import Finding
from pipeline.labelling.exchange.packing import Answered, Item, packed
from pipeline.labelling.records import answer_of, labeller_of
from pipeline.labelling.rendering import side_name

COLUMNS = (
    *("label", "about", "target", "text", "context_before", "context_after"),
    *("title", "publisher", "published_on", "claimant_name", "why", "model"),
    *("labeller", "labelled_at", "id", "claimline"),
)
_READ = ("label", "text", "claimline")

# What a spreadsheet takes for a formula, also in the wide forms of East Asian keyboards; the
# apostrophe itself is guarded too, so that guarding can be undone.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def write_sheet(items: Sequence[Item]) -> str:
    """Give a sheet, a row an item, with its label if it has one.

    It begins with the mark by which Excel knows UTF-8.
    """
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for item in items:
        cells = {
            **item.row,
            "about": side_name(item.row),
            "why": item.why,
            "model": item.model.get("model_stance"),
            "claimline": packed(item),
        }
        if item.label is not None:
            cells["label"] = answer_of(item.label)
            cells["labeller"] = labeller_of(item.label)
            cells["labelled_at"] = item.label.get("labelled_at")
        writer.writerow([guarded(str(cells.get(name) or "")) for name in COLUMNS])
    return "\N{ZERO WIDTH NO-BREAK SPACE}" + sheet.getvalue()


def guarded(cell: str) -> str:
    """Give a cell that no spreadsheet takes for a formula.

    Example:
        >>> guarded("=1+1"), guarded("'tis"), guarded("1+1")
        ("'=1+1", "''tis", '1+1')
    """
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def unguarded(cell: str) -> str:
    """Give what a cell held before it was guarded."""
    return cell[1:] if cell.startswith("'") else cell


def read_sheet(path: Path) -> Iterator[Answered | Finding]:
    """Yield the rows of a sheet, separated by commas, semicolons or tabs; no label is skipped."""
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        yield InputError(
            str(path), f"cannot be read ({error})", "CSV in UTF-8", "save it as CSV UTF-8 and import again"
        )
        return
    header = content.split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    # The longest cell that is believed: a packed question is some thousand characters.
    csv.field_size_limit(10_000_000)
    reader = csv.reader(io.StringIO(content, newline=""), delimiter=separator, strict=True)
    try:
        names = next(reader, [])
        missing = [name for name in _READ if name not in names]
        if missing:
            yield InputError(str(path), f"has no column {' and none '.join(missing)}", ", ".join(COLUMNS))
            return
        for number, cells in enumerate(reader, start=2):
            place = f"{path}, row {number}"
            if any(cells) and len(cells) != len(names):
                yield InputError(place, f"has {len(cells)} cells", f"{len(names)}, as the first row has")
            elif any(cells):
                yield _read_row(dict(zip(names, map(unguarded, cells), strict=True)), place)
    except csv.Error as error:
        place = f"{path}, line {reader.line_num}"
        yield InputError(place, f"is no CSV ({error})", "balanced quotation marks")


def _read_row(cells: Mapping[str, str], place: str) -> Answered:
    return Answered(
        place,
        cells["claimline"],
        cells["text"],
        [cells["label"]] if cells["label"].strip() else [],
        cells.get("labeller") or None,
        cells.get("labelled_at"),
    )
