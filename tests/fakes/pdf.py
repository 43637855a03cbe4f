"""PDF files for tests, written by hand: pages of lines with their place and type in, bytes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

REGULAR, BOLD, ITALIC = "F1", "F2", "F3"
_FONTS = {REGULAR: "Helvetica", BOLD: "Helvetica-Bold", ITALIC: "Helvetica-Oblique"}
WIDTH, HEIGHT = 595, 842


@dataclass(frozen=True)
class Line:
    """``text`` with its baseline starting at ``x``, ``y`` points from the lower left corner.

    ``upright`` text runs up the page.
    """

    x: float
    y: float
    text: str
    size: float = 10
    font: str = REGULAR
    upright: bool = False


def lines(
    text: str, *, x: float = 72, top: float = 760, size: float = 10, step: float = 12
) -> list[Line]:
    """Each line of ``text`` below the one before."""
    return [
        Line(x, top - at * step, each, size) for at, each in enumerate(text.split("\n")) if each
    ]


def pdf(
    pages: Sequence[Sequence[Line]], *, info: dict[str, str] | None = None, rotate: int = 0
) -> bytes:
    """A PDF of ``pages``; ``info`` are its properties, ``rotate`` turns every page for showing."""
    fonts = " ".join(f"/{name} {at} 0 R" for at, name in enumerate(_FONTS, 3))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects += [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        for name in _FONTS.values()
    ]
    kids = []
    for page in pages:
        content = "\n".join(
            f"BT /{each.font} {each.size} Tf {_matrix(each)} {each.x} {each.y} Tm ({_escaped(each.text)}) Tj ET"
            for each in page
        )
        objects.append(
            f"<< /Length {len(content.encode('cp1252'))} >>\nstream\n{content}\nendstream"
        )
        kids.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Rotate {rotate} "
            f"/Resources << /Font << {fonts} >> >> /Contents {len(objects)} 0 R >>"
        )
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>"
    entries = " ".join(f"/{key} ({_escaped(value)})" for key, value in (info or {}).items())
    objects.append(f"<< {entries} >>")
    return _file(objects)


def _matrix(line: Line) -> str:
    return "0 1 -1 0" if line.upright else "1 0 0 1"


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[str]) -> bytes:
    data = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + each.encode("cp1252") + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<< /Size {count} /Root 1 0 R /Info {count - 1} 0 R >>\n"
    return data + tail.encode() + f"startxref\n{len(data)}\n%%EOF\n".encode()
