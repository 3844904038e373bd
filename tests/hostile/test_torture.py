"""The targets hold on seeds, on inputs by chance and on every case once found; and a broken promise is seen."""

from __future__ import annotations

import hashlib
import itertools
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pipeline.errors import ModelError
from pipeline.torture import TARGETS, asking, fuzz_targets, fuzzing, heads
from pipeline.torture.asking import Asker
from pipeline.torture.heads import head_seeds, load_head
from pipeline.torture.inputs import MOST_BYTES, make_inputs
from pipeline.torture.promises import BrokenPromiseError, hold_spans
from pipeline.torture.seeds import SEEDS
from pipeline.torture.tally import Tally
from pipeline.torture.targets import Target, find_target

FOUND = Path(__file__).parent / "found"
CASES = sorted(path for path in FOUND.glob("*/*") if path.is_file())


@pytest.mark.parametrize("case", CASES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_case_once_found_stays_mended(case: Path) -> None:
    assert case.stat().st_size < 4096
    assert case.name == hashlib.sha256(case.read_bytes()).hexdigest()[:16]
    find_target(case.parent.name).run(case.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_holds_on_its_seeds_and_by_chance(name: str) -> None:
    target = find_target(name)
    inputs = make_inputs(target.seeds(), target.tokens, Random(0), is_text=True)
    for data in itertools.islice(inputs, 40):
        target.run(data)


def test_the_same_seed_makes_the_same_inputs() -> None:
    seeds, tokens = SEEDS["json"](), [b"{", b"null"]
    made = [list(itertools.islice(make_inputs(seeds, tokens, Random(5)), 200)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0][: len(seeds)] == seeds
    assert len(set(made[0])) > 150
    assert max(map(len, made[0])) <= MOST_BYTES


def test_text_stays_text_most_of_the_time() -> None:
    made = list(itertools.islice(make_inputs(SEEDS["md"](), [], Random(1), is_text=True), 400))
    broken = [data for data in made if data.decode("utf-8", "replace").encode() != data]
    assert 0 < len(broken) < 40


def asker(run: object, tmp_path: Path, tally: Tally) -> Asker:
    return Asker(Target("odd", run, lambda: [b""], [], True), tally, tmp_path / "found")  # type: ignore[arg-type]


def test_a_broken_promise_is_kept_once_a_kind(tmp_path: Path) -> None:
    def run(data: bytes) -> None:
        raise KeyError(data) if data else BrokenPromiseError("1 span")

    with Tally(tmp_path / "tally") as tally:
        ask = asker(run, tmp_path, tally).ask
        for data in (b"a", b"b", b"", b"c"):
            ask(data)
        assert tally.figures()[0] == 4
        assert tally.in_hand() is None
    kept = {
        path.name: path.read_bytes() for path in (tmp_path / "found").iterdir() if path.suffix != ".jsonl"
    }
    assert kept == {hashlib.sha256(data).hexdigest()[:16]: data for data in (b"a", b"")}
    assert len(fuzzing._failures(tmp_path / "found")) == 2


def test_what_takes_too_long_is_stopped_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(data: bytes) -> None:
        while data:
            pass

    monkeypatch.setattr(asking, "LIMIT_SECONDS", 0.05)
    with Tally(tmp_path / "tally") as tally:
        asker(run, tmp_path, tally).ask(b"x")
        assert 0.05 <= tally.figures()[1] < 2
    assert "not done in 0.05 s" in fuzzing._failures(tmp_path / "found")[0]


def test_an_input_that_ends_its_process_is_known_afterwards(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from pipeline.torture.tally import Tally\n"
        "Tally(Path(sys.argv[1])).begin(b'deadly'); os._exit(9)"
    )
    with Tally(tmp_path / "tally") as tally:
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "tally")], text=True)
        assert fuzzing._watch(process, tally, 30) == "the process ended with 9"
        assert tally.in_hand() == b"deadly"


def test_targets_are_asked_in_processes_of_their_own(tmp_path: Path) -> None:
    (tried,) = fuzz_targets(0.3, 1, ["exam"], found=tmp_path)
    assert (tried.target, tried.failures) == ("exam", ())
    assert tried.inputs > 50
    assert tried.peak_mb > 10
    with pytest.raises(ValueError, match="no target odd"):
        fuzz_targets(1, 1, ["odd"])


def test_heads_name_what_may_not_be_built() -> None:
    whole, schema, *others = head_seeds()
    assert whole.startswith(b"PK") and b"StanceClassifier" in schema
    assert [b"StanceClassifier" in other for other in others] == [False] * 5
    assert b'"system"' in others[0] and b'"os"' in others[0]


def test_a_head_that_began_a_process_would_be_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def load_carelessly(*_: object) -> None:
        sys.audit("os.system", b"true")
        raise ModelError("head", "is none")

    load_head(b"")
    monkeypatch.setattr(heads, "load_model", load_carelessly)
    with pytest.raises(BrokenPromiseError, match=r"os\.system"):
        load_head(b"")


@pytest.mark.parametrize("spans", [[(0, 0)], [(0, 5)], [(2, 3), (1, 2)], [(0, 2), (1, 3)], [(-1, 1)]])
def test_spans_that_do_not_hold_are_seen(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(BrokenPromiseError, match="span"):
        hold_spans(spans, 4, "span")


def test_a_target_that_was_asked_nothing_has_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fuzzing.sys, "executable", shutil.which("false"))
    (tried,) = fuzz_targets(0.1, 1, ["exam"], found=tmp_path)
    assert tried.inputs == 0
    assert "ended with 1 after 0 inputs" in tried.failures[0]
