"""Open a person to another group, and take it back."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _, ngettext

from sussidiario.access.actor import Actor
from sussidiario.access.models import Team
from sussidiario.foundation.refusal import Refusal, required
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person
from sussidiario.privacy.lifecycle.grants import GRANT
from sussidiario.privacy.models import Grant
from sussidiario.privacy.policy import grants as policy
from sussidiario.privacy.rules import grants as rules
from sussidiario.ui import writing


@transaction.atomic
def give(person: Person, *, team: Team, purpose: str, from_on: date, last_on: date, by: Actor, at: datetime) -> Grant:
    """
    Open a person to a group, from a day to a last one, for a purpose: who is in it on those days reads what the service keeps of them.

    :raises NotAllowed: if `by` is not in charge of the person.
    :raises Refusal: if no purpose is given, nobody of the group could read, the days have passed, are not in order or too many, or some of them
        are already granted to the same group.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    policy.may_give(by, person).require()
    purpose = purpose.strip()
    if not purpose:
        raise Refusal(_("Scrivi per che cosa: lo legge chi riceve l'accesso, e la persona se lo chiede."), field="purpose")
    if not policy.teams_to_open_to(by).filter(pk=team.pk).exists():
        raise Refusal(_("In questo gruppo oggi non c'è nessuno che legga le schede."), field="team")
    _check_days(from_on, last_on, by=by)
    until_on = last_on + timedelta(days=1)
    for other in Grant.objects.of(person).to_any([team.pk]).never_ended():
        if rules.overlap(from_on, until_on, other.from_on, other.until_on):
            words = _("È già aperta a questo gruppo dal {first} al {last}: inizia dal giorno dopo, oppure revoca prima quello.")
            raise Refusal(words.format(first=writing.day(other.from_on), last=writing.day(other.last_on)), field="from_on")
    grant = Grant.objects.create(person=person, team=team, purpose=purpose, from_on=from_on, until_on=until_on, given_by=by.staff, given_at=at)
    days = {"from": from_on.isoformat(), "until": until_on.isoformat()}
    journal.record("privacy.grant.given", grant, on=by.on, at=at, by=by, subject=person, why=purpose, partner=team.code if team.body else "", detail=days)
    return grant


@transaction.atomic
def end(grant: Grant, *, why: str, by: Actor, at: datetime) -> Grant:
    """
    Take a grant back: it does not hold any more, today included.

    :raises NotAllowed: if `by` neither gave it, nor is in charge of the person, nor heads the service.
    :raises Forbidden: if it is over.
    :raises Refusal: if no reason is given.
    """
    grant = Grant.objects.with_all().select_for_update(of=("self",)).get(pk=grant.pk)
    policy.may_end(by, grant).require()
    GRANT.after(grant.state_on(by.on), "end")
    why = required(why, field="why", otherwise=_("Scrivi perché l'accesso finisce prima."))
    grant.ended_on, grant.ended_by, grant.ended_why = by.on, by.staff, why
    grant.save(update_fields=["ended_on", "ended_by", "ended_why"])
    partner = grant.team.code if grant.team.body else ""
    journal.record("privacy.grant.ended", grant, on=by.on, at=at, by=by, subject=grant.person, why=why, partner=partner)
    return grant


def _check_days(from_on: date, last_on: date, *, by: Actor) -> None:
    """
    Check from when to when a person is to be opened.

    :raises Refusal: if it begins before today, ends before it begins, or lasts longer than the settings allow.
    """
    if from_on < by.on:
        raise Refusal(_("Il giorno è passato: l'accesso inizia oggi o più avanti."), field="from_on")
    if last_on < from_on:
        raise Refusal(_("Finisce prima di iniziare: controlla i due giorni."), field="last_on")
    months = policy.longest_months()
    if last_on > (latest := rules.latest(from_on, months=months)):
        words = ngettext(
            "Dura troppo: al massimo {months} mese, cioè fino al {day}. Poi si decide di nuovo.",
            "Dura troppo: al massimo {months} mesi, cioè fino al {day}. Poi si decide di nuovo.",
            months,
        )
        raise Refusal(words.format(months=months, day=writing.day(latest)), field="last_on")
