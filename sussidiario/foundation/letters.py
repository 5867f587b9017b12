"""The plain letters of a name: what is left when accents, apostrophes, capitals and alphabets are set aside."""

import re
from functools import lru_cache

from text_unidecode import unidecode

_APOSTROPHES = re.compile("['`´\u2018\u2019\u02bc\u02b9]")  # noqa: RUF001  these are the signs people type
_OTHER = re.compile(r"[^a-z0-9]+")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """
    Words of `text` in a-z and 0-9, parted by one space: `D'Angelò-Șerban` is `dangelo serban`.

    An apostrophe joins, as in D'Angelo and Nicolo'; any other sign parts. Other alphabets are transliterated.
    """
    if not text.isascii():
        text = unidecode(_APOSTROPHES.sub("", text))
    return _OTHER.sub(" ", text.replace("'", "").replace("`", "").lower()).strip()
