"""What the outline of what came into the sources is asked with."""

from types import SimpleNamespace

import pytest

from coursegen.author.outline import Room, extend_outline
from coursegen.author.record import passage_records, source_records
from coursegen.author.revise import Limits, revise_outline
from coursegen.author.scope import scope_of
from coursegen.index.index import build_index
from coursegen.ingest.markdown import READER
from coursegen.model.course import Audience, Brief, Objective, Outline
from coursegen.model.lock import Lock
from coursegen.model.request import Reply
from coursegen.model.source import Source

TEXTS = {
    "en": (
        "Employees must accompany every visitor inside the closed area.",
        "Employees must hand every visitor a badge at the desk.",
        "Hosts must meet a guest at the front door.",
        "Hosts must show a guest the way out after the visit.",
    ),
    "nl": (
        "Medewerkers moeten elke bezoeker begeleiden in het gesloten gebied.",
        "Medewerkers moeten elke bezoeker een badge geven bij de balie.",
        "Gastheren moeten een gast ophalen bij de voordeur.",
        "Gastheren moeten een gast na het bezoek naar de uitgang brengen.",
    ),
}


def scope(tmp_path, **texts):
    documents = []
    for name, paragraphs in texts.items():
        path = tmp_path / f"{name}.md"
        path.write_text("\n\n".join([f"# {name.title()}", *paragraphs]), encoding="utf-8")
        source = Source(path=path.name, kind="markdown", digest="0")
        documents.append(READER.read(path, source))
    return scope_of(build_index(documents), Audience())


def course(language, *passages):
    aim = Objective(id="do-it-00000", text="Do it", bloom="apply")
    brief = Brief(id="visitors", topic="Visitors", objectives=(aim.id,), passages=passages)
    return Outline(id="c", title="C", language=language, objectives=(aim,), modules=(brief,))


class Asked:
    """Rounds of a generator that plans one module of ``wanted`` passages, and keeps what it was asked."""

    generator = SimpleNamespace(name="fake", repairs=0, reads_prompts=False)

    def __init__(self, *wanted):
        self.wanted, self.requests = wanted, []

    def run(self, name, requests):
        assert name == "outline"
        self.requests += requests
        (request,) = requests
        numbers = [at for at, each in enumerate(request.passages, 1) if each.text in self.wanted]
        aims = [{"text": "Do it", "bloom": "apply"}]
        module = {"topic": "Guests", "objectives": aims, "passages": numbers}
        draft = {"title": "C", "modules": [module], "no_room": []}
        return {request.id: Reply(request=request.id, draft=draft, generator="fake")}


def extended(tmp_path, language, rounds):
    """The revision of a course on visitors after a rule came to what another document says about guests."""
    shared, badge, door, way = TEXTS[language]
    before = scope(tmp_path, visitors=(shared, badge), guests=(shared, door))
    old = course(language, *(each.id for each in before.index.passages if each.text != door))
    lock = Lock(
        course="c",
        inputs="",
        sources=source_records(before.index),
        passages=passage_records(before.index),
    )
    now = scope(tmp_path, visitors=(shared, badge), guests=(shared, door, way))
    revision = revise_outline(old, lock, now, Limits(7, {"visitors": 3}))
    return old, extend_outline(rounds, now, revision, frozenset(), Room(40))


@pytest.mark.parametrize("language", TEXTS)
def test_a_section_that_no_module_is_about_is_planned_whole(language, tmp_path):
    shared, _, door, way = TEXTS[language]
    rounds = Asked(shared, door, way)
    _, revision = extended(tmp_path, language, rounds)
    told = [(each.document, each.text) for each in rounds.requests[0].statements]
    assert told == [("guests.md", shared), ("guests.md", door), ("guests.md", way)]
    assert [len(each.passages) for each in revision.outline.modules] == [2, 3]


def test_what_a_module_tells_already_makes_no_other(tmp_path):
    old, revision = extended(tmp_path, "en", Asked(TEXTS["en"][0]))
    assert revision.outline.modules == old.modules
    assert len(revision.homeless) == 1
