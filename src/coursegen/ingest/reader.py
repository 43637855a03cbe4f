"""What a reader is: the one value that every format module offers to the registry.

In: a path on this machine and the Source it stands for. Out: a Document.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coursegen.model.source import Document, Source

__all__ = ["Reader", "no_companions"]


def no_companions(path: Path) -> tuple[Path, ...]:  # noqa: ARG001 - the seam has an argument
    """The companions of most files: none."""
    return ()


@dataclass(frozen=True)
class Reader:
    """One format.

    ``kind`` is the name that a Source carries. ``suffixes`` are the file endings it reads, in lower
    case with their dot. ``read`` parses the file at a path into a Document of the given Source and
    raises SourceError when it cannot. ``companions`` names the files beside it that are read with it,
    such as captions; their bytes count in the digest.
    """

    kind: str
    suffixes: tuple[str, ...]
    read: Callable[[Path, Source], Document]
    companions: Callable[[Path], tuple[Path, ...]] = no_companions
