"""What a run depends on: the parameters file, checked key by key."""

from __future__ import annotations

import difflib
import json
import reprlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from pipeline.errors import ConfigError
from pipeline.shipped import shipped_path

DEFAULT_PACK = "us-china"
_LONGEST_FINDING = 500
_PAST_NUMBERS = 2**63

# Where each section's dataclass stands; the modules are light.
_SECTIONS = {
    "ingest": ("pipeline.ingest.config", "IngestConfig"),
    "segment": ("pipeline.segment.config", "SegmentConfig"),
    "annotate": ("pipeline.annotate.config", "AnnotateConfig"),
    "link": ("pipeline.link.config", "LinkConfig"),
    "claims": ("pipeline.claims.config", "ClaimsConfig"),
    "stance": ("pipeline.stance.config", "StanceConfig"),
    "tables": ("pipeline.tables.config", "TablesConfig"),
}


@dataclass(frozen=True)
class Settings:
    """The sections of a parameters file; picklable, so that workers get the same.

    Args:
        sections: Raw mapping a section; a missing section has its defaults.
        sides: Pack to use: a name in the shipped packs, or a path.
    """

    sections: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    sides: str = DEFAULT_PACK

    def section(self, name: str) -> Any:
        """Give a section as the dataclass of its stage.

        Raises:
            ConfigError: A key is unknown or a value has another type.
        """
        return _build(name, self.sections.get(name, {}))

    def digest_text(self, name: str) -> str:
        """Give a section's values, defaults included, as one line of JSON."""
        return json.dumps(asdict(self.section(name)), sort_keys=True, default=str)


def _section_class(name: str) -> type[Any]:
    module, cls = _SECTIONS[name]
    found: type[Any] = getattr(import_module(module), cls)
    return found


def _build(name: str, values: Mapping[str, Any]) -> Any:
    cls = _section_class(name)
    known = {f.name for f in fields(cls)}
    for key in values:
        if key not in known:
            near = difflib.get_close_matches(str(key), sorted(known), n=1)
            raise ConfigError(
                f"params.yaml: {name}.{key}",
                "there is no such parameter",
                f"one of {', '.join(sorted(known)) or 'none'}",
                f"did you mean {name}.{near[0]}?" if near else "remove it",
            )
    try:
        built = TypeAdapter(cls).validate_python(dict(values))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in (name, *first["loc"]))
        raise ConfigError(
            f"params.yaml: {place}", f"{first['msg']}, found {_short(first['input'])}"
        ) from error
    for f in fields(cls):
        value = getattr(built, f.name)
        # Nothing is above or below what is no number, and no table holds a whole number of 65 bits.
        if isinstance(value, int | float) and not abs(value) < _PAST_NUMBERS:
            raise ConfigError(f"params.yaml: {name}.{f.name}", f"holds {_short(value)}", "a usual number")
    return built


def _short(value: object) -> str:
    # A few aliases in YAML make a value that would take years to write out.
    shortened = reprlib.Repr()
    shortened.maxlevel = 2
    try:
        return shortened.repr(value)
    except ValueError:
        return "a number of thousands of digits"


def read_settings(path: Path | None = None, *, sides: str | None = None) -> Settings:
    """Read a parameters file: the named one, else this folder's params.yaml, else the shipped one.

    Every section is checked at once, so that a run never stops half-way over a typing slip.

    Args:
        path: File that ``--params`` named.
        sides: Pack that ``--sides`` named; wins over the file's ``link.sides``.

    Raises:
        ConfigError: The file is missing, is no YAML mapping, or a section or key is wrong.
    """
    if path is None:
        here = Path("params.yaml")
        path = here if here.is_file() else shipped_path("params.yaml")
    try:
        loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError as error:
        raise ConfigError(
            str(path), "there is no such file", "a YAML file of parameters", "check --params"
        ) from error
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        finding = " ".join(str(error).split())[:_LONGEST_FINDING]
        raise ConfigError(
            str(path), f"cannot be read as YAML ({finding})", "a mapping of sections"
        ) from error
    if not isinstance(loaded, dict):
        raise ConfigError(str(path), f"holds a {type(loaded).__name__}", "a mapping of sections")
    pack = sides or loaded.pop("sides", None) or DEFAULT_PACK
    loaded.pop("sides", None)
    if not isinstance(pack, str):
        raise ConfigError(f"{path}: sides", f"holds {_short(pack)}", "the name or path of a pack")
    sections: dict[str, dict[str, Any]] = {}
    for name, values in loaded.items():
        if name not in _SECTIONS:
            near = difflib.get_close_matches(str(name), list(_SECTIONS), n=1)
            raise ConfigError(
                f"{path}: {name}",
                "there is no such section",
                f"one of {', '.join(_SECTIONS)}",
                f"did you mean {near[0]}?" if near else "remove it",
            )
        if values is not None and not isinstance(values, dict):
            raise ConfigError(f"{path}: {name}", f"holds {_short(values)}", "a mapping of parameters")
        sections[name] = dict(values or {})
    settings = Settings(sections, pack)
    for name in _SECTIONS:
        settings.section(name)
    return settings
