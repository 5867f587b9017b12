"""The verbs of people. Those of households are called `households.form`, `households.join` and so on."""

from sussidiario.people.actions import households
from sussidiario.people.actions.registry import Details, add_identifier, correct, facts, move, record_death, register
from sussidiario.people.actions.words import index_names

__all__ = ["Details", "add_identifier", "correct", "facts", "households", "index_names", "move", "record_death", "register"]
