"""Give accounts, roles and groups, take them back, and close an account when nothing is left in its hands; each is an act in the book."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from sussidiario.access import actions as access
from sussidiario.access.actions import accounts, entrance
from sussidiario.access.actor import Actor
from sussidiario.access.models import Membership, RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal
from sussidiario.privacy.policy import staff as policy


@transaction.atomic
def add(username: str, *, given_name: str, family_name: str, by: Actor, at: datetime) -> tuple[Staff, str]:
    """
    Give somebody an account, and the password they will change at once.

    :raises Refusal: if the user name is taken.
    """
    policy.may_manage(by).require()
    staff = access.add_staff(username, given_name=given_name, family_name=family_name)
    password = accounts.give_password(staff)
    _write("privacy.staff.added", staff, by=by, at=at)
    return staff, password


@transaction.atomic
def give_role(staff: Staff, role: Role, *, from_on: date, until_on: date | None, by: Actor, at: datetime) -> RoleHeld:
    """
    Give a role, from a day, to a day or until it is taken back.

    :raises Refusal: if it cannot go with another they hold in those days, or they hold it already.
    """
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    if until_on is not None and until_on <= from_on:
        raise Refusal(_("L’ultimo giorno viene prima del primo."), field="last_on")
    held = access.give_role(staff, role, from_on=from_on, until_on=until_on, given_by=by.staff)
    _write("privacy.role.given", staff, by=by, at=at, detail={"role": role.value})
    return held


@transaction.atomic
def end_role(held: RoleHeld, *, on: date, by: Actor, at: datetime) -> RoleHeld:
    """
    Take a role back: `on` is the first day without it.

    :raises Refusal: if that is before it began.
    """
    held = RoleHeld.objects.select_for_update(of=("self",)).select_related("staff").get(pk=held.pk)
    policy.may_change_role(by, held).require()
    _require_after(held.from_on, on)
    access.end_role(held, on=on)
    _write("privacy.role.ended", held.staff, by=by, at=at, detail={"role": held.role})
    return held


@transaction.atomic
def join(staff: Staff, team: Team, *, on: date, by: Actor, at: datetime) -> Membership:
    """
    Put somebody in a group, from a day.

    :raises Refusal: if they are there already.
    """
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    if Membership.objects.filter(staff=staff, team=team, until_on__isnull=True).exists():
        raise Refusal(_("È già in questo gruppo."), field="team")
    membership = access.join_team(staff, team, on=on)
    _write("privacy.team.joined", staff, by=by, at=at, detail={"team": team.code})
    return membership


@transaction.atomic
def leave(membership: Membership, *, on: date, by: Actor, at: datetime) -> Membership:
    """
    Take somebody out of a group: `on` is the first day outside.

    :raises Refusal: if that is before they were in it.
    """
    membership = Membership.objects.select_for_update(of=("self",)).select_related("staff", "team").get(pk=membership.pk)
    policy.may_change_membership(by, membership).require()
    _require_after(membership.from_on, on)
    access.leave_team(membership, on=on)
    _write("privacy.team.left", membership.staff, by=by, at=at, detail={"team": membership.team.code})
    return membership


@transaction.atomic
def give_password(staff: Staff, *, by: Actor, at: datetime) -> str:
    """Give a new password, to be told to its owner and to nobody else; their sessions end."""
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    password = accounts.give_password(staff)
    _write("privacy.password.given", staff, by=by, at=at)
    return password


@transaction.atomic
def reset_second_factor(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """Take away the second factor of somebody who lost it; their sessions end."""
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    accounts.reset_second_factor(staff)
    _write("privacy.second_factor.reset", staff, by=by, at=at)
    return staff


@transaction.atomic
def plan_leaving(staff: Staff, *, last_on: date | None, until_on: date | None, by: Actor, at: datetime) -> Staff:
    """
    Say which day is the last one, or that there is none any more: `until_on` is the first day on which the account opens nothing.

    :raises Refusal: if it has passed.
    """
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    if last_on is not None and last_on < by.on:
        raise Refusal(_("È un giorno passato: per chiudere da subito c’è «Chiudi l’utenza»."), field="last_on")
    accounts.plan_leaving(staff, until_on=until_on)
    _write("privacy.account.leaving", staff, by=by, at=at, detail={"last_on": last_on.isoformat()} if last_on else {})
    return staff


@transaction.atomic
def close(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """
    Close an account: roles and groups end today, sessions end now.

    :raises Refusal: if something is still in its hands.
    """
    staff = _locked(staff)
    policy.may_change_open(by, staff).require()
    if policy.in_hands(staff).any:
        raise Refusal(_("Ha ancora qualcosa in mano: prima va passato ad altri."))
    staff = access.leave_service(staff, on=by.on)
    entrance.end_sessions(staff)
    _write("privacy.account.closed", staff, by=by, at=at)
    return staff


@transaction.atomic
def reopen(staff: Staff, *, by: Actor, at: datetime) -> tuple[Staff, str]:
    """Open a closed account again, with a new password and without roles."""
    staff = _locked(staff)
    policy.may_reopen(by, staff).require()
    password = accounts.give_password(accounts.reopen(staff))
    _write("privacy.account.reopened", staff, by=by, at=at)
    return staff, password


def _locked(staff: Staff) -> Staff:
    return Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)


def _require_after(from_on: date, on: date) -> None:
    if on < from_on:
        raise Refusal(_("È prima che cominciasse."), field="on")


def _write(act: str, staff: Staff, *, by: Actor, at: datetime, detail: dict[str, str] | None = None) -> None:
    journal.record(act, staff, on=by.on, at=at, by=by, subject=staff, detail=detail or {})
