"""A source that holds no rules gives no modules, and never a nonsense question."""

import pytest

from coursegen.author.requests import outline_request
from coursegen.author.scope import scope_of
from coursegen.generate.embedded.generator import EmbeddedGenerator
from coursegen.index.index import build_index
from coursegen.ingest.registry import read_source
from coursegen.model.course import Audience
from coursegen.model.drafts import OutlineDraft
from coursegen.model.request import Style

LINKS = """# {title}

- [{one}](https://example.org/one)
- [{two}](https://example.org/two)
- [{three}](https://example.org/three)
"""
SOURCES = {
    ("en", "a list of links"): LINKS.format(
        title="Useful links",
        one="The national cyber centre",
        two="How to choose a bicycle lock",
        three="Recipes for a long winter",
    ),
    ("nl", "a list of links"): LINKS.format(
        title="Nuttige links",
        one="Het waterschap",
        two="Fietsroutes langs de rivier",
        three="Bibliotheek van de wijk",
    ),
    ("en", "a changelog"): """# Changelog

## 2.1.0

- Fixed a crash when the window is resized.
- Add support for dark mode.
- Update the parser to version 3.2.
- Remove the old settings page.

## 2.0.0

- Improve start-up time.
- Drop support for version 1 files.
""",
    ("nl", "a changelog"): """# Wijzigingen

## 2.1.0

- Fout hersteld bij het wijzigen van het venster.
- Ondersteuning voor een donkere weergave toegevoegd.
- Verwijder de oude pagina met instellingen.

## 2.0.0

- Maak het opstarten sneller.
- Het menu onthoudt nu zijn plaats.
""",
    ("en", "a poem"): """# The heron

The heron stands where water thins to light,
and waits as though the river owed it time.
You may go home, it seems to say, tonight;
the reeds must bend, the moon will have to climb.

It does not ask what every ripple means.
It shall not hurry; no one calls its name.
We should have brought a lamp to read the scenes
that autumn writes in ash instead of flame.
""",
    ("nl", "a poem"): """# De reiger

De reiger staat waar water licht wordt en vergaat,
hij wacht alsof de stroom hem tijd moet geven.
Je mag naar huis, zo lijkt het dat hij praat,
het riet moet buigen om te kunnen leven.

Hij hoeft niet te weten wat een rimpel zegt,
hij mag de avond in zijn veren dragen.
We hadden moeten blijven bij de gracht,
om niet naar morgen te hoeven vragen.
""",
}


@pytest.mark.parametrize(("language", "what"), sorted(SOURCES))
def test_no_module_is_made_of(language, what, tmp_path):
    (tmp_path / "source.md").write_text(SOURCES[language, what], "utf-8")
    index = build_index([read_source(tmp_path, "source.md")])
    scope = scope_of(index, Audience())
    style = Style(language=language, address="you" if language == "en" else "je")
    request = outline_request(scope, title="A course", style=style, minutes=45, seed="seed")
    (reply,) = EmbeddedGenerator().generate([request])
    assert OutlineDraft.model_validate(reply.draft).modules == []
