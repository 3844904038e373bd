from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ConfigError
from pipeline.shipped import code_digest, shipped_path
from pipeline.stages.settings import Settings, read_settings


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "params.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_parameters_are_the_defaults() -> None:
    shipped = read_settings(shipped_path("params.yaml"))
    for name in shipped.sections:
        assert shipped.section(name) == Settings().section(name), name


def test_a_value_is_read_into_its_section(tmp_path: Path) -> None:
    settings = read_settings(_file(tmp_path, "stance: {abstain_below: 0.4}\nsides: open-closed\n"))
    assert settings.section("stance").abstain_below == 0.4
    assert settings.sides == "open-closed"


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    assert read_settings(_file(tmp_path, "sides: open-closed\n"), sides="mine.yaml").sides == "mine.yaml"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("stanze: {}", r"stanze: there is no such section.*did you mean stance\?"),
        ("stance: {abstain_bellow: 0.4}", r"abstain_bellow: there is no such parameter.*abstain_below\?"),
        ("stance: {abstain_below: much}", r"stance\.abstain_below: .*found 'much'"),
        ("tables: {same_claim: 7}", r"same_claim is 7"),
        ("stance: 3", r"stance: holds 3"),
        ("- a list", r"holds a list"),
        ("a: [", r"cannot be read as YAML"),
        ("sides: 3", r"sides: holds 3"),
        ("!!python/object/apply:os.system [ls]", r"cannot be read as YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_place_and_finding(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        read_settings(_file(tmp_path, text))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="there is no such file"):
        read_settings(tmp_path / "nowhere.yaml")


def test_the_code_digest_is_of_the_named_packages() -> None:
    assert code_digest("segment") == code_digest("segment")
    assert code_digest("segment") != code_digest("claims")
