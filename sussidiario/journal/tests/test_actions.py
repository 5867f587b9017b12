from datetime import date

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.utils import timezone

from sussidiario.access.rules import Role
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal import actions as journal, rules
from sussidiario.journal.models import Act
from tests.invented.models import Thing
from tests.invented.work import AT, ON, opened, somebody

pytestmark = pytest.mark.django_db


def columns(act: Act) -> dict[str, object]:
    """Everything an act says but its number."""
    return {field.attname: getattr(act, field.attname) for field in Act._meta.concrete_fields if not field.primary_key}


def test_an_act_says_what_was_done_when_by_whom_and_about_whom(settings: LazySettings) -> None:
    ada, thing = somebody(Role.SOCIAL_WORKER), Thing.objects.create(name="cosa")

    act = journal.record(
        "invented.thing.opened", thing, on=ON, at=AT, by=ada, subject=thing, why="perché sì", area="elderly", amount=12_50, detail={"città": ["Monza", 1, None]}
    )

    act = Act.objects.get(pk=act.pk)
    assert columns(act) == {
        "act": "invented.thing.opened",
        "on": ON,
        "at": AT,
        "record": f"invented.thing:{thing.pk}",
        "subject": journal.pseudonym(thing),
        "by_id": ada.pk,
        "why": "perché sì",
        "why_digest": journal.digest_of_reason(act),
        "municipality": settings.SUSSIDIARIO_MUNICIPALITY,
        "neighbourhood": "",
        "area": "elderly",
        "measure": "",
        "partner": "",
        "quantity": 1,
        "amount": 1250,
        "detail": {"città": ["Monza", 1, None]},
        "voids_id": None,
        "form": Act.FORM,
        "key": rules.key_id(settings.SUSSIDIARIO_KEY),
        "fingerprint": journal.sign(act),
    }
    assert act.words == "Cosa aperta"


def test_a_subject_is_never_a_name_nor_a_number() -> None:
    act = opened("Giovanni Brambilla")

    assert "Brambilla" not in str(columns(act))
    assert act.subject != str(Thing.objects.get().pk)


def test_an_act_that_no_domain_declares_is_refused() -> None:
    thing = Thing.objects.create(name="cosa")

    with pytest.raises(LookupError, match=r"invented\.thing\.painted"):
        journal.record("invented.thing.painted", thing, on=ON, at=AT, by=None)

    assert not Act.objects.exists()


def test_an_act_has_no_columns_but_its_own() -> None:
    with pytest.raises(TypeError, match="colour"):
        journal.entry("invented.thing.opened", on=ON, at=AT, record="invented.thing:1", by_id=None, colour="red")


def test_a_fingerprint_is_the_same_in_whatever_time_zone_the_row_is_read() -> None:
    act = opened()

    with timezone.override("Asia/Tokyo"):
        assert journal.sign(Act.objects.get(pk=act.pk)) == act.fingerprint


def test_acts_written_in_bulk_are_the_rows_written_one_by_one() -> None:
    ada = somebody()
    things = [Thing.objects.create(name=f"cosa {number}") for number in range(5)]
    singly = [
        journal.record(
            "invented.thing.opened", thing, on=ON, at=AT, by=ada, subject=thing, why="per prova", neighbourhood="triante", quantity=3, detail={"n": 1}
        )
        for thing in things
    ]

    written = journal.write(
        (
            journal.entry(
                "invented.thing.opened",
                on=ON,
                at=AT,
                record=f"invented.thing:{thing.pk}",
                by_id=ada.pk,
                subject=journal.pseudonym_of("invented.thing", thing.pk),
                why="per prova",
                neighbourhood="triante",
                quantity=3,
                detail={"n": 1},
            )
            for thing in things
        ),
        batch=2,
    )

    in_bulk = Act.objects.filter(pk__gt=singly[-1].pk).order_by("pk")
    assert written == 5
    assert [columns(act) for act in in_bulk] == [columns(act) for act in Act.objects.filter(pk__lte=singly[-1].pk).order_by("pk")]


def test_a_mistake_is_corrected_by_an_act_that_voids_it() -> None:
    mistaken, ada = opened(), somebody()

    correction = journal.void(mistaken, by=ada, at=AT, on=date(2016, 3, 9), why="persona sbagliata")

    mistaken.refresh_from_db()
    assert mistaken.voided_by == correction
    assert (correction.act, correction.record, correction.subject, correction.area) == (mistaken.act, mistaken.record, mistaken.subject, mistaken.area)
    assert (correction.on, correction.why) == (date(2016, 3, 9), "persona sbagliata")


def test_an_act_is_voided_once_with_a_reason_and_a_correction_never() -> None:
    mistaken = opened()

    with pytest.raises(Refusal) as no_reason:
        journal.void(mistaken, by=None, at=AT, on=ON, why="  ")
    correction = journal.void(mistaken, by=None, at=AT, on=ON, why="errore")
    with pytest.raises(Refusal, match="già"):
        journal.void(mistaken, by=None, at=AT, on=ON, why="ancora")
    with pytest.raises(Refusal, match="annullamento"):
        journal.void(correction, by=None, at=AT, on=ON, why="ripensamento")

    assert no_reason.value.field == "why"
    assert Act.objects.count() == 2


def test_the_database_lets_an_act_be_voided_once_and_not_by_itself() -> None:
    mistaken = opened()
    journal.void(mistaken, by=None, at=AT, on=ON, why="errore")

    with pytest.raises(IntegrityError), transaction.atomic():
        journal.entry("invented.thing.opened", on=ON, at=AT, record="invented.thing:1", by_id=None, voids=mistaken).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Act(pk=9999, act="invented.thing.opened", on=ON, at=AT, record="invented.thing:1", voids_id=9999).save(force_insert=True)
