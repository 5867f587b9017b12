"""What is asked for somebody whom a group protects: proposed and decided within the group, paid to a delegate, and nothing of it known to anybody else."""

from datetime import date
from typing import Any

import pytest

from sussidiario.access.decision import NotAllowed
from sussidiario.access.models import Team
from sussidiario.benefits.actions import answers, applications, awards, debts, deciding, letters, payments
from sussidiario.benefits.lifecycle import Answer, PaidBy, PayeeKind, Wording
from sussidiario.benefits.models import Application, Award, Payee, Payment, PaymentList, ProtocolEntry
from sussidiario.benefits.policy import applications as policy, awards as money, payments as paying
from sussidiario.benefits.tests.town import (
    ACCOUNTANT,
    AT,
    AUDITOR,
    DESK,
    EXECUTIVE,
    GIULIA,
    HEAD,
    IBAN,
    NETWORK,
    OTHER_HEAD,
    OTHER_NETWORK,
    PAOLA,
    THRESHOLD,
    TODAY,
    Town,
)
from sussidiario.foundation.refusal import Refusal
from sussidiario.people import actions as people
from sussidiario.people.models import Person
from sussidiario.ui.kinds import rows_of

EVERYBODY_ELSE = (DESK, GIULIA, PAOLA, HEAD, OTHER_HEAD, EXECUTIVE, ACCOUNTANT, AUDITOR)


@pytest.fixture
def town(db: None) -> Town:
    return Town()


@pytest.fixture
def lina(town: Town) -> Person:
    return people.register(pseudonym="Lina", by=town.act_as(NETWORK), at=AT)


@pytest.fixture
def complete(town: Town, lina: Person) -> Application:
    received = town.received(lina, town.gift, by=NETWORK)
    return applications.complete(received, by=town.act_as(NETWORK), at=AT)


def proposed(town: Town, complete: Application, *, amount: int = 30_000) -> Application:
    return applications.propose(complete, grant=True, amount=amount, months=1, why="le serve un tetto", by=town.act_as(NETWORK), at=AT)


def granted(town: Town, complete: Application) -> Award:
    return applications.grant(proposed(town, complete), by=town.act_as(OTHER_NETWORK), at=AT).award


def listed(town: Town) -> PaymentList:
    made = payments.build(date(2016, 12, 31), "Novembre", by=town.act_as(ACCOUNTANT), at=AT)
    for verb, who in ((payments.approve, HEAD), (payments.authorise, EXECUTIVE)):
        made = verb(made, by=town.act_as(who), at=AT)
    return made


def test_one_of_the_group_proposes_and_another_decides(town: Town, complete: Application) -> None:
    assert list(policy.to_complete(town.act_as(OTHER_NETWORK))) == [complete]

    waiting = proposed(town, complete)

    assert not policy.to_decide(town.act_as(NETWORK)).exists()
    assert list(policy.to_decide(town.act_as(OTHER_NETWORK))) == [waiting]
    with pytest.raises(NotAllowed, match="non la decide"):
        applications.grant(waiting, by=town.act_as(NETWORK), at=AT)

    done = applications.grant(waiting, by=town.act_as(OTHER_NETWORK), at=AT)

    assert (done.state, done.award.instalments.get().amount) == ("granted", 30_000)


def test_it_is_refused_and_sent_back_within_the_group_too(town: Town, complete: Application) -> None:
    back = applications.send_back(proposed(town, complete), why="meno", by=town.act_as(OTHER_NETWORK), at=AT)
    again = applications.propose(back, grant=False, why="ha trovato casa", by=town.act_as(NETWORK), at=AT)

    assert applications.refuse(again, why="ha trovato casa", by=town.act_as(OTHER_NETWORK), at=AT).state == "refused"


@pytest.mark.parametrize("username", EVERYBODY_ELSE)
def test_nobody_else_proposes_decides_or_sees(town: Town, complete: Application, username: str) -> None:
    actor, waiting = town.act_as(username), proposed(town, complete)

    assert not any(policy.MAY[verb](actor, waiting) for verb in ("propose", "grant", "refuse", "approve", "send_back"))
    assert not any(found(actor).exists() for found in (policy.visible_to, policy.to_complete, policy.to_decide, policy.to_approve))


def test_the_group_decides_of_nobody_else(town: Town) -> None:
    waiting = town.proposed(town.completed())

    assert not any(policy.MAY[verb](town.act_as(NETWORK), waiting) for verb in ("propose", "grant", "refuse", "approve", "send_back"))
    assert not policy.to_decide(town.act_as(NETWORK)).exists()


def test_above_what_is_decided_alone_nothing_is_proposed(town: Town, complete: Application) -> None:
    with pytest.raises(Refusal, match="non deve sapere") as refused:
        proposed(town, complete, amount=THRESHOLD + 1)

    assert refused.value.field == "amount"
    assert proposed(town, complete, amount=THRESHOLD).state == "proposed"


