"""The gate between a candidate and the model in use, and the record of what was in use before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.schemas import STANCES

REGISTER_FILE, KEPT = "promoted.json", 5


def find_refusals(current: Mapping[str, Any], candidate: Mapping[str, Any], margin: float) -> list[str]:
    """Say why a candidate is worse than the current model; nothing if it is not.

    Args:
        current: Scores of the model in use, as :func:`~pipeline.stance.evaluation.evaluate_answers`
            gives them, on the same labels as the candidate's.
        candidate: The candidate's.
        margin: What each figure may fall by, 0 to 1. A side's figure may fall by twice as much,
            since it rests on fewer labels.
    """
    checked = [("macro F1", _macro(current["all"]), _macro(candidate["all"]), margin)]
    checked += [
        (f"macro F1 toward {side}", _macro(scores), _macro(candidate["sides"][side]), 2 * margin)
        for side, scores in current["sides"].items()
    ]
    swaps = [found["swaps"]["consistency"] for found in (current, candidate)]
    checked.append(("side-swap consistency", *swaps, margin))
    return [
        f"{name} falls from {before:.3f} to {after:.3f}, by more than {allowed:g}"
        for name, before, after, allowed in checked
        if after < before - allowed
    ]


def _macro(scores: Mapping[str, Any]) -> float:
    return float(scores["macro_f1"])


def compare_answers(rows: Sequence[tuple[str, str | None, str | None]]) -> dict[str, Any]:
    """Say what another model changes in the published stances.

    Args:
        rows: For each claim and side: the side, the stance of the model in use, the candidate's.

    Returns:
        ``rows`` and ``changed`` (counts), ``changes`` (counts by side, from and to), and
        ``shares`` (by side and stance: the share among answers before and after).
    """
    changes = Counter((side, before, after) for side, before, after in rows if before != after)
    shares: dict[str, dict[str, list[float]]] = {}
    for side in sorted({side for side, _, _ in rows}):
        of_side = [row for row in rows if row[0] == side]
        given = [[row[which] for row in of_side if row[which] is not None] for which in (1, 2)]
        shares[side] = {
            stance: [round(found.count(stance) / len(found), 4) if found else 0.0 for found in given]
            for stance in STANCES
        }
    return {
        "rows": len(rows),
        "changed": sum(changes.values()),
        "changes": [
            {"side": side, "from": before or "abstained", "to": after or "abstained", "rows": count}
            for (side, before, after), count in sorted(
                changes.items(), key=lambda item: (-item[1], item[0][0], str(item[0]))
            )
        ],
        "shares": shares,
    }


def read_register(folder: Path) -> list[dict[str, str]]:
    """Give the promoted models, the one in use first: each with ``model_id`` and ``model``.

    Args:
        folder: ``models/stance``.

    Raises:
        InputError: The register is there and cannot be read.
    """
    path = folder / REGISTER_FILE
    if not path.is_file():
        return []
    try:
        found = json.loads(path.read_text(encoding="utf-8"))["promoted"]
        return [{"model_id": str(row["model_id"]), "model": str(row["model"])} for row in found]
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(
            str(path), f"cannot be read ({error})", "the register of promoted models", "restore or remove it"
        ) from error


def write_register(folder: Path, promoted: Sequence[Mapping[str, str]]) -> None:
    """Write the register, the model in use first, at most five; whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{REGISTER_FILE}.part"
    text = json.dumps({"promoted": [dict(row) for row in promoted[:KEPT]]}, indent=1) + "\n"
    aside.write_text(text, encoding="utf-8")
    aside.replace(folder / REGISTER_FILE)
