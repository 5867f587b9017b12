"""Give and end roles, join and leave teams."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sussidiario.access import rules
from sussidiario.access.models import Membership, RoleHeld, Staff, Team
from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal


@transaction.atomic
def give_role(staff: Staff, role: Role, *, from_on: date, until_on: date | None = None, given_by: Staff | None) -> RoleHeld:
    """
    Give `role` to `staff` from a day, optionally to a day.

    :raises Refusal: if in those days they hold a role that one person may not hold with this one, or this one already.
    """
    Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    overlapping = RoleHeld.objects.filter(Q(until_on__isnull=True) | Q(until_on__gt=from_on), staff=staff)
    if until_on is not None:
        overlapping = overlapping.filter(from_on__lt=until_on)
    held = frozenset(Role(value) for value in overlapping.values_list("role", flat=True))
    if role in held:
        raise Refusal(_("Ha già questo ruolo in questi giorni."), field="role")
    if other := rules.conflict(role, held):
        message = _("Chi ha il ruolo «{held}» non può avere anche «{asked}».").format(held=_(other.label), asked=_(role.label))
        raise Refusal(message, field="role")
    return RoleHeld.objects.create(staff=staff, role=role, from_on=from_on, until_on=until_on, given_by=given_by)


def end_role(held: RoleHeld, *, on: date) -> RoleHeld:
    """End a role: `on` is the first day it is no longer held."""
    held.until_on = on
    held.save(update_fields=["until_on"])
    return held


def join_team(staff: Staff, team: Team, *, on: date) -> Membership:
    """Put `staff` in `team` from the day `on`; already there is no error."""
    membership, _created = Membership.objects.get_or_create(staff=staff, team=team, until_on=None, defaults={"from_on": on})
    return membership


def leave_team(membership: Membership, *, on: date) -> Membership:
    """End a membership: `on` is the first day outside the team."""
    membership.until_on = on
    membership.save(update_fields=["until_on"])
    return membership


def add_staff(username: str, *, given_name: str, family_name: str) -> Staff:
    """
    Give somebody an account. It opens nothing until a password is set and a role given.

    :raises Refusal: if the username is taken.
    """
    if Staff.objects.filter(username=username).exists():
        raise Refusal(_("Questo nome utente è già di qualcuno."), field="username")
    staff = Staff(username=username, given_name=given_name, family_name=family_name)
    staff.set_unusable_password()
    staff.save()
    return staff


def note_emergency(staff: Staff, *, until: datetime | None) -> Staff:
    """Note when the last of their emergency accesses ends, or that there is none."""
    staff.emergency_until = until
    staff.save(update_fields=["emergency_until"])
    return staff


@transaction.atomic
def leave_service(staff: Staff, *, on: date) -> Staff:
    """Close an account: nobody signs in with it any more, and from `on` it has no role and no team."""
    staff = Staff.objects.select_for_update(of=("self",)).get(pk=staff.pk)
    for held in RoleHeld.objects.filter(staff=staff, until_on__isnull=True):
        end_role(held, on=max(on, held.from_on))
    for membership in Membership.objects.filter(staff=staff, until_on__isnull=True):
        leave_team(membership, on=max(on, membership.from_on))
    staff.is_active = False
    staff.save(update_fields=["is_active"])
    return staff


def set_up_team(code: str, *, name: str, area: str = "", body: str = "", protects: bool = False) -> Team:
    """Set up a team, or rename the one with this code; `body` is the outside body it works for, `protects` that those it keeps exist for it alone."""
    team, _created = Team.objects.update_or_create(code=code, defaults={"name": name, "area": area, "body": body, "protects": protects})
    return team