def test_it_is_paid_to_a_delegate_alone(town: Town, lina: Person, complete: Application) -> None:
    hers = {"kind": PayeeKind.BENEFICIARY, "name": "", "fiscal_code": "", "paid_by": PaidBy.TRANSFER, "iban": IBAN}
    for payee in (hers, hers | {"kind": PayeeKind.LANDLORD, "name": "Rossi", "fiscal_code": "00743110157"}):
        with pytest.raises(Refusal, match="delegato"):
            applications.declare(complete, declared={}, payee=payee, by=town.act_as(NETWORK), at=AT)
    award = granted(town, complete)

    with pytest.raises(Refusal, match="delegato"):
        awards.change_payee(award, kind=PayeeKind.BENEFICIARY, paid_by=PaidBy.CASH, why="lo chiede", by=town.act_as(NETWORK), at=AT)

    cash: dict[str, Any] = {"kind": PayeeKind.DELEGATE, "name": "Economo comunale", "fiscal_code": "00743110157", "paid_by": PaidBy.CASH}
    assert awards.change_payee(award, **cash, why="subito", by=town.act_as(NETWORK), at=AT).payee.name == "Economo comunale"


def test_who_was_named_before_she_was_protected_is_not_paid_for_her(town: Town, complete: Application) -> None:
    waiting = proposed(town, complete)
    assert waiting.payee
    Payee.objects.filter(pk=waiting.payee.pk).update(kind=PayeeKind.BENEFICIARY.value, name="Lina")

    with pytest.raises(Refusal, match="delegato"):
        applications.grant(waiting, by=town.act_as(OTHER_NETWORK), at=AT)


def test_many_at_once_leave_hers_out(town: Town, lina: Person) -> None:
    received = town.received(lina, by=NETWORK)
    for paper in received.documents.all():
        applications.receive_document(received, document=paper, by=town.act_as(NETWORK), at=AT)
    applications.complete(received, by=town.act_as(NETWORK), at=AT)
    town.completed()

    done = deciding.decide_all(town.support, proposed_by=town.act_as(GIULIA), by=town.act_as(HEAD), at=AT)

    received.refresh_from_db()
    assert [each.person for each in done.granted] == [town.teresa]
    assert received.state == "complete"


def test_who_pays_sees_a_line_like_any_other_and_nothing_of_her(town: Town, complete: Application) -> None:
    award, accountant = granted(town, complete), town.act_as(ACCOUNTANT)
    made = payments.send(listed(town), by=accountant, at=AT)

    line = paying.payments_visible_to(accountant).get()

    assert (line.name, line.iban, line.amount) == ("Cooperativa La Meridiana", IBAN, 30_000)
    assert "Lina" not in f"{line.words} {line.name} {line.fiscal_code}"
    assert not any(b"Lina" in bytes(file.content) for file in made.files.all())
    assert not any(money.visible_to(town.act_as(username)).filter(pk=award.pk).exists() for username in EVERYBODY_ELSE)
    assert not paying.instalments_visible_to(accountant).exists()


def test_what_came_back_is_put_in_payment_again_by_who_pays(town: Town, complete: Application) -> None:
    award, accountant = granted(town, complete), town.act_as(ACCOUNTANT)
    payments.send(listed(town), by=accountant, at=AT)
    content = f"riferimento;importo;data;esito;motivo\n{Payment.objects.get().reference};300,00;{TODAY.isoformat()};stornato;AC04\n".encode()
    answers.load(content, form=Answer.CSV, name="esito.csv", rows=rows_of(content), by=accountant, at=AT)

    instalment = paying.reopenable_to(accountant).get()

    assert answers.reopen(instalment, by=accountant, at=AT).state == "planned"
    assert award.instalments.get().state == "planned"


def test_what_was_paid_to_herself_before_is_shown_to_nobody(town: Town) -> None:
    granted_before = town.proposed(town.completed())
    applications.grant(granted_before, by=town.act_as(HEAD), at=AT)
    listed(town)
    assert paying.payments_visible_to(town.act_as(ACCOUNTANT)).exists()

    people.protect(town.teresa, team=Team.objects.get(protects=True), why="è in pericolo", by=town.act_as(NETWORK), at=AT)

    assert not paying.payments_visible_to(town.act_as(ACCOUNTANT)).exists()
    assert policy.visible_to(town.act_as(OTHER_NETWORK)).get() == granted_before


def test_the_group_takes_back_asks_back_and_says_that_it_came_back(town: Town, complete: Application) -> None:
    award = granted(town, complete)
    made = payments.send(listed(town), by=town.act_as(ACCOUNTANT), at=AT)
    content = f"riferimento;importo;data;esito;motivo\n{made.payments.get().reference};300,00;{TODAY.isoformat()};pagato;\n".encode()
    answers.load(content, form=Answer.CSV, name="esito.csv", rows=rows_of(content), by=town.act_as(ACCOUNTANT), at=AT)
    other = town.act_as(OTHER_NETWORK)

    debt = debts.ask(Award.objects.get(pk=award.pk), amount=10_000, why="era meno", by=other, at=AT)

    assert not money.may_recover(town.act_as(ACCOUNTANT), debt)
    assert debts.recover(debt, amount=10_000, on=TODAY, by=other, at=AT).state == "recovered"


def test_the_register_says_to_nobody_whom_a_letter_is_for(town: Town, complete: Application) -> None:
    award = granted(town, complete)

    letters.write(award.application, Wording.GRANT, by=town.act_as(NETWORK), at=AT)

    assert ProtocolEntry.objects.get().parties == "Destinatario riservato"
