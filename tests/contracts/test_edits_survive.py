"""Random edits of a course and of its sources: every edit is found again after a build, or in a listed conflict."""

from __future__ import annotations

import contextlib
import copy
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.fixtures.scratch import POLICY, Scratch, parted

from coursegen.errors import CoursegenError

VISITORS = POLICY.index("## Visitors")
SOURCE_EDITS = {
    "hour": lambda text: text.replace("within 1 hour", "within 3 hours"),
    "days": lambda text: text.replace("2 working days", "4 working days"),
    "strength": lambda text: text.replace("must wear the staff card", "should wear the staff card"),
    "sentence gone": lambda text: text.replace(
        "Employees must not lend the staff card to anyone.", ""
    ),
    "sentence new": lambda text: (
        text.rstrip() + " Employees must return the staff card within 3 days.\n"
    ),
    "section moved": lambda text: text.replace(POLICY[VISITORS:], "").replace(
        "## Passwords", POLICY[VISITORS:] + "\n## Passwords"
    ),
    "section gone": lambda text: text.split("## Visitors")[0],
}
EDITS = (
    "text",
    "answer",
    "order",
    "delete",
    "add",
    "key",
    "comment",
    "move",
    "title",
    "option",
    "pin",
)


class Editor:
    """Makes random edits in a project and remembers what must be found again."""

    def __init__(self, scratch: Scratch, data: st.DataObject) -> None:
        self.scratch, self.data = scratch, data
        self.values: dict[tuple[str, str], Any] = {}
        self.gone: set[str] = set()
        self.homes: dict[str, str] = {}
        self.orders: dict[str, list[str]] = {}
        self.comments: list[str] = []
        self.count = 0

    def pick(self, among: list[Any]) -> Any:
        return self.data.draw(st.sampled_from(among))

    def edit(self, kind: str) -> None:
        self.count += 1
        modules = self.scratch.modules()
        path = self.pick(sorted(modules))
        module = modules[path]
        with contextlib.suppress(IndexError):
            getattr(self, kind)(path, module)

    def text(self, path: Path, module: dict[str, Any]) -> None:
        blocks = [each for each in module["blocks"] if "text" in each]
        self._set(path, module, self.pick(blocks) if blocks else None, "text")

    def answer(self, path: Path, module: dict[str, Any]) -> None:
        self._set(path, module, self.pick(module["items"]), "stem")

    def title(self, path: Path, module: dict[str, Any]) -> None:
        self._set(path, module, module, "title")

    def _set(
        self, path: Path, module: dict[str, Any], unit: dict[str, Any] | None, field: str
    ) -> None:
        if unit is None:
            return
        unit[field] = f"Words of my own, number {'x' * self.count}."
        self.values[unit["id"], field] = unit[field]
        self._save(path, module)

    def option(self, path: Path, module: dict[str, Any]) -> None:
        item = self.pick([each for each in module["items"] if each.get("options")])
        option = self.pick(item["options"])
        option["text"] = f"A choice of my own {'y' * self.count}"
        self.values[item["id"], f"options/{option['id']}/text"] = option["text"]
        self._save(path, module)

    def key(self, path: Path, module: dict[str, Any]) -> None:
        item = self.pick([each for each in module["items"] if each["type"] == "single_choice"])
        for each in item["options"]:
            each.pop("correct", None)
        option = self.pick(item["options"])
        option["correct"] = True
        for each in item["options"]:
            self.values.pop((item["id"], f"options/{each['id']}/correct"), None)
        field = f"options/{option['id']}/correct"
        if field not in self.scratch.lock["units"].get(item["id"], {}).get("fields", {}):
            self.values[item["id"], field] = True  # else it is as generated again: no edit
        self._save(path, module)

    def order(self, path: Path, module: dict[str, Any]) -> None:
        module["blocks"] = self.data.draw(st.permutations(module["blocks"]))
        self.orders[module["id"]] = [each["id"] for each in module["blocks"]]
        self._save(path, module)

    def delete(self, path: Path, module: dict[str, Any]) -> None:
        kind = self.pick(["blocks", "items"])
        if len(module[kind]) < 2:
            return
        unit = self.pick(module[kind])
        module[kind].remove(unit)
        self._forget(unit["id"])
        self.gone.add(unit["id"])
        self._save(path, module)

    def add(self, path: Path, module: dict[str, Any]) -> None:
        unit = {
            "id": f"mine-{self.count}",
            "type": "text",
            "origin": "author",
            "text": f"Note {self.count}.",
        }
        module["blocks"].insert(self.data.draw(st.integers(0, len(module["blocks"]))), unit)
        self.values[unit["id"], "text"] = unit["text"]
        self.orders.pop(module["id"], None)
        self._save(path, module)

    def comment(self, path: Path, _module: dict[str, Any]) -> None:
        words = f"# a note for the team {'z' * self.count}"
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([words, *lines]) + "\n", encoding="utf-8")
        self.comments.append(words)

    def move(self, path: Path, module: dict[str, Any]) -> None:
        others = [each for each in self.scratch.modules() if each != path]
        if not others or len(module["blocks"]) < 2:
            return
        target = self.pick(sorted(others))
        unit = self.pick(module["blocks"])
        module["blocks"].remove(unit)
        other = self.scratch.modules()[target]
        other["blocks"].insert(0, unit)
        self.orders.pop(module["id"], None)
        self.orders.pop(other["id"], None)
        self.homes[unit["id"]] = other["id"]
        self._save(path, module)
        self._save(target, other)

    def pin(self, path: Path, module: dict[str, Any]) -> None:
        unit = self.pick([*module["blocks"], *module["items"]])
        unit["pinned"] = True
        self.values[unit["id"], "pinned"] = True
        self._save(path, module)

    def _forget(self, unit: str) -> None:
        self.values = {key: each for key, each in self.values.items() if key[0] != unit}
        self.homes.pop(unit, None)
        self.orders = {
            key: [each for each in order if each != unit] for key, order in self.orders.items()
        }

    def _save(self, path: Path, module: dict[str, Any]) -> None:
        """As a person's editor does: the comments above stay."""
        text = path.read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if line.startswith("# ")]
        body = yaml.safe_dump(module, sort_keys=False, allow_unicode=True)
        path.write_text("".join(f"{line}\n" for line in kept) + body, encoding="utf-8")


