"""The generator for model endpoints, against a fake endpoint: every reply, limit and fault."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from tests.fakes.endpoint import Endpoint, served

from coursegen.errors import ConfigError, CoursegenError, GeneratorError
from coursegen.generate.openai.generator import OpenAIGenerator
from coursegen.generate.openai.redact import Mask
from coursegen.generate.openai.replies import UnusableError, draft_in
from coursegen.model.drafts import ItemsDraft
from coursegen.model.generation import GenerateSettings, Prices, Redaction
from coursegen.model.request import Reply, Request, Style

SCHEMA = ItemsDraft.model_json_schema()
EMPTY = '{"items": []}'
KEY = "sk-secret-of-the-test"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", KEY)


@pytest.fixture
def endpoint() -> Iterator[tuple[Endpoint, str]]:
    made = Endpoint(writer=lambda _messages, _name: EMPTY)
    with served(made) as url:
        yield made, url


def requests(count: int, prompt: str = "Write.") -> list[Request]:
    style = Style(language="en")
    return [
        Request(
            id=f"items:{number:03}",
            task="items",
            style=style,
            context="The rules.",
            prompt=f"{prompt} {number}",
            draft_schema=SCHEMA,
        )
        for number in range(count)
    ]


def generator(url: str, **more: Any) -> OpenAIGenerator:
    settings = GenerateSettings(generator="openai", model="fake-model", base_url=url, **more)
    return OpenAIGenerator(settings, first_pause=0.01)


def test_each_request_gets_its_reply_with_what_it_took(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    replies = list(generator(url).generate(requests(20)))
    assert sorted(each.request for each in replies) == [each.id for each in requests(20)]
    assert all(each.draft == {"items": []} and not each.problem for each in replies)
    assert all(each.usage.calls == 1 and each.usage.input_tokens > 0 for each in replies)
    assert len(made.calls) == 20


def test_the_schema_goes_along_strictly_and_shared_text_comes_first(
    endpoint: tuple[Endpoint, str],
) -> None:
    made, url = endpoint
    list(generator(url).generate(requests(1)))
    body = made.calls[0].body
    assert body["response_format"]["json_schema"] == {
        "name": "items",
        "schema": SCHEMA,
        "strict": True,
    }
    assert [each["role"] for each in body["messages"]] == ["system", "user"]
    assert body["messages"][0]["content"] == "The rules."


@pytest.mark.parametrize(("profile", "kind"), [("json", "json_object"), ("prompted", None)])
def test_where_no_schema_is_understood_it_stands_in_the_prompt(
    endpoint: tuple[Endpoint, str], profile: str, kind: str | None
) -> None:
    made, url = endpoint
    list(generator(url, profile=profile).generate(requests(1)))
    body = made.calls[0].body
    assert body.get("response_format", {}).get("type") == kind
    assert '"properties"' in body["messages"][1]["content"]


@pytest.mark.parametrize("fault", ["429", "500", "drop", "html"])
def test_a_fault_that_passes_is_waited_out(endpoint: tuple[Endpoint, str], fault: str) -> None:
    made, url = endpoint
    made.faults = {0: fault, 3: fault}
    replies = list(generator(url, parallel=2).generate(requests(5)))
    assert len(replies) == 5
    assert len(made.calls) == 7


def test_a_retry_after_stops_all_requests_for_that_long(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.faults, made.retry_after = {0: "429"}, "0.4"
    begun = time.monotonic()
    list(generator(url, parallel=1).generate(requests(2)))
    assert time.monotonic() - begun >= 0.4


def test_no_more_are_in_flight_than_the_endpoint_has_slots_for(
    endpoint: tuple[Endpoint, str],
) -> None:
    made, url = endpoint
    made.slots, made.latency, made.retry_after = 3, 0.02, "0.01"
    replies = list(generator(url, parallel=12).generate(requests(40)))
    assert len(replies) == 40
    refused = sum(each.fault == "429" for each in made.calls)
    assert refused < 40


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("truncated", "no JSON"),
        ("length", "cut off"),
        ("refusal", "refused"),
        ("filter", "filter"),
        ("schema", "schema"),
        ("empty", "no JSON"),
    ],
)
def test_an_answer_without_a_draft_is_asked_again_and_named_when_it_stays_so(
    endpoint: tuple[Endpoint, str], fault: str, words: str
) -> None:
    made, url = endpoint
    made.faults = {0: fault}
    (once,) = generator(url).generate(requests(1))
    assert (once.draft, once.problem, once.usage.calls) == ({"items": []}, "", 2)
    made.fault_for = lambda _body: fault
    (never,) = generator(url).generate(requests(1))
    assert never.draft == {}
    assert words in never.problem
    assert never.usage.calls == 3


def test_an_answer_that_was_cut_off_gets_twice_the_room(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.faults = {0: "length"}
    list(generator(url, max_output=500).generate(requests(1)))
    assert [each.body["max_completion_tokens"] for each in made.calls] == [500, 1000]


def test_a_complaint_says_what_was_wrong(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.faults = {0: "schema"}
    list(generator(url).generate(requests(1)))
    assert "does not fit its schema" in made.prompts[1]


def test_what_did_arrive_comes_before_the_error(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.fault_for = lambda body: "500" if body["messages"][1]["content"].endswith(" 2") else ""
    arrived: list[Reply] = []
    with pytest.raises(GeneratorError, match="1 of 5 requests got no answer") as caught:
        arrived.extend(generator(url).generate(requests(5)))
    assert len(arrived) == 4
    assert "run the build again" in caught.value.hint


@pytest.mark.parametrize(
    ("fault", "hint"),
    [
        ("401", "key right"),
        ("404", "generate.model"),
        ("quota", "credit"),
        ("unsupported", "doctor"),
    ],
)
def test_what_no_request_can_pass_ends_the_round_at_once(
    endpoint: tuple[Endpoint, str], fault: str, hint: str
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: fault
    with pytest.raises(GeneratorError) as caught:
        list(generator(url, parallel=2).generate(requests(50)))
    assert hint in caught.value.hint
    assert len(made.calls) <= 4


def test_no_key_is_in_any_message(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.key = "sk-another"
    with pytest.raises(GeneratorError) as caught:
        list(generator(url).generate(requests(1)))
    assert KEY not in str(caught.value)
    assert made.calls[0].headers["authorization"] == f"Bearer {KEY}"


def test_a_request_too_long_for_the_model_is_named(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.faults = {0: "context"}
    with pytest.raises(GeneratorError, match="maximum context length"):
        list(generator(url).generate(requests(2)))


def test_a_request_that_cannot_fit_the_context_is_named_before_anything_is_sent(
    endpoint: tuple[Endpoint, str],
) -> None:
    made, url = endpoint
    with pytest.raises(GeneratorError, match="items:000 takes about"):
        list(generator(url, context=1_000, max_output=900).generate(requests(2, "word " * 200)))
    assert made.calls == []


def test_without_a_key_nothing_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(ConfigError, match="no key in the environment variable OPENAI_API_KEY"):
        list(generator("https://api.example.org/v1").generate(requests(1)))


def test_without_a_model_nothing_is_sent() -> None:
    settings = GenerateSettings(generator="openai", base_url="http://127.0.0.1:9/v1")
    with pytest.raises(ConfigError, match="no model is named"):
        list(OpenAIGenerator(settings).generate(requests(1)))


def test_an_endpoint_that_is_down_is_named() -> None:
    with pytest.raises(GeneratorError, match="cannot be reached"):
        list(generator("http://127.0.0.1:9/v1").generate(requests(1)))


def test_an_unknown_profile_names_the_nearest() -> None:
    with pytest.raises(ConfigError) as caught:
        generator("http://127.0.0.1:9/v1", profile="olama")
    assert caught.value.hint == "Did you mean ollama?"


def test_calls_stop_at_their_limit_and_what_came_is_kept(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    arrived: list[Reply] = []
    with pytest.raises(GeneratorError, match="limit of 3 calls"):
        arrived.extend(generator(url, max_calls=3, parallel=2).generate(requests(10)))
    assert (len(arrived), len(made.calls)) == (3, 3)


def test_cost_stops_before_the_worst_case_of_what_is_in_flight_passes_the_limit(
    endpoint: tuple[Endpoint, str],
) -> None:
    made, url = endpoint
    prices = Prices(input=1, output=1_000)
    asked = generator(url, max_cost=0.25, max_output=100, parallel=8, prices=prices)
    with pytest.raises(GeneratorError, match=r"limit of 0\.25 USD"):
        list(asked.generate(requests(30)))
    assert asked.budget.spent <= 0.25
    assert made.most_in_flight <= 2


def test_an_answer_that_was_cut_off_is_asked_again_at_double_length_only_within_the_limit(
    endpoint: tuple[Endpoint, str],
) -> None:
    made, url = endpoint
    made.fault_for = lambda _body: "length"
    prices = Prices(input=0, output=1_000)
    asked = generator(url, max_cost=0.15, max_output=100, prices=prices)
    with pytest.raises(GeneratorError, match=r"limit of 0\.15 USD"):
        list(asked.generate(requests(1)))
    assert len(made.calls) == 1


def test_a_limit_on_cost_without_prices_is_refused_before_anything_is_spent() -> None:
    with pytest.raises(ConfigError, match="needs prices"):
        generator("http://127.0.0.1:9/v1", max_cost=1)


def test_a_consumer_that_goes_away_stops_the_round(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.latency = 0.05
    replies = generator(url, parallel=2).generate(requests(50))
    next(replies)
    replies.close()
    assert len(made.calls) < 10


def test_what_is_masked_never_leaves_and_comes_back(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    schema = {"type": "object"}
    made.writer = lambda messages, _name: json.dumps({"said": messages[1]["content"]})
    redact = Redaction(kinds=("email", "phone", "iban"), patterns=(r"Project \w+",))
    text = "Mail jan@noordkade.nl, call +31 20 123 4567, NL91 ABNA 0417 1643 00, Project Zilver"
    asked = [each.model_copy(update={"draft_schema": schema}) for each in requests(1, text)]
    (reply,) = generator(url, redact=redact).generate(asked)
    for secret in ("jan@noordkade.nl", "123 4567", "0417", "Zilver"):
        assert secret not in made.prompts[0]
        assert secret in reply.draft["said"]


def test_a_mask_is_the_same_each_time() -> None:
    one, other = (Mask(Redaction(kinds=("email",))).hide("a@b.nl") for _ in range(2))
    assert one == other != "a@b.nl"


def test_amounts_dates_and_periods_are_no_phone_numbers() -> None:
    text = "Within 24 hours, 140 euros, 2024-01-01, section 11.2.1, 10,000 records."
    assert Mask(Redaction(kinds=("email", "phone", "iban"))).hide(text) == text


def test_a_pattern_that_is_no_pattern_is_refused() -> None:
    with pytest.raises(CoursegenError, match="no regular expression"):
        Mask(Redaction(patterns=("(",)))


def test_a_draft_in_a_fence_or_in_words_is_found() -> None:
    for text in (EMPTY, f"```json\n{EMPTY}\n```", f"Here it is:\n{EMPTY}\nDone."):
        assert draft_in(text, SCHEMA) == {"items": []}


def test_an_answer_that_is_a_list_is_refused() -> None:
    with pytest.raises(UnusableError, match="no JSON"):
        draft_in("[]", SCHEMA)


def test_the_recipe_names_the_model_and_no_address() -> None:
    here, there = generator("http://127.0.0.1:9/v1"), generator("http://127.0.0.2:9/v1")
    assert here.recipe == there.recipe
    assert generator("http://127.0.0.1:9/v1", temperature=0.7).recipe != here.recipe


@pytest.mark.parametrize("fault", ["slow", "drop"])
def test_a_call_whose_answer_never_came_counts_at_its_worst_case(
    endpoint: tuple[Endpoint, str], fault: str
) -> None:
    made, url = endpoint
    made.latency = 0.04
    made.faults = {0: fault}
    prices = Prices(input=0, output=1_000)
    asked = generator(url, max_cost=1, max_output=100, timeout=1, prices=prices)
    (reply,) = asked.generate(requests(1))
    lost = 100 * 1_000 / 1_000_000
    assert lost < asked.budget.spent < 2 * lost
    assert (asked.budget.calls, reply.usage.calls) == (2, 2)
    assert reply.usage.output_tokens > 100


def test_calls_whose_answers_never_come_stop_at_the_limit(endpoint: tuple[Endpoint, str]) -> None:
    made, url = endpoint
    made.latency, made.fault_for = 0.04, lambda _body: "slow"
    prices = Prices(input=0, output=1_000)
    asked = generator(url, max_cost=0.25, max_output=100, timeout=1, prices=prices)
    with pytest.raises(GeneratorError, match=r"limit of 0\.25 USD"):
        list(asked.generate(requests(1)))
    assert len(made.calls) == 2


def test_a_call_that_never_left_costs_nothing() -> None:
    prices = Prices(input=0, output=1_000)
    asked = generator("http://127.0.0.1:9/v1", max_cost=1, max_output=100, prices=prices)
    with pytest.raises(GeneratorError, match="cannot be reached"):
        list(asked.generate(requests(1)))
    assert (asked.budget.spent, asked.budget.calls) == (0, 0)
