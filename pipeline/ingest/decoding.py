"""Decoding: bytes of a file to the text they were written as."""

from __future__ import annotations

import codecs
import re

from pipeline.ingest.refusals import Refusal

# Longest first: the mark of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Labels that web pages use for one encoding and mean a larger one.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"{\\rtf", b"PAR1")
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b") + b"\x7f"
_MOST_CONTROL = 0.1
_SAMPLE_BYTES = 65536
# Words that hold signs outside ASCII, and what such a word looks like when the guess is right.
_FOREIGN_WORD = re.compile(r"\S*[^\x00-\x7f\s]\S*")
_PROSE_SIGNS = frozenset("“”‘’–—…•·€£¢¥©®™°§½¼¾²³×±«»¿¡\xad")
_CASE_CLASH = re.compile(
    r"[a-z][À-ÖØ-ÞŠŒŽŸ]|(?<![A-ZÀ-Þ])[À-ÖØ-ÞŠŒŽŸ][A-Z]|(?<![^\W\d_])[À-ÖØ-ÞŠŒŽŸ](?![^\W\d_])"
)
_WELL_READ_SHARE = 0.9
_STRAY = "claimline-stray-bytes"


def decode_bytes(data: bytes, place: str, declared: str | None = None) -> str:
    """Give the text of some bytes, without a byte-order mark.

    In this order: a byte-order mark; UTF-16 that has none; UTF-8; the declared encoding; UTF-8
    with a few damaged places, whose bytes are read as Windows-1252; Windows-1252 or Mac Roman
    if every sign outside ASCII then stands where prose has it; detection. Line ends are left alone.

    Args:
        data: All bytes of a file.
        place: What the bytes are of, for a refusal.
        declared: Encoding the file itself names, such as in an HTML ``meta`` element; it loses
            against bytes that are valid UTF-8, because pages often name a wrong one.

    Raises:
        Refusal: ``binary`` for bytes that are no text, ``bad_encoding`` where nothing fits.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], encoding, place)
    encoding_without_mark = _utf16_without_mark(data)
    if encoding_without_mark:
        return data.decode(encoding_without_mark)
    _refuse_binary(data, place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    named = _known_encoding(declared)
    if named:
        try:
            return data.decode(named)
        except (UnicodeDecodeError, LookupError):
            pass
    return _decode_damaged_utf8(data) or _decode_western(data) or _decode_detected(data, place)


def _decode_marked(data: bytes, encoding: str, place: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            _refuse_binary(data, place)
            return data.decode("utf-8", _STRAY)
        raise Refusal(
            "bad_encoding",
            f"{place}: its first bytes say {encoding}, but byte {error.start} does not fit; save it as UTF-8",
        ) from error
    if "\0" in text:
        raise Refusal(
            "binary", f"{place}: NUL characters in the text; expected plain text, remove or convert the file"
        )
    return text


def _utf16_without_mark(data: bytes) -> str | None:
    if b"\0" not in data[:_SAMPLE_BYTES] or len(data) % 2:
        return None
    sample = data[:_SAMPLE_BYTES]
    zeros = sample[0::2].count(0) * 2 / len(sample), sample[1::2].count(0) * 2 / len(sample)
    for encoding, high, low in (("utf-16-le", zeros[1], zeros[0]), ("utf-16-be", zeros[0], zeros[1])):
        if high > 0.5 and low < 0.01:
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\0" not in text and sum(c < " " and c not in "\t\n\r\f\v" for c in text[:4096]) < 5:
                return encoding
    return None


def _refuse_binary(data: bytes, place: str) -> None:
    advice = "expected plain text, remove or convert the file"
    zero = data.find(0)
    if zero >= 0:
        raise Refusal("binary", f"{place}: NUL byte at {zero}; {advice}")
    if data.startswith(_MAGIC):
        raise Refusal("binary", f"{place}: its first bytes are those of another kind of file; {advice}")
    sample = data[:_SAMPLE_BYTES]
    control = len(sample) - len(sample.translate(None, _CONTROL))
    if control > _MOST_CONTROL * len(sample):
        raise Refusal(
            "binary", f"{place}: {control} control characters in its first {len(sample)} bytes; {advice}"
        )


def _known_encoding(declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        name = codecs.lookup(declared.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    # UTF-8 was tried, and a UTF-16 label on bytes without NULs is wrong; the rest name no charset.
    if name.startswith(("utf", "punycode", "idna", "raw_unicode", "unicode")):
        return None
    return _MEANT.get(name, name)


def _decode_damaged_utf8(data: bytes) -> str | None:
    well_formed = sum(byte > 0x7F for byte in data.decode("utf-8", "ignore").encode())
    damaged = data.decode("utf-8", "replace").count("�") - data.count("�".encode())
    return data.decode("utf-8", _STRAY) if well_formed > 4 * damaged else None


def _stray_byte(error: UnicodeError) -> tuple[str, int]:
    # A stray byte in UTF-8 is most often Windows-1252 pasted in; a letter cut off at the end is lost.
    if not isinstance(error, UnicodeDecodeError):
        raise error
    if error.reason == "unexpected end of data":
        return "\ufffd", error.end
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(_STRAY, _stray_byte)


def _decode_western(data: bytes) -> str | None:
    for encoding in ("cp1252", "mac_roman"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        words = _FOREIGN_WORD.findall(text)
        if sum(map(_reads_well, words)) >= _WELL_READ_SHARE * len(words):
            return text
    return None


def _reads_well(word: str) -> bool:
    foreign = [c for c in word if c > "\x7f"]
    letters = sum(c.isalpha() for c in foreign)
    plain = sum(c <= "\x7f" and c.isalpha() for c in word)
    # A word of foreign letters only is another script misread, except in very short words.
    return (
        (letters <= plain or (letters == 1 and not plain))
        and all(c.isalpha() or c in _PROSE_SIGNS for c in foreign)
        and not _CASE_CLASH.search(word)
    )


def _decode_detected(data: bytes, place: str) -> str:
    import charset_normalizer

    best = charset_normalizer.from_bytes(data[:_SAMPLE_BYTES]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except (UnicodeDecodeError, LookupError):
            pass
    raise Refusal("bad_encoding", f"{place}: no character encoding fits its bytes; save it as UTF-8")
