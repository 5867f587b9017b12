"""The verbs of people: those of a person, and those of a household (form, join, leave, split, merge, restate)."""

from sussidiario.people.actions.households import form, join, leave, merge, restate, split
from sussidiario.people.actions.registry import Details, add_identifier, correct, facts, move, record_death, register
from sussidiario.people.actions.words import index_names, words_of

__all__ = [
    "Details",
    "add_identifier",
    "correct",
    "facts",
    "form",
    "index_names",
    "join",
    "leave",
    "merge",
    "move",
    "record_death",
    "register",
    "restate",
    "split",
    "words_of",
]
