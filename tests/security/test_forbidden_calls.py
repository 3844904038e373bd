"""No code of ours can be made to run what a file says: the calls that could are nowhere in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from pipeline.shipped import shipped_path

ROOT = shipped_path("params.yaml").parent
MODULES = sorted(path for name in ("pipeline", "tests") for path in (ROOT / name).rglob("*.py"))

# What turns the bytes of a file into objects of its choice. A worker of a pool gets its work
# pickled, by us; nothing here is about that.
_MODULES = {"marshal", "shelve", "dill", "cloudpickle", "joblib"}
_PARSERS = {"xml.etree", "xml.dom", "xml.sax.expatreader", "xml.sax.make_parser"}
_CALLS = {
    "pickle.load", "pickle.loads", "pickle.Unpickler", "pandas.read_pickle", "pd.read_pickle",
    "os.system", "os.popen", "tempfile.mktemp", "eval", "exec", "compile", "__import__",
    "yaml.unsafe_load", "yaml.unsafe_load_all", "yaml.full_load", "yaml.full_load_all",
}  # fmt: skip
_YAML = {"yaml.load", "yaml.load_all", "yaml.compose", "yaml.compose_all"}
_XML = {"etree.fromstring", "etree.parse", "etree.XML", "etree.iterparse"}
# These start programs: pip in training an encoder, the program that is timed, the one that is tortured.
_MAY_START_PROGRAMS = {
    "pipeline/stages/benchmark.py",
    "pipeline/stages/growth.py",
    "pipeline/stance/bases.py",
    "pipeline/torture/faults_damage.py",
    "pipeline/torture/faults_places.py",
    "pipeline/torture/fuzzing.py",
    "pipeline/torture/processes.py",
    "pipeline/torture/scene.py",
}


def find_forbidden(source: str, place: str) -> list[str]:
    """Give the calls and imports in a module that could run what a file says."""
    tree = ast.parse(source)
    found = [*_imports(tree, place), *_calls(tree, in_tests=place.startswith("tests/"))]
    return [f"{place}:{line} {finding}" for line, finding in sorted(found)]


def _imports(tree: ast.Module, place: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first = name.split(".")[0]
            bare = isinstance(node, ast.ImportFrom) and (
                name in _CALLS | _YAML or first in {"pickle", "subprocess"}
            )
            ours = place.startswith("pipeline/")
            if (
                first in _MODULES
                or bare
                or (ours and first == "pickle")
                or (ours and any(name.startswith(parser) for parser in _PARSERS))
                or (ours and first == "subprocess" and place not in _MAY_START_PROGRAMS)
            ):
                yield node.lineno, f"imports {name}"


def _calls(tree: ast.Module, *, in_tests: bool) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        given = {word.arg: ast.unparse(word.value) for word in node.keywords if word.arg}
        if (
            name in _CALLS
            or (name in _YAML and not _is_safe_loader(tree, given.get("Loader", "")))
            or (name == "torch.load" and given.get("weights_only") != "True")
            or (name in {"np.load", "numpy.load"} and given.get("allow_pickle") != "False")
            or given.get("allow_pickle", "False") != "False"
            or given.get("shell", "False") != "False"
            or (name.startswith("skops.io.load") and given.get("trusted") in {None, "True"})
            or given.get("no_network", "True") != "True"
            or (name.endswith("XMLParser") and given.get("resolve_entities") != "False")
            or (name in _XML and not in_tests and len(node.args) < 2 and "parser" not in given)
        ):
            yield node.lineno, f"calls {name}"


def _is_safe_loader(tree: ast.Module, loader: str) -> bool:
    """Tell whether a YAML loader is a safe one, or a name that the module gives to safe ones."""
    made = [
        ast.unparse(node.value if isinstance(node, ast.Assign) else node.bases[0])
        for node in ast.walk(tree)
        if (isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == loader)
        or (isinstance(node, ast.ClassDef) and node.name == loader and node.bases)
    ]
    safe = {"yaml.SafeLoader", "yaml.CSafeLoader", "getattr(yaml, 'CSafeLoader', yaml.SafeLoader)"}
    return loader in safe or (bool(made) and set(made) <= safe)


def test_no_module_can_run_what_a_file_says() -> None:
    found = [
        finding
        for path in MODULES
        for finding in find_forbidden(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())
    ]
    assert len(MODULES) > 300
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import joblib",
        "from joblib import load",
        "import marshal",
        "import shelve",
        "from pickle import loads",
        "import pickle\npickle.loads(b'')",
        "import torch\ntorch.load('a')",
        "np.load('a')",
        "np.load('a', allow_pickle=True)",
        "numpy.lib.format.read_array(f, allow_pickle=True)",
        "pd.read_pickle('a')",
        "yaml.load('a')",
        "yaml.load('a', Loader=yaml.Loader)",
        "yaml.unsafe_load('a')",
        "from yaml import unsafe_load",
        "class Own(yaml.Loader): pass\nyaml.compose('a', Loader=Own)",
        "eval('1')",
        "exec('1')",
        "compile('1', 'a', 'exec')",
        "import subprocess",
        "subprocess.run('ls', shell=True)",
        "os.system('ls')",
        "tempfile.mktemp()",
        "from xml.etree import ElementTree",
        "import xml.dom.minidom",
        "etree.fromstring(b'')",
        "etree.XMLParser()",
        "etree.HTMLParser(no_network=False)",
        "skops.io.load('a', trusted=True)",
        "skops.io.loads(b'')",
    ],
)
def test_each_of_them_would_be_found(source: str) -> None:
    assert find_forbidden(source, "pipeline/a.py")


@pytest.mark.parametrize(
    "source",
    [
        "re.compile('a')",
        "model.eval()",
        "yaml.safe_load('a')",
        "class Own(yaml.SafeLoader): pass\nyaml.compose('a', Loader=Own)",
        "np.load('a', allow_pickle=False)",
        "torch.load('a', weights_only=True)",
        "etree.fromstring(b'', etree.XMLParser(resolve_entities=False, no_network=True))",
        "skops.io.loads(b'', trusted=_TRUSTED)",
    ],
)
def test_what_is_safe_is_left_alone(source: str) -> None:
    assert find_forbidden(source, "pipeline/a.py") == []
