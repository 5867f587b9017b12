"""Every state by every verb: what is not in the table cannot happen."""

import itertools

import pytest

from sussidiario.desks.lifecycle import BOOKING, CONTACT, HOLDING, QUEUE, Booking, Waiting, Writing
from sussidiario.foundation.lifecycle import Forbidden

BOOKINGS = {
    ("booked", "move"): "booked",
    ("booked", "cancel"): "cancelled",
    ("booked", "arrive"): "arrived",
    ("no_show", "arrive"): "arrived",
    ("arrived", "call"): "called",
    ("arrived", "serve"): "served",
    ("called", "serve"): "served",
    ("booked", "no_show"): "no_show",
    ("arrived", "no_show"): "no_show",
    ("called", "no_show"): "no_show",
}
TICKETS = {
    ("waiting", "call"): "called",
    ("waiting", "serve"): "served",
    ("called", "serve"): "served",
    ("waiting", "leave"): "left",
    ("called", "leave"): "left",
}
CONTACTS = {
    ("draft", "save"): "draft",
    ("draft", "identify"): "draft",
    ("draft", "close"): "closed",
    ("draft", "discard"): "discarded",
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(Booking, [*BOOKING.moves, "reopen"])))
def test_an_appointment_moves_only_as_the_table_says(state: Booking, verb: str) -> None:
    if (state, verb) in BOOKINGS:
        assert BOOKING.after(state, verb) == BOOKINGS[state, verb]
    else:
        with pytest.raises(Forbidden):
            BOOKING.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(Waiting, [*QUEUE.moves, "reopen"])))
def test_a_ticket_moves_only_as_the_table_says(state: Waiting, verb: str) -> None:
    if (state, verb) in TICKETS:
        assert QUEUE.after(state, verb) == TICKETS[state, verb]
    else:
        with pytest.raises(Forbidden):
            QUEUE.after(state, verb)


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(Writing, [*CONTACT.moves, "reopen"])))
def test_a_contact_moves_only_as_the_table_says(state: Writing, verb: str) -> None:
    if (state, verb) in CONTACTS:
        assert CONTACT.after(state, verb) == CONTACTS[state, verb]
    else:
        with pytest.raises(Forbidden):
            CONTACT.after(state, verb)


def test_only_who_is_gone_leaves_the_place_to_others() -> None:
    assert set(Booking) - HOLDING == {Booking.CANCELLED, Booking.NO_SHOW}
