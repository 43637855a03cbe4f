"""A project's own look: logo, colours that can be read, fonts."""

from __future__ import annotations

import re

import pytest
from tests.fixtures.courses import fixture_context, fixture_course

from coursegen.errors import ExportError
from coursegen.export.colors import contrast, dark_shades, light_shades
from coursegen.export.html import export
from coursegen.export.theme import theme_data, theme_files, theme_notes
from coursegen.model.package import PackageContext
from coursegen.model.theme import Theme

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path fill="url(#a)" d="M0 0h9v9z"/></svg>'
PNG = b"\x89PNG\r\n\x1a\n..."
FONT = b"wOF2...."
COLORS = ["#005ea5", "#ffd100", "#e2001a", "#000000", "#ffffff", "#7f7f7f", "#00a651", "#9b59b6"]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("color", COLORS)
def test_text_in_any_house_colour_can_be_read_light_and_dark(color: str) -> None:
    for shades, grounds in (
        (light_shades(color), ("#ffffff", "#f5f6f4")),
        (dark_shades(color), ("#1b2224", "#131819")),
    ):
        for ground in (*grounds, shades["accent-soft"]):
            assert contrast(shades["accent"], ground) >= 4.5
            assert contrast(shades["accent-strong"], ground) >= 4.5
        assert contrast(shades["fill"], shades["on-accent"]) >= 4.5
        assert contrast(shades["fill-strong"], shades["on-accent"]) >= 4.5


def test_a_colour_that_reads_is_taken_as_it_is_and_one_that_does_not_is_told() -> None:
    assert light_shades("#005ea5")["accent"] == "#005ea5"
    assert theme_notes(Theme(color="#005ea5")) == ()
    (note,) = theme_notes(Theme(color="#ffd100"))
    assert "theme.color #ffd100 has a contrast of 1.5:1" in note
    assert light_shades("#ffd100")["accent"] in note
    assert light_shades("#ffd100")["fill"] == "#ffd100"


def test_a_theme_becomes_a_style_sheet_and_files_with_names_that_last() -> None:
    theme = Theme(
        logo="brand/Our Logo.SVG", logo_dark="d.png", logo_alt="Noordkade", color="#005ea5",
        font="a.woff2", font_bold="b.woff2", heading_font="c.woff2",
    )  # fmt: skip
    media = {"brand/Our Logo.SVG": SVG, "d.png": PNG} | dict.fromkeys(
        ("a.woff2", "b.woff2", "c.woff2"), FONT
    )
    given = PackageContext(theme=theme, media=media)
    files = theme_files(given)
    assert sorted(files) == [
        "player/theme.css", "theme/heading.woff2", "theme/logo-dark.png", "theme/logo.svg",
        "theme/text-bold.woff2", "theme/text.woff2",
    ]  # fmt: skip
    sheet = files["player/theme.css"].decode()
    assert "--accent: #005ea5;" in sheet
    assert set(re.findall(r'url\("(.*?)"\)', sheet)) == {
        "../theme/text.woff2", "../theme/text-bold.woff2", "../theme/heading.woff2",
    }  # fmt: skip
    assert theme_data(given) == {
        "logo": "theme/logo.svg",
        "logo_dark": "theme/logo-dark.png",
        "logo_alt": "Noordkade",
    }


def test_without_a_theme_the_sheet_sets_nothing() -> None:
    files = theme_files(PackageContext())
    assert list(files) == ["player/theme.css"]
    assert b"{" not in files["player/theme.css"]
    assert theme_data(PackageContext()) == {}


@pytest.mark.parametrize(
    ("theme", "media", "message"),
    [
        (Theme(logo="a.png"), {}, "theme.logo: a.png: the file is not there"),
        (Theme(logo="a.png"), {"a.png": SVG}, "the picture is none of"),
        (Theme(logo="a.bmp"), {"a.bmp": b"BM"}, "the picture is none of"),
        (Theme(logo="a.svg"), {"a.svg": PNG}, "the picture is no SVG"),
        (Theme(font="a.woff2"), {"a.woff2": b"wOFF"}, "the font is no WOFF2"),
        (Theme(font="a.ttf"), {"a.ttf": FONT}, "the font is no WOFF2"),
    ],
)
def test_a_file_that_is_missing_or_of_another_kind_is_refused(
    theme: Theme, media: dict[str, bytes], message: str
) -> None:
    with pytest.raises(ExportError, match=re.escape(message)):
        theme_files(PackageContext(theme=theme, media=media))


@pytest.mark.parametrize(
    "inside",
    [
        b"<script>x()</script>", b'<path onload="x()"/>', b'<a href="javascript:x()"/>',
        b'<image href="http://elsewhere/a.png"/>', b'<image xlink:href="//elsewhere/a.png"/>',
        b"<foreignObject/>", b"<style>@import 'a.css'</style>", b'<path style="fill:url(http://e/a)"/>',
    ],
)  # fmt: skip
def test_a_picture_of_shapes_holds_no_script_and_asks_nothing_from_elsewhere(
    inside: bytes,
) -> None:
    data = SVG.replace(b"<path", inside + b"<path")
    with pytest.raises(ExportError, match="more than shapes"):
        theme_files(PackageContext(theme=Theme(logo="a.svg"), media={"a.svg": data}))


def test_a_package_holds_the_theme() -> None:
    plain = fixture_context("en")
    theme = Theme(logo="logo.svg", color="#ffd100")
    themed = plain.model_copy(update={"theme": theme, "media": plain.media | {"logo.svg": SVG}})
    files = export(fixture_course("en"), themed).files
    assert files["theme/logo.svg"] == SVG
    assert b'href="player/theme.css"' in files["index.html"]
    assert b'"logo":"theme/logo.svg"' in files["course.js"]
    assert "media/logo.svg" not in files
