"""Requests as the desks receive them, month after month, and what the office decides of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Max

from sussidiario.access.models import Staff, Team
from sussidiario.benefits import figures
from sussidiario.benefits.actions import applications, deciding
from sussidiario.benefits.demo.calendar import Month, days, nine
from sussidiario.benefits.demo.catalogue import FOOD, INCOME_SUPPORT, UTILITIES
from sussidiario.benefits.demo.declared import Declared, declare
from sussidiario.benefits.demo.households import Home, Households, spell
from sussidiario.benefits.demo.office import EXECUTIVE, HEAD, Office
from sussidiario.benefits.demo.papers import Papers
from sussidiario.benefits.figures import BLAMELESS_ARREARS
from sussidiario.benefits.lifecycle import ApplicationState, Channel, PaidBy, PayeeKind
from sussidiario.benefits.models import Application, Award, Document, Measure, Payee, Required
from sussidiario.benefits.rules.deciding import kept
from sussidiario.foundation.areas import Area
from sussidiario.journal import actions as journal

SHARED_OUT = ((INCOME_SUPPORT, 62), (UTILITIES, 22), (FOOD, 16))
"""Of a hundred contributions that are not for arrears, how many of each measure."""

REFUSED_OF = 5
"""About one request in so many is refused."""

OFFICE = "015"
"""The tax office in VAT numbers of the province of Milan."""

BANK = "05034"
"""Bank code of the invented accounts."""


@dataclass(frozen=True)
class Asked:
    """A request to be written: complete on the day it was received, with all its papers."""

    measure: Measure
    home: Home
    declared: Declared
    on: date
    by: Staff
    payee: Payee


class Volume:
    """The requests of five years."""

    def __init__(self, chance: Random, measures: Mapping[str, Measure], office: Office) -> None:
        self.measures = measures
        self.received = 0
        self._chance = chance
        self._office = office
        self._households = Households(chance, until=date(2017, 1, 1))
        self._papers = {key: list(measure.required.order_by("pk")) for key, measure in measures.items()}
        self._team = Team.objects.filter(area=Area.ADULTS.value, body="").order_by("pk")[0]

    def tell(self, month: Month, papers: Papers | None = None) -> None:
        """What was asked since the last decision, with its attestations if `papers` write them; what was decided: as many are granted as the month grants."""
        wanted = self._wanted(month)
        received = self.receive(self.ask(month, wanted))
        if papers is not None:
            papers.attest(received)
        for key in sorted(wanted):
            self._decide(self.measures[key], month, wanted[key])

    def ask(self, month: Month, wanted: Mapping[str, int]) -> list[Asked]:
        """Draw who asks, for what, when: those to be granted, and some more who are not."""
        when = list(days(month.decides - timedelta(days=30), month.decides - timedelta(days=2)))
        taken: set[int] = set()
        found: list[Asked] = []
        for key in sorted(wanted):
            refused = sum(not self._chance.randrange(REFUSED_OF - 1) for _granted in range(wanted[key]))
            outcomes = [True] * wanted[key] + [False] * refused
            found += [self.asked(key, self._households.draw(key, month.first, taken), self._chance.choice(when), granted=granted) for granted in outcomes]
        return sorted(found, key=lambda each: (each.on, each.home.person))

    def asked(self, key: str, home: Home, on: date, *, granted: bool) -> Asked:
        """One request for a measure, which the regulation grants or does not."""
        measure = self.measures[key]
        declared = declare(measure, home, on, self._chance, granted=granted)
        return Asked(measure, home, declared, on, self._chance.choice(self._office.at_the_desks(on)), self._payee(key, home))

    def home(self, key: str, month: date, taken: set[int]) -> Home:
        """A household that may ask for a measure in a month."""
        return self._households.draw(key, month, taken)

    @transaction.atomic
    def receive(self, asked: Sequence[Asked]) -> list[Application]:
        """Write requests and their acts, as `receive`, `receive_document` and `complete` would have one by one."""
        payees = Payee.objects.bulk_create(each.payee for each in asked)
        last = Counter(dict(Application.objects.order_by("year").values_list("year").annotate(Max("number"))))
        found = [self._application(each, payee, last) for each, payee in zip(asked, payees, strict=True)]
        for number, application in enumerate(found, journal.next_number(Application)):
            application.pk = number
        journal.insert(Application, found)
        journal.settle_numbers(Application)
        journal.insert(Document, (self._document(application, paper) for application in found for paper in self._papers[application.measure.key]))
        journal.write(act for place, (each, application) in enumerate(zip(asked, found, strict=True)) for act in self._acts(each, application, place))
        self.received += len(found)
        return found

    def _wanted(self, month: Month) -> dict[str, int]:
        """How many of each measure a month grants."""
        others = month.granted - month.in_arrears
        wanted = {key: others * part // 100 for key, part in SHARED_OUT}
        wanted[INCOME_SUPPORT] += others - sum(wanted.values())
        return {key: number for key, number in (wanted | {BLAMELESS_ARREARS: month.in_arrears}).items() if number}

    def _payee(self, key: str, home: Home) -> Payee:
        """Whoever asks, at their own account; of arrears the landlord; a few take it in cash."""
        if key == BLAMELESS_ARREARS:
            code = f"{self._chance.randrange(10**7):07d}{OFFICE}"
            number = code + str(_luhn(code))
            return Payee(
                kind=PayeeKind.LANDLORD.value, name=f"Immobiliare {code[:4]}", fiscal_code=number, paid_by=PaidBy.TRANSFER.value, iban=_iban(self._chance)
            )
        whose: dict[str, Any] = {"kind": PayeeKind.BENEFICIARY.value, "person_id": home.person, "name": home.name, "fiscal_code": home.fiscal_code}
        if key == FOOD and not self._chance.randrange(2):
            return Payee(**whose, paid_by=PaidBy.CASH.value)
        return Payee(**whose, paid_by=PaidBy.TRANSFER.value, iban=_iban(self._chance))

    def _application(self, asked: Asked, payee: Payee, last: Counter[int]) -> Application:
        last[asked.on.year] += 1
        return Application(
            number=last[asked.on.year],
            year=asked.on.year,
            measure=asked.measure,
            person_id=asked.home.person,
            household_id=asked.home.household,
            team=self._team,
            channel=Channel.DESK.value,
            state=ApplicationState.COMPLETE.value,
            received_on=asked.on,
            received_by=asked.by,
            completed_on=asked.on,
            declared=kept(asked.measure.formula, asked.declared),
            payee=payee,
        )

    def _document(self, application: Application, paper: Required) -> Document:
        day = application.received_on
        return Document(application=application, required=paper, what=paper.what, asked_on=day, received_on=day)

    def _acts(self, asked: Asked, application: Application, place: int) -> list[journal.Row]:
        at = nine(asked.on, place % 240)
        said: dict[str, Any] = {
            "on": asked.on,
            "at": at,
            "by_id": asked.by.pk,
            "record": journal.reference(application),
            "subject": journal.pseudonym_of("people.household", asked.home.household),
            "measure": asked.measure.key,
            "area": asked.measure.area,
            "neighbourhood": asked.home.place,
        }
        papers = [journal.line(figures.DOCUMENT_RECEIVED, why=paper.what, **said) for paper in self._papers[asked.measure.key]]
        received = journal.line(figures.RECEIVED, detail={"channel": application.channel}, **said)
        return [received, *papers, journal.line(figures.COMPLETED, detail={"waited": 0}, **said)]

    def _decide(self, measure: Measure, month: Month, wanted: int) -> None:
        """Decide as the regulation answers; above the threshold an executive approves first."""
        on = month.decides
        worker, head = self._office.of(self._chance.choice(self._office.workers(on)), on), self._office.actor(HEAD, on)
        decided = deciding.decide_all(measure, proposed_by=worker, by=head, at=nine(on, 60))
        granted = list(decided.granted)
        for application in decided.waiting:
            applications.approve(application, by=self._office.actor(EXECUTIVE, on), at=nine(on, 90))
        if decided.waiting:
            granted += deciding.confirm_all(measure, by=head, at=nine(on, 120)).granted
        if len(granted) != wanted:
            message = f"{measure.key}, {on}: {len(granted)} granted and not {wanted}; held: {[why for _each, why in decided.held]}"
            raise AssertionError(message)
        self._remember(measure, granted)

    def _remember(self, measure: Measure, granted: Sequence[Application]) -> None:
        """Who was helped is not helped again in the same months, nor with the same thing in the same year."""
        awards = Award.objects.filter(application__in=[each.pk for each in granted]).order_by("pk").values_list("household", "from_month", "months")
        for household, first, count in awards:
            home = self._households.of(household)
            last = first.year * 12 + first.month - 1 + count
            home.free_from = max(home.free_from, date(last // 12, last % 12 + 1, 1))
            home.had.add(spell(measure.key, first))


def _iban(chance: Random) -> str:
    """An account that could exist, at an invented bank (ISO 13616; the letter is the check of the national part)."""
    branch, account = f"{chance.randrange(10**5):05d}", f"{chance.randrange(10**12):012d}"
    national = _check_letter(BANK + branch + account) + BANK + branch + account
    spelled = "".join(str(int(sign, 36)) for sign in national + "IT00")
    return f"IT{98 - int(spelled) % 97:02d}{national}"


_ODD = (1, 0, 5, 7, 9, 13, 15, 17, 19, 21)


def _check_letter(digits: str) -> str:
    """The letter that checks bank, branch and account."""
    return chr(65 + sum(_ODD[int(digit)] if place % 2 == 0 else int(digit) for place, digit in enumerate(digits)) % 26)


def _luhn(digits: str) -> int:
    """The last digit of a VAT number."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(digits))
    return -sum(each - 9 if each > 9 else each for each in doubled) % 10  # noqa: PLR2004  two digits
