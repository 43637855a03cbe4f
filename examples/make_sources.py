"""Make the example sources that are not plain text.

    python examples/make_sources.py            both
    python examples/make_sources.py docx       only the Word document
    python examples/make_sources.py video      only the video and its captions

It writes, beside the Markdown policy in ``examples/infosec/sources``:

- ``working-remotely-and-devices.docx``: made with python-docx. Dates inside are fixed and the
  archive is written again with fixed timestamps, so every run gives the same bytes.
- ``reporting-an-incident.mp4``: slides drawn with Pillow, in the font that Pillow carries, spoken by
  espeak-ng, put together by moviepy.
- ``reporting-an-incident.vtt``: its captions. Each sentence is spoken on its own, so a cue lasts
  exactly as long as its sentence. Where a sentence has a ``|``, it takes two cues, parted at the
  pause that the voice makes there.

The video needs ``espeak-ng`` on the path; another build of it, or of the encoder, can give other
bytes. That is why the results are committed and this script is run only when a text here changes.
The texts must not contradict ``information-security-policy.md``.
"""

from __future__ import annotations

import datetime as dt
import io
import math
import re
import shutil
import subprocess
import sys
import tempfile
import wave
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table
from moviepy import ImageClip, concatenate_videoclips
from moviepy.audio.AudioClip import AudioArrayClip
from PIL import Image, ImageDraw, ImageFont

SOURCES = Path(__file__).resolve().parent / "infosec" / "sources"
DOCX = SOURCES / "working-remotely-and-devices.docx"
VIDEO = SOURCES / "reporting-an-incident.mp4"
CAPTIONS = SOURCES / "reporting-an-incident.vtt"

# --------------------------------------------------------------------------- the Word document

TITLE = "Working Remotely and Use of Devices"
MADE = dt.datetime(2026, 9, 14, 9, 0, 0, tzinfo=dt.UTC)
ZIP_TIME = (2026, 9, 14, 9, 0, 0)

CONTROL = [
    ("Document number", "NK-IS-004"),
    ("Version", "2.0"),
    ("Status", "Approved"),
    ("Effective date", "1 October 2026"),
    ("Owner", "Security Officer"),
    ("Approved by", "Board of Directors"),
]

