"""
Letters as PDF for everybody (PDF/UA-1, ISO 14289-1): with a title, a language, headings and lists, in letters that are inside the file.

What it says is what the Word document says. It needs Pango on the server; without it letters are not written, and whoever tries reads why.
"""

import importlib
from functools import cache
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sussidiario.benefits.actions.letters import word
from sussidiario.foundation.refusal import Refusal

VARIANT = "pdf/ua-1"

FONT = (("400", "normal", "regular"), ("400", "italic", "italic"), ("600", "normal", "600"))
"""Letters of the pages of the house: weight, shape, and the end of the file's name."""

SHEET = """
@page {{ size: A4; margin: 2.5cm 2.5cm 3cm; @bottom-center {{ content: counter(page) " / " counter(pages); font: 9pt "Titillium Web"; color: #4a5a6b; }} }}
body {{ font: 11.5pt/1.5 "Titillium Web", sans-serif; color: #1a2530; }}
h1 {{ font-size: 17pt; line-height: 1.25; font-weight: 600; margin: 1.2cm 0 0.5cm; }}
h2 {{ font-size: 12.5pt; font-weight: 600; margin: 0.6cm 0 0.15cm; break-after: avoid; }}
p {{ margin: 0 0 0.25cm; orphans: 3; widows: 3; }}
ul {{ margin: 0 0 0.35cm; padding-left: 0.6cm; }}
{fonts}
"""


class NoPrinter(Refusal):
    """The server lacks what prints."""


def pdf(docx: bytes, *, title: str, author: str) -> bytes:
    """
    Print a filled letter.

    :raises NoPrinter: if the server lacks what prints it.
    """
    printer = _printer()
    body = render_to_string("benefits/parts/letter.html", {"parts": word.parts(docx), "printed": True})
    page = format_html(
        '<!doctype html><html lang="it"><head><meta charset="utf-8"><title>{}</title><meta name="author" content="{}"></head><body>', title, author
    )
    nowhere = printer.urls.URLFetcher(allowed_protocols={"file"}, allow_redirects=False)
    fonts = printer.text.fonts.FontConfiguration()
    sheet = printer.CSS(string=_sheet(), url_fetcher=nowhere, font_config=fonts)
    whole = printer.HTML(string=f"{page}{body}</body></html>", url_fetcher=nowhere)
    made: bytes = whole.write_pdf(pdf_variant=VARIANT, stylesheets=[sheet], font_config=fonts)
    return made


def _printer() -> Any:
    """Give the library that prints; it looks for Pango when it is imported, so nothing else needs it."""
    try:
        return importlib.import_module("weasyprint")
    except OSError:
        raise NoPrinter(_("Il PDF non si può fare: sul server manca Pango. Lo installa chi gestisce il sistema.")) from None


@cache
def _sheet() -> str:
    folder = files("bootstrap_italia_template") / "static/fonts/Titillium_Web"
    face = '@font-face {{ font-family: "Titillium Web"; font-weight: {}; font-style: {}; src: url("file://{}") }}'
    faces = [face.format(weight, shape, folder / f"titillium-web-v10-latin-ext_latin-{name}.ttf") for weight, shape, name in FONT]
    return SHEET.format(fonts="\n".join(faces))
