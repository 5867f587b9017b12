"""
Letters as Word documents: the templates as they come, those the office writes, and both filled.

A template is somebody's file: it is filled, never run. It may name fields, repeat a paragraph for each text of a list, and leave one out without a
field; whatever else the language of templates could do is refused before it does anything. Its body has what the PDF can say as well, to who
reads with their ears too: a title, headings, paragraphs, lists.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template as Compiled, nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sussidiario.benefits.lifecycle import Wording
from sussidiario.benefits.rules import letters as rules
from sussidiario.foundation.refusal import Refusal

STYLES = {"title": "Heading 1", "heading": "Heading 2", "text": "Normal", "item": "List Bullet", "several": "List Bullet"}
"""Styles of Word by what a paragraph is in our words."""

MOST_REPEATED = 20
"""How many times a template may repeat something, or leave something out."""

ALLOWED: Mapping[str, frozenset[str]] = {
    "body": frozenset({"p", "sectPr"}),
    "p": frozenset({"pPr", "r", "hyperlink"}),
    "hyperlink": frozenset({"r"}),
    "r": frozenset({"rPr", "t", "br", "tab", "cr", "noBreakHyphen", "softHyphen", "lastRenderedPageBreak"}),
}
"""What may stand in what, in the body of a letter."""

UNWRITABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Signs that no XML holds, and so no Word document."""

MARKS = frozenset({"bookmarkStart", "bookmarkEnd", "proofErr"})
"""Marks of Word that say nothing."""


@dataclass(frozen=True)
class Run:
    """Some words of a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Part:
    """A part of a letter as it is printed: kind is title, heading, text or list; the runs of its paragraph, or of each item."""

    kind: str
    paragraphs: list[Sequence[Run]] = field(default_factory=list)


class Unusable(ValueError):
    """A template that names what is no field, or asks for more than to be filled; `names` are the unknown ones."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        super().__init__(", ".join(names))
        self.names = names


@cache
def default(wording: Wording) -> bytes:
    """Write the template of a letter as it comes, out of its words."""
    document = Document()
    _speak_italian(document)
    for block in rules.WORDS[wording]:
        if block.only:
            document.add_paragraph(f"{{%p if {block.only} %}}")
        if block.style == "several":
            document.add_paragraph(f"{{%p for testo in {block.text} %}}")
        document.add_paragraph("{{ testo }}" if block.style == "several" else block.text, style=STYLES[block.style])
        if block.style == "several":
            document.add_paragraph("{%p endfor %}")
        if block.only:
            document.add_paragraph("{%p endif %}")
    return _saved(document.save)


def filled(content: bytes, wording: Wording, values: rules.Values, *, title: str) -> bytes:
    """
    Fill a template.

    :raises Refusal: if it names what is no field of the letter, does something else than to be filled, or has what the PDF cannot say.
    """
    template = DocxTemplate(io.BytesIO(content))
    try:
        template.render({name: _clean(value) for name, value in values.items()}, jinja_env=_Filling(wording), autoescape=True)
    except Unusable as error:
        raise Refusal(_said(wording, error.names), field="file") from None
    except TemplateSyntaxError as error:
        words = _("Un campo non è scritto bene: controlla che ogni {{{{ abbia la sua }}}} e ogni elenco la sua fine ({error}).")
        raise Refusal(words.format(error=error.message), field="file") from None
    except (TemplateError, ValueError, KeyError) as error:
        raise Refusal(_("Il modello non si riesce a riempire: {error}.").format(error=error), field="file") from None
    document: Word = template.docx
    document.core_properties.title, document.core_properties.language = title, "it-IT"
    made = _saved(template.save)
    _sayable(Document(io.BytesIO(made)))
    return made


def parts(content: bytes) -> list[Part]:
    """Read what a filled letter says, part by part; empty paragraphs are left out, items that follow each other are one list."""
    found: list[Part] = []
    for paragraph in Document(io.BytesIO(content)).paragraphs:
        runs = tuple(_runs(paragraph))
        if not "".join(run.text for run in runs).strip():
            continue
        kind = _kind(paragraph)
        if kind != "list" or not found or found[-1].kind != "list":
            found.append(Part(kind))
        found[-1].paragraphs.append(runs)
    return found


