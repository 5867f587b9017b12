"""What is in a file, and what is not what it says."""

import io
import zipfile

import pytest
from hypothesis import given, strategies as st

from sussidiario.ui.kinds import BODY, CONTENTS, CSV, DOCUMENT, DOCX, XML, Kind, NotThis, rows_of

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def document(parts: dict[str, bytes] | None = None, *, kind: str = DOCUMENT, how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a Word document, as small as they come, with these parts besides."""
    file = io.BytesIO()
    types = f'<Types xmlns="urn:t"><Override PartName="/word/document.xml" ContentType="{kind}"/></Types>'.encode()
    with zipfile.ZipFile(file, "w", how) as archive:
        for name, content in ({CONTENTS: types, BODY: b"<document><body/></document>"} | (parts or {})).items():
            archive.writestr(name, content)
    return file.getvalue()


def relation(target: str, kind: str, mode: str = "External") -> bytes:
    return f'<Relationships><Relationship Id="a" Type="urn:r/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'.encode()


def refused(kind: Kind, content: bytes) -> bool:
    """Tell whether a content is refused as being of a kind."""
    try:
        kind.check(content)
    except NotThis:
        return True
    return False


def test_each_kind_knows_its_own() -> None:
    for kind, content in ((XML, b"<a/>"), (CSV, b"Causale;Importo\nLuce;1,50\n"), (DOCX, document())):
        assert [other.suffix for other in (XML, CSV, DOCX) if not refused(other, content)] == [kind.suffix]


def test_a_table_is_read_by_semicolons_or_commas_in_either_alphabet() -> None:
    assert rows_of("\ufeffRif;Perché\r\n\r\nA;è\r\n".encode()) == [["Rif", "Perché"], ["A", "è"]]
    assert rows_of("Rif,Perché\nA,è\n".encode("cp1252")) == [["Rif", "Perché"], ["A", "è"]]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"uno\ndue\n", b"a;b\n\0;c", b'a;b\n"c', b"MZ\x90\x00;b", b"<a;b>", b"a;b\n\x81", b"a;" + b"x" * 200_000])
def test_what_is_no_table_is_refused(content: bytes) -> None:
    assert refused(CSV, content)


def test_a_document_that_unpacks_without_end_is_refused_unread() -> None:
    bomb = document({f"word/media/{number}.bin": bytes(9_000_000) for number in range(6)})

    assert len(bomb) < 100_000
    assert refused(DOCX, bomb)


def test_a_document_that_lies_about_how_big_it_is_is_refused() -> None:
    honest = document({"word/styles.xml": b"<a>" + b" " * 50_000 + b"</a>"})

    lying = honest.replace((50_007).to_bytes(4, "little"), (100).to_bytes(4, "little"))

    assert not refused(DOCX, honest)
    assert refused(DOCX, lying)


@pytest.mark.parametrize(
    "parts",
    [
        {"word/vbaProject.bin": b"x"},
        {"word/embeddings/oleObject1.bin": b"x"},
        {"word/activeX/activeX1.xml": b"<a/>"},
        {"word/settings.xml": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'},
        {"word/settings.xml": b"<a>"},
        {"word/styles.xml": b"<a>" + b"<b/>" * 200_001 + b"</a>"},
        {"word/_rels/settings.xml.rels": relation("http://altrove.example/t.dotm", "attachedTemplate")},
        {"word/_rels/document.xml.rels": relation("http://altrove.example/p.png", "image")},
        {f"word/{number}": b"" for number in range(501)},
    ],
    ids=["macros", "object", "control", "entities", "broken", "endless", "template", "picture", "parts"],
)
def test_a_document_that_does_something_by_itself_is_refused(parts: dict[str, bytes]) -> None:
    assert refused(DOCX, document(parts))


def test_a_document_may_link_to_a_page() -> None:
    assert not refused(DOCX, document({"word/_rels/document.xml.rels": relation("https://www.inps.it/", "hyperlink")}))


def test_what_only_looks_like_a_document_is_refused() -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()

    for content in (
        b"",
        b"PK\x03\x04",
        empty.getvalue(),
        document()[:200],
        document(kind=MACROS),
        document(how=zipfile.ZIP_LZMA),
        document({"a.xml": b"<a/>"}) + b"x" * 70_000,
    ):
        assert refused(DOCX, content)


@given(st.binary(max_size=300), st.sampled_from([XML, CSV, DOCX]))
def test_nothing_but_a_refusal_comes_of_anything(content: bytes, kind: Kind) -> None:
    refused(kind, content)


@given(st.integers(0, 400), st.binary(min_size=1, max_size=4))
def test_nothing_but_a_refusal_comes_of_a_document_spoilt_somewhere(place: int, other: bytes) -> None:
    whole = document({"word/_rels/document.xml.rels": relation("https://www.inps.it/", "hyperlink")})

    refused(DOCX, whole[:place] + other + whole[place + len(other) :])
