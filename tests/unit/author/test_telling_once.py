"""What a new draft tells comes in once, and quotes all that it tells."""

import pytest

from coursegen.author.telling_once import TellingOnce
from coursegen.index.index import build_index
from coursegen.ingest.registry import read_source
from coursegen.model.blocks import Citation, Steps, TextBlock

SENTENCES = {
    "en": (
        "Open the portal.",
        "Choose the form for a lost badge.",
        "Send the form to the desk within 24 hours.",
    ),
    "nl": (
        "Open het portaal.",
        "Kies het formulier voor een verloren pas.",
        "Stuur het formulier binnen 24 uur naar de balie.",
    ),
}


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(("new", "told"), [(0, (0, 1)), (1, (0, 1)), (2, (1, 2))])
def test_one_new_step_comes_with_a_neighbour_and_both_are_quoted(tmp_path, language, new, told):
    sentences = SENTENCES[language]
    (tmp_path / "rules.md").write_text("# Rules\n\n" + " ".join(sentences) + "\n", encoding="utf-8")
    index = build_index([read_source(tmp_path, "rules.md")])
    passage = next(each for each in index.passages if each.sentences == sentences)
    cites = tuple(Citation(passage=passage.id, quote=each) for each in sentences)
    known = [at for at in range(3) if at != new]
    standing = [
        TextBlock(
            id="old",
            type="text",
            text=" ".join(sentences[at] for at in known),
            citations=tuple(cites[at] for at in known),
        )
    ]
    steps = Steps(id="new", type="steps", steps=sentences, citations=cites)
    once = TellingOnce(index, {(passage.id, at) for at in known}, lambda _: True)
    assert once.put(steps, standing, 1) == 2
    assert standing[1].steps == tuple(sentences[at] for at in told)
    assert standing[1].citations == tuple(cites[at] for at in told)
