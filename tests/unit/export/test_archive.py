"""Packages as zips: names, bytes, digest."""

from __future__ import annotations

import pytest

from coursegen.errors import ExportError
from coursegen.export.archive import check_names, content_digest, zip_bytes
from coursegen.model.package import Package


@pytest.mark.parametrize(
    "name",
    [
        "/a.js",
        "../a.js",
        "a//b.js",
        "a b.js",
        "é.js",
        "a\\b.js",
        ".DS_Store",
        "a/.b",
        "",
        "a/",
        "C:/a",
        "__MACOSX/../a",
    ],
)
def test_a_name_that_some_system_misreads_is_refused(name: str) -> None:
    with pytest.raises(ExportError):
        check_names(Package(files={name: b""}))


@pytest.mark.parametrize(
    "names", [("a.js", "A.js"), ("a/B.js", "a/b.js"), ("a", "a/b"), ("A", "a/b")]
)
def test_two_names_for_one_place_are_refused(names: tuple[str, str]) -> None:
    with pytest.raises(ExportError, match="cannot both"):
        zip_bytes(Package(files=dict.fromkeys(names, b"")))


def test_the_order_of_making_changes_no_byte() -> None:
    files = {f"f{n}.txt": bytes([n]) * 500 for n in range(9)}
    turned = dict(reversed(files.items()))
    assert zip_bytes(Package(files=files)) == zip_bytes(Package(files=turned))


def test_the_digest_sees_names_and_bytes_and_nothing_else() -> None:
    base = Package(files={"a": b"1", "b": b"2"})
    assert content_digest(base) == content_digest(Package(files={"b": b"2", "a": b"1"}))
    assert content_digest(base) != content_digest(Package(files={"a": b"1", "c": b"2"}))
    assert content_digest(base) != content_digest(Package(files={"a": b"12", "b": b""}))


def test_the_digest_is_the_same_on_every_machine() -> None:
    known = "e2cb7a5e828b2a312d5da6cda64ff26cd2b30f11751826412717d51976f8d425"
    assert content_digest(Package(files={"a": b"1", "b": b"2"})) == known
