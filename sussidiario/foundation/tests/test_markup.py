"""XML that came from outside: read, or refused."""

import pytest
from hypothesis import given, strategies as st

from sussidiario.foundation import markup

BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><lolz>&b;</lolz>"""
FETCH = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>"""
REMOTE = b"""<!DOCTYPE a SYSTEM "http://altrove.example/a.dtd"><a/>"""


def test_a_document_is_read_with_its_namespaces() -> None:
    root = markup.read(
        b"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:x" xmlns:b="urn:b"><b:Cd b:k="1" k="2">perch\xc3\xa9 &amp; come</b:Cd></Document>"""
    )

    assert (root.tag, root[0].tag, root[0].text) == ("{urn:x}Document", "{urn:b}Cd", "perché & come")
    assert root[0].attrib == {"{urn:b}k": "1", "k": "2"}
    assert markup.local(root[0]) == "Cd"


@pytest.mark.parametrize(
    "content", [BOMB, FETCH, REMOTE, b"", b"a", b"<a>", b"<a></b>", b"<a/><b/>", b"\xff\xfe\x00", b"PK\x03\x04", b'<?xml version="1.0" encoding="none"?><a/>']
)
def test_what_declares_entities_or_is_no_document_is_refused(content: bytes) -> None:
    with pytest.raises(markup.NotXml):
        markup.read(content)


def test_what_is_too_deep_or_has_too_many_elements_is_refused() -> None:
    for content in (b"<a>" * 100_000, b"<a>" + b"<b/>" * 11 + b"</a>"):
        with pytest.raises(markup.NotXml):
            markup.read(content, most=10)


@given(st.binary(max_size=200))
def test_nothing_but_a_refusal_comes_of_what_is_not_xml(content: bytes) -> None:
    try:
        markup.read(content)
    except markup.NotXml:
        return
