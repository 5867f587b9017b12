"""
The papers that the office has on the last day: attestations of the ISEE, letters, what the national register was sent, what a draft would do.

All by the actions, and few: a letter is printed, and an attestation is asked for request by request.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import chain, count, repeat

from django.db.models import F

from sussidiario.access.models import Staff
from sussidiario.benefits.actions import applications, isee, letters, simulations, transmissions
from sussidiario.benefits.actions.letters.printed import NoPrinter
from sussidiario.benefits.demo.calendar import nine, working
from sussidiario.benefits.demo.catalogue import INCOME_SUPPORT
from sussidiario.benefits.demo.office import HEAD, SIGNS, Office
from sussidiario.benefits.lifecycle import ApplicationState, AwardState, InstalmentState, IseeKind, Wording
from sussidiario.benefits.models import Application, Award, Measure
from sussidiario.benefits.policy.isee import asks
from sussidiario.benefits.rules import drafting
from sussidiario.benefits.rules.attestations import Certified, Member, until_by_rule
from sussidiario.people.models import Person
from sussidiario.regulation.isee import scale
from sussidiario.regulation.parameters import current

THRESHOLD = "income_support.isee_ceiling"
"""The figure that a draft raises."""

RAISED_BY = 350_000
"""Cents."""

LETTERS: Mapping[Wording, int] = {Wording.GRANT: 2, Wording.REFUSAL: 2, Wording.PAYMENT: 1, Wording.DOCUMENTS: 1}
"""How many letters of each kind, about what was decided or asked last."""

STRANGER = Member("Villa", "Teodoro", relation="suocero")
"""Somebody whom an attestation declares in the household, and the registry does not know there."""


Change = Callable[[Certified], Certified]


class Papers:
    """Writes attestations, each with a number of its own."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._number = count(1)

    def attest(self, asked: Iterable[Application]) -> None:
        """The ordinary attestation of each of these requests that are assessed by means: it says what was declared."""
        for application in filter(asks, asked):
            self._write(application, _ordinary)

    def attest_all_kinds(self, asked: Sequence[Application]) -> None:
        """As above; but one of each other kind among them, one whose household is another than in the registry, and a current one that is about to expire."""
        others = (IseeKind.UNIVERSITY, IseeKind.SOCIO_SANITARY, IseeKind.RESIDENTIAL, IseeKind.MINORS)
        changes: Iterator[Change] = chain((_with_a_stranger, _current), (partial(_of_kind, kind) for kind in others), repeat(_ordinary))
        for application, change in zip(filter(asks, asked), changes, strict=False):
            self._write(application, change)

    def _write(self, application: Application, change: Change) -> None:
        """Write it on the day of the request; where that says something else than was declared, all is checked again."""
        on = application.received_on
        by, number = self._office.of(_receiver(application), on), next(self._number)
        certified = change(_certified(application, number, isee.home_of(application, by)))
        isee.write(application, certified=certified, declarant=application.person, by=by, at=nine(on, 250))
        application.refresh_from_db()
        if application.state == ApplicationState.RECEIVED:
            applications.complete(application, by=by, at=nine(on, 255))


def transmit(office: Office, year: int, on: date) -> None:
    """The national register is sent what was granted in a year, if anything was."""
    if Award.objects.for_the_register(year).exists():
        transmissions.make(year, by=office.actor(HEAD, on), at=nine(on, 45))


def foresee(office: Office, measures: Mapping[str, Measure], on: date) -> None:
    """The head asks what a higher threshold would cost, and puts the answer to the act that proposes it."""
    head, measure = office.actor(HEAD, on), measures[INCOME_SUPPORT]
    now = next(figure.value for figure in drafting.figures(measure.formula, on, current()) if figure.path == THRESHOLD)
    simulation = simulations.run(
        measure,
        name="ISEE massimo più alto di 3.500 euro",
        changes={THRESHOLD: now + RAISED_BY},
        from_on=on.replace(month=1, day=1),
        until_on=on,
        by=head,
        at=nine(on, 150),
    )
    simulations.attach(simulation, decision=f"Proposta di deliberazione di Giunta n. 41 del {on:%d/%m/%Y}", by=head, at=nine(on, 165))


def answer(office: Office, on: date) -> None:
    """
    Letters about what was decided, paid and asked last.

    On a server that cannot print there are none: whoever opens the request reads why.
    """
    by = office.actor(SIGNS, on)
    latest = Application.objects.order_by(F("decided_on").desc(nulls_last=True), "-received_on", "pk")
    paid = Award.objects.filter(instalments__state=InstalmentState.PAID, state=AwardState.ACTIVE)
    asked = {
        Wording.GRANT: latest.filter(state=ApplicationState.GRANTED),
        Wording.REFUSAL: latest.filter(state=ApplicationState.REFUSED),
        Wording.PAYMENT: latest.filter(award__in=paid),
        Wording.DOCUMENTS: latest.filter(state=ApplicationState.RECEIVED),
    }
    about = [(each, wording) for wording, some in LETTERS.items() for each in asked[wording][:some]]
    try:
        for minutes, (application, wording) in enumerate(about, start=210):
            due = next((due for due in letters.to_write(application) if due[0] is wording), None)
            if due is not None:
                letters.write(application, wording, instalment=due[1], by=by, at=nine(on, minutes))
    except NoPrinter:
        return


def _certified(application: Application, number: int, home: Sequence[Person]) -> Certified:
    """What the attestation says: the indicator that was declared, a fifth of it from what the household owns."""
    declared, on = application.declared, working(application.received_on - timedelta(days=10))
    hundredths = scale(len(home), on)
    indicator = declared["isee"]
    ise = declared.get("ise", indicator * hundredths // 100)
    return Certified(
        kind=IseeKind.ORDINARY,
        protocol=f"INPS-ISEE-{on.year}-{number:08d}{'ABCDEFGHJKLMNPQRSTUVWXYZ'[number % 24]}-00",
        presented_on=on,
        valid_from=on,
        valid_until=date.fromisoformat(declared["isee_valid_until"]),
        isee=indicator,
        ise=ise,
        scale=hundredths if "ise" not in declared else ise * 100 // indicator,
        isr=ise - ise // 25,
        isp=ise // 25 * 5,
        members=tuple(isee.as_member(person) for person in home),
    )


def _receiver(application: Application) -> Staff:
    """Who received a request at a desk."""
    if application.received_by is None:
        raise ValueError(application)
    return application.received_by


def _ordinary(certified: Certified) -> Certified:
    return certified


def _of_kind(kind: IseeKind, certified: Certified) -> Certified:
    return replace(certified, kind=kind)


def _with_a_stranger(certified: Certified) -> Certified:
    return replace(certified, members=(*certified.members, STRANGER))


def _current(certified: Certified) -> Certified:
    """The current one: presented when somebody lost their work, it holds two months only."""
    on = certified.presented_on - timedelta(days=20)
    return replace(certified, kind=IseeKind.CURRENT, presented_on=on, valid_from=on, valid_until=until_by_rule(on, IseeKind.CURRENT) or certified.valid_until)
