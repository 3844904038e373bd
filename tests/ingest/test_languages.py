from __future__ import annotations

import pytest

from pipeline.ingest import IngestConfig
from pipeline.ingest.languages import detect_language

ENGLISH = "The ministry said on Monday that the rule would be withdrawn, and that another would follow it. "
GERMAN = (
    "Das Ministerium teilte am Montag mit, dass die Regel zurückgezogen und durch eine neue ersetzt wird. "
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH * 2 + GERMAN, "en"),
        (ENGLISH + "人工智能竞赛正在中美两国之间展开。" * 3, "en"),
        ("China leads AI race", "en"),
        ("Nvidia shares plunge 17%", "en"),
        ("Huawei, Nvidia, AMD, Cambricon, SMIC", "en"),
        ("Huawei Ascend 910C 384 CloudMatrix GB200 NVL72 HBM3e SMIC 7nm N+2 TSMC 4NP " * 5, "en"),
        ("Chips! " * 40, "en"),
        ("DeepSeek", "en"),
        ("2025", "en"),
        ("🙂", "en"),
        (GERMAN, "de"),
        (GERMAN * 9 + ENGLISH, "de"),
        ("La Chine mène la course à l'intelligence artificielle.", "fr"),
        ("中国领先人工智能竞赛", "zh"),
        ("人工知能の競争が激しくなっている。", "ja"),
        ("De wedloop om kunstmatige intelligentie is in volle gang, en de vraag is wie er zal winnen.", "nl"),
        (
            "Kapløbet om kunstig intelligens er i fuld gang, og det er for tidligt at sige, hvem der vinder.",
            "da",
        ),
    ],
)
def test_the_language_is_that_of_most_of_the_text(text: str, language: str) -> None:
    assert detect_language(text, config=IngestConfig())[0] == language


def test_a_long_text_is_judged_by_its_beginning_middle_and_end() -> None:
    config = IngestConfig()
    assert detect_language(GERMAN * 5 + ENGLISH * 500, config=config)[0] == "en"
    assert detect_language(ENGLISH + GERMAN * 500, config=config)[0] == "de"