# As much of Markdown as the document needs; _add_chunk reads it, a chunk between blank lines.
BODY = """
# Purpose and scope

Employees of Noordkade work at home, on the train and at a tenant's kitchen table. Outside the
office there is no reception desk and no locked door. The protection has to travel with the device
and with the person who carries it.

This policy applies to all employees who work outside a Noordkade office or who use a device for
their work. It adds to the Information Security and Privacy Policy (NK-IS-001), which applies
everywhere. A word that NK-IS-001 defines has the same meaning here.

# Terms and definitions

**Remote work** - work for Noordkade at any place other than a Noordkade office.

**Managed device** - a laptop, tablet or phone that Noordkade provides and the IT service desk
maintains.

**Private device** - any other laptop, tablet or phone, such as one that an employee owns.

# Agreements before remote work

## What employees arrange

Employees must agree the days and the places of remote work with the manager in advance. Employees
must complete the remote work checklist before the first day of remote work. Employees must not
work from a country outside the European Economic Area, unless the manager and the Security
Officer have both approved it in writing. Employees must send the request for such approval at
least 15 working days before departure.

## What managers arrange

Managers must record each agreement on remote work in the personnel system within 5 working days.
Managers must review each agreement every 12 months. Managers may refuse remote work if the task
needs paper files that have to stay in the office. Managers should discuss safe remote work with
the team twice a year.

# Devices

## Managed devices

Employees must use a managed device for work with confidential information, except for reading email
in the Noordkade mail app. Employees must not let anyone outside Noordkade use a managed device,
family members included. Employees may use a managed device for occasional private purposes, unless
the use costs Noordkade money or weakens a security measure. Employees must not install software on
a managed device, unless the software comes from the Noordkade software catalogue.

Employees must restart a managed laptop at least once every 7 days, so that updates take effect.
If a managed device is damaged, the employee must bring the device to the IT service desk.
Employees must not have a managed device repaired by anyone else. When an employee leaves
Noordkade, the employee must hand in all managed devices on the last working day at the latest.

## Private devices

Employees may read work email on a private phone if the Noordkade mail app is installed on it.
Employees must not store confidential information on a private device outside the Noordkade mail
app. Before an employee sells or gives away a private phone, the employee must remove the
Noordkade mail app. The IT service desk may erase the Noordkade mail app from a distance. The IT
service desk must not read or erase private data on a private device.

# The place of work

## At home and on the road

Employees must switch on the Noordkade VPN on a managed laptop whenever they work outside the
office. Employees must change the factory password of the home router before the first day of
remote work. Employees must place the screen so that outsiders cannot read it. Employees should
use the hotspot of a managed phone instead of public Wi-Fi. Employees should use a privacy screen
on public transport.

While travelling, staff must not:

- leave a device unattended in a vehicle;
- check in a laptop as hold luggage;
- leave a device in a hotel room without locking it away;
- lend a device or a staff card to a travelling companion.

## Paper

Employees must not print confidential documents at home, unless the manager has approved the print
in writing. Employees must bring confidential papers back to the office within 5 working days.
Employees must not put confidential papers in household waste.

## Calls and meetings

Employees must not record a video call, unless all participants have agreed to the recording. If
another person can listen in, the employee must tell the other participants so at the start of the
call.

# Loss and theft

If a managed device is lost or stolen, the employee must call the IT service desk within 1 hour of
noticing the loss. The same deadline applies to a private phone with the Noordkade mail app.
Employees must not wait in the hope that a lost device turns up. Employees do not need the
approval of a manager to report a loss. If a device was stolen, the employee must also report the
theft to the police within 2 working days.

## Steps after a loss or theft

1. Call the IT service desk within 1 hour of noticing the loss.
1. Tell the IT service desk where you last had the device and which information it may hold.
1. The IT service desk blocks the device within 30 minutes of the report.
1. Change the password of your work account when the IT service desk has confirmed the block.
1. Send the data breach form to the Data Protection Officer within 4 hours of noticing the loss if
   personal data may be involved.
1. Report a theft to the police within 2 working days.
1. The manager requests a replacement device within 3 working days of the report.

# Requirements for remote work

| Code | Requirement | Applies to |
| RW-01 | The storage of a managed device must be encrypted. | All managed devices |
| RW-02 | A managed phone must be locked with a fingerprint, a face scan or a code of at least 6 digits. | All managed phones |
| RW-03 | A home Wi-Fi network must be protected with WPA2 or newer. | Employees who work at home |
| RW-04 | Employees must switch off a smart speaker during a confidential conversation. | All employees |
| RW-05 | Employees should keep a device out of sight when it is not in use. | All employees |
| RW-06 | Managers must check every 12 months which devices the team has. | Managers |

# Exceptions and consequences

The rules on exceptions in NK-IS-001 also apply to this policy. Employees do not pay for a device
that is lost or damaged by accident, unless the employee acted with gross negligence. If an
employee repeatedly breaks this policy, the manager may withdraw the agreement on remote work. An
employee who deliberately breaks this policy can receive a disciplinary measure, up to and
including dismissal.
"""


def make_docx(target: Path) -> None:
    """Write the policy on remote work, its document-control table on the first page."""
    document = Document()
    _set_styles(document)
    _set_properties(document)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    footer = section.footer.paragraphs[0]
    footer.text = "NK-IS-004, version 2.0"

    document.add_paragraph(TITLE, style="Title")
    control = document.add_table(rows=0, cols=2, style="Table Grid")
    for name, value in CONTROL:
        cells = control.add_row().cells
        cells[0].paragraphs[0].add_run(name).bold = True
        cells[1].text = value
    _set_widths(control, (5.0, 11.0))

    for chunk in BODY.strip().split("\n\n"):
        _add_chunk(document, chunk)

    _drop_unused_styles(document)
    buffer = io.BytesIO()
    document.save(buffer)
    target.write_bytes(_same_bytes_zip(buffer.getvalue()))


