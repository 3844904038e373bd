from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.stages.cli import COMMANDS, claimline, main


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_an_example(name: str) -> None:
    result = CliRunner().invoke(claimline, [name, "--help"])
    assert result.exit_code == 0, result.output
    if name != "sides":  # a group: its own commands have them
        assert f"claimline {name}" in result.output.split("Example:")[1]


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_option_has_help(name: str) -> None:
    command = claimline.get_command(click.Context(claimline), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.opts}"


def test_the_list_of_commands_imports_nothing_heavy() -> None:
    code = (
        "import sys; from click.testing import CliRunner; from pipeline.stages.cli import claimline;"
        "CliRunner().invoke(claimline, ['--help']);"
        "print([m for m in ('spacy', 'sklearn', 'pyarrow', 'pandas', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_mistyped_command_is_told_the_near_one() -> None:
    result = CliRunner().invoke(claimline, ["verfy"])
    assert result.exit_code == 2
    assert "Did you mean 'verify'?" in result.output


def test_no_articles_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(claimline, ["run"])
    assert result.exit_code == 2
    assert "No articles named" in result.output


def _main(monkeypatch: pytest.MonkeyPatch, *args: str) -> int:
    monkeypatch.setattr(sys, "argv", ["claimline", *args])
    with pytest.raises(SystemExit) as stopped:
        main()
    return int(stopped.value.code or 0)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["run", "nowhere"], r"^error: .*nowhere.*"),
        (["run", "empty"], r"^error: .*empty.*"),
        (
            ["run", "empty", "--params", "no.yaml"],
            r"^error: no\.yaml: there is no such file; expected .*; check --params$",
        ),
        (["segment"], r"^error: outputs/articles: holds no dataset; .*run the stages before segment first"),
        (["summary", "empty"], r"^error: empty: holds no finished run"),
        (["verify", "empty"], r"^error: empty/run\.json: cannot be read .* run `claimline run` first"),
    ],
)
def test_bad_input_is_one_line_and_exit_code_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    args: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    assert _main(monkeypatch, *args) == 2
    told = capsys.readouterr().err.strip()
    assert re.search(message, told), told
    assert "\n" not in told


def test_schema_prints_every_table() -> None:
    from pipeline.schemas import PUBLISHED

    output = CliRunner().invoke(claimline, ["schema"]).output
    assert all(f"**{name}**" in output for name in PUBLISHED)
    one = CliRunner().invoke(claimline, ["schema", "stances"]).output
    assert "**stances**" in one
    assert "**claims**" not in one
