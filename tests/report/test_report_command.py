"""The command: a file beside the tables, or one line that says what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.errors import InputError
from pipeline.stages.cli import claimline


@pytest.mark.parametrize(("arguments", "name"), [([], "index.html"), (["--format", "md"], "brief.md")])
def test_the_report_lies_beside_the_tables(small_run: Path, arguments: list[str], name: str) -> None:
    result = CliRunner().invoke(claimline, ["report", str(small_run), *arguments], catch_exceptions=False)
    assert result.exit_code == 0
    assert (small_run / "report" / name).is_file()
    assert name in result.output


def test_a_folder_without_a_run_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="run `claimline run`"):
        CliRunner().invoke(claimline, ["report", str(tmp_path)], catch_exceptions=False)
