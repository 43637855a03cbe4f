"""Names that last: slugs, minted ids and canonical digests.

In: words, digests and the ids already taken. Out: strings that depend on nothing else, so that equal
inputs give equal names on every machine.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Iterable

__all__ = ["ID_PATTERN", "canonical_json", "digest", "iri", "mint", "slug", "suffix_of"]

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
"""What an id may look like: a slug, in practice followed by five minted characters."""

_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base32: no i, l, o, u
_SUFFIX_LENGTH = 5
_SPECIAL_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "ł": "l", "đ": "d"})


def canonical_json(value: object) -> str:
    """``value`` as JSON with sorted keys and no white space: the one form that is digested."""
    return _ENCODER.encode(value)


def digest(value: object, length: int = 64) -> str:
    """First ``length`` hex characters of the SHA-256 of ``value`` (text, bytes, or JSON-able)."""
    if isinstance(value, bytes):
        data = value
    elif isinstance(value, str):
        data = value.encode()
    else:
        data = canonical_json(value).encode()
    return hashlib.sha256(data).hexdigest()[:length]


def slug(text: str, words: int = 4, length: int = 32) -> str:
    """Lower-case ASCII words of ``text`` joined by hyphens; ``unit`` where nothing is left."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_SPECIAL_LETTERS))
    plain = re.sub(r"['’`]", "", plain).encode("ascii", "ignore").decode()
    result = ""
    for word in re.findall(r"[a-z0-9]+", plain)[:words]:
        longer = f"{result}-{word}" if result else word[:length]
        if len(longer) > length:
            break
        result = longer
    return result or "unit"


def iri(course_id: str, *parts: str) -> str:
    """The IRI of a course, or of a unit in it: ``urn:coursegen:<course id>:<unit id>``."""
    return ":".join(("urn:coursegen", course_id, *parts))


def suffix_of(identifier: str) -> str:
    """The minted characters that end ``identifier``."""
    return identifier.rsplit("-", 1)[-1]


def mint(
    words: str, *, course_id: str, kind: str, passages: Iterable[str], taken: Collection[str]
) -> str:
    """A new id: slug of ``words`` plus five base32 characters (DESIGN section 7).

    The characters come from digest(course id, kind, passages, n), with n the smallest number whose
    suffix no id in ``taken`` (live or retired) carries.
    """
    used = {suffix_of(each) for each in taken}
    basis = [course_id, kind, sorted(passages)]
    for n in range(len(used) + 1000):
        number = int(digest([*basis, n], 16), 16)
        suffix = "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_SUFFIX_LENGTH))
        if suffix not in used:
            return f"{slug(words)}-{suffix}"
    raise AssertionError("no free id suffix")  # 32**5 suffixes: unreachable for any real course
