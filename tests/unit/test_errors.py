"""Errors for people: what, where, what to do, and an exit code each."""

from __future__ import annotations

import pytest

from coursegen import errors


def test_a_message_says_where_what_and_what_to_do():
    error = errors.SourceError("the file is empty", where="a.md:3", hint="Put the text back.")
    assert str(error) == "a.md:3: the file is empty\n  Put the text back."
    assert (error.what, error.where, error.hint) == (
        "the file is empty",
        "a.md:3",
        "Put the text back.",
    )


def test_a_message_without_place_or_hint_is_one_line():
    assert str(errors.ConfigError("no such key")) == "no such key"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CoursegenError", 1),
        ("GateError", 1),
        ("ConfigError", 2),
        ("SourceError", 3),
        ("GeneratorError", 4),
        ("ExportError", 5),
    ],
)
def test_each_error_has_the_exit_code_that_its_docstring_draws(name, code):
    error = getattr(errors, name)
    assert error.exit_code == code
    assert issubclass(error, errors.CoursegenError)
    drawn = next(line for line in (errors.__doc__ or "").splitlines() if name in line)
    assert f"exit {code}" in drawn


def test_every_error_is_listed():
    defined = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and value.__module__ == errors.__name__
    }
    assert defined == set(errors.__all__)
