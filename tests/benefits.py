"""
What the town's people asked and were given this morning, from the request to the money: every row written by an action, like the rest of `tests.town`.

Two measures are given. Sara's request was received, Marco's is complete, Anna's proposed, the professor's above the threshold, Amina's granted.
The professor is also paid for three months, under a condition; Leonardo's was paid with Amina's, and some of it is asked back; Gaia's is
suspended; Amina was helped at once. The head tried a higher ceiling on all of them. Sara brought her attestation of the ISEE, and what could be sent to
the national register was prepared. Amina was written to that her request was granted, and not yet that it was paid. Of what is given for
travelling there is a list in each state in which somebody is to do something.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from sussidiario.access.rules import Role
from sussidiario.benefits.actions import advances, answers, applications, awards, budget, debts, isee, letters, measures, payments, simulations, transmissions
from sussidiario.benefits.lifecycle import Answer, IseeKind, Macro, MeansTest, PaidBy, PayeeKind, Wording
from sussidiario.benefits.models import Application, Attestation, Award, BudgetLine, Fund, Measure, Simulation, Transmission
from sussidiario.benefits.rules.attestations import Certified, Member
from sussidiario.foundation.areas import Area
from sussidiario.foundation.identifiers import write_fiscal_code
from sussidiario.people import actions as people
from sussidiario.ui.kinds import rows_of

if TYPE_CHECKING:
    from tests.town import Town

DESK, WORKER, HEAD, EXECUTIVE, ACCOUNTANT = "chiara.brambilla", "giulia.mandelli", "giovanni.casati", "alberto.fumagalli", "renata.sironi"
DAY = date(2016, 11, 15)
CEILING = "income_support.isee_ceiling"
IBAN = "IT60X0542811101000000123456"
FACTS: dict[str, int | bool | date] = {
    "resident": True,
    "isee": 500_000,
    "isee_valid_until": date(2017, 1, 15),
    "household_members": 3,
    "monthly_income": 70_000,
    "rent": 30_000,
}


def at(hour: int, minute: int = 0) -> datetime:
    """An instant of this morning."""
    return timezone.make_aware(datetime.combine(DAY, time(hour, minute)))


def write(town: "Town") -> dict[str, int]:
    """Write them, and give the records that addresses may be about, by what they are."""
    support, gift = offer(town)
    given = {
        "award": granted(town, gift, "amina", amount=30_000, months=1),
        "running award": granted(town, support, "professor", amount=20_000, months=3),
        "suspended award": granted(town, support, "gaia", amount=15_000, months=2, from_month=date(2017, 1, 1)),
    }
    lent = granted(town, gift, "leo", amount=25_000, months=1, from_month=date(2016, 10, 1))
    asked = {
        "application": requested(town, gift, "sara", papers=False),
        "complete application": requested(town, support, "marco"),
        "proposed application": _proposed(town, support, "anna", amount=32_000, months=2),
        "large application": _proposed(town, gift, "professor", amount=600_000, months=1),
        "advanced application": requested(town, support, "amina", papers=False),
    }
    advances.advance(asked["advanced application"], amount=5_000, why="Stanotte non sa dove dormire.", by=town.actor(WORKER), at=at(9, 10))
    awards.suspend(given["suspended award"], why="Manca l'estratto conto.", by=town.actor(HEAD), at=at(9, 12))
    what = "Iscrizione al centro per l'impiego"
    condition = awards.add_condition(given["running award"], what=what, due_on=date(2016, 12, 20), by=town.actor(WORKER), at=at(9, 14))
    pay(town, gift)
    debt = debts.ask(lent, amount=10_000, why="La bolletta era più bassa.", by=town.actor(HEAD), at=at(9, 50))
    lines = {"budget line": BudgetLine.objects.get(year=2016).pk, "measure": support.pk, "condition": condition.pk, "debt": debt.pk}
    lines["simulation"] = _simulated(town, support).pk
    lines["attestation"] = _attested(town, asked["application"]).pk
    lines["transmission"] = _transmitted(town).pk
    lines["granted application"] = given["award"].application.pk
    lines["letter"] = letters.write(given["award"].application, Wording.GRANT, by=town.actor(WORKER), at=at(9, 59)).pk
    return {**{key: each.pk for key, each in asked.items()}, **{key: each.pk for key, each in given.items()}, **lines, **_lists(town)}


def offer(town: "Town") -> tuple[Measure, Measure]:
    """Two measures, the regulation's income support and another, with money for both; above five thousand euros the executive approves."""
    executive, head, accountant = (town.actor(name) for name in (EXECUTIVE, HEAD, ACCOUNTANT))
    details: dict[str, Any] = {"siuss_code": "A1.04", "means_test": MeansTest.ISEE, "macro": Macro.INCLUSION, "area": Area.ADULTS, "of_household": True}
    since: dict[str, Any] = {"from_on": date(2015, 1, 1), "by": head, "at": at(8, 31)}
    name, papers = "Contributo a integrazione del reddito", ("Documento d'identità",)
    support = measures.open_measure(
        key="income_support", name=name, siuss_name=name, formula="income_support", monthly=True, urgent_cap=15_000, papers=papers, **details, **since
    )
    name = "Contributo straordinario"
    gift = measures.open_measure(key="extraordinary", name=name, siuss_name=name, monthly=False, **details, **since)
    measures.set_level(number=1, above=500_000, role=Role.EXECUTIVE, why="Regolamento dimostrativo", by=executive, at=at(8, 33))
    fund = budget.open_fund(key="comune", name="Fondi comunali", source="Comune", by=accountant, at=at(8, 34))
    for year in (2016, 2017):
        budget.open_line(fund, year=year, chapter="1104", measures=[support, gift], amount=5_000_000, by=accountant, at=at(8, 35))
    return support, gift


