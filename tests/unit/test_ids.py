"""Names that last. The pinned values are in people's files: if one changes, every course breaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.ids import ID_PATTERN, canonical_json, digest, mint, slug, suffix_of

PASSAGES = ["b" * 12, "a" * 12]


def minted(taken=(), **more):
    basis = {"course_id": "infosec", "kind": "module", "passages": PASSAGES}
    return mint("Report at once", **{**basis, **more}, taken=taken)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gegevens delen met anderen", "gegevens-delen-met-anderen"),
        ("Meldplicht: één datalek, zó snel", "meldplicht-een-datalek-zo"),
        ("Het ’s nachts werken", "het-s-nachts-werken"),
        ("Coördinatie en reünie", "coordinatie-en-reunie"),
        ("Änderung der Datenschutzerklärung", "anderung-der"),
        ("Straße & Größe", "strasse-grosse"),
        ("Œuvre, łódź, æther", "oeuvre-lodz-aether"),
        ("The incident's report", "the-incidents-report"),
        ("one two three four five", "one-two-three-four"),
        ("a" * 50, "a" * 32),
        ("!!!", "unit"),
        ("日本語", "unit"),
        ("", "unit"),
    ],
)
def test_a_slug_is_of_whole_plain_words(text, expected):
    assert slug(text) == expected


@given(st.text(max_size=80))
def test_a_slug_always_fits_the_pattern_of_ids(text):
    assert re.fullmatch(ID_PATTERN, slug(text))
    assert len(slug(text)) <= 32


def test_the_digests_of_equal_values_are_equal_and_pinned():
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1})
    assert digest({"b": 1, "a": "é"}, 12) == "aa58fba84836"
    assert digest(b"x", 8) == digest("x", 8) == "2d711642"


def test_canonical_json_sorts_keys_and_has_no_white_space():
    assert canonical_json({"b": [1, None], "a": "é"}) == '{"a":"é","b":[1,null]}'


def test_a_minted_id_is_pinned():
    assert minted() == "report-at-once-cx1bv"
    assert minted(kind="item") != minted()
    assert minted(course_id="privacy") != minted()
    assert minted(passages=["c" * 12]) != minted()


def test_the_order_of_passages_and_of_taken_ids_does_not_matter():
    assert minted(passages=reversed(PASSAGES)) == minted()
    taken = [minted(), "x-abcde", "y-00000"]
    assert minted(taken) == minted(taken[::-1]) == minted(set(taken))


def test_the_words_are_not_in_the_suffix():
    basis = {"course_id": "infosec", "kind": "module", "passages": PASSAGES, "taken": ()}
    assert suffix_of(mint("Other words", **basis)) == suffix_of(minted())


def test_a_taken_suffix_is_never_used_again_whatever_its_words():
    first = minted()
    second = minted(["other-words-" + suffix_of(first)])
    assert second == "report-at-once-761kb"
    third = minted([first, second])
    assert len({first, second, third}) == 3


def test_many_ids_of_one_basis_are_all_different_and_fit_the_pattern():
    taken: list[str] = []
    for _ in range(300):
        taken.append(minted(taken))
    assert len({suffix_of(each) for each in taken}) == 300
    assert all(re.fullmatch(ID_PATTERN, each) for each in taken)
    assert all(re.fullmatch(r"[0-9a-hjkmnp-tv-z]{5}", suffix_of(each)) for each in taken)


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_ids_do_not_depend_on_the_hash_seed(seed):
    code = (
        "from coursegen.ids import mint; print(mint('Report at once', course_id='infosec', "
        "kind='module', passages={'b' * 12, 'a' * 12}, taken={'x-abcde', 'y-00000'}))"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == "report-at-once-cx1bv"
