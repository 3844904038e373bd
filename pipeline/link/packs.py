"""Side packs: which names belong to which side of a contest."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml

from pipeline.errors import ConfigError
from pipeline.link.pack_checks import Listed, check_forms, check_ids
from pipeline.link.pack_nodes import PackFile

KINDS = (
    *("country", "demonym", "compound", "capital", "government", "leader", "agency", "policy", "company"),
    *("lab", "model", "product", "university", "people", "market", "place", "idea", "institution", "measure"),
)

_BODIES = frozenset({"administration", "politburo", "presidency", "kremlin"})


@dataclass(frozen=True)
class Name:
    """A member of a side: its canonical name, its kind and the forms an article may use.

    ``forms`` begins with the canonical name.
    """

    name: str
    kind: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Side:
    """One side of the contest; ``never`` holds longer phrases that are not its names."""

    side: str
    name: str
    members: tuple[Name, ...]
    ambiguous: frozenset[str]
    never: tuple[str, ...]


@dataclass(frozen=True)
class SidePack:
    """A contest: two or more sides and what belongs to each."""

    pack: str
    title: str
    sides: tuple[Side, ...]

    @property
    def digest(self) -> str:
        """Give 16 hex digits that change with the content, not with comments or layout."""
        content = asdict(self)
        for side in content["sides"]:
            side["ambiguous"] = sorted(side["ambiguous"])
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def bodies(self) -> dict[str, str]:
        """Give the nouns that end names of governments of one side only, with that side.

        In the default pack "administration" is one: a Trump or Biden administration, and
        no Chinese one.
        """
        owners: dict[str, set[str]] = {}
        for side in self.sides:
            for member in side.members:
                if member.kind == "government":
                    for form in member.forms:
                        noun = form.split()[-1].lower()
                        if " " in form and form.split()[-1] in (noun, noun.capitalize()):
                            owners.setdefault(noun, set()).add(side.side)
        return {
            noun: sides.pop() for noun, sides in sorted(owners.items()) if len(sides) == 1 and noun in _BODIES
        }


def find_pack(name_or_path: str | Path, folder: Path) -> Path:
    """Give the file of a pack, named as in ``us-china`` or by its path.

    Args:
        name_or_path: Name of a pack in ``folder``, or the path of any YAML file.
        folder: Where the packs that came with claimline lie.

    Raises:
        ConfigError: There is no such pack.
    """
    path = Path(name_or_path)
    if path.suffix in {".yaml", ".yml"} or len(path.parts) > 1:
        if path.is_file():
            return path
        raise ConfigError(str(path), "no such file", "a side pack", "check the path")
    shipped = folder / f"{name_or_path}.yaml"
    if shipped.is_file():
        return shipped
    names = ", ".join(sorted(file.stem for file in folder.glob("*.yaml"))) or "none"
    raise ConfigError(
        f"side pack {name_or_path}", f"not in {folder}", f"one of: {names}", "or give the path of a YAML file"
    )


def read_pack(path: Path) -> SidePack:
    """Give a side pack, checked.

    Args:
        path: A YAML file in the format of ``corpus/sides/README.md``.

    Raises:
        ConfigError: The pack is malformed; the error names the line, what was found there,
            what was expected and how to mend it.
    """
    file = PackFile(path)
    root = file.root()
    found = _fields(file, root, "the pack", ("pack", "title", "sides"))
    sides = [_side(file, node) for node in file.items(found["sides"], "sides")]
    if len(sides) < 2:
        file.refuse(found["sides"], f"{len(sides)} side" + "s" * (not sides), "two or more", "add a side")
    check_ids(file, [(side.side, node) for node, side, _ in sides])
    check_forms(file, [(side.side, listed) for _, side, listed in sides])
    return SidePack(
        pack=file.string(found["pack"], "pack"),
        title=file.string(found["title"], "title"),
        sides=tuple(side for _, side, _ in sides),
    )


def _fields(
    file: PackFile, node: yaml.Node, what: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> dict[str, yaml.Node]:
    fields = {}
    for key, key_node, value in file.pairs(node, what):
        if key not in required + optional:
            file.refuse(
                key_node, f"unknown key `{key}` in {what}", ", ".join(required + optional), "mend the key"
            )
        fields[key] = value
    for key in required:
        if key not in fields:
            file.refuse(node, f"{what} has no `{key}`", ", ".join(required), f"add `{key}:`")
    return fields


def _side(file: PackFile, node: yaml.Node) -> tuple[yaml.Node, Side, Listed]:
    found = _fields(file, node, "a side", ("id", "name", "members"), ("ambiguous", "not"))
    side = file.string(found["id"], "id")
    listed: Listed = []
    members = []
    for kind, kind_node, entries in file.pairs(found["members"], f"members of side `{side}`"):
        if kind not in KINDS:
            file.refuse(
                kind_node, f"unknown kind `{kind}`", ", ".join(KINDS), "move its names to a known kind"
            )
        for entry in file.items(entries, f"kind `{kind}`"):
            members.append(_name(file, entry, kind, listed))
    if not members:
        file.refuse(found["members"], f"side `{side}` has no names", "at least one", "add one")
    phrases = {
        key: tuple(file.string(n, f"an entry of `{key}`") for n in file.items(found[key], f"`{key}`"))
        for key in ("ambiguous", "not")
        if key in found
    }
    made = Side(
        side=side,
        name=file.string(found["name"], "name"),
        members=tuple(members),
        ambiguous=frozenset(phrases.get("ambiguous", ())),
        never=phrases.get("not", ()),
    )
    return found["id"], made, listed


def _name(file: PackFile, entry: yaml.Node, kind: str, listed: Listed) -> Name:
    nodes = [entry]
    if isinstance(entry, yaml.MappingNode):
        pairs = list(file.pairs(entry, f"an entry of kind `{kind}`"))
        if len(pairs) != 1:
            file.refuse(
                entry, f"an entry with {len(pairs)} names", "one name an entry", "give each its own `- `"
            )
        name, name_node, aliases = pairs[0]
        nodes = [name_node, *file.items(aliases, f"the other forms of `{name}`")]
    forms = tuple(file.string(node, f"a name of kind `{kind}`") for node in nodes)
    listed.extend((form, kind, node) for form, node in zip(forms, nodes, strict=True))
    return Name(forms[0], kind, forms)
