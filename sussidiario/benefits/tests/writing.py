"""What stories about letters tell: requests with something to say, letters written, templates of the office."""

import io
import re
import zlib

from docx import Document

from sussidiario.benefits.actions import applications, letters
from sussidiario.benefits.actions.letters import word
from sussidiario.benefits.lifecycle import Wording
from sussidiario.benefits.models import Application, Letter
from sussidiario.benefits.tests.town import AT, GIULIA, HEAD, RICH, Town
from sussidiario.people.models import Person


def refused(town: Town, person: Person | None = None, *, why: str = "") -> Application:
    """A request that the regulation refuses."""
    proposed = town.proposed(town.completed(person, facts=RICH), grant=False, amount=0, months=0)
    return applications.refuse(proposed, why=why, by=town.act_as(HEAD), at=AT)


def granted(town: Town) -> Application:
    """One that it grants."""
    return applications.grant(town.proposed(town.completed()), by=town.act_as(HEAD), at=AT)


def written(town: Town, application: Application, wording: Wording = Wording.REFUSAL) -> Letter:
    """A letter about it."""
    return letters.write(application, wording, by=town.act_as(GIULIA), at=AT)


def says(letter: Letter) -> str:
    """What its Word document says."""
    return word.text(bytes(letter.docx))


def template(*paragraphs: str, title: str = "Domanda non accolta", table: bool = False) -> bytes:
    """A Word document of the office."""
    document = Document()
    if title:
        document.add_paragraph(title, style="Heading 1")
    for each in paragraphs:
        document.add_paragraph(each)
    if table:
        document.add_table(rows=1, cols=2)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def inside(pdf: bytes) -> bytes:
    """All that is in a PDF, unpacked."""
    streams = [each for each in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL) if each[:1] == b"x"]
    return pdf + b"".join(zlib.decompressobj().decompress(each) for each in streams)
