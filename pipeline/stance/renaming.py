"""Other names for the actors of a labelled text, so that nothing is learnt about anybody.

A judgement is about what a text says, not about whom: "Beijing's plan failed" and "Tokyo's plan
failed" have one answer. Training shows each text under other names, and under its rivals' own.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from functools import cache

Spans = list[list[int]]

# Name, adjective, capital: whoever gets another name gets all three.
_COUNTRIES = (
    ("China", "Chinese", "Beijing"),
    ("America", "American", "Washington"),
    ("Japan", "Japanese", "Tokyo"),
    ("Germany", "German", "Berlin"),
    ("India", "Indian", "New Delhi"),
    ("France", "French", "Paris"),
    ("Britain", "British", "London"),
    ("Russia", "Russian", "Moscow"),
    ("South Korea", "South Korean", "Seoul"),
    ("Brazil", "Brazilian", "Brasília"),
    ("Canada", "Canadian", "Ottawa"),
    ("Australia", "Australian", "Canberra"),
    ("Israel", "Israeli", "Jerusalem"),
    ("Mexico", "Mexican", "Mexico City"),
    ("Turkey", "Turkish", "Ankara"),
    ("Iran", "Iranian", "Tehran"),
    ("Italy", "Italian", "Rome"),
    ("Indonesia", "Indonesian", "Jakarta"),
)
# Other ways to write one of the above, by its index and place.
_ALSO = {"United States": (1, 0), "U.S.": (1, 0), "US": (1, 0), "United Kingdom": (6, 0), "PRC": (0, 0)}
_KINDS = tuple(
    names.split()
    for names in (
        """OpenAI DeepSeek Nvidia Huawei Alibaba Google Microsoft Meta Anthropic Baidu Tencent ByteDance
        Moonshot Zhipu SMIC AMD Intel Amazon Apple xAI Qualcomm Tesla Micron Cambricon SenseTime iFlytek
        Xiaomi Lenovo Samsung TSMC ASML Mistral Oracle IBM Palantir Broadcom BYD Siemens Toyota Boeing
        Airbus Shell Pfizer Novartis Volvo Nokia Ericsson Sony Velora Kestrel Norvane Halcyon Tarrant
        Quillon Aldenbrook Brightwater""",
        "ChatGPT Claude Gemini Llama Qwen Kimi Grok Ernie Doubao Copilot Hunyuan Falcon Gemma Phi Yi",
        """Trump Biden Xi Altman Huang Musk Zuckerberg Obama Rubio Raimondo Lutnick Yellen Nadella Pichai
        Amodei Liang Macron Merz Modi Starmer Carney Lula Sheinbaum Okafor Lindqvist Marchetti Tanaka
        Novak Haddad Oyelaran Brandt Castellano Whitfield Durand Petrov Sandoval""",
    )
)


@cache
def _pattern() -> re.Pattern[str]:
    names = [name for country in _COUNTRIES for name in country]
    names += [*_ALSO, *(name for kind in _KINDS for name in kind)]
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)")


def draw_names(text: str, chance: random.Random) -> dict[str, str]:
    """Give another name for each listed name that occurs in a text, one-to-one and drawn by chance.

    Countries stay countries, companies companies, models models and people people.
    """
    found = set(_pattern().findall(text))
    if not found:
        return {}
    order = chance.sample(range(len(_COUNTRIES)), len(_COUNTRIES))
    other: dict[str, str] = {}
    for own, country in enumerate(_COUNTRIES):
        other.update(zip(country, _COUNTRIES[order[own]], strict=True))
    for name, (country_index, place) in _ALSO.items():
        other[name] = _COUNTRIES[order[country_index]][place]
    for kind in _KINDS:
        other.update(zip(kind, chance.sample(kind, len(kind)), strict=True))
    return {name: other[name] for name in found}


def exchange_names(text: str, target: Spans, rival: Spans) -> dict[str, str]:
    """Give the first target's name for the first rival's and the reverse; empty if they differ in kind."""
    if not target or not rival:
        return {}
    own, other = text[slice(*target[0])], text[slice(*rival[0])]
    kinds = [bool(re.search(r"(?:ese|ican|ish|ian|ean|man)s?$", name)) for name in (own, other)]
    proper = own[:1].isupper() and other[:1].isupper()
    nested = own in other or other in own
    return {own: other, other: own} if proper and kinds[0] == kinds[1] and not nested else {}


def rename_actors(text: str, spans: Sequence[Spans], names: Mapping[str, str]) -> tuple[str, list[Spans]]:
    """Give a text with names replaced, and where its spans are then.

    Args:
        text: A text.
        spans: Lists of [start, end] in it; one that ends inside a name is moved to the name's end.
        names: What stands for what; whole words only.

    Example:
        >>> rename_actors("Japan leads China.", [[[0, 5]], [[12, 17]]], {"Japan": "Brazil", "China": "Peru"})
        ('Brazil leads Peru.', [[[0, 6]], [[13, 17]]])
    """
    if not names:
        return text, [list(group) for group in spans]
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    parts: list[str] = []
    moved = list(range(len(text) + 1))
    shift = end = 0
    for match in re.finditer(rf"(?<!\w)(?:{listed})(?!\w)", text):
        new = names[match.group()]
        for i in range(end, match.start() + 1):
            moved[i] = i + shift
        for i in range(match.start() + 1, match.end() + 1):
            moved[i] = match.start() + shift + len(new)
        parts += [text[end : match.start()], new]
        shift += len(new) - len(match.group())
        end = match.end()
    for i in range(end, len(text) + 1):
        moved[i] = i + shift
    parts.append(text[end:])
    return "".join(parts), [[[moved[start], moved[stop]] for start, stop in group] for group in spans]
