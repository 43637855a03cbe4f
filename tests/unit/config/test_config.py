"""coursegen.toml: defaults, errors that name the line, and the page that init writes."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coursegen.config import Config, config_text, load_config
from coursegen.errors import ConfigError
from coursegen.model.generation import GenerateSettings

FINER_THRESHOLDS = {
    "severity",
    "glossary",
    "avoid",
    "key_position_share",
    "key_position_items",
    "reading_margin",
    "minutes_tolerance",
    "key_longest_share",
    "key_longest_items",
    "near_duplicate_share",
    "stem_overlap_share",
    "same_sentence_share",
}
"""What the new page leaves to docs/checks.md."""

OF_THEMES = {"logo_dark", "logo_alt", "color_dark", "font_bold", "heading_font"}
OF_MODELS = set(GenerateSettings.model_fields) - {"generator", "model", "base_url"} | {"embeddings"}
"""What the new page leaves to docs/models.md and docs/retrieval.md."""


def load(tmp_path: Path, text: str) -> Config:
    (tmp_path / "coursegen.toml").write_text(text, encoding="utf-8")
    return load_config(tmp_path)


def test_every_key_has_a_default(tmp_path: Path) -> None:
    config = load(tmp_path, "")
    assert config == Config()
    assert config.course.minutes == 45
    assert config.course.mastery_score == 0.8
    assert config.sources.include == ("sources/**",)
    assert config.generate.generator == "embedded"
    assert (config.check.gate, config.check.off) == ("error", ())
    assert (config.check.shortest_module, config.check.longest_module) == (3, 7)


def test_the_thresholds_of_the_check_can_be_set(tmp_path: Path) -> None:
    check = load(
        tmp_path,
        '[check]\noff = ["key-longest"]\nlongest_module = 9\nnear_duplicate_share = 0.9\n',
    ).check
    assert (check.off, check.longest_module) == (("key-longest",), 9)
    assert (check.near_duplicate_share, check.shortest_module) == (0.9, 3)


def test_what_is_said_is_read(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        '[course]\nid = "infosec"\nminutes = 20\nmastery_score = 1\nexclude = ["Annex"]\n'
        '[audience]\nname = "staff"\naliases = ["you"]\n[decisions]\n"TLS 1.3" = "aanbevolen"\n',
    )
    assert (config.course.id, config.course.minutes) == ("infosec", 20)
    assert config.course.exclude == ("Annex",)
    assert config.audience.aliases == ("you",)
    assert config.decisions == {"TLS 1.3": "aanbevolen"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "[course]\ntitel = 'x'",
            "coursegen.toml:2: unknown key course.titel; did you mean title?",
        ),
        ("[cource]\ntitle = 'x'", "coursegen.toml:1: unknown section or key cource; did you mean"),
        ("title = 'x'", "coursegen.toml:1: unknown section or key title; did you mean title under"),
        ("[course]\n\nminutes = '45'", ':3: course.minutes must be a whole number, not "45"'),
        ("[course]\nminutes = 0", ":2: course.minutes must be 1 or more, not 0"),
        ("[course]\ntitle = 5", ':2: course.title must be text in quotes: "...", not 5'),
        ("[course]\nmastery_score = 80", ":2: course.mastery_score must be 1 or less, not 80"),
        ("course.address = 'jij'", ':1: course.address must be "je"'),
        ("[course]\nlanguage = 'Dutch'", ":2: course.language must be a language tag"),
        ("[course]\nid = 'Info Sec'", ":2: course.id must be lower-case letters"),
        ("[sources]\ninclude = 'a.md'", ":2: sources.include must be a list"),
        ("audience = 'staff'", ":1: audience must be a section: [audience]"),
        ("[audience]\naliases = ['a', 3]", ":2: audience.aliases must be text in quotes"),
        ("[check]\ngate = 'fatal'", ':2: check.gate must be "error", "warning" or "note"'),
        ("[check]\nstem_overlap_share = 50", ":2: check.stem_overlap_share must be 1 or less"),
        ("[check]\nlongest = 9", ":2: unknown key check.longest; did you mean longest_module?"),
        ("[generate]\njobs = 8", ":2: unknown key generate.jobs"),
        ("[course]\ntitle = x", ":2: this is no TOML: invalid value"),
        ("[course]\ntitle = 'a'\ntitle = 'b'", ":3: course.title stands twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert words in str(caught.value)


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="2 settings") as caught:
        load(tmp_path, "[course]\nminutes = 0\n[check]\ngate = 3")
    assert ":2: course.minutes" in str(caught.value)
    assert ":4: check.gate" in str(caught.value)


def test_without_a_file_init_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="coursegen init"):
        load_config(tmp_path)


def test_the_new_page_is_a_page_and_means_the_defaults(tmp_path: Path) -> None:
    text = config_text()
    assert load(tmp_path, text) == Config()
    assert len(text.splitlines()) < 58
    assert max(map(len, text.splitlines())) <= 120
    for section, field in Config.model_fields.items():
        assert f"[{section}]" in text
        for key in getattr(field.annotation, "model_fields", {}):
            assert (f"\n{key} = " in text or f"\n# {key} = " in text) != (
                key in FINER_THRESHOLDS | OF_MODELS | OF_THEMES
            ), key


@given(words=st.text(st.characters(exclude_categories=["Cs"])), minutes=st.integers(1, 999))
def test_the_new_page_holds_what_it_was_told(words: str, minutes: int) -> None:
    text = config_text(
        title=words, audience=words, aliases=[words], minutes=minutes, sources=["a/*.md"]
    )
    config = Config.model_validate(tomllib.loads(text))
    assert config.course.title == words
    assert config.audience.aliases == (words,)
    assert (config.course.minutes, config.sources.include) == (minutes, ("a/*.md",))
