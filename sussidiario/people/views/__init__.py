"""The pages of people."""

from sussidiario.people.views.finding import search, suggest
from sussidiario.people.views.household import form, join, leave, merge, restate, split
from sussidiario.people.views.keeping import existence, keep_whereabouts, protect, reserve, unprotect, unreserve, whereabouts
from sussidiario.people.views.person import add_paper, correct, move, person, record_death
from sussidiario.people.views.registering import alike, birth, code, place, register

__all__ = [
    "add_paper",
    "alike",
    "birth",
    "code",
    "correct",
    "existence",
    "form",
    "join",
    "keep_whereabouts",
    "leave",
    "merge",
    "move",
    "person",
    "place",
    "protect",
    "record_death",
    "register",
    "reserve",
    "restate",
    "search",
    "split",
    "suggest",
    "unprotect",
    "unreserve",
    "whereabouts",
]
