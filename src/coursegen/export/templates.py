"""Templates of ``exports/``: text with ``{{name}}`` in, filled in once."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["fill"]

_PLACE = re.compile(r"\{\{(\w+)\}\}")


def fill(template: str, values: Mapping[str, str]) -> str:
    """``template`` with each ``{{name}}`` replaced; what a value holds is never looked at again.

    A name that is not among ``values`` stays as it stands.
    """
    return _PLACE.sub(lambda match: values.get(match[1], match[0]), template)
