"""A sentence that only changed its passage is no change of meaning; one that changed on its way is told as what changed."""

from __future__ import annotations

from pathlib import Path

from coursegen.author.record import passage_records, source_records
from coursegen.change.compare import compare, old_sources
from coursegen.change.elsewhere import Elsewhere
from coursegen.index.index import build_index
from coursegen.ingest.registry import read_source
from coursegen.model.diff import MeaningChange, SourceChange
from coursegen.model.lock import Lock
from coursegen.model.passage import Index

BADGE = "Employees must wear the badge visibly in every building."
KEYS = "Employees must return the keys of a room within 2 working days."
LOGS = "Managers should read the access log of their team every month."
VISITORS = "Visitors must sign the book at the desk before they go in."
NOISE = "The reception is on the ground floor, beside the stairs and the large window."


def index_of(folder: Path, **pages: str) -> Index:
    folder.mkdir()
    for name, text in pages.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return build_index([read_source(folder, f"{name}.md") for name in pages])


def changes(folder: Path, old: dict[str, str], new: dict[str, str]) -> tuple[SourceChange, ...]:
    before, after = index_of(folder / "old", **old), index_of(folder / "new", **new)
    records = Lock(
        course="c", inputs="", sources=source_records(before), passages=passage_records(before)
    )
    return compare(old_sources(records, before), after, lambda _: "").changes


def told(found: tuple[SourceChange, ...]) -> list[MeaningChange]:
    return [change for each in found for change in each.meaning]


def test_a_sentence_that_moved_to_another_passage_is_no_new_and_no_lost_rule(
    tmp_path: Path,
) -> None:
    found = changes(
        tmp_path,
        {"doors": f"# Doors\n\n{BADGE} {KEYS}\n\n{NOISE}\n", "logs": f"# Logs\n\n{LOGS}\n"},
        {"doors": f"# Doors\n\n{BADGE}\n\n{NOISE}\n", "logs": f"# Logs\n\n{LOGS} {KEYS}\n"},
    )
    assert found
    assert told(found) == []
    assert {each.severity for each in found} == {"wording"}


def test_a_paragraph_cut_off_and_moved_far_away_is_no_change_of_meaning(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        {"doors": f"# Doors\n\n{BADGE} {KEYS} {LOGS}\n", "desk": f"# Desk\n\n{NOISE}\n"},
        {"doors": f"# Doors\n\n{BADGE}\n", "desk": f"# Desk\n\n{NOISE}\n\n{LOGS} {KEYS}\n"},
    )
    assert told(found) == []


def test_what_changed_on_the_way_is_told_by_its_kind(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        {"doors": f"# Doors\n\n{BADGE} {KEYS}\n\n{NOISE}\n", "logs": f"# Logs\n\n{LOGS}\n"},
        {
            "doors": f"# Doors\n\n{BADGE}\n\n{NOISE}\n",
            "logs": f"# Logs\n\n{LOGS} {KEYS.replace('2 working', '5 working')}\n",
        },
    )
    assert {each.kind for each in told(found)} == {"deadline"}
    assert {(each.old, each.new) for each in told(found)} == {
        ("within 2 working days", "within 5 working days")
    }


def test_a_rule_that_is_really_new_or_gone_is_still_told(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        {"doors": f"# Doors\n\n{BADGE} {KEYS}\n"},
        {"doors": f"# Doors\n\n{BADGE} {LOGS} {VISITORS}\n"},
    )
    assert [(each.kind, each.old, each.new) for each in told(found)] == [
        ("rule", KEYS, ""),
        ("rule", "", LOGS),
        ("rule", "", VISITORS),
    ]


def test_a_rule_that_stands_once_more_is_new_there(tmp_path: Path) -> None:
    found = changes(
        tmp_path,
        {"doors": f"# Doors\n\n{BADGE} {NOISE}\n", "keys": f"# Keys\n\n{KEYS} {NOISE}\n"},
        {"doors": f"# Doors\n\n{BADGE} {KEYS} {NOISE}\n", "keys": f"# Keys\n\n{KEYS} {NOISE}\n"},
    )
    assert [(each.kind, each.new) for each in told(found)] == [("rule", KEYS)]


def test_each_sentence_goes_to_the_one_most_like_it() -> None:
    other = KEYS.replace("keys", "cards").replace("a room", "a hall")
    elsewhere = Elsewhere.of([(KEYS, -1), (KEYS.replace("2", "3"), 1), (other, 1)])
    assert elsewhere.now(KEYS) == KEYS.replace("2", "3")
    assert elsewhere.before(KEYS.replace("2", "3")) == KEYS
    assert elsewhere.before(other) == ""
    assert not elsewhere.stands(KEYS)
