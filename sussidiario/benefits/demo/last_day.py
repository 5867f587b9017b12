"""What waits on the last day for whoever signs in: something in every state, told by the actions."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random

from sussidiario.benefits.actions import advances, applications, awards
from sussidiario.benefits.demo.calendar import nine, working
from sussidiario.benefits.demo.catalogue import ABOVE, FOOD, INCOME_SUPPORT, UTILITIES
from sussidiario.benefits.demo.office import HEAD, RECEIVES, SIGNS, Office
from sussidiario.benefits.demo.papers import Papers, answer, foresee
from sussidiario.benefits.demo.paying import Treasury
from sussidiario.benefits.demo.volume import Volume
from sussidiario.benefits.figures import BLAMELESS_ARREARS
from sussidiario.benefits.lifecycle import AwardState, InstalmentState
from sussidiario.benefits.models import Application, Award, Instalment
from sussidiario.benefits.rules.deciding import assessed
from sussidiario.people.models import Person
from sussidiario.ui import writing

COMPLETE: Mapping[str, int] = {INCOME_SUPPORT: 9, UTILITIES: 4, FOOD: 3, BLAMELESS_ARREARS: 2}
"""Complete requests that nobody has looked into yet, by measure."""

PROPOSED: Mapping[str, int] = {INCOME_SUPPORT: 5, UTILITIES: 2, BLAMELESS_ARREARS: 2}
"""Requests on which a decision is proposed; of one for arrears, more than one person may decide."""

WITHOUT_PAPERS = (
    (INCOME_SUPPORT, "Ha perso le ore al supermercato e non arriva alla fine del mese."),
    (INCOME_SUPPORT, "Vive sola, la pensione non basta per l'affitto."),
    (UTILITIES, "Ha ricevuto l'avviso di distacco della luce."),
    (BLAMELESS_ARREARS, "È in cassa integrazione da un anno: tre mesi di affitto arretrati."),
)
"""Requests of the last days that wait for their papers: of what, and why they ask."""


LISTS: Mapping[str, int] = {BLAMELESS_ARREARS: 3, UTILITIES: 2, FOOD: 1}
"""Lists of what was granted last, by measure: how many have signed each. The first is sent, and the bank has not answered yet."""


def tell(chance: Random, office: Office, volume: Volume, treasury: Treasury, *, papers: Papers, until: date) -> None:
    """Leave work begun, as it would be found in the morning of `until`; nothing of it is granted."""
    taken: set[int] = set()
    measures = volume.measures
    month = until.replace(day=1)
    days = [working(until - timedelta(days=back)) for back in (24, 20, 17, 13, 11)]

    def ask(wanted: Mapping[str, int], *, refused: int = 0) -> list[Application]:
        asked = [
            volume.asked(key, volume.home(key, month, taken), chance.choice(days), granted=place >= refused) for key in wanted for place in range(wanted[key])
        ]
        return volume.receive(sorted(asked, key=lambda each: (each.on, each.home.person)))

    papers.attest_all_kinds(ask(COMPLETE))
    proposed = ask(PROPOSED, refused=1)
    papers.attest(proposed)
    _propose(proposed, office, working(until - timedelta(days=6)))
    for place, (key, why) in enumerate(WITHOUT_PAPERS):
        on, home = working(until - timedelta(days=12 - 2 * place)), volume.home(key, month, taken)
        by = office.actor(RECEIVES[place % len(RECEIVES)], on)
        applications.receive(measures[key], person=Person.objects.get(pk=home.person), why=why, by=by, at=nine(on, 170))
    _advance(ask({FOOD: 1})[0], office, working(until - timedelta(days=4)))
    _stop(office, working(until - timedelta(days=6)))
    foresee(office, measures, working(until - timedelta(days=6)))
    answer(office, working(until - timedelta(days=5)))
    on = working(until - timedelta(days=4))
    for key, signatures in LISTS.items():
        if Instalment.objects.payable(on, [measures[key]]).exists():
            built = treasury.build(on, f"{measures[key].name}: concessi in {writing.month(until - timedelta(days=28))}", [measures[key]], pay_on=on)
            treasury.sign(built, on, signatures)
    treasury.build(on, f"Benefici di {writing.month(until)}", (), pay_on=until.replace(day=24))


def _propose(some: list[Application], office: Office, on: date) -> None:
    """Propose what the regulation answers; of one for arrears, more than one person may decide."""
    worker = office.actor(SIGNS, on)
    above = max((each for each in some if each.measure.key == BLAMELESS_ARREARS), key=_answered)
    for minutes, application in enumerate(some, start=30):
        amount, months = _answered(application)
        more = application is above
        applications.propose(
            application,
            grant=bool(amount),
            amount=max(amount, ABOVE + 120_000) if more else amount,
            months=months,
            why="Lo sfratto è fissato: con questa somma il proprietario rinuncia." if more else "",
            by=worker,
            at=nine(on, minutes),
        )


def _answered(application: Application) -> tuple[int, int]:
    """Cents and months that the regulation answers, or nothing."""
    answer = assessed(application.measure.formula, application.declared, application.received_on)
    return (answer.amount, answer.months) if answer and answer.granted else (0, 0)


def _advance(application: Application, office: Office, on: date) -> None:
    """Cash given at once, which the head has still to ratify."""
    advances.advance(application, amount=15_000, why="Tre bambini e la dispensa vuota fino a lunedì.", by=office.actor(SIGNS, on), at=nine(on, 95))


def _stop(office: Office, on: date) -> None:
    """One award is suspended; one is revoked after it was partly paid, and the sum is asked back."""
    head = office.actor(HEAD, on)
    running = Award.objects.filter(state=AwardState.ACTIVE, measure__key=INCOME_SUPPORT, instalments__state=InstalmentState.PAID)
    suspended, revoked = running.distinct().order_by("-granted_on", "pk")[:2]
    awards.suspend(suspended, why="Non si è presentata agli ultimi due colloqui.", by=head, at=nine(on, 200))
    awards.revoke(revoked, from_month=revoked.from_month, why="Dal mese della domanda lavorava: lo ha detto lei.", by=head, at=nine(on, 210))
