"""End what benefits have going on about somebody whom a group has just protected."""

from datetime import datetime

from django.db import transaction

from sussidiario.access.actor import Actor
from sussidiario.benefits import figures
from sussidiario.benefits.actions.applications.checks import counted
from sussidiario.benefits.actions.ending import cease
from sussidiario.benefits.lifecycle import APPLICATION, ApplicationState
from sussidiario.benefits.models import Application
from sussidiario.foundation.words import gettext_noop
from sussidiario.journal import actions as journal
from sussidiario.people.models import Person

WORDS = gettext_noop("La segue chi la protegge.")


@transaction.atomic
def let_go(person: Person, by: Actor, at: datetime) -> None:
    """
    End the requests of a protected person that wait for an answer, and what is still to be paid to them.

    The group that protects them asks again for them, where nobody else reads. What was advanced in an urgency stays to be ratified: the money is gone.
    Whoever protects was allowed to.
    """
    waiting = Application.objects.pending().exclude(state=ApplicationState.ADVANCED).of(person.pk)
    for application in waiting.with_all().select_for_update(of=("self",)).by_wait():
        on = max(by.on, application.received_on)
        state = APPLICATION.after(ApplicationState(application.state), "withdraw")
        application.state, application.decided_on, application.decision = state, on, WORDS
        application.save(update_fields=["state", "decided_on", "decision"])
        journal.record(figures.WITHDRAWN, application, on=on, at=at, by=by, why=WORDS, **counted(application))
    cease(person, by=by, at=at)
