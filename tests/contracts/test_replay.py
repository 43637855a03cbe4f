"""Rebuilding holds on real history: every promise, at every step, with `.coursegen/` deleted in between."""

import pytest
from tests.fixtures.history import BUNDLES, History
from tests.fixtures.replay import chosen, replay
from tests.fixtures.replay_table import write_steps

BELOW = {"18f-handbook": ("pages/about-us", "pages/travel-and-leave")}
"""Folders that a history is limited to, for time."""
STEPS = 31
NAMES = (
    "18f-handbook",
    "catalyze-policies",
    "clef-handbook",
    "nl-digikoppeling-beveiliging",
    "nl-oin-stelsel",
    "nl-vws-beleidsontwikkeling",
    "publiccode-standard",
)


def history(name, tmp_path):
    if not (BUNDLES / f"{name}.bundle").is_file():
        pytest.skip(f"the corpora are not beside the repository: no {name}.bundle")
    return History(name, tmp_path / "history", BELOW.get(name, ()))


def broken(steps):
    return [f"{step.commit} {each}" for step in steps for each in step.broken]


@pytest.mark.corpora
def test_a_short_real_history_keeps_every_promise(tmp_path):
    found = history("nl-digikoppeling-beveiliging", tmp_path)
    steps = list(replay(found, found.commits()[12:18], tmp_path))
    assert len(steps) == 5
    assert broken(steps) == []
    assert sum(step.changed for step in steps) > 0
    assert [(step.told, step.told_changed) for step in steps] == [
        (step.touched, step.changed) for step in steps
    ]


@pytest.mark.corpora
@pytest.mark.verify
def test_a_history_that_the_generator_does_not_write_is_followed_all_the_same(tmp_path):
    found = history("de-jugendhackt-handbuch", tmp_path)
    steps = list(replay(found, found.commits(), tmp_path, empty=True))
    write_steps("de-jugendhackt-handbuch", steps)
    assert broken(steps) == []
    assert len(steps) == 25  # before those the repository holds no document with text


@pytest.mark.corpora
@pytest.mark.verify
@pytest.mark.parametrize("name", NAMES)
def test_a_real_history_keeps_every_promise(name, tmp_path):
    found = history(name, tmp_path)
    steps = list(replay(found, chosen(found.commits(), STEPS), tmp_path))
    write_steps(name, steps)
    assert broken(steps) == []
