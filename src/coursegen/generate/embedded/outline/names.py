"""Names of modules made of several sections. In: rules and their headings, paths of documents. Out: a title that covers them.

A document is named by its first heading, else by its file where that is written in words; a folder where its name has
two words or more. Several parts are named together, as long as that can be read at a glance.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coursegen.generate.embedded.grammar.rule import Rule
from coursegen.generate.embedded.material import Material
from coursegen.generate.embedded.outline.sections import shared_heading
from coursegen.generate.embedded.outline.titles import (
    LONGEST,
    clean_heading,
    is_generic,
    stripped,
)
from coursegen.generate.embedded.outline.weights import weight_of
from coursegen.generate.embedded.wording import capitalised

__all__ = ["document_name", "folder_name", "named_together", "parts_name", "rest_name"]

_TOGETHER, _MOST = 10, 3
"""Words of a title for several parts; parts that a title names, at most."""
_FEWEST, _FILE_WORDS = 2, 3
"""Words of a folder's name that says something, and of a file's, at least."""
_LIGHT = 0.6
"""Share of a module's weight from which one of its parts may name it."""
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_QUESTION = re.compile(
    r"(?:what|how|when|who|where|why|wat|hoe|wanneer|wie|waar|waarom)\b|.*\?$", re.IGNORECASE
)


def in_words(slug: str, fewest: int) -> str:
    """A name such as ``travel-and-leave`` as words; empty for one that is written otherwise or too short."""
    words = re.split(r"[-_ ]+", slug)
    plain = all(re.fullmatch(r"[^\W\d_]+", each) for each in words)
    return capitalised(" ".join(words)) if plain and fewest <= len(words) <= LONGEST else ""


def folder_name(path: str) -> str:
    """What the folder of a document is called; empty where its name says nothing: ``docs``, ``sources``, ``pages``."""
    return in_words(path.rpartition("/")[0].rpartition("/")[2], _FEWEST)


def document_name(material: Material, document: str) -> str:
    """The heading above all of a document, else its file name in words; empty where neither is a name."""
    tops = {place.locator.heading[:1] for place in material.places(document)} - {()}
    first = next(iter(tops))[0] if len(tops) == 1 else ""
    if first and not is_generic(material, first):
        return stripped(material, first)
    return in_words(document.rpartition("/")[2].rpartition(".")[0], _FILE_WORDS)


def named_together(material: Material, names: Sequence[str]) -> str:
    """``names`` as one title, two or three of them; empty where they are too many, too long or alike."""
    bare = [_ASIDE.sub("", each) for each in names]
    if len(bare) > 1:  # of parts that are named already, the parts
        bare = [capitalised(each.rpartition(": ")[2]) for each in bare]
    if len(bare) == 1:
        return bare[0]
    keys = {each.lower() for each in bare}
    if not 1 < len(bare) <= _MOST or len(keys) < len(bare) or not all(bare):
        return ""
    if any(_QUESTION.match(each) or "," in each for each in bare):
        return ""
    link = str(material.wording.words("titles", "link"))
    joint = [each for each in bare if f" {link} " in f" {each} "]
    if len(joint) > 1:
        return ""
    row = [
        *(each for each in bare if each not in joint),
        *joint,
    ]  # a name of two things ends the row
    long = [each for each in row if " " in each]
    titled = bool(long) and all(_is_titled(each) for each in long)
    inside = [
        row[0],
        *(each if titled or _is_titled(each) else material.inside(each) for each in row[1:]),
    ]
    both = ", ".join(inside) if joint else f"{', '.join(inside[:-1])} {link} {inside[-1]}"
    return both if len(both.split()) <= _TOGETHER else ""


def _is_titled(name: str) -> bool:
    """Whether the words of a name are written with capitals."""
    return any(each[:1].isupper() for each in name.split()[1:])


def _children(material: Material, rules: Sequence[Rule], depth: int) -> dict[str, float]:
    """The headings at ``depth`` that the rules stand under, with the weight of each, in order."""
    found: dict[str, float] = {}
    for each in rules:
        heading = each.statement.heading
        if len(heading) > depth and not is_generic(material, heading[depth]):
            name = stripped(material, heading[depth])
            found[name] = found.get(name, 0.0) + weight_of(each)
    return found


def parts_name(material: Material, topic: str, rules: Sequence[Rule], depth: int) -> str:
    """``topic`` with the two heaviest of the headings at ``depth``: *Types of leave: military leave and unpaid leave*.

    Empty where one of them outweighs the rest, so that it names the module by itself, or where they cannot be named.
    """
    children = _children(material, rules, depth)
    total = sum(weight_of(each) for each in rules) or 1.0
    if len(children) < _FEWEST or max(children.values()) >= _LIGHT * total:
        return ""
    heavy = sorted(children, key=lambda each: -children[each])
    for names in (heavy[:2], *([each, heavy[0]] for each in heavy[2:])):
        both = named_together(material, [each for each in children if each in names])
        if both and is_generic(material, topic):
            return both
        if both and len(f"{topic}: {both}".split()) <= _TOGETHER:
            return f"{topic}: {both if _is_titled(both) else material.inside(both)}"
    return ""


def rest_name(
    material: Material, rules: Sequence[Rule], *, whole: bool, taken: Sequence[str]
) -> str:
    """The name of what is left of one document; ``whole`` where no other module is made of it.

    The document's own, or the heading that all stand under; else its parts by name.
    """
    document = document_name(material, rules[0].statement.document)
    if whole and document and document not in taken:
        return document
    shared = shared_heading(*(each.statement.heading for each in rules))
    under = [each for each in shared[1:] if not is_generic(material, each)]
    if under and stripped(material, under[-1]) not in taken:
        return stripped(material, under[-1])
    children = list(_children(material, rules, len(shared)))
    name = named_together(material, children)
    if name and name not in taken:
        return name
    top = document or (stripped(material, clean_heading(shared[0])) if shared else "")
    return parts_name(material, _ASIDE.sub("", top), rules, len(shared)) if top else ""
