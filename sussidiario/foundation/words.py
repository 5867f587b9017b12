"""Marks words for translation in plain Python, where Django may not be imported."""


def gettext_noop(message: str) -> str:
    """Return `message` unchanged: the extractor finds it here, the page translates it where it is shown."""
    return message