def _simulated(town: "Town", measure: Measure) -> Simulation:
    """What a higher ceiling would do to the year's requests."""
    year = {"from_on": date(2016, 1, 1), "until_on": date(2017, 1, 1)}
    return simulations.run(measure, name="ISEE massimo a 7.000", changes={CEILING: 700_000}, **year, by=town.actor(HEAD), at=at(9, 55))


def _attested(town: "Town", request: Application) -> Attestation:
    """The attestation that Sara brought with her request; her son is not on it."""
    members = tuple(Member(person.family_name, person.given_name) for person in (town.persons["sara"], town.persons["marco"]))
    days: dict[str, Any] = {"presented_on": date(2016, 3, 1), "valid_from": date(2016, 3, 1), "valid_until": date(2017, 1, 15)}
    paper = Certified(IseeKind.ORDINARY, "INPS-ISEE-2016-01234567X-00", isee=588_235, ise=1_200_000, scale=204, members=members, **days)
    return Attestation.objects.get(lookups=isee.write(request, certified=paper, by=town.actor(DESK), at=at(8, 45)))


def _transmitted(town: "Town") -> Transmission:
    """What can be sent to the national register: Leonardo's, whose fiscal code was asked for; the others have none."""
    leo = town.persons["leo"]
    code = write_fiscal_code(family_name=leo.family_name, given_name=leo.given_name, birth_on=date(2006, 5, 5), sex="M", place="F704")
    people.correct(leo, why="Tessera sanitaria.", fiscal_code=code, birthplace="F704", by=town.actor(WORKER), at=at(9, 56))
    return transmissions.make(DAY.year, by=town.actor(HEAD), at=at(9, 58))


def requested(town: "Town", measure: Measure, who: str, *, papers: bool = True, iban: str = "") -> Application:
    """A request at the desk, with its papers, of somebody who is paid in cash, or on an account."""
    desk = town.actor(DESK)
    request = applications.receive(measure, person=town.persons[who], why="Non arriva a fine mese.", by=desk, at=at(8, 40))
    payee = {"kind": PayeeKind.BENEFICIARY, "paid_by": PaidBy.TRANSFER if iban else PaidBy.CASH, "iban": iban}
    request = applications.declare(request, declared=FACTS, payee=payee, by=desk, at=at(8, 41))
    for paper in request.documents.order_by("pk") if papers else ():
        request = applications.receive_document(request, document=paper, by=desk, at=at(8, 42))
    return applications.complete(request, by=desk, at=at(8, 43)) if papers else request


