"""The project's style guide, as a writer is told it. In: the settings. Out: a paragraph for every prompt, or nothing."""

from __future__ import annotations

from coursegen.config import Config

__all__ = ["style_guide"]

_LEVELS = {
    "A2": "very short sentences, everyday words, one thing a sentence",
    "B1": "short sentences and everyday words; a hard word of the organisation is explained once",
    "B2": "plain sentences of at most twenty words; terms of the trade are known",
    "C1": "as its readers write themselves; no simpler than the matter",
}
"""What a reading level of the Common European Framework (CEFR) asks of a text, for a writer."""


def style_guide(config: Config) -> str:
    """What ``config`` says of voice, level and words; empty where it says nothing."""
    style, words = config.style, config.check
    rules = [f"Voice: {style.voice.strip().rstrip('.')}."] if style.voice.strip() else []
    if style.reading_level:
        rules.append(f"Reading level {style.reading_level} (CEFR): {_LEVELS[style.reading_level]}.")
    rules += [
        f'Write "{term}", never {_quoted(others, "or")}.' if others else f'Write "{term}".'
        for term, others in words.glossary.items()
    ]
    if words.avoid:
        rules.append(f"Never write {_quoted(words.avoid, 'or')}.")
    rules += [each.strip() for each in style.rules if each.strip()]
    if not rules:
        return ""
    return "\n".join(["", "The house style", *(f"- {each}" for each in rules), ""])


def _quoted(words: tuple[str, ...], last: str) -> str:
    quoted = [f'"{each}"' for each in words]
    return f" {last} ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
