"""The pages of people."""

from sussidiario.people.views.finding import search, suggest
from sussidiario.people.views.household import form, join, leave, merge, restate, split
from sussidiario.people.views.person import add_paper, correct, move, person, record_death
from sussidiario.people.views.registering import alike, birth, code, place, register

__all__ = [
    "add_paper",
    "alike",
    "birth",
    "code",
    "correct",
    "form",
    "join",
    "leave",
    "merge",
    "move",
    "person",
    "place",
    "record_death",
    "register",
    "restate",
    "search",
    "split",
    "suggest",
]
