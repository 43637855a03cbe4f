"""Related passages from other documents in what a model is asked, with and without an embedding model."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes import model
from tests.fakes.endpoint import Endpoint

from coursegen import api
from coursegen.errors import ConfigError, GeneratorError

POLICY = """# Incidents

Employees must report a lost laptop to the service desk within 24 hours.

Employees may not investigate the loss of a laptop themselves.

Employees must keep the report number until the laptop is found.
"""

TRAVEL = """# Travel

Employees must report a lost laptop to the hotel too when they are on a journey.

Employees must lock the door of the office canteen after the last lunch.

Employees must keep the ticket of the train until the end of the month.
"""

ELSEWHERE = "Elsewhere in the sources"


def project(folder: Path, url: str, more: str = "") -> api.Project:
    (folder / "sources").mkdir(exist_ok=True)
    (folder / "sources" / "policy.md").write_text(POLICY, encoding="utf-8")
    (folder / "sources" / "travel.md").write_text(TRAVEL, encoding="utf-8")
    (folder / "coursegen.toml").write_text(
        f'[generate]\ngenerator = "openai"\nmodel = "fake-model"\nbase_url = "{url}"\n{more}',
        encoding="utf-8",
    )
    return api.open_project(folder)


EMBEDDINGS = '[index.embeddings]\nmodel = "fake-embedder"\n'


def elsewhere(made: Endpoint) -> dict[str, set[str]]:
    """The first passage of each module's request -> what is quoted to it from elsewhere."""
    found: dict[str, set[str]] = {}
    for call in made.calls:
        own, mark, rest = call.body["messages"][0]["content"].partition(ELSEWHERE)
        first = own.partition("[1.1] ")[2].partition("\n")[0]
        lines = rest.splitlines() if mark else []
        found.setdefault(first, set()).update(
            line.removeprefix("- ") for line in lines if line.startswith("- ")
        )
    return found


@pytest.mark.parametrize("more", ["", EMBEDDINGS], ids=["words", "vectors"])
def test_a_module_is_told_what_another_document_says_of_the_same(
    tmp_path: Path, endpoint: tuple[Endpoint, str], more: str
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    api.build(project(tmp_path, url, more))
    told = elsewhere(made)[POLICY.splitlines()[2]]
    assert TRAVEL.splitlines()[2] in told
    assert not told & set(POLICY.splitlines())


def one_document_a_module(messages: list[dict[str, str]], name: str) -> str:
    """As the model, with three passages a module."""
    if name != "outline":
        return model.write(messages, name)
    brief = '{"topic": "Topic %d", "objectives": [{"text": "Apply rule %d", "bloom": "apply"}], "passages": %s}'
    both = ", ".join(
        brief % (number, number, passages)
        for number, passages in enumerate([[1, 2, 3], [4, 5, 6]], 1)
    )
    return f'{{"title": "A course", "modules": [{both}], "no_room": []}}'


def test_what_stands_elsewhere_cannot_be_cited(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    api.build(project(tmp_path, url))
    for call in made.calls:
        rest = call.body["messages"][0]["content"].partition(ELSEWHERE)[2]
        assert "[1.1]" not in rest


def test_an_embedding_that_fails_ends_the_build_and_loses_nothing(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    made.embedding_faults = {1: "401"}
    more = f"{EMBEDDINGS}batch = 4\n"
    with pytest.raises(GeneratorError, match="refused"):
        api.build(project(tmp_path, url, more))
    paid, asked = made.embedded[0], len(made.calls)
    assert len(paid) == 4
    assert asked == 1  # the outline, whose reply is kept too
    api.build(project(tmp_path, url, more))
    texts = [each for call in made.embedded for each in call]
    assert len(texts) == len(set(texts)) == 6
    assert sum("Plan" in each for each in made.prompts) == sum(
        "Plan" in each for each in made.prompts[:asked]
    )


def test_after_a_change_only_the_new_passage_is_embedded(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    api.build(project(tmp_path, url, EMBEDDINGS))
    made.embedded.clear()
    source = tmp_path / "sources" / "policy.md"
    source.write_text(POLICY.replace("24 hours", "12 hours"), encoding="utf-8")
    api.build(api.open_project(tmp_path))
    assert made.embedded == [[POLICY.splitlines()[2].replace("24 hours", "12 hours")]]


def test_the_embedding_model_makes_units_outdated_and_never_rebuilds_them(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    api.build(project(tmp_path, url))
    asked = len(made.calls)
    again = project(tmp_path, url, EMBEDDINGS)
    assert {each.state for each in api.plan(again).lines} == {"outdated"}
    assert api.build(again).requests == 0
    assert len(made.calls) == asked


def test_the_embedded_generator_embeds_nothing(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    api.build(project(tmp_path, url, EMBEDDINGS), generator="embedded")
    assert made.embedded == []


def test_what_is_to_be_embedded_is_in_the_plan_and_what_was_is_on_record(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    prices = "[generate.prices]\ninput = 1\noutput = 4\nembedding = 1000\n"
    found = api.plan(project(tmp_path, url, f"{prices}{EMBEDDINGS}")).estimate
    assert found is not None
    assert found.cost is not None
    texts = [each for each in [*POLICY.splitlines(), *TRAVEL.splitlines()] if len(each) > 20]
    assert made.embedded == []
    assert found.embedded_tokens == pytest.approx(sum(map(len, texts)) / 3.6, rel=0.05)
    assert found.cost[0] > found.embedded_tokens * 1000 / 1_000_000
    api.build(api.open_project(tmp_path))
    (run,) = api.runs(api.open_project(tmp_path))
    assert run.requests == len(made.calls)
    assert run.usage.embedded_tokens == sum(len(each) // 4 for each in texts)
    assert run.cost is not None
    assert run.cost > run.usage.embedded_tokens * 1000 / 1_000_000
    after = api.plan(api.open_project(tmp_path)).estimate
    assert after is not None
    assert after.embedded_tokens == 0


def test_a_limit_on_cost_stops_before_what_would_pass_it_is_embedded(
    tmp_path: Path, endpoint: tuple[Endpoint, str]
) -> None:
    made, url = endpoint
    made.writer = one_document_a_module
    limit = "max_cost = 0.05\nmax_output = 500\n[generate.prices]\ninput = 1\noutput = 4\n"
    with pytest.raises(ConfigError, match="price of the embedding model"):
        api.build(project(tmp_path, url, f"{limit}{EMBEDDINGS}"))
    assert made.calls == []
    dear = f"{limit}embedding = 10000\n{EMBEDDINGS}"
    with pytest.raises(GeneratorError, match="stopped before it embedded"):
        api.build(project(tmp_path, url, dear))
    assert made.embedded == []
    assert len(made.calls) == 1  # the outline, whose reply is kept
    assert api.build(project(tmp_path, url, f"{limit}embedding = 0.02\n{EMBEDDINGS}")).written
