"""The letters of the office: written, registered, and the templates they come from."""

from sussidiario.benefits.actions.letters.templates import change_template, current
from sussidiario.benefits.actions.letters.writing import Due, preview, to_write, write

__all__ = ["Due", "change_template", "current", "preview", "to_write", "write"]