def text(content: bytes) -> str:
    """Read a filled letter as plain text, a paragraph a line."""
    return "\n".join("".join(run.text for run in runs) for part in parts(content) for runs in part.paragraphs)


class _Filling(ImmutableSandboxedEnvironment):
    """What a template may do: name a field, repeat for each text of a list, leave out without a field. Whatever part of the file it stands in."""

    def __init__(self, wording: Wording) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.wording = wording

    def from_string(self, source: Any, *args: Any, **kwargs: Any) -> Compiled:
        """
        Compile a part of a template, if it may be.

        :raises Unusable: if not.
        """
        tree = self.parse(source)
        repeats = [*tree.find_all(nodes.For), *tree.find_all(nodes.If)]
        if len(repeats) > MOST_REPEATED:
            raise Unusable
        texts = {each.target.name for each in tree.find_all(nodes.For) if isinstance(each.target, nodes.Name)}
        names = {each.name for each in tree.find_all(nodes.Name)}
        if wrong := rules.unknown(self.wording, names - texts):
            raise Unusable(wrong)
        lists = {name for name, field in rules.fields(self.wording).items() if field.is_list}
        if texts & set(rules.fields(self.wording)) or not all(_harmless(each, lists) for each in _under(tree)):
            raise Unusable
        return super().from_string(source, *args, **kwargs)


def _under(node: nodes.Node) -> Iterator[nodes.Node]:
    for each in node.iter_child_nodes():
        yield each
        yield from _under(each)


def _harmless(node: nodes.Node, lists: set[str]) -> bool:
    """Tell whether a step of a template is one of the three that are allowed. Nothing is repeated within something repeated."""
    if isinstance(node, nodes.For):
        plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name) and node.iter.name in lists
        return plain and not node.else_ and node.test is None and not node.recursive and node.find(nodes.For) is None
    return isinstance(node, nodes.Output | nodes.TemplateData | nodes.Name | nodes.If | nodes.Not)


def _said(wording: Wording, names: Sequence[str]) -> str:
    if not names:
        return _("Il modello chiede più che di essere riempito: può avere campi, elenchi da ripetere e parti da lasciare fuori, e niente altro.")
    words = _("Questa lettera non ha il campo: {names}. I suoi campi sono: {fields}.")
    return words.format(names=", ".join(names), fields=", ".join(rules.fields(wording)))


def _sayable(document: Word) -> None:
    """
    Check that the PDF can say all that is in the body.

    :raises Refusal: if it cannot, or the letter has no title, or more than one.
    """
    for element in document.element.body.iter():
        name = _name(element)
        strange = [_name(child) for child in element if name in ALLOWED and _name(child) not in ALLOWED[name] | MARKS]
        if strange:
            words = _(
                "Nel testo della lettera stanno titoli, paragrafi ed elenchi. Tabelle, figure, note, revisioni e campi di Word il PDF non li dice ({name})."
            )
            raise Refusal(words.format(name=strange[0]), field="file")
    titles = [each for each in document.paragraphs if _kind(each) == "title" and each.text.strip()]
    if len(titles) != 1:
        raise Refusal(_("La lettera ha un titolo, e uno solo: dagli in Word lo stile «Titolo 1»."), field="file")


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _kind(paragraph: Paragraph) -> str:
    style = paragraph.style.name or "" if paragraph.style else ""
    if style in {"Heading 1", "Title"}:
        return "title"
    if style.startswith("Heading"):
        return "heading"
    properties = paragraph._p.pPr  # noqa: SLF001  the library shows lists in no other way
    return "list" if style.startswith("List") or (properties is not None and properties.numPr is not None) else "text"


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    for each in paragraph.iter_inner_content():
        for run in each.runs if isinstance(each, Hyperlink) else [each]:
            if run.text:
                yield Run(run.text, bold=bool(run.bold), italic=bool(run.italic))


def _speak_italian(document: Word) -> None:
    """Say that the document is in Italian: who hears it hears Italian."""
    document.core_properties.language = "it-IT"
    defaults = document.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = defaults.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        defaults.append(language)
    language.set(qn("w:val"), "it-IT")


def _clean(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return UNWRITABLE.sub("", value) if isinstance(value, str) else tuple(UNWRITABLE.sub("", each) for each in value)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    file = io.BytesIO()
    save(file)
    return file.getvalue()
