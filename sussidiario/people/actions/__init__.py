"""The verbs of people."""

from sussidiario.people.actions.words import index_names

__all__ = ["index_names"]
