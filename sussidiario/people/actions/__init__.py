"""The verbs of people: those of a person, and those of a household (form, join, leave, split, merge, restate)."""

from sussidiario.people.actions.disposing import anonymise
from sussidiario.people.actions.households import form, join, leave, merge, restate, split
from sussidiario.people.actions.keeping import keep_whereabouts, protect, reserve, unprotect, unreserve
from sussidiario.people.actions.registry import Details, add_identifier, correct, facts, move, recognise, record_death, register
from sussidiario.people.actions.words import index_names, words_of

__all__ = [
    "Details",
    "add_identifier",
    "anonymise",
    "correct",
    "facts",
    "form",
    "index_names",
    "join",
    "keep_whereabouts",
    "leave",
    "merge",
    "move",
    "protect",
    "recognise",
    "record_death",
    "register",
    "reserve",
    "restate",
    "split",
    "unprotect",
    "unreserve",
    "words_of",
]
