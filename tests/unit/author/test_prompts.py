"""A prompt that does not fit is an error before anything is asked."""

import pytest

from coursegen.author.prompts import Prompts, load_prompt
from coursegen.errors import ConfigError
from coursegen.model.drafts import DRAFTS
from coursegen.model.part_drafts import PART_DRAFTS
from coursegen.model.passage import Passage
from coursegen.model.request import BriefInput, Repair, Request, Style


def request(task="module", **more):
    return Request(
        id=task,
        task=task,
        style=Style(language="nl", address="je"),
        title="Veilig werken",
        brief=BriefInput(topic="Melden", objectives=(("Je kunt melden", "apply"),)),
        passages=(
            Passage(
                id="0123456789ab",
                kind="paragraph",
                text="Meld het. Nu.",
                sentences=("Meld het.", "Nu."),
                language="nl",
                sketch="0" * 16,
            ),
        ),
        **more,
    )


def test_tasks_of_a_module_share_their_whole_context_and_differ_in_the_prompt():
    module, items = (Prompts().rendered(request(name)) for name in ("module", "items"))
    assert module.context == items.context
    assert module.prompt != items.prompt


def test_a_repair_is_the_task_with_the_part_and_the_finding_after_it():
    repair = Repair(part={"stem": "Hoe lang?"}, finding="says 48 hours, the source says 24 hours")
    plain, mended = (Prompts().rendered(request("items", repair=each)) for each in (None, repair))
    assert mended.prompt.startswith(plain.prompt)
    assert '"stem": "Hoe lang?"' in mended.prompt
    assert repair.finding in mended.prompt


def override(folder, text):
    (folder / "prompts").mkdir()
    (folder / "prompts" / "module.md").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", sorted({*DRAFTS, *PART_DRAFTS} - {"translate"}))
def test_each_task_has_a_prompt_that_renders_without_a_variable_left(name):
    rendered = Prompts().rendered(request(name))
    assert "{{" not in rendered.context + rendered.prompt
    assert "[1.2] Nu." in rendered.context


def test_a_translation_is_told_its_texts_and_no_source():
    texts = (("Report it. {{gap-1}}", "Meld het."), ("Now.", ""))
    made = request("translate", texts=texts, words=(("badge", "pas"),))
    rendered = Prompts().rendered(made)
    assert "[1] Report it. {{gap-1}}\n    before: Meld het.\n[2] Now.\n" in rendered.prompt
    assert "- badge: pas\n" in rendered.prompt
    assert "Translate into this language: nl. Address the\nlearner as: je." in rendered.context
    assert "[1.2] Nu." not in rendered.context + rendered.prompt


def test_text_of_a_source_is_never_read_as_a_variable():
    hostile = request().passages[0].model_copy(update={"sentences": ("{{title}} {{secret}}",)})
    rendered = Prompts().rendered(request().model_copy(update={"passages": (hostile,)}))
    assert "[1.1] {{title}} {{secret}}" in rendered.context


FRONT = "---\nid: module\nversion: 1\ndraft: module\ninputs: [{inputs}]\n{more}---\n{body}\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Write.", "front matter"),
        (FRONT.format(inputs="topic", more="mood: gay\n", body="{{topic}}"), "mood"),
        (FRONT.format(inputs="topic", more="", body="Write."), "does not use"),
        (FRONT.format(inputs="topic", more="", body="{{topic}} {{title}}"), "do not name"),
        (FRONT.format(inputs="colour", more="", body="{{colour}}"), "nothing fills"),
    ],
)
def test_an_override_that_does_not_fit_names_what_is_wrong(tmp_path, text, words):
    with pytest.raises(ConfigError, match=words):
        load_prompt("module", override(tmp_path, text))


def test_a_project_may_have_its_own_words_and_its_recipe_then_differs(tmp_path):
    own = FRONT.format(inputs="topic", more="", body="Write about {{topic}}.")
    prompts = Prompts(override(tmp_path, own))
    assert prompts.rendered(request()).prompt.strip() == "Write about Melden."
    assert prompts.digest != Prompts().digest
