"""
XML that came from outside, read without believing it.

A document with a type declaration is refused, and with it every entity, whether it grows or fetches; so is one that is too deep or has
too many elements. Nothing is fetched and nothing but the document is opened.
"""

from functools import lru_cache
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

DEEPEST = 60
MOST_ELEMENTS = 1_000_000


class NotXml(ValueError):
    """What came is no XML that we read."""


def read(content: bytes, *, most: int = MOST_ELEMENTS) -> Element:
    """
    Read a document of at most `most` elements, whose names are written `{namespace}name`.

    :raises NotXml: if it is none, declares its own type (and so entities), or nests deeper than any record does.
    """
    builder, elements, depth = TreeBuilder(), 0, 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, depth
        elements, depth = elements + 1, depth + 1
        if elements > most or depth > DEEPEST:
            message = "too many elements, or too deep"
            raise NotXml(message)
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(_named(name))

    def declared(*_said: object) -> int:
        message = "a document that declares its own type"
        raise NotXml(message)

    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = declared
    try:
        parser.Parse(content, True)  # noqa: FBT003  expat's own signature
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise NotXml(str(error)) from None
    return builder.close()


def local(element: Element) -> str:
    """Name of an element without its namespace: versions of a format differ by that alone."""
    return element.tag.rpartition("}")[2]


@lru_cache(maxsize=1024)
def _named(name: str) -> str:
    return "{" + name if "}" in name else name
