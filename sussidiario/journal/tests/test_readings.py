from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest

from sussidiario.access.actor import Actor
from sussidiario.journal import actions as journal, rules
from sussidiario.journal.models import Channel, Reading
from tests.invented.models import Thing
from tests.invented.work import AT, somebody

pytestmark = pytest.mark.django_db

Counting = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def ada(db: None) -> Actor:
    return somebody()


def thing(name: str = "cosa") -> Thing:
    return Thing.objects.create(name=name)


def test_a_reading_says_who_opened_what_on_what_ground_and_why(ada: Actor) -> None:
    read = thing()

    journal.note_reading(read, by=ada, at=AT, address="/cose/" + "1" * 400, ground="charge", purpose="verifica")

    reading = Reading.objects.get()
    assert (reading.by_id, reading.at, reading.record, reading.subject) == (ada.pk, AT, f"invented.thing:{read.pk}", journal.pseudonym(read))
    assert (len(reading.address), reading.ground, reading.channel, reading.purpose) == (300, "charge", "page", "verifica")


@pytest.mark.parametrize(("minutes", "readings"), [(0, 1), (4, 1), (10, 2)])
def test_a_page_opened_again_in_the_same_ten_minutes_is_one_reading(ada: Actor, minutes: int, readings: int) -> None:
    read, start = thing(), datetime(2016, 3, 1, 9, 30, tzinfo=UTC)

    for at in (start, start + timedelta(minutes=minutes)):
        journal.note_reading(read, by=ada, at=at, address="/cose/1/")

    assert Reading.objects.count() == readings


def test_another_person_page_ground_or_reader_is_another_reading(ada: Actor) -> None:
    read, eva = thing(), somebody(username="eva")

    journal.note_reading(read, by=ada, at=AT, address="/cose/1/", ground="team")
    journal.note_reading(read, subject=thing("altra"), by=ada, at=AT, address="/cose/1/", ground="team")
    journal.note_reading(read, by=ada, at=AT, address="/cose/1/storia/", ground="team")
    journal.note_reading(read, by=ada, at=AT, address="/cose/1/", ground="emergency")
    journal.note_reading(read, by=eva, at=AT, address="/cose/1/", ground="team")

    assert Reading.objects.count() == 5


@pytest.mark.parametrize("channel", [Channel.API, Channel.EXPORT, Channel.PRINT])
def test_what_leaves_the_house_is_noted_every_time(ada: Actor, channel: Channel) -> None:
    read = thing()

    for _ in range(2):
        journal.note_reading(read, by=ada, at=AT, address="/cose/1/", channel=channel)

    assert Reading.objects.filter(channel=channel).count() == 2


def test_there_is_no_other_way_to_read(ada: Actor) -> None:
    with pytest.raises(ValueError, match="telepathy"):
        journal.note_reading(thing(), by=ada, at=AT, address="/cose/1/", channel="telepathy")


def test_an_export_of_many_persons_is_noted_in_one_statement(ada: Actor, django_assert_num_queries: Counting) -> None:
    for many in (3, 30):
        things = [thing() for _ in range(many)]
        with django_assert_num_queries(1):
            journal.note_readings([(each, each, "team") for each in things], by=ada, at=AT, address="/cose/foglio/", channel=Channel.EXPORT)

    assert Reading.objects.filter(ground="team").count() == 33


def test_an_officer_asks_who_read_of_a_person_and_what_one_read(ada: Actor, django_assert_num_queries: Counting) -> None:
    eva, read, other = somebody(username="eva"), thing(), thing("altra")
    for hours, by, what in ((0, ada, read), (1, eva, read), (2, ada, other), (30, ada, read)):
        journal.note_reading(what, by=by, at=AT + timedelta(hours=hours), address="/cose/1/")

    with django_assert_num_queries(2):
        of_one = list(Reading.objects.of(journal.pseudonym(read)).between(AT, AT + timedelta(days=1)).with_reader().newest_first())
        by_one = list(Reading.objects.by_reader(ada.pk).newest_first())

        assert [(reading.by.username, reading.at - AT) for reading in of_one] == [("eva", timedelta(hours=1)), ("ada", timedelta(0))]
    assert [reading.at - AT for reading in by_one] == [timedelta(hours=30), timedelta(hours=2), timedelta(0)]


def test_whoever_read_of_many_they_do_not_follow_in_a_day_stands_out(ada: Actor) -> None:
    eva, things = somebody(username="eva"), [thing() for _ in range(4)]
    for number, each in enumerate(things):
        journal.note_reading(each, by=ada, at=AT + timedelta(minutes=number), address=f"/cose/{number}/", ground="role")
        journal.note_reading(each, by=ada, at=AT + timedelta(hours=1), address=f"/cose/{number}/", ground="emergency")
        journal.note_reading(each, by=eva, at=AT, address=f"/cose/{number}/", ground="charge")
    journal.note_reading(things[0], by=eva, at=AT, address="/cose/0/", ground="")

    crowds = list(Reading.objects.all().unfollowed().crowds(4))

    assert [(row["by_id"], row["day"].isoformat(), row["persons"]) for row in crowds] == [(ada.pk, "2016-03-01", 4)]
    assert list(Reading.objects.all().unfollowed().crowds(5)) == []


@pytest.mark.parametrize(
    ("at", "unusual"),
    [
        (datetime(2016, 3, 1, 5, 59, tzinfo=UTC), True),  # Tuesday, 6:59 in the city
        (datetime(2016, 3, 1, 6, 0, tzinfo=UTC), False),
        (datetime(2016, 3, 1, 18, 59, tzinfo=UTC), False),
        (datetime(2016, 3, 1, 19, 0, tzinfo=UTC), True),
        (datetime(2016, 7, 1, 5, 0, tzinfo=UTC), False),  # Friday, 7 in summer time
        (datetime(2016, 3, 5, 10, 0, tzinfo=UTC), True),  # Saturday
    ],
)
def test_a_reading_out_of_hours_is_told_by_the_clock_of_the_city(ada: Actor, at: datetime, *, unusual: bool) -> None:
    journal.note_reading(thing(), by=ada, at=at, address="/cose/1/")

    assert Reading.objects.all().out_of_hours().exists() == unusual


def test_ten_minutes_of_the_clock_do_not_depend_on_where_it_hangs() -> None:
    assert rules.slot(AT) == rules.slot(AT.astimezone())
