"""What became of a passage is found on edits of real documents whose truth is known."""

import pytest
from tests.fixtures.alignment import MeaningScore, Score, documents_in, measure, measure_meaning
from tests.fixtures.history import BUNDLES, History
from tests.fixtures.replay_table import write_table

RIGHT, RECALL, PRECISION = 98, 95, 90
SHARES = (0.01, 0.1, 0.4)
CORPORA = {"en": ("publiccode-standard", "clef-handbook"), "nl": ("nl-oin-stelsel", "nl-digikoppeling-beveiliging")}  # fmt: skip
STRANGERS = {"en": "clef-handbook", "nl": "nl-vws-beleidsontwikkeling"}


def documents(name, tmp_path):
    if not (BUNDLES / f"{name}.bundle").is_file():
        pytest.skip(f"the corpora are not beside the repository: no {name}.bundle")
    folder = tmp_path / name
    return documents_in(History(name, folder).folder)


def strangers(language, tmp_path):
    found = documents(STRANGERS[language], tmp_path / "strangers")
    texts = [each.text for one in found for each in one.blocks if each.kind == "paragraph"]
    return [each for each in texts if len(each.split()) > 6][:200]


@pytest.mark.corpora
def test_edited_moved_split_and_joined_passages_are_found_again(tmp_path):
    score = Score()
    own = documents("nl-digikoppeling-beveiliging", tmp_path)
    measure(own, strangers("nl", tmp_path), 0.2, (1,), score)
    assert score.share >= RIGHT, score.wrong
    assert score.touched.total() > 25


@pytest.mark.corpora
@pytest.mark.verify
def test_passages_are_found_again_in_both_languages_at_every_share(tmp_path):
    rows = []
    worst = 100.0
    for language, names in CORPORA.items():
        others = strangers(language, tmp_path)
        corpora = [documents(name, tmp_path) for name in names]
        for share in SHARES:
            score = Score()
            for each in corpora:
                measure(each, others, share, (1,), score)
            kinds = ", ".join(
                f"{kind} {score.touched_right[kind]}/{count}"
                for kind, count in sorted(score.touched.items())
            )
            rows.append((language, f"{share:.0%}", score.passages, f"{score.share:.2f}", f"{score.share_touched:.1f}", kinds))  # fmt: skip
            worst = min(worst, score.share)
    head = ("language", "touched", "passages", "right, %", "of those touched, %", "by kind")
    write_table("alignment", head, rows)
    assert worst >= RIGHT


@pytest.mark.corpora
@pytest.mark.verify
def test_changes_of_meaning_are_found_through_moves_splits_and_joined_files(tmp_path):
    rows = []
    scores = {}
    for language, names in CORPORA.items():
        corpora = [documents(name, tmp_path) for name in names]
        for share in SHARES:
            score = MeaningScore()
            for each in corpora:
                measure_meaning(each, share, (1,), score)
            rows.append((language, f"{share:.0%}", score.changed, f"{score.recall:.1f}", score.told, f"{score.precision:.1f}"))  # fmt: skip
            scores[language, share] = score
    head = ("language", "touched", "changes of meaning", "found, %", "told", "of those right, %")
    write_table("meaning", head, rows)
    changed, found = (sum(getattr(each, name) for each in scores.values()) for name in ("changed", "found"))  # fmt: skip
    assert 100 * found / changed >= RECALL
    assert {
        key: score.misses
        for key, score in scores.items()
        if score.told and score.precision < PRECISION
    } == {}
