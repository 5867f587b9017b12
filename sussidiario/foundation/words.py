"""Words in plain Python, where Django may not be imported: those to translate are marked, those somebody wrote know their language."""

from enum import StrEnum
from typing import Self


def gettext_noop(message: str) -> str:
    """Return `message` unchanged: the extractor finds it here, the page translates it where it is shown."""
    return message


class Text(str):
    """What somebody wrote in one language, which is not always that of the page it is read on."""

    language: str
    __slots__ = ("language",)

    def __new__(cls, words: str, language: str) -> Self:
        """Keep `words` with the code of their language: `it`, `en`."""
        text = super().__new__(cls, words)
        text.language = language
        return text


class Labelled(StrEnum):
    """A code with the words for it: `OPEN = "open", gettext_noop("aperto")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a code that carries its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Code and words of each, as a form or a column wants them."""
        return [(member.value, member.label) for member in cls]
