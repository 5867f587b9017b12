"""How an action says no to what was typed."""


class Refusal(Exception):
    """
    What was asked cannot be done with these words; nothing was written.

    `message` is shown to the person who typed, `field` is where: the name of the form's field, or None for the whole form.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


def required(text: str, *, field: str, otherwise: str) -> str:
    """
    Give the text back without the blanks around it.

    :raises Refusal: if nothing is left, with the words of `otherwise`.
    """
    text = text.strip()
    if not text:
        raise Refusal(otherwise, field=field)
    return text