def found(scratch: Scratch) -> dict[str, tuple[str, dict[str, Any]]]:
    units = {}
    for module in scratch.modules().values():
        units[module["id"]] = (module["id"], module)
        scenario = [module["scenario"]] if module.get("scenario") else []
        for unit in [*module["blocks"], *module["items"], *scenario]:
            units[unit["id"]] = (module["id"], unit)
    return units


def value(unit: Any, field: str) -> Any:
    for step in field.split("/"):
        if isinstance(unit, list):
            unit = next((each for each in unit if each["id"] == step), None)
        else:
            unit = unit.get(step) if unit is not None else None
    return unit


def look(editor: Editor) -> None:
    units = found(editor.scratch)
    for (identifier, field), wanted in editor.values.items():
        assert identifier in units, f"{identifier} with my {field} is gone"
        assert value(units[identifier][1], field) == wanted, (identifier, field)
    assert not editor.gone & units.keys()
    for identifier, module in editor.homes.items():
        assert units[identifier][0] == module, f"{identifier} went back"
    for identifier, order in editor.orders.items():
        blocks = (
            [each["id"] for each in units[identifier][1]["blocks"]] if identifier in units else []
        )
        assert [each for each in blocks if each in order] == [
            each for each in order if each in blocks
        ]
    text = "".join(path.read_text(encoding="utf-8") for path in editor.scratch.modules())
    for words in editor.comments:
        assert words in text, words


def survive(built: Path, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        project = Path(shutil.copytree(built, Path(folder) / "p"))
        scratch = Scratch(project)
        editor = Editor(scratch, data)
        source = project / "sources" / "policy.md"
        for _ in range(data.draw(st.integers(1, 2))):
            for kind in data.draw(st.lists(st.sampled_from(EDITS), min_size=1, max_size=5)):
                editor.edit(kind)
            before = copy.deepcopy(scratch.files())
            visitors = source.with_name("visitors.md")
            told = (each for each in (source, visitors) if each.exists())
            text = "".join(each.read_text(encoding="utf-8") for each in told)
            for name in data.draw(
                st.lists(st.sampled_from(sorted(SOURCE_EDITS)), max_size=3, unique=True)
            ):
                text = SOURCE_EDITS[name](text)
            first, *second = parted(text).values()
            source.write_text(first, encoding="utf-8")
            visitors.unlink(missing_ok=True)
            for each in second:
                visitors.write_text(each, encoding="utf-8")
            if data.draw(st.booleans()):
                renamed = source.with_name(
                    "rules.md" if source.name == "policy.md" else "policy.md"
                )
                source = source.rename(renamed)
            if data.draw(st.booleans()):
                shutil.rmtree(project / ".coursegen")
            try:
                report = scratch.build()
            except CoursegenError:
                assert scratch.files() == before
                raise
            look(editor)
            again = scratch.build()
            assert [each[:2] for each in again.conflicts] == [each[:2] for each in report.conflicts]
            assert again.written == []


PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
"""Without making a failure smaller: one build takes seconds."""
SLOW = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large)


@settings(
    max_examples=8, deadline=None, derandomize=True, phases=PHASES, suppress_health_check=SLOW
)
@given(data=st.data())
def test_a_persons_edit_is_never_lost(built: Path, data: st.DataObject) -> None:
    survive(built, data)


@pytest.mark.verify
@settings(
    max_examples=250, deadline=None, derandomize=True, phases=PHASES, suppress_health_check=SLOW
)
@given(data=st.data())
def test_a_persons_edit_is_never_lost_in_250_histories(built: Path, data: st.DataObject) -> None:
    survive(built, data)
