"""Cleaning: small repairs of text, each from string to string, each safe to do twice."""

from __future__ import annotations

import re

# What UTF-8 read as Windows-1252 leaves behind; rare in anything else.
_MOJIBAKE = re.compile("â€|Ã[^\\s\\x00-\\x7fA-Za-z]|Â[\xa0-¿]|ðŸ|ï»¿|ï¿½")
# Characters of no width that split words: soft hyphen, zero-width space and non-joiner, marks.
_NO_WIDTH = re.compile("[\xad\u200b\u200c\u200e\u200f\u2060\ufeff]")


def unix_lines(text: str) -> str:
    r"""Give the text with ``\r\n`` made ``\n``; a lone ``\r`` stays.

    Example:
        >>> unix_lines("a\r\nb")
        'a\nb'
    """
    return text.replace("\r\n", "\n")


def mended(text: str) -> str:
    """Give the text without mojibake in lines that clearly have some.

    Example:
        >>> mended("Itâ€™s here")
        'It’s here'
    """
    if not _MOJIBAKE.search(text):
        return text
    import ftfy
    from ftfy.badness import is_bad

    lines = text.split("\n")
    return "\n".join(ftfy.fix_encoding(line) if is_bad(line) else line for line in lines)


def collapsed(text: str) -> str:
    r"""Give the text on one line with single spaces and no characters of no width.

    Example:
        >>> collapsed(" a\xa0\xad b ")
        'a b'
    """
    return " ".join(_NO_WIDTH.sub("", text).split())
