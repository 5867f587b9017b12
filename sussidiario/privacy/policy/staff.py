"""
Who gives accounts and roles: the office that does nothing else, and never to oneself.

What is still in somebody's hands, and who takes it over, the service head sees; the office is told how much it is, and of nobody.
"""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from sussidiario.access.actor import Actor
from sussidiario.access.decision import Allowed, Decision, Denied, allowed_if
from sussidiario.access.models import Held, Membership, RoleHeld, Staff, StaffQuerySet
from sussidiario.access.rules import Role
from sussidiario.casework import policy as casework
from sussidiario.casework.models import Case
from sussidiario.desks.models import Contact
from sussidiario.privacy.rules.staff import Hands

SOON = timedelta(days=30)
"""How long before somebody's last day the head sees that they leave."""


def visible_to(actor: Actor) -> StaffQuerySet:
    """Accounts: all of them to the office, none to anybody else."""
    everybody = StaffQuerySet(Staff)
    return everybody.all() if actor.has(Role.ACCESS_OFFICE) else everybody.none()


def roles_visible_to(actor: Actor) -> QuerySet[RoleHeld]:
    """Roles that were given, to whoever gives them."""
    return RoleHeld.objects.filter(staff__in=visible_to(actor)).select_related("staff")


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Who was in which group, to whoever puts them there."""
    return Membership.objects.filter(staff__in=visible_to(actor)).select_related("staff", "team")


def may_manage(actor: Actor) -> Decision:
    """The office alone gives accounts and roles."""
    return allowed_if(actor.has(Role.ACCESS_OFFICE), _("Utenze e ruoli li dà l’amministrazione degli accessi."))


def may_change(actor: Actor, staff: Staff) -> Decision:
    """The office changes every account but the one of whoever asks."""
    if not (allowed := may_manage(actor)):
        return allowed
    return Denied(_("La tua utenza la cambia un’altra persona dell’amministrazione degli accessi.")) if staff.pk == actor.pk else Allowed()


def may_change_open(actor: Actor, staff: Staff) -> Decision:
    """Likewise, of an account that is open."""
    if not (allowed := may_change(actor, staff)):
        return allowed
    return allowed_if(staff.is_active, _("L’utenza è chiusa."))


def may_reopen(actor: Actor, staff: Staff) -> Decision:
    """Likewise, of an account that is closed."""
    if not (allowed := may_change(actor, staff)):
        return allowed
    return Denied(_("L’utenza è già aperta.")) if staff.is_active else Allowed()


def may_close(actor: Actor, staff: Staff) -> Decision:
    """An account closes when nothing is left in its hands."""
    if not (allowed := may_change_open(actor, staff)):
        return allowed
    return Denied(_("Prima va passato quello che ha in mano.")) if in_hands(staff).any else Allowed()


def may_change_role(actor: Actor, held: RoleHeld) -> Decision:
    """A role is ended by whoever may change the account, while it is held."""
    return may_change(actor, held.staff) if _lasts(held, actor.on) else Denied(_("È già finito."))


def may_change_membership(actor: Actor, membership: Membership) -> Decision:
    """Likewise, of being in a group."""
    return may_change(actor, membership.staff) if _lasts(membership, actor.on) else Denied(_("È già finito."))


def in_hands(staff: Staff) -> Hands:
    """Count what somebody has in hand: people in charge, proposals that wait, conversations begun and not written down."""
    return Hands(
        cases=Case.objects.live().filter(worker=staff).count(),
        proposals=Case.objects.proposed().filter(proposed_by=staff).count(),
        drafts=Contact.objects.drafts_of(staff).count(),
    )


def is_in_network(staff: Staff) -> bool:
    """Tell whether what somebody follows exists for their network alone: then not even how much it is may be told."""
    return Membership.objects.filter(staff=staff, team__protects=True).exists()


def heads(on: date) -> QuerySet[Staff]:
    """Who may hand a caseload over, on a day."""
    held = RoleHeld.objects.filter(Held.on(on), staff=OuterRef("pk"), role=Role.SERVICE_HEAD)
    return Staff.objects.filter(Exists(held), is_active=True).order_by("family_name", "given_name", "pk")


def leaving(actor: Actor) -> QuerySet[Staff]:
    """Those whose last day is near, to who shares out what they follow: `cases` is how many the reader may see."""
    if not actor.has(Role.SERVICE_HEAD):
        return Staff.objects.none()
    soon = Staff.objects.filter(is_active=True, until_on__isnull=False, until_on__lte=actor.on + SOON)
    followed = casework.visible_to(actor).open().filter(worker=OuterRef("pk")).order_by().values("worker").annotate(count=Count("pk")).values("count")
    return soon.annotate(cases=followed).order_by("until_on", "family_name", "pk")


def _lasts(held: Held, on: date) -> bool:
    return held.until_on is None or held.until_on > on