def _add_chunk(document: DocxDocument, chunk: str) -> None:
    if chunk.startswith("|"):
        _add_table(document, [line.strip("| ").split(" | ") for line in chunk.splitlines()])
    elif chunk.startswith(("- ", "1. ")):
        style = "List Bullet" if chunk.startswith("-") else "List Number"
        for item in re.split(r"^(?:- |1\. )", chunk, flags=re.MULTILINE)[1:]:
            document.add_paragraph(" ".join(item.split()), style=style)
    elif chunk.startswith("#"):
        marks, heading = chunk.split(" ", 1)
        document.add_heading(heading, level=len(marks))
    else:
        paragraph = document.add_paragraph()
        for place, run in enumerate(" ".join(chunk.split()).split("**")):
            if run:
                paragraph.add_run(run).bold = True if place % 2 else None


def _set_styles(document: DocxDocument) -> None:
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.styles["Normal"].paragraph_format.space_after = Pt(8)
    for name, size in (("Title", 24), ("Heading 1", 16), ("Heading 2", 13)):
        font = document.styles[name].font
        font.name = "Calibri"
        font.size = Pt(size)
        font.color.rgb = RGBColor(0x1F, 0x3A, 0x4D)


def _drop_unused_styles(document: DocxDocument) -> None:
    """python-docx's template carries 800 KB of table styles, which weigh in an archive that is not compressed."""
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            document.part.drop_rel(key)
            document.part.rels.pop(key, None)


def _set_properties(document: DocxDocument) -> None:
    core = document.core_properties
    core.title = TITLE
    core.author = "Noordkade Security Office"
    core.last_modified_by = "Noordkade Security Office"
    core.subject = "NK-IS-004"
    core.version = "2.0"
    core.content_status = "Approved"
    core.language = "en-GB"
    core.comments = ""
    core.created = core.modified = MADE
    core.revision = 1


def _set_widths(table: Table, widths: tuple[float, ...]) -> None:
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)


