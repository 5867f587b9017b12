"""
Come in, or be kept out: count wrong answers before they are checked, note how it ended, and forget in time.

A try is counted before its answer is looked at, with its row locked: who tries from a hundred connections at once has as many
tries as who tries one after the other. All of it is in the database, so every process of the server counts the same.

This is what stops guessing: it knows right from wrong, and the account from the address. What keeps a flood from coming this far, where every try
costs a digest made to be slow, two locked rows and a line of history, stands before it and asks nothing of the database: `ui.limits`.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from sussidiario.access import entering
from sussidiario.access.entering import Outcome
from sussidiario.access.models import Guesses, SignIn, Staff


@dataclass(frozen=True)
class Caller:
    """Where somebody comes in from: the network address, the browser in two words, and the mark that we left with it."""

    address: str | None = None
    agent: str = ""
    device: str = ""


def take_try(name: str, *, caller: Caller, at: datetime) -> bool:
    """
    Use one of the tries that the account called `name`, be there one or not, and the caller's address have left.

    False where either is closed: then nothing is counted, and the answer must not be looked at.
    """
    with transaction.atomic():
        rows = [(_row(key, at), most) for key, most in _keys(name, caller)]
        if any(row.locked_until is not None and at < row.locked_until for row, _most in rows):
            return False
        for row, most in rows:
            _count(row, most, at)
        return True


def give_back(name: str, *, caller: Caller, at: datetime) -> None:
    """Return a try whose answer was right: to the account and to the address. The wrong ones before it stay counted."""
    with transaction.atomic():
        for key, most in _keys(name, caller):
            row = _row(key, at)
            row.wrong = max(row.wrong - 1, 0)
            if row.locked_until is not None and row.wrong < most:
                row.locked_until, row.locks = None, max(row.locks - 1, 0)
            row.save()


def settle(name: str) -> None:
    """Forget the wrong answers for an account: its owner came in, all the way, or was given a new password."""
    Guesses.objects.filter(key=_key("account", _known_as(name))).update(wrong=0, locks=0, locked_until=None)


def is_locked(name: str, *, at: datetime) -> bool:
    """Tell whether an account is closed to guessing now."""
    return Guesses.objects.filter(key=_key("account", _known_as(name)), locked_until__gt=at).exists()


def note(outcome: Outcome, *, staff: Staff | None, caller: Caller, at: datetime, how: str = "") -> SignIn:
    """Write in the history how coming in, or being in, ended."""
    return SignIn.objects.create(at=at, staff=staff, outcome=outcome, how=how, address=caller.address, agent=caller.agent, device=caller.device)


def sweep(*, at: datetime) -> int:
    """Forget the history older than a year, the guesses nobody made for a day, the sessions that are over; say how many lines of history went."""
    gone, _by_model = SignIn.objects.before(at - entering.KEPT_FOR).delete()
    Guesses.objects.filter(last_at__lt=at - entering.FORGOTTEN_AFTER).delete()
    Session.objects.filter(expire_date__lt=at).delete()
    return gone


def spend_code(authenticator: Authenticator, moment: int) -> bool:
    """Use up a code of an authenticator app, by its thirty seconds: true once, false for that one and any earlier one (RFC 6238 §5.2)."""
    with transaction.atomic():
        locked = Authenticator.objects.select_for_update(of=("self",)).get(pk=authenticator.pk)
        if moment <= locked.data.get("spent", 0):
            return False
        locked.data["spent"] = moment
        locked.save(update_fields=["data"])
        return True


def forget_second_factors(staff: Staff) -> None:
    """Take away app, passkeys and recovery codes: at the next sign-in they are asked to set one up."""
    Authenticator.objects.filter(user=staff).delete()


def end_sessions(staff: Staff) -> int:
    """Sign somebody out everywhere, now; say of how many places."""
    theirs = [session.pk for session in Session.objects.iterator() if session.get_decoded().get(SESSION_KEY) == str(staff.pk)]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _keys(name: str, caller: Caller) -> list[tuple[str, int]]:
    """The digests of what is counted, in the one order in which everybody locks them, and how often each may be wrong."""
    keys = [(_key("account", _known_as(name)), entering.MOST_WRONG)]
    if caller.address:
        keys.append((_key("address", caller.address), entering.MOST_WRONG_FROM_AN_ADDRESS))
    return sorted(keys)


def _known_as(name: str) -> str:
    return name.strip().casefold()


def _key(kind: str, value: str) -> str:
    return salted_hmac("sussidiario.access.guesses", f"{kind}:{value}", algorithm="sha256").hexdigest()


def _row(key: str, at: datetime) -> Guesses:
    """Lock the row of a key, written now if it is not there."""
    if not Guesses.objects.filter(key=key).exists():
        try:
            with transaction.atomic():
                Guesses.objects.create(key=key, since=at, last_at=at)
        except IntegrityError:
            pass  # another connection wrote it in between
    return Guesses.objects.select_for_update(of=("self",)).get(key=key)


def _count(row: Guesses, most: int, at: datetime) -> None:
    """Count one more answer as wrong, until it is known to be right; close where they are too many."""
    if row.locked_until is not None or at - row.since >= entering.WINDOW:
        row.wrong, row.since, row.locked_until = 0, at, None
    if at - row.last_at >= entering.FORGOTTEN_AFTER:
        row.locks = 0
    row.wrong, row.last_at = row.wrong + 1, at
    if row.wrong >= most:
        row.locks += 1
        row.locked_until = at + entering.lock_for(row.locks)
    row.save()
