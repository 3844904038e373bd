"""Ways to write a name that a pack need not list: capitals, hyphens, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

_ORGANISED = frozenset({"company", "lab", "model", "product"})
_VERSIONED = frozenset({"model", "product"})
# "-V3.2", " 4.1 Pro": what may follow a model's name and be part of it.
_VERSION_WORD = "Max|Pro|Plus|Turbo|Mini|Ultra|Flash|Lite|Air|Preview|Thinking|Instruct|Coder|Omni|Nano"
_NUMBER = r"(?:[A-Z]{1,2}|o)?\d{1,3}(?:\.\d+)*[A-Za-z]{0,2}"
_HYPHENED = re.compile(rf"(?:[-‐‑](?:{_NUMBER}|{_VERSION_WORD}))+(?![\w%])")
_SPACED = re.compile(
    rf"(?=\.\d|[ -])(?:\.\d+)*(?:[ -](?:{_NUMBER}|{_VERSION_WORD}))*(?![\w%$])"
    r"(?!\s+(?:per|percent|times|million|billion|years|months|days))"
)


def variants(form: str, kind: str, ambiguous: bool) -> Iterator[str]:
    """Give other spellings of a form: US for U.S., NVIDIA for Nvidia, DeepSeek V3 for DeepSeek-V3.

    Args:
        form: The form as the pack lists it.
        kind: Its kind.
        ambiguous: Whether the pack calls the word, in any case, ambiguous: then its case counts.

    Example:
        >>> list(variants("DeepSeek", "lab", False))
        ['DEEPSEEK', 'Deepseek', 'deepseek']
    """
    if kind in _VERSIONED and any(c.isdigit() for c in form):
        yield form.replace("-", " ")
        yield form.replace(" ", "-")
    if "U.S." in form and " " in form:
        yield form.replace("U.S.", "US")
    if ambiguous or kind not in _ORGANISED or not form.isalpha() or len(form) < 5:
        return
    yield form.upper()
    if not form.isupper():
        yield form.capitalize()
        if form[1:] != form[1:].lower():  # DeepSeek: no English word, even in lower case
            yield form.lower()


def with_version(text: str, end: int, kind: str, form: str) -> int:
    """Give where a name ends with the version behind it: "DeepSeek" in "DeepSeek-V5 is" ends after V5.

    Example:
        >>> with_version("Qwen 3.7-Max runs", 4, "model", "Qwen")
        12
        >>> with_version("Qwen 3 percent", 4, "model", "Qwen")
        4
    """
    if kind in _ORGANISED and form[-1:].isalnum():
        pattern = _SPACED if kind in _VERSIONED else _HYPHENED
        if (version := pattern.match(text, end)) and version.end() > end:
            return version.end()
    return end
