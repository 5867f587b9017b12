"""The pages of the desks."""

from sussidiario.desks.views.booking import appointment, book, calendar, cancel, move
from sussidiario.desks.views.contact import contact, contacts, discard, draft, identify, panel, start
from sussidiario.desks.views.desk import close, close_days, desk, give_calendar, hours, open_desk, reopen_days, revoke_calendar
from sussidiario.desks.views.line import arrive, call, call_next, call_ticket, leave, no_show, serve, serve_ticket, take_ticket
from sussidiario.desks.views.screen import feed, screen
from sussidiario.desks.views.today import choose, today

__all__ = [
    "appointment",
    "arrive",
    "book",
    "calendar",
    "call",
    "call_next",
    "call_ticket",
    "cancel",
    "choose",
    "close",
    "close_days",
    "contact",
    "contacts",
    "desk",
    "discard",
    "draft",
    "feed",
    "give_calendar",
    "hours",
    "identify",
    "leave",
    "move",
    "no_show",
    "open_desk",
    "panel",
    "reopen_days",
    "revoke_calendar",
    "screen",
    "serve",
    "serve_ticket",
    "start",
    "take_ticket",
    "today",
]
