from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.decoding import decode_bytes
from pipeline.ingest.refusals import Refusal

ENGLISH = (
    "The “race” isn’t over — China’s café chain paid €5 to Ångström’s naïve rivals and to no one else… "
    "“We’ll see,” said José Núñez.\r\n"
)
PLAIN = "Un café in München, said José Núñez, isn't a lab; it costs £5 and 20°.\n"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "mac_roman"],
)
def test_english_prose_comes_back_whole(encoding: str) -> None:
    assert decode_bytes(ENGLISH.encode(encoding), "x") == ENGLISH


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("latin-1", PLAIN),
        ("cp1251", "Привет, как дела? Сегодня хорошая погода в Москве, и мы идём гулять по парку."),
        ("koi8-r", "Привет, как дела? Сегодня хорошая погода в Москве, и мы идём гулять по парку."),
        ("gb18030", "人工智能竞赛正在中美两国之间展开，中国公司发布了新的模型。"),
        ("shift_jis", "人工知能の競争が激しくなっている。新しいモデルが発表された。"),
        ("euc_kr", "인공지능 경쟁이 치열해지고 있다. 새로운 모델이 발표되었다."),
    ],
)
def test_other_encodings_are_found(encoding: str, text: str) -> None:
    assert decode_bytes(text.encode(encoding), "x") == text


def test_damaged_utf8_stays_utf8() -> None:
    data = "It’s a “damaged” file about a café".encode()
    assert decode_bytes(data + b"\x92s end", "x").endswith("café’s end")
    assert decode_bytes(data + "é".encode()[:1], "x").endswith("café\ufffd")


def test_a_declared_encoding_loses_against_valid_utf8() -> None:
    assert decode_bytes("naïve".encode(), "x", "iso-8859-1") == "naïve"
    assert decode_bytes("naïve “one”".encode("cp1252"), "x", "iso-8859-1") == "naïve “one”"
    assert decode_bytes("日本語の文".encode("shift_jis"), "x", "Shift_JIS") == "日本語の文"
    for nonsense in ("no-such-charset", "utf-16", "", "\0"):
        assert decode_bytes("naïve café".encode("cp1252"), "x", nonsense) == "naïve café"


@pytest.mark.parametrize(
    "data",
    [
        b"words\0words",
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"%PDF-1.7 but no NUL in it",
        b"PK\x03\x04 something",
        bytes(range(1, 32)) * 9,
        "marked\0".encode("utf-8-sig"),
        "marked\0".encode("utf-16"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        decode_bytes(data, "here.txt")
    assert caught.value.reason == "binary"
    assert caught.value.detail.startswith("here.txt: ")


def test_lone_control_characters_stay() -> None:
    text = "A form feed\fand a bell\a stay, like a lone\rreturn."
    assert decode_bytes(text.encode(), "x") == text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_is_read_to_the_character(text: str) -> None:
    marked_or_magic = text.startswith(("\ufeff", "%PDF-", "{\\rtf", "PAR1", "GIF8"))
    if not marked_or_magic:
        assert decode_bytes(text.encode(), "x") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    try:
        decode_bytes(data, "x").encode()
    except Refusal as refusal:
        assert refusal.reason in {"binary", "bad_encoding"}
