"""The verbs of the desks."""

from sussidiario.desks.actions.booking import book, cancel, move
from sussidiario.desks.actions.calendar import digest, give_calendar, revoke_calendar
from sussidiario.desks.actions.contact import close_contact, discard_contact, identify, save_draft, start_contact
from sussidiario.desks.actions.desk import close_days, close_desk, open_desk, reopen_days, set_hours, wall
from sussidiario.desks.actions.disposing import anonymise, forget_person
from sussidiario.desks.actions.protecting import let_go
from sussidiario.desks.actions.waiting import arrive, call, call_next, call_ticket, leave, line_up, no_show, serve, serve_ticket, take_ticket

__all__ = [
    "anonymise",
    "arrive",
    "book",
    "call",
    "call_next",
    "call_ticket",
    "cancel",
    "close_contact",
    "close_days",
    "close_desk",
    "digest",
    "discard_contact",
    "forget_person",
    "give_calendar",
    "identify",
    "leave",
    "let_go",
    "line_up",
    "move",
    "no_show",
    "open_desk",
    "reopen_days",
    "revoke_calendar",
    "save_draft",
    "serve",
    "serve_ticket",
    "set_hours",
    "start_contact",
    "take_ticket",
    "wall",
]
