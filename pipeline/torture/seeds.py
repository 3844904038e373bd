"""Seeds: one small valid file or more of each kind, and the tokens that mean something in it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable
from typing import Any

_PROSE = (
    "Two ports, one river\nBy Ada Holm | 3 March 2025\n\nThe mayor of Northport said that the new harbour "
    "“was the best” in the land. “We paid for it,” she told reporters.\n\nBut Southport, its rival, has not "
    "been idle: it built a canal (and a bridge), and its engineers are proud of that.\n"
)
_MARKDOWN = (
    "---\ntitle: Two ports\nauthor: [Ada Holm, Bo Lind]\ndate: 2025-03-03\nurl: https://ports.example/a\n---\n"
    "# Two ports\n\nThe **mayor** said [it](https://ports.example) was _good_ for the town.\n\n"
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n- one of them\n- the other\n\n> It was so.\n\n```\ncode\n```\n"
)
_PAGE = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Two ports - The Quay</title>'
    '<meta name="author" content="Ada Holm"><meta property="article:published_time" content="2025-03-03">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Two ports"}</script></head>'
    "<body><nav><a href='/'>Home</a></nav><article><h1>Two ports</h1><p>The mayor of the town said that it "
    "was the best of all the harbours in the land.</p><blockquote>We paid for it, and we are proud of it "
    "today.</blockquote><figure><img src=a.png><figcaption>The quay</figcaption></figure><ul><li>one of "
    "the two</ul><table><tr><td>1</td><td>2</td></tr></table></article></body></html>"
)
_RECORD: dict[str, Any] = {
    "text": "The mayor said that it was the best harbour in the land.",
    "title": "Two ports",
    "author": ["Ada Holm"],
    "date": "2025-03-03T08:00:00Z",
    "publisher": {"name": "The Quay"},
    "url": "https://ports.example/a",
}
_LINE = json.dumps(_RECORD)
_HEADER = "text,title,author,date\n"
_ROWS = (
    '"The mayor said, and it was so.",Two ports,Ada Holm,2025-03-03\n"It was ""good"" for the town",b,c,d\n'
)
_PACK = (
    "pack: ports\ntitle: Two ports\nsides:\n  - id: north\n    name: Northport\n    members:\n"
    "      government: [Northport Council]\n      leader:\n        - Ada Holm: [Holm, Mayor Holm]\n"
    "    ambiguous: [Holm]\n    not: [Northport County]\n  - id: south\n    name: Southport\n"
    "    members:\n      company: [Canal Works]\n"
)
_PARAMETERS = (
    "sides: us-china\ningest:\n  max_chars: 2000000\n  fields:\n    text: [body, text]\nannotate:\n"
    "  models: [en_core_web_sm]\n  max_tokens: 4000\nstance:\n  model: fast\n  abstain_below: 0.0\n"
    "tables:\n  same_claim: 0.7\n"
)
_LABEL: dict[str, Any] = {
    "id": "1",
    "text": "The toll has only made Southport stronger.",
    "target": "Southport",
    "target_span": [23, 32],
    "label": "supporting",
    "mentions": [[23, 32]],
    "side": "south",
    "labeller": "ada",
}
_SKIPPED = {"id": "2", "text": "Is it?", "target_span": [0, 2], "label": None, "reason": "no_claim"}
_EXAM = {"id": "1", "text": "It was so.", "claim": True, "attributions": [{"source": [[0, 2]], "cue": []}]}
_IDENTITY: dict[str, Any] = {
    "format": "claimline-stance-2",
    "model_id": "0" * 16,
    "encoder": {"name": "fast", "digest": "0" * 16},
    "sha256": "0" * 64,
    "golden": [[0.2, 0.3, 0.5]],
}
_REGISTER = {"promoted": [{"model_id": "0" * 16, "model": "models/stance/mine"}]}


def _encoded(*texts: str) -> list[bytes]:
    return [text.encode() for text in texts]


def _parquet_seeds() -> list[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    text = [_RECORD["text"], None, "The end of it was that they said so."]
    tables = [
        pa.table({"text": text, "title": ["a", "b", None], "n": [1, 2, 3]}),
        pa.table({"text": pa.array(text).dictionary_encode(), "authors": [["a"], None, []]}),
        pa.table(
            {"body": pa.array(text, pa.large_string()), "date": pa.array([0, 1, 2], pa.timestamp("us"))}
        ),
        pa.table({"text": [{"a": 1}, None, {"a": 2}]}),
    ]
    seeds = []
    for table in tables:
        whole = io.BytesIO()
        pq.write_table(table, whole, compression="none")
        seeds.append(whole.getvalue())
    return seeds


def _gzip_seeds() -> list[bytes]:
    return [gzip.compress(f"{_LINE}\n{_LINE}\n".encode(), 1, mtime=0), _PROSE.encode()]


def _sheet_seeds() -> list[bytes]:
    packed = json.dumps({"row": {"id": "1", "text": "a"}, "check": "0"}).replace('"', '""')
    return _encoded(f'label,text,claimline\r\nneutral,a,"{packed}"\r\n', 'label;text;claimline\n;"a";b\n')


def _tool_seeds() -> list[bytes]:
    packed = json.dumps({"row": {"id": "1", "text": "a"}, "check": "0"})
    told = {"text": "a", "label": ["neutral"], "claimline": packed, "accept": ["neutral"], "answer": "accept"}
    result = [{"from_name": "stance", "value": {"choices": ["neutral"]}}]
    data = {"text": "a", "claimline": packed, "labellers": ["ada"]}
    task = {"data": data, "annotations": [{"result": result, "completed_by": {"email": "a@b.c"}}]}
    return _encoded(json.dumps(told) + "\n", json.dumps([task]))


def _head_seeds() -> list[bytes]:
    from pipeline.torture.heads import head_seeds

    return head_seeds()


SEEDS: dict[str, Callable[[], list[bytes]]] = {
    "txt": lambda: [*_encoded(_PROSE, _MARKDOWN), _PROSE.encode("utf-16"), _PROSE.encode("cp1252")],
    "md": lambda: _encoded(_MARKDOWN, _PROSE),
    "html": lambda: _encoded(_PAGE, "<p>The mayor of the town said that it was the best of all.</p><br>"),
    "json": lambda: _encoded(_LINE, f"[{_LINE},{_LINE}]", f'{{"articles": [{_LINE}]}}'),
    "jsonl": lambda: _encoded(f"{_LINE}\n{_LINE}\n", '{"text": "<p>The mayor said that it was so.</p>"}\n'),
    "csv": lambda: _encoded(_HEADER + _ROWS, (_HEADER + _ROWS).replace(",", ";")),
    "tsv": lambda: _encoded((_HEADER + _ROWS).replace(",", "\t")),
    "parquet": _parquet_seeds,
    "gz": _gzip_seeds,
    "segment": lambda: _encoded(_PROSE, _MARKDOWN),
    "side-pack": lambda: _encoded(_PACK),
    "parameters": lambda: _encoded(_PARAMETERS),
    "labels": lambda: _encoded(f"{json.dumps(_LABEL)}\n{json.dumps(_SKIPPED)}\n"),
    "exam": lambda: _encoded(json.dumps(_EXAM) + "\n"),
    "model-files": lambda: _encoded(json.dumps(_IDENTITY), json.dumps(_REGISTER)),
    "import-csv": _sheet_seeds,
    "head": _head_seeds,
    **dict.fromkeys(("import-label-studio", "import-prodigy", "import-doccano"), _tool_seeds),
}

_PLAIN = (
    *(
        "“",
        "”",
        "\u2028",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u0301",
        "😀",
        "中。",
        "…",
        "—",
        "\x85",
        "\x1c",
        "\xa0",
    ),
    *(" ", "\n", "\n\n", "\t", "\r", "\r\n", '"', "'", ".", "...", "Mr. ", "said ", "(", ")", "[", "]", "|"),
    *("*", "**", "_", "#", "- ", "> ", "```", "---\n", "===", "1. ", "$9.1 ", "▲", "By ", "http://", "Aa. "),
)
_JSON = (
    *(
        "{",
        "}",
        "[",
        "]",
        "null",
        "true",
        "1e999",
        "NaN",
        "-1",
        "0",
        "9" * 20,
        "9" * 4400,
        "\\ud800",
        "\\u0000",
    ),
    *(
        '"text"',
        '"label"',
        '"id"',
        ",",
        ":",
        '""',
        "[[",
        '{"a":',
        "[0, 1]",
        "0.5",
        "\\",
        '"date": "0001-01-01"',
    ),
)
_YAML = (
    *(
        "&a ",
        "*a",
        "<<: ",
        "!!python/object:os.system ",
        "!!binary ",
        "!!set ",
        "? ",
        ": ",
        "- ",
        "{",
        "[",
        "|\n",
    ),
    *(
        "null",
        "0o7",
        "1:2:3",
        "0000-00-00",
        "9999-12-31",
        "yes",
        "~",
        ".inf",
        "%YAML 9.9\n",
        "---\n",
        "...\n",
    ),
)
_MARKUP = (
    *(
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<article>",
        "<table>",
        "<tr>",
        "<td>",
        "<script>",
        "<!--",
        "-->",
        "<br>",
    ),
    *(
        "<![CDATA[",
        "&#0;",
        "&#xD800;",
        "&amp;",
        "<a href=x>",
        "<li>",
        "<h1>",
        "<math>",
        "<svg>",
        "⟦caption⟧",
        "<",
    ),
)
TOKENS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("txt", "segment", "gz"), _PLAIN),
    "md": (*_PLAIN, *_YAML),
    "html": (*_MARKUP, *_PLAIN),
    **dict.fromkeys(("csv", "tsv", "import-csv"), (*_PLAIN, ",", ";", '""', '"\n', ",text,", "\0")),
    **dict.fromkeys(("side-pack", "parameters"), (*_YAML, *_PLAIN)),
    **dict.fromkeys(
        ("parquet", "head"), ("PAR1", "\0", "\x7f", "schema.json", "os", "system", "builtins", "eval")
    ),
}
_OTHERWISE = (*_JSON, *_PLAIN)


def tokens_of(target: str) -> list[bytes]:
    """Give the tokens of a target's format."""
    return [token.encode() for token in TOKENS.get(target, _OTHERWISE)]
