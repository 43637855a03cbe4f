"""Requests made by hand: a heading, sentences and what the index would have found in them."""

import re

import pytest

from coursegen.generate.embedded.generator import create
from coursegen.generate.embedded.material import Material
from coursegen.ids import digest
from coursegen.model.course import Audience
from coursegen.model.drafts import DRAFTS
from coursegen.model.passage import Occurrence, Passage, Quantity, SentenceRef, Statement
from coursegen.model.request import BriefInput, Request, Style
from coursegen.model.source import Locator

RULES = [
    ("Employees must report a suspected incident to the desk within 1 hour.", "obligation"),
    ("Employees must not delete messages that may serve as evidence.", "prohibition"),
    ("Employees must not speak to the press unless the board has asked for it.", "prohibition"),
    ("If an employee loses a laptop, the employee must call the desk at once.", "obligation"),
    ("Employees need not change a password at fixed intervals.", "no_obligation"),
]
UNITS = {"hour": "hour", "hours": "hour", "days": "day", "uur": "hour", "dagen": "day"}


def statement(text, kind="obligation", *, actor="Employees", language="en", place=0, **more):
    """A statement as the index finds it; its time is read from ``within`` or ``binnen``."""
    times = [
        Quantity(text=each[0], value=float(each[1]), unit=UNITS[each[2]], bound="within")
        for each in re.finditer(r"(?:within|binnen) (\d+) (hours?|days|uur|dagen)", text)
    ]
    passage = digest([text, place], 12)
    more.setdefault("heading", ("Policy", "Reporting"))
    return Statement(
        id=digest([kind, text, place], 12),
        kind=kind,
        text=text,
        language=language,
        document="policy.md",
        position=place,
        evidence=(SentenceRef(passage=passage, sentence=0),),
        actor=actor,
        quantities=more.pop("quantities", tuple(times)),
        deadline=more.pop("deadline", times[0] if times else None),
        **more,
    )


def request_of(task, statements, *, language="en", aliases=None, objectives=(), **more):
    """A request whose passages are the statements' own sentences, in order."""
    default = ("employees", "employee") if language == "en" else ("medewerkers", "medewerker")
    address = more.pop("address", "you" if language == "en" else "je")
    passages, occurrences = [], []
    for each in statements:
        passages.append(
            Passage(
                id=each.evidence[0].passage,
                kind="paragraph",
                text=each.text,
                sentences=(each.text,),
                language=language,
                sketch="0" * 16,
            )
        )
        occurrences.append(
            Occurrence(
                passage=each.evidence[0].passage,
                document=each.document,
                locator=Locator(heading=each.heading),
                position=each.position,
            )
        )
    texts = tuple((text, "apply") for text in objectives)
    return Request(
        id="r1",
        task=task,
        style=Style(
            language=language, address=address, audience=Audience(aliases=aliases or default)
        ),
        brief=BriefInput(topic="Reporting", objectives=texts) if task != "outline" else None,
        passages=tuple(passages),
        occurrences=tuple(occurrences),
        statements=tuple(statements),
        seed="seed",
        **more,
    )


@pytest.fixture
def make_statement():
    return statement


@pytest.fixture
def make_request():
    return request_of


@pytest.fixture
def read(make_request):
    """The rule that the grammar reads from one statement."""
    from coursegen.generate.embedded.material import Material

    def _read(each, **more):
        language = each.language
        return Material(make_request("items", [each], language=language, **more)).rules[0]

    return _read


@pytest.fixture
def read_all(make_request, make_statement):
    """The material of (kind, sentence) pairs, in order."""

    def _read_all(*told, language="en", aliases=None, **more):
        rules = [
            make_statement(text, kind, place=at, language=language, **more)
            for at, (kind, text) in enumerate(told)
        ]
        return Material(make_request("items", rules, language=language, aliases=aliases))

    return _read_all


@pytest.fixture
def draft(make_request):
    def _draft(task, statements, **more):
        reply = next(iter(create().generate([make_request(task, statements, **more)])))
        return DRAFTS[task].model_validate(reply.draft)

    return _draft


@pytest.fixture
def rules(make_statement):
    return [make_statement(text, kind, place=at) for at, (text, kind) in enumerate(RULES)]