def _proposed(town: "Town", measure: Measure, who: str, *, iban: str = "", **proposal: Any) -> Application:
    """What a worker proposes to give: `amount`, `months`, `from_month`."""
    request = requested(town, measure, who, iban=iban)
    return applications.propose(request, grant=True, why="Lo chiede la situazione.", **proposal, by=town.actor(WORKER), at=at(8, 50))


def granted(town: "Town", measure: Measure, who: str, **proposal: Any) -> Award:
    granted = applications.grant(_proposed(town, measure, who, **proposal), by=town.actor(HEAD), at=at(8, 55))
    return Award.objects.get(application=granted)


def pay(town: "Town", measure: Measure) -> None:
    """What is due today of a measure is put in a list, signed by three, sent, and said to be paid."""
    accountant = town.actor(ACCOUNTANT)
    made = payments.build(DAY, "Contributi straordinari", measures=[measure], by=accountant, at=at(9, 20))
    payments.approve(made, by=town.actor(HEAD), at=at(9, 22))
    payments.authorise(made, by=town.actor(EXECUTIVE), at=at(9, 24))
    payments.send(made, by=accountant, at=at(9, 26))
    rows = [f"{line.reference};{line.amount // 100},{line.amount % 100:02};{DAY.isoformat()};pagato;" for line in made.payments.order_by("position")]
    content = "\n".join(["riferimento;importo;data;esito;motivo", *rows]).encode()
    answers.load(content, form=Answer.CSV, name="tesoreria.csv", rows=rows_of(content), by=accountant, at=at(9, 30))


def travel(town: "Town") -> Measure:
    """Something that each of a household may have, with money of its own."""
    head, accountant = town.actor(HEAD), town.actor(ACCOUNTANT)
    details: dict[str, Any] = {"siuss_code": "A1.05", "means_test": MeansTest.NONE, "macro": Macro.INCLUSION, "area": Area.ADULTS, "of_household": False}
    name = "Contributo per i trasporti"
    opened = measures.open_measure(key="travel", name=name, siuss_name=name, monthly=False, **details, from_on=date(2015, 1, 1), by=head, at=at(8, 31))
    fund = Fund.objects.filter(key="comune").first() or budget.open_fund(key="comune", name="Fondi comunali", source="Comune", by=accountant, at=at(8, 34))
    budget.open_line(fund, year=2016, chapter="1105", measures=[opened], amount=500_000, by=accountant, at=at(8, 35))
    return opened


def travels(town: "Town", measure: Measure, who: str) -> Award:
    """Somebody is given 120 euros for travelling, due today, on their account."""
    return granted(town, measure, who, iban=IBAN, amount=12_000, months=1)


def _lists(town: "Town") -> dict[str, int]:
    """A list in each state in which somebody is to do something, with one who travels; the last of them came back from the bank."""
    accountant, measure, found = town.actor(ACCOUNTANT), travel(town), {}
    steps = ((payments.approve, HEAD), (payments.authorise, EXECUTIVE), (payments.send, ACCOUNTANT))
    for done, who in enumerate(("anna", "marco", "sara", "leo")):
        travels(town, measure, who)
        made = payments.build(DAY, "Trasporti di novembre", measures=[measure], by=accountant, at=at(9, 40))
        for verb, name in steps[:done]:
            made = verb(made, by=town.actor(name), at=at(9, 42))
        found[f"{made.state} list"] = made.pk
    line = made.payments.get()
    content = f"riferimento;importo;data;esito;motivo\n{line.reference};120,00;{DAY.isoformat()};stornato;AC04\n".encode()
    answer = answers.load(content, form=Answer.CSV, name="trasporti.csv", rows=rows_of(content), by=accountant, at=at(9, 45))
    return {**found, "bank answer": answer.pk, "failed instalment": line.instalment_id}
