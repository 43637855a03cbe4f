"""What a person changed and the sources changed too stays listed until the person settles it."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.fixtures.scratch import Scratch

from coursegen import api
from coursegen.errors import ConfigError

LOST = "Employees must report a lost staff card to the reception within 2 working days."
MINE = "Ring the service desk. Within 1 hour!"


@pytest.fixture
def stem(scratch: Scratch) -> str:
    """The id of the block on the hour, whose text a person wrote anew, and the hour then changed."""
    path, module, item = scratch.find("within 1 hour", ("blocks",))
    assert "within 1 hour" in item["text"]
    item["text"] = MINE
    scratch.save(path, module)
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    return str(item["id"])


def item_on(scratch: Scratch, words: str) -> tuple[Path, dict[str, Any], dict[str, Any]]:
    """The first item all of whose quotes hold ``words``: its file, the module and the item in it."""
    for path, module in scratch.modules().items():
        for item in (each for each in module["items"] if "options" in each):
            cites = [
                *item.get("citations", ()),
                *(c for o in item["options"] for c in o["citations"]),
            ]
            if all(words in each["quote"] for each in cites):
                return path, module, item
    raise AssertionError(f"no item rests on {words!r} alone")


def waiting(scratch: Scratch) -> list[tuple[str, str]]:
    """What waits, and every verb says the same of it."""
    report = scratch.build()
    found = [(each.unit, each.field) for each in report.conflicts]
    plan = [each.unit for each in api.plan(scratch.project).lines if each.state == "stale"]
    check = [each.unit for each in api.check(scratch.project) if each.rule == "stale-edit"]
    assert [unit for unit, _ in found] == plan == check
    api.build(scratch.project, frozen=True)
    return found


def test_a_conflict_is_listed_by_every_verb_until_it_is_settled(
    scratch: Scratch, stem: str
) -> None:
    for _ in range(2):
        assert waiting(scratch) == [(stem, "text")]
    assert scratch.unit(stem)["text"] == MINE
    shutil.rmtree(scratch.folder / ".coursegen")
    scratch.source("2 working days", "4 working days")
    scratch.build()
    assert waiting(scratch) == [(stem, "text")]


def test_accept_takes_the_proposal_and_the_field_counts_as_generated_again(
    scratch: Scratch, stem: str
) -> None:
    report = api.accept(scratch.project, [stem])
    assert [(each.unit, each.field) for each in report.settled] == [(stem, "text")]
    assert "3 hours" in scratch.unit(stem)["text"]
    assert waiting(scratch) == []
    scratch.source("within 3 hours", "within 5 hours")
    scratch.build()
    assert "5 hours" in scratch.unit(stem)["text"]
    assert waiting(scratch) == []


def test_keep_is_asked_again_only_when_its_sources_change_again(
    scratch: Scratch, stem: str
) -> None:
    api.keep(scratch.project, [stem], field="text")
    assert waiting(scratch) == []
    scratch.source("2 working days", "4 working days")
    scratch.build()
    assert waiting(scratch) == []
    scratch.source("within 3 hours", "within 5 hours")
    scratch.build()
    assert waiting(scratch) == [(stem, "text")]
    assert scratch.unit(stem)["text"] == MINE
    [each] = api.accept(scratch.project, everything=True).settled
    assert "5 hours" in each.proposal


def test_a_conflict_that_is_not_settled_follows_a_second_change(
    scratch: Scratch, stem: str
) -> None:
    scratch.source("within 3 hours", "within 5 hours")
    report = scratch.build()
    assert "5 hours" in report.conflicts[0].proposal
    assert waiting(scratch) == [(stem, "text")]


def test_a_conflict_goes_when_the_person_writes_what_is_proposed(
    scratch: Scratch, stem: str
) -> None:
    proposal = scratch.build().conflicts[0].proposal
    path, module, item = scratch.find(MINE)
    item["text"] = proposal
    scratch.save(path, module)
    assert waiting(scratch) == []
    scratch.source("within 3 hours", "within 5 hours")
    scratch.build()
    assert "5 hours" in scratch.unit(stem)["text"]
    assert scratch.lock.get("stale", {}) == {}


def test_a_conflict_goes_when_the_sources_go_back_to_what_the_person_changed(
    scratch: Scratch, stem: str
) -> None:
    scratch.source("within 3 hours", "within 1 hour")
    scratch.build()
    assert waiting(scratch) == []
    assert scratch.unit(stem)["text"] == MINE


def test_a_conflict_goes_with_its_unit(scratch: Scratch, stem: str) -> None:
    path, module, item = scratch.find(MINE)
    module["blocks"].remove(item)
    scratch.save(path, module)
    assert scratch.build().conflicts == []
    assert waiting(scratch) == []
    assert scratch.unit(stem) is None


def test_a_changed_unit_that_the_sources_no_longer_give_is_held_and_may_be_let_go(
    scratch: Scratch,
) -> None:
    path, module, item = item_on(scratch, "lost staff card")
    item["stem"] = "A friend asks for your card. What do you say?"
    scratch.save(path, module)
    scratch.source(LOST, "")
    scratch.build()
    assert waiting(scratch) == [(item["id"], "")]
    assert scratch.unit(item["id"])["stem"].startswith("A friend")
    copy = Scratch(shutil.copytree(scratch.folder, scratch.folder.parent / "copy"))
    api.keep(copy.project, [item["id"]])
    assert waiting(copy) == []
    assert copy.unit(item["id"]) is not None
    api.accept(scratch.project, [item["id"]])
    assert scratch.unit(item["id"]) is None
    assert waiting(scratch) == []
    assert item["id"] in scratch.lock["retired"]


def test_a_held_unit_is_no_question_any_more_when_its_sources_come_back(scratch: Scratch) -> None:
    path, module, item = item_on(scratch, "lost staff card")
    item["stem"] = "A friend asks for your card. What do you say?"
    scratch.save(path, module)
    source = scratch.source_with(LOST)
    text = source.read_text(encoding="utf-8")
    scratch.source(LOST, "")
    scratch.build()
    source.write_text(text, encoding="utf-8")
    scratch.build()
    assert waiting(scratch) == []
    assert scratch.unit(item["id"])["stem"].startswith("A friend")


def test_a_changed_module_whose_sources_went_is_held_and_goes_when_accepted(
    scratch: Scratch,
) -> None:
    path, module = next(each for each in scratch.modules().items() if "Visitor" in each[1]["title"])
    module["title"] = "My visitors"
    scratch.save(path, module)
    source = scratch.source_with("## Visitors")
    text = source.read_text(encoding="utf-8")
    source.write_text(text[: text.index("## Visitors")], encoding="utf-8")
    scratch.build()
    assert waiting(scratch) == [(module["id"], "")]
    api.accept(scratch.project, [module["id"]])
    assert not path.exists()
    assert waiting(scratch) == []
    assert module["id"] in scratch.lock["retired"]
    assert api.plan(scratch.project).lines == []


def test_a_key_that_a_person_changed_is_not_put_under_new_words(scratch: Scratch) -> None:
    path, module, item = item_on(scratch, "within 1 hour")
    for option in item["options"]:
        option.pop("correct", None)
    item["options"][0]["correct"] = True
    mine = item["options"]
    scratch.save(path, module)
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    assert waiting(scratch) == [(item["id"], "")]
    assert scratch.unit(item["id"])["options"] == mine
    api.accept(scratch.project, [item["id"]])
    assert "3 hours" in str(scratch.unit(item["id"]))
    assert waiting(scratch) == []
    scratch.source("within 3 hours", "within 5 hours")
    scratch.build()
    assert waiting(scratch) == []


def test_a_title_that_person_and_source_changed_is_a_conflict_of_the_course(
    scratch: Scratch,
) -> None:
    outline = scratch.outline()
    outline["title"] = "Stay safe"
    scratch.save(scratch.folder / "course" / "course.yaml", outline)
    scratch.source("# Security policy", "# Security rules")
    scratch.build()
    assert waiting(scratch) == [("security", "title")]
    assert scratch.outline()["title"] == "Stay safe"
    api.accept(scratch.project, ["security"])
    assert scratch.outline()["title"] == "Security rules"
    assert waiting(scratch) == []


def test_the_citations_of_a_field_come_with_it(scratch: Scratch) -> None:
    path, module, block = scratch.find("within 1 hour", ("blocks",))
    block["text"] = MINE
    block["citations"].append(dict(module["items"][0]["citations"][0]))
    scratch.save(path, module)
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    assert waiting(scratch) == [(block["id"], "citations"), (block["id"], "text")]
    api.accept(scratch.project, [block["id"]], field="text")
    assert waiting(scratch) == []
    assert "3 hours" in scratch.unit(block["id"])["citations"][0]["quote"]


def test_what_does_not_wait_is_refused_and_what_does_is_named(scratch: Scratch, stem: str) -> None:
    with pytest.raises(ConfigError, match="Did you mean"):
        api.accept(scratch.project, [stem[:-1]])
    with pytest.raises(ConfigError, match="Fields that wait: text"):
        api.keep(scratch.project, [stem], field="title")


def test_settling_changes_only_the_line_it_is_about(scratch: Scratch, stem: str) -> None:
    path, _, _ = scratch.find(MINE)
    path.write_text("# read by legal\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    before = path.read_text(encoding="utf-8").splitlines()
    api.accept(scratch.project, [stem])
    after = path.read_text(encoding="utf-8").splitlines()
    changed = [(one, two) for one, two in zip(before, after, strict=True) if one != two]
    assert all("text" in one or "minutes" in one for one, _ in changed)
    assert changed


def test_what_a_person_took_out_before_accepting_something_else_stays_away(
    scratch: Scratch, stem: str
) -> None:
    path, module, item = scratch.find("lend the staff card", ("items", "blocks"))
    for kind in ("blocks", "items"):
        module[kind] = [each for each in module[kind] if each["id"] != item["id"]]
    scratch.save(path, module)
    api.accept(scratch.project, [stem])
    lines = {each.unit: each.why for each in api.plan(scratch.project).lines}
    assert "taken out" in lines[item["id"]]
    scratch.build()
    assert scratch.lock["retired"][item["id"]]["passages"]
    assert scratch.unit(item["id"]) is None


def moved(scratch: Scratch, words: str) -> tuple[Path, Any]:
    """Move the block with ``words`` to another module and build; where it is now, and the block."""
    path, module, block = scratch.find(words, ("blocks",))
    module["blocks"].remove(block)
    scratch.save(path, module)
    target, other = next(each for each in scratch.modules().items() if each[0] != path)
    other["blocks"].insert(0, block)
    scratch.save(target, other)
    scratch.build()
    return target, block


def test_a_unit_that_was_moved_is_revised_where_it_is_when_its_sources_change_builds_later(
    scratch: Scratch,
) -> None:
    target, block = moved(scratch, "within 1 hour")
    scratch.source("2 working days", "4 working days")
    scratch.build()
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    assert waiting(scratch) == []
    holding = [path for path, module in scratch.modules().items() for each in module["blocks"] if each["id"] == block["id"]]  # fmt: skip
    assert holding == [target]
    assert "within 3 hours" in str(scratch.unit(block["id"]))
    assert "within 1 hour" not in str(scratch.modules())
    before = scratch.files()
    scratch.build()
    assert scratch.files() == before


def test_a_unit_that_was_moved_and_changed_gets_a_proposal(scratch: Scratch) -> None:
    target, block = moved(scratch, "within 1 hour")
    module = scratch.modules()[target]
    mine = next(each for each in module["blocks"] if each["id"] == block["id"])
    mine["text"] = "Ring them within 1 hour!"
    scratch.save(target, module)
    scratch.build()
    scratch.source("within 1 hour", "within 3 hours")
    scratch.build()
    assert waiting(scratch) == [(block["id"], "text")]
    api.accept(scratch.project, [block["id"]])
    assert "within 3 hours" in str(scratch.unit(block["id"]))
    assert waiting(scratch) == []


def test_what_only_a_deleted_block_told_is_left_out_as_taken_out_by_a_person(
    scratch: Scratch,
) -> None:
    words = "Employees must not lend the staff card to anyone."
    path, module, _ = scratch.find(words, ("blocks",))
    module["blocks"] = [each for each in module["blocks"] if words not in str(each)]
    scratch.save(path, module)
    reasons = {each.reason for each in scratch.build().left_out}
    assert "removed" in reasons
    assert "form" not in reasons
    planned = api.plan(scratch.project).left_out
    assert "removed" in {each.reason for each in planned}


def test_a_module_with_a_persons_comment_in_its_file_is_held_when_its_sources_are_gone(
    scratch: Scratch,
) -> None:
    path = next(each for each in scratch.modules() if each.name.startswith("visitors"))
    note = "# Agreed with the works council in May."
    path.write_text(f"{note}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    (scratch.folder / "sources" / "visitors.md").unlink()
    scratch.build()
    assert path.read_text(encoding="utf-8").startswith(note)
    assert [unit for unit, _ in waiting(scratch)] == [path.stem]
    assert scratch.build().written == []
    api.accept(scratch.project, [path.stem])
    assert not path.exists()
    assert waiting(scratch) == []


def test_a_unit_that_was_moved_is_held_when_its_sources_are_gone(scratch: Scratch) -> None:
    target, block = moved(scratch, "within 1 hour")
    scratch.source("Employees must report the suspicion to the service desk within 1 hour.", "")
    scratch.build()
    assert [unit for unit, _ in waiting(scratch)] == [block["id"]]
    assert scratch.find("within 1 hour", ("blocks",))[0] == target
