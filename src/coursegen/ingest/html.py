"""The reader of web pages: an HTML file in, a Document out.

Menus, headers, footers, forms and what a page hides are taken out first; what is left of its main part
goes the way of HTML inside Markdown. Why selectolax: docs/decisions/0003-reading-html.md.
"""

from __future__ import annotations

import posixpath
import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from coursegen.errors import SourceError
from coursegen.ingest.collector import BlockCollector
from coursegen.ingest.html_fragment import collect_html
from coursegen.ingest.reader import Reader
from coursegen.ingest.words import plain
from coursegen.model.source import Document, Source

__all__ = ["READER", "decode_html", "read_html"]

_HEAD = 4096
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"^\s*<\?xml[^>]+encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_TAG = re.compile(
    rb"<\s*(?:!doctype|html|head|body|title|h[1-6]|p|div|table|ul|ol|dl)\b", re.IGNORECASE
)
_LATIN = frozenset({"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "windows-1252"})
"""Names under which browsers read Windows-1252 (WHATWG Encoding Standard)."""

_ALWAYS_OUT = """
    pre > code, script, style, template, noscript, iframe, object, svg, math, canvas, form, button, select, input,
    textarea, dialog, nav, footer, aside, [hidden], [aria-hidden=true], [role=navigation], [role=banner],
    [role=contentinfo], [role=search], [role=complementary], [role=dialog], [role=alert], [role=menu],
    sup.reference, .mw-editsection, .noprint, .navbox, .catlinks, .toc, #toc, .hatnote, .reflist,
    .mw-references-wrap, .printfooter, .sr-only, .visually-hidden, .screen-reader-text, .headerlink"""
_NAMED_OUT = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|breadcrumbs?|cookies?|cookie-?(?:bar|banner)|"
    r"footer|social|share|sharing|pagination|pager|skip-?link|related|newsletter|advert|banner)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MAIN = ("main", "[role=main]", "article", "#content", "#main-content", "#main", "body")
_MAIN_SHARE = 0.4
"""Share of the page's text that its main part must hold; an article among many is not the page."""
_SITE = re.compile(r"\s+(?:[|–—·»]|-)\s+")
_EDITION_META = ("version", "status", "dcterms.valid", "document-number", "owner", "effective-date")


def read_html(path: Path, source: Source) -> Document:
    """The Document in the HTML file at ``path``.

    Raises SourceError when it is no HTML or has no text outside menus and footers.
    """
    from selectolax.lexbor import LexborHTMLParser

    data = path.read_bytes()
    if not _TAG.search(data[: 16 * _HEAD].replace(b"\0", b"")):
        raise SourceError(
            "this is not an HTML file",
            where=source.path,
            hint="Give it the ending of what it really is, or save the page again.",
        )
    tree = LexborHTMLParser(decode_html(data))
    language = _language(tree)
    pairs = _edition_pairs(tree)
    title = _title(tree)
    main = _main_part(tree)
    collector = BlockCollector()
    if main is not None:
        collect_html(main.html or "", collector, media=partial(_media, source.path))
    if not collector.blocks:
        raise SourceError(
            "there is no text in this page",
            where=source.path,
            hint="Save the page with its text (pages made by scripts need saving from the browser).",
        )
    if not any(block.kind == "heading" and block.level == 1 for block in collector.blocks):
        collector.title = title
    return collector.document(source, pairs=pairs, language=language)


def decode_html(data: bytes) -> str:
    """``data`` by its byte order mark, its declared charset, UTF-8 or Windows-1252, in this order."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    declared = _CHARSET.search(data[:_HEAD]) or _XML_ENCODING.search(data[:_HEAD])
    name = declared[1].decode("ascii", "replace").lower() if declared else "utf-8"
    for encoding in (name, "utf-8"):
        try:
            if encoding not in _LATIN:
                return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _is_utf8_beyond_ascii(data):
            break
    return data.decode("cp1252", "replace")


def _is_utf8_beyond_ascii(data: bytes) -> bool:
    """True for bytes that are UTF-8 though their page declares Latin-1: a common slip."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return any(byte > 0x7F for byte in data)


def _language(tree: Any) -> str:
    root = tree.css_first("html")
    declared = str((root.attributes.get("lang") if root is not None else "") or "")
    match = re.match(r"^([a-zA-Z]{2})(?:[-_]|$)", declared)
    return match[1].lower() if match else ""


def _edition_pairs(tree: Any) -> list[tuple[str, object]]:
    pairs: list[tuple[str, object]] = []
    for each in tree.css("meta[name]"):
        name = str(each.attributes.get("name") or "").lower()
        if name in _EDITION_META:
            label = "valid from" if name == "dcterms.valid" else name.replace("-", " ")
            pairs.append((label, each.attributes.get("content") or ""))
    return pairs


def _media(page: str, address: str) -> str:
    """A picture beside the page as a path of the project; empty for one elsewhere."""
    if "://" in address or address.startswith(("/", "data:", "file:")) or not address:
        return ""
    path = unquote(re.split(r"[#?]", address, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), path))


def _title(tree: Any) -> str:
    """The title of the page without the name of the site behind it."""
    element = tree.css_first("title")
    text = plain(element.text()) if element is not None else ""
    return _SITE.split(text)[0] if text else ""


def _main_part(tree: Any) -> Any:
    """The element that holds the page's own text, all else taken out of it."""
    body = tree.body
    if body is None:
        return None
    _prune(tree)
    length = len(plain(body.text()))
    for selector in _MAIN:
        found = tree.css(selector)
        if len(found) == 1 and len(plain(found[0].text())) >= _MAIN_SHARE * length:
            return found[0]
    return body


def _prune(tree: Any) -> None:
    for element in tree.css(_ALWAYS_OUT):
        _remove(element)
    for element in tree.css("body header"):
        if element.css_first("h1") is None:
            _remove(element)
    for element in tree.css("body [class], body [id], body [style]"):
        values = element.attributes
        names = f"{values.get('class') or ''} {values.get('id') or ''}"
        hidden = _HIDDEN_STYLE.search(values.get("style") or "")
        if hidden or (_NAMED_OUT.search(names) and element.css_first("h1, main, article") is None):
            _remove(element)
    for element in tree.css("li > p:first-child, dd > p:first-child, dt > p:first-child"):
        element.unwrap()
    for element in tree.css("table > caption"):
        element.parent.insert_before(plain(element.text()))
        _remove(element)
    for element in tree.css("sup"):
        if re.fullmatch(r"\s*\[?\w{1,3}\]?\s*", element.text()) and element.css_first("a"):
            _remove(element)


def _remove(element: Any) -> None:
    if element.tag not in {"html", "body"}:
        element.decompose()


READER = Reader(kind="html", suffixes=(".html", ".htm", ".xhtml"), read=read_html)