def _add_table(document: DocxDocument, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for number, row in enumerate(rows):
        added = table.add_row()
        for cell, text in zip(added.cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = number == 0
    first = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no other way
    first.append(OxmlElement("w:tblHeader"))  # a heading row, also for a screen reader
    _set_widths(table, (2.0, 9.5, 4.5))


def _same_bytes_zip(archive: bytes) -> bytes:
    """Write the archive again: sorted (content types first), fixed times, stored, so no compressor matters."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.create_system = 0
            new.writestr(entry, old.read(name))
    return out.getvalue()


# --------------------------------------------------------------------------- the video

WIDTH, HEIGHT, FPS, RATE = 1280, 720, 5, 22050
LEAD, BETWEEN, TAIL = (
    0.6,
    0.45,
    0.8,
)  # silence in seconds: at the start of a slide, between sentences, at its end
VOICE = ["-v", "en-gb", "-s", "155", "-p", "42"]

PAPER, INK, QUIET, ACCENT, PALE = "#F7F5F0", "#1F3A4D", "#5B6F7B", "#1F7A74", "#DCEAE7"


@dataclass(frozen=True)
class Slide:
    """What is seen (icon, heading, lines) and what is said meanwhile, sentence by sentence."""

    icon: str
    heading: str
    lines: tuple[str, ...]
    spoken: tuple[str, ...]


SLIDES = [
    Slide(
        "bell",
        "Reporting an incident",
        ("What every employee of Noordkade", "must do, and how fast"),
        ("Every employee of Noordkade must report a suspected security incident.",),
    ),
    Slide(
        "clock",
        "Report within 1 hour",
        (
            "Report to the IT service desk.",
            "The hour starts at your first suspicion.",
            "You do not have to be certain.",
        ),
        (
            "If you suspect an incident, you must report it to the IT service desk | within 1 hour of noticing it.",
            "You do not have to be certain before you report.",
        ),
    ),
    Slide(
        "phone",
        "A lost laptop or phone",
        ("Call the IT service desk", "within 1 hour, also at night", "and at the weekend."),
        (
            "If you lose a laptop or phone, | you must report it to the IT service desk within 1 hour.",
        ),
    ),
    Slide(
        "mail",
        "A suspicious message",
        (
            "Opened a link or an attachment?",
            "Disconnect. Leave the device on.",
            "Keep the message as evidence.",
        ),
        (
            (
                "If you have opened a link or an attachment in a suspicious message, | "
                "you must disconnect the device from the network and leave it switched on."
            ),
            "You must not delete the message.",
        ),
    ),
    Slide(
        "key",
        "Your password",
        (
            "Does someone else know it?",
            "Change it at once, then report it.",
            "Share it with nobody.",
        ),
        (
            "If you suspect that someone else knows your password, | you must change the password at once.",
            "The IT service desk must not ask you for a password.",
        ),
    ),
    Slide(
        "person",
        "Are personal data involved?",
        ("Send the data breach form", "to the Data Protection Officer", "within 4 hours."),
        (
            (
                "When personal data may be involved, you must also send the data breach form | "
                "to the Data Protection Officer within 4 hours."
            ),
        ),
    ),
    Slide(
        "stop",
        "Leave this to others",
        ("Do not investigate the incident.", "Do not speak to the press about it."),
        (
            "You must not start an investigation, | and you must not speak to the press about an incident.",
        ),
    ),
    Slide(
        "check",
        "After your report",
        ("You get a report number", "within 30 minutes.", "Report a mistake promptly too."),
        (
            "The IT service desk gives you a report number within 30 minutes.",
            (
                "If you report a mistake promptly, you are not disciplined for it, | "
                "unless you acted on purpose or with gross negligence."
            ),
        ),
    ),
]

Pencil = ImageDraw.ImageDraw


def _clock(pen: Pencil, c: int, r: int) -> None:
    pen.ellipse((c - r, c - r, c + r, c + r), outline=ACCENT, width=r // 8)
    pen.line((c, c, c, c - r * 6 // 10), fill=INK, width=r // 8)
    pen.line((c, c, c + r * 4 // 10, c + r * 2 // 10), fill=INK, width=r // 8)


def _phone(pen: Pencil, c: int, r: int) -> None:
    w = r * 6 // 10
    pen.rounded_rectangle((c - w, c - r, c + w, c + r), radius=r // 6, outline=ACCENT, width=r // 9)
    pen.line((c - r // 5, c - r * 8 // 10, c + r // 5, c - r * 8 // 10), fill=INK, width=r // 16)
    pen.ellipse((c - r // 10, c + r * 7 // 10, c + r // 10, c + r * 9 // 10), fill=INK)


def _mail(pen: Pencil, c: int, r: int) -> None:
    h = r * 7 // 10
    pen.rounded_rectangle(
        (c - r, c - h, c + r, c + h), radius=r // 10, outline=ACCENT, width=r // 9
    )
    pen.line(
        (c - r * 9 // 10, c - h * 8 // 10, c, c + h // 8, c + r * 9 // 10, c - h * 8 // 10),
        fill=INK,
        width=r // 9,
        joint="curve",
    )


def _key(pen: Pencil, c: int, r: int) -> None:
    pen.ellipse(
        (c - r, c - r * 4 // 10, c - r * 2 // 10, c + r * 4 // 10), outline=ACCENT, width=r // 7
    )
    pen.line((c - r * 2 // 10, c, c + r, c), fill=INK, width=r // 7)
    pen.line((c + r * 9 // 10, c, c + r * 9 // 10, c + r * 4 // 10), fill=INK, width=r // 7)
    pen.line((c + r * 5 // 10, c, c + r * 5 // 10, c + r * 3 // 10), fill=INK, width=r // 7)


def _person(pen: Pencil, c: int, r: int) -> None:
    pen.ellipse(
        (c - r * 4 // 10, c - r, c + r * 4 // 10, c - r * 2 // 10), outline=ACCENT, width=r // 8
    )
    pen.arc(
        (c - r * 8 // 10, c, c + r * 8 // 10, c + r * 16 // 10), 180, 360, fill=INK, width=r // 8
    )
    pen.line(
        (c - r * 8 // 10, c + r * 8 // 10, c + r * 8 // 10, c + r * 8 // 10), fill=INK, width=r // 8
    )


def _stop(pen: Pencil, c: int, r: int) -> None:
    corners = [
        (
            c + r * math.cos(math.radians(22.5 + 45 * n)),
            c + r * math.sin(math.radians(22.5 + 45 * n)),
        )
        for n in range(9)
    ]
    pen.line(corners, fill=ACCENT, width=r // 8, joint="curve")
    pen.line((c - r // 2, c, c + r // 2, c), fill=INK, width=r // 5)


def _check(pen: Pencil, c: int, r: int) -> None:
    pen.ellipse((c - r, c - r, c + r, c + r), outline=ACCENT, width=r // 8)
    pen.line(
        (
            c - r * 45 // 100,
            c + r * 5 // 100,
            c - r * 10 // 100,
            c + r * 40 // 100,
            c + r * 50 // 100,
            c - r * 35 // 100,
        ),
        fill=INK,
        width=r // 7,
        joint="curve",
    )


def _bell(pen: Pencil, c: int, r: int) -> None:
    pen.arc(
        (c - r * 7 // 10, c - r * 9 // 10, c + r * 7 // 10, c + r * 5 // 10),
        180,
        360,
        fill=ACCENT,
        width=r // 8,
    )
    for side in (-1, 1):
        x = c + side * (r * 7 // 10 - r // 16)
        pen.line((x, c - r * 2 // 10, x, c + r * 5 // 10), fill=ACCENT, width=r // 8)
    pen.line((c - r, c + r * 5 // 10, c + r, c + r * 5 // 10), fill=ACCENT, width=r // 8)
    pen.ellipse((c - r * 2 // 10, c + r * 6 // 10, c + r * 2 // 10, c + r), fill=INK)


ICONS: dict[str, Callable[[Pencil, int, int], None]] = {
    "clock": _clock, "phone": _phone, "mail": _mail, "key": _key,
    "person": _person, "stop": _stop, "check": _check, "bell": _bell,
}  # fmt: skip


def _icon(name: str, size: int) -> Image.Image:
    big = size * 4  # drawn large and scaled down: smooth edges
    image = Image.new("RGB", (big, big), PAPER)
    pen = ImageDraw.Draw(image)
    pen.ellipse((0, 0, big - 1, big - 1), fill=PALE)
    ICONS[name](pen, big // 2, big * 27 // 100)
    return image.resize((size, size), Image.Resampling.LANCZOS)


def draw(slide: Slide, number: int) -> Image.Image:
    """One slide as a picture; ``number`` fills the row of dots."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 16, HEIGHT), fill=ACCENT)
    pen.text((96, 84), slide.heading, font=ImageFont.load_default(68), fill=INK)
    pen.rectangle((98, 178, 98 + 120, 184), fill=ACCENT)
    for row, line in enumerate(slide.lines):
        pen.text((96, 262 + row * 74), line, font=ImageFont.load_default(44), fill=INK)
    image.paste(_icon(slide.icon, 300), (WIDTH - 300 - 84, 210))
    pen.text((96, HEIGHT - 78), "Noordkade", font=ImageFont.load_default(26), fill=QUIET)
    for dot in range(len(SLIDES)):  # where in the video we are
        x, y = WIDTH - 84 - (len(SLIDES) - dot) * 30, HEIGHT - 70
        pen.ellipse((x, y, x + 14, y + 14), fill=ACCENT if dot <= number else PALE)
    return image


def _espeak() -> str:
    program = shutil.which("espeak-ng")
    if program is None:
        raise SystemExit("espeak-ng was not found: install it and run this again")
    return program


def speak(text: str) -> np.ndarray:
    """One sentence as 16-bit samples, without the silence around it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "speech.wav"
        subprocess.run([_espeak(), *VOICE, "-w", str(path), text], check=True)  # noqa: S603
        with wave.open(str(path)) as sound:
            if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
                raise SystemExit(
                    "espeak-ng gave another sample format than 16-bit mono at 22050 Hz"
                )
            samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype=np.int16)
    loud = np.flatnonzero(np.abs(samples) > 200)
    return samples[loud[0] : loud[-1] + 1]


def pause_near(samples: np.ndarray, share: float) -> float:
    """The middle of the quiet stretch nearest to a share of the sentence, in seconds."""
    window = RATE // 100
    level = np.array(
        [np.abs(samples[n : n + window].astype(int)).max() for n in range(0, len(samples), window)]
    )
    quiet = level < 400
    edges = np.flatnonzero(np.diff(np.concatenate(([False], quiet, [False])).astype(int)))
    stretches = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b - a >= 2]
    aim = share * len(level)
    if not stretches:
        return aim / 100
    # a long pause counts for more than a near one
    start, end = max(stretches, key=lambda s: (s[1] - s[0]) - abs((s[0] + s[1]) / 2 - aim) / 8)
    return float(start + end) / 200


def stamp(seconds: float) -> str:
    """Seconds as WebVTT writes them."""
    millis = round(seconds * 1000)
    return f"{millis // 3_600_000:02}:{millis // 60_000 % 60:02}:{millis // 1000 % 60:02}.{millis % 1000:03}"


@dataclass
class Narration:
    """Samples and cues so far, and the length in seconds of each slide."""

    track: list[np.ndarray]
    cues: list[tuple[float, float, str]]
    slides: list[float]

    def seconds(self) -> float:
        """How long the track is."""
        return sum(map(len, self.track)) / RATE

    def rest(self, seconds: float) -> None:
        """Add silence."""
        self.track.append(np.zeros(round(seconds * RATE), np.int16))

    def say(self, sentence: str) -> None:
        """Add a sentence, with one cue or, parted by ``|``, two."""
        parts = [part.strip() for part in sentence.split("|")]
        samples = speak(" ".join(parts))
        start = self.seconds()
        self.track.append(samples)
        times = [start, self.seconds()]
        if len(parts) > 1:
            times.insert(1, start + pause_near(samples, len(parts[0]) / len(sentence)))
        self.cues += zip(times, times[1:], parts, strict=False)


def narrate() -> Narration:
    """Speak all slides, each for a whole number of frames, so that sound and slides stay together."""
    told = Narration([], [], [])
    for slide in SLIDES:
        begin = told.seconds()
        told.rest(LEAD)
        for place, sentence in enumerate(slide.spoken):
            told.rest(BETWEEN if place else 0)
            told.say(sentence)
        told.rest(TAIL)
        frames = math.ceil((told.seconds() - begin) * FPS - 1e-6)
        told.rest(begin + frames / FPS - told.seconds())
        told.slides.append(frames / FPS)
    return told


def write_film(told: Narration, video: Path) -> None:
    """Show each slide while it is spoken."""
    # moviepy writes two channels from an array, whatever the array has; ffmpeg makes them one again
    samples = np.concatenate(told.track).astype(np.float64) / 32768
    sound = AudioArrayClip(np.column_stack((samples, samples)), fps=RATE)
    film = concatenate_videoclips(
        [
            ImageClip(np.array(draw(slide, number))).with_duration(seconds)
            for number, (slide, seconds) in enumerate(zip(SLIDES, told.slides, strict=True))
        ],
        method="chain",
    )
    with tempfile.TemporaryDirectory() as folder:
        speech, draft = Path(folder) / "speech.m4a", Path(folder) / "draft.mp4"
        sound.write_audiofile(
            str(speech),
            fps=RATE,
            nbytes=2,
            codec="aac",
            bitrate="64k",
            ffmpeg_params=["-ac", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact"],
            logger=None,
        )
        film.write_videofile(
            str(draft),
            fps=FPS,
            codec="libx264",
            preset="veryslow",
            audio=str(speech),
            audio_codec="copy",
            threads=1,
            ffmpeg_params=[
                *("-crf", "30", "-tune", "stillimage", "-g", str(10 * FPS)),
                *("-map_metadata", "-1", "-movflags", "+faststart"),
                *("-fflags", "+bitexact", "-flags:v", "+bitexact"),
            ],
            logger=None,
        )
        shutil.copyfile(draft, video)


def make_video(video: Path, captions: Path) -> None:
    """Write the film and, beside it, what is said in it."""
    told = narrate()
    write_film(told, video)
    lines = ["WEBVTT", "", "NOTE Reporting an incident. Noordkade Security Office.", ""]
    for start, end, text in told.cues:
        lines += [f"{stamp(start)} --> {stamp(end)}", text, ""]
    captions.write_text("\n".join(lines), encoding="utf-8", newline="\n")
    print(f"{video.name}: {told.seconds():.1f} s, {len(SLIDES)} slides, {len(told.cues)} cues")


def main(what: list[str]) -> None:
    """Make what is named, or everything."""
    if set(what) - {"docx", "video"}:
        raise SystemExit(__doc__)
    if not what or "docx" in what:
        make_docx(DOCX)
        print(DOCX.name)
    if not what or "video" in what:
        make_video(VIDEO, CAPTIONS)


if __name__ == "__main__":
    main(sys.argv[1:])
