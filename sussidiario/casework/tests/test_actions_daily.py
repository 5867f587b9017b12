"""The diary and the deadlines of a case; the office's own deadlines."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from sussidiario.access.decision import NotAllowed
from sussidiario.casework import actions
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models import Case, Deadline, DiaryEntry, Standard
from sussidiario.casework.tests.town import AT, AUDITOR, HEAD, LUCIA, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.foundation.lifecycle import Forbidden
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.actions import reference
from sussidiario.journal.models import Act

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def _wrote(town: Town, case: Case, *, by: str = PAOLA, private: bool = False, on: date = YESTERDAY) -> DiaryEntry:
    return actions.write_entry(case, kind=EntryKind.HOME_VISIT, text="La casa è in ordine.", on=on, private=private, by=town.act_as(by), at=AT)


def _next(case: Case) -> date | None:
    return Case.objects.get(pk=case.pk).next_due_on


def test_an_entry_tells_what_happened_and_the_book_only_that_something_did(town: Town) -> None:
    case = town.opened(on=date(2016, 11, 1))

    entry = _wrote(town, case)

    assert (entry.author, entry.on, entry.written_at, entry.kind) == (town.worker(PAOLA), YESTERDAY, AT, "home_visit")
    assert str(entry) == "visita domiciliare del 14 novembre 2016"
    act = Act.objects.get(act="casework.diary.written")
    assert (act.record, act.on, act.detail, act.why) == (reference(case), YESTERDAY, {"kind": "home_visit"}, "")
    assert "ordine" not in str(Act.objects.filter(pk=act.pk).values().get())


def test_a_private_entry_is_not_told_of_the_case_nor_of_the_person(town: Town) -> None:
    case = town.opened()

    entry = _wrote(town, case, private=True)

    act = Act.objects.get(act="casework.diary.written")
    assert (act.record, act.subject, act.area, act.neighbourhood, act.detail) == (reference(entry), "", "", "", {})


def test_a_correction_keeps_what_was_written_before(town: Town) -> None:
    entry = _wrote(town, town.opened())

    actions.correct_entry(entry, text="La casa è in disordine.", by=town.act_as(PAOLA), at=AT + timedelta(days=30))

    entry.refresh_from_db()
    assert entry.text == "La casa è in disordine."
    assert [(each.text, each.replaced_at) for each in entry.corrections.all()] == [("La casa è in ordine.", AT + timedelta(days=30))]
    assert Act.objects.filter(act="casework.diary.corrected").count() == 1


def test_an_entry_is_corrected_only_by_its_author_while_they_follow_the_case(town: Town) -> None:
    case = town.opened(worker=LUCIA, area=Area.DISABLED)
    entry = _wrote(town, case, by=LUCIA)

    with pytest.raises(NotAllowed):
        actions.correct_entry(entry, text="altro", by=town.act_as(HEAD), at=AT)
    actions.hand_over(case, to=town.worker(STEFANO), on=TODAY, why="ferie", by=town.act_as(HEAD), at=AT)
    with pytest.raises(NotAllowed):
        actions.correct_entry(entry, text="altro", by=town.act_as(LUCIA), at=AT)


@pytest.mark.parametrize("text", ["  ", "La casa è in ordine."])
def test_a_correction_changes_something(town: Town, text: str) -> None:
    entry = _wrote(town, town.opened())

    with pytest.raises(Refusal) as refused:
        actions.correct_entry(entry, text=text, by=town.act_as(PAOLA), at=AT)

    assert refused.value.field == "text"


def test_nothing_is_written_in_the_diary_of_tomorrow_nor_of_a_closed_case(town: Town) -> None:
    case = town.opened()

    with pytest.raises(Refusal) as refused:
        _wrote(town, case, on=TOMORROW)
    town.closed(case)
    with pytest.raises(Forbidden):
        _wrote(town, case)

    assert refused.value.field == "on"
    assert not DiaryEntry.objects.exists()


def test_who_checks_the_register_writes_nothing(town: Town) -> None:
    case = town.opened()

    with pytest.raises(NotAllowed, match="Chi controlla il registro non può scriverci"):
        _wrote(town, case, by=AUDITOR)


def test_a_case_knows_what_is_due_next(town: Town) -> None:
    case = town.opened()
    by = town.act_as(PAOLA)

    later = actions.add_deadline(case, what="relazione al tribunale", due_on=date(2016, 12, 20), by=by, at=AT)
    sooner = actions.add_deadline(case, what="visita", due_on=TODAY, by=by, at=AT)
    known = [_next(case)]
    for deadline in (sooner, later):
        actions.complete_deadline(deadline, on=TODAY, by=by, at=AT)
        known.append(_next(case))

    assert known == [TODAY, date(2016, 12, 20), None]
    assert list(Deadline.objects.order_by("pk").values_list("done_on", "done_by")) == [(TODAY, by.pk), (TODAY, by.pk)]


def test_the_book_says_how_late_a_deadline_was_met(town: Town) -> None:
    case = town.opened(on=date(2016, 10, 3))
    deadline = actions.add_deadline(case, what="visita", due_on=date(2016, 10, 10), by=town.act_as(PAOLA, on=date(2016, 10, 3)), at=AT)

    actions.complete_deadline(deadline, on=date(2016, 10, 13), by=town.act_as(PAOLA), at=AT)

    assert Act.objects.get(act="casework.deadline.set").on == date(2016, 10, 3)
    assert Act.objects.get(act="casework.deadline.met").detail == {"late": 3}


def test_a_deadline_is_met_once_and_not_tomorrow(town: Town) -> None:
    case = town.opened()
    deadline = actions.add_deadline(case, what="visita", due_on=TODAY, by=town.act_as(PAOLA), at=AT)

    with pytest.raises(Refusal) as refused:
        actions.complete_deadline(deadline, on=TOMORROW, by=town.act_as(PAOLA), at=AT)
    actions.complete_deadline(deadline, on=TODAY, by=town.act_as(STEFANO), at=AT)
    with pytest.raises(Refusal, match="già"):
        actions.complete_deadline(Deadline.objects.get(), on=TODAY, by=town.act_as(PAOLA), at=AT)

    assert refused.value.field == "on"


def test_what_was_not_done_lapses_when_the_case_is_closed_and_is_not_due_again_when_it_is_reopened(town: Town) -> None:
    case, by = town.opened(), town.act_as(PAOLA)
    actions.complete_deadline(actions.add_deadline(case, what="visita", due_on=TODAY, by=by, at=AT), on=TODAY, by=by, at=AT)
    left = actions.add_deadline(case, what="relazione", due_on=TODAY, by=by, at=AT)

    closed = town.closed(case)
    actions.reopen(closed, worker=by.staff, why="di nuovo sola", on=TODAY, by=town.act_as(HEAD), at=AT)

    assert (closed.next_due_on, _next(case)) == (None, None)
    assert list(Deadline.objects.order_by("pk").values_list("what", "done_on", "lapsed_on")) == [("visita", TODAY, None), ("relazione", None, TODAY)]
    assert not Deadline.objects.overdue(date(2030, 1, 1)).exists()
    with pytest.raises(Refusal, match="decaduta"):
        actions.complete_deadline(left, on=TODAY, by=by, at=AT)


def test_of_a_case_closed_before_deadlines_lapsed_what_was_left_has_lapsed_too(town: Town) -> None:
    case = town.opened()
    actions.add_deadline(case, what="relazione", due_on=TODAY, by=town.act_as(PAOLA), at=AT)
    town.closed(case)
    Deadline.objects.update(lapsed_on=None)

    import_module("sussidiario.casework.migrations.0005_deadlines_lapse").lapse(apps, None)

    assert Deadline.objects.get().lapsed_on == TODAY


def test_of_a_case_reopened_before_deadlines_lapsed_what_had_been_due_before_is_due_no_more(town: Town) -> None:
    began, ended, by = date(2016, 9, 1), date(2016, 10, 3), town.act_as(PAOLA)
    case = town.opened(on=began)
    actions.add_deadline(case, what="relazione", due_on=date(2016, 9, 20), by=town.act_as(PAOLA, on=began), at=AT)
    case = actions.reopen(town.closed(case, on=ended), worker=by.staff, why="di nuovo sola", on=TODAY, by=town.act_as(HEAD), at=AT)
    actions.add_deadline(case, what="visita", due_on=TOMORROW, by=by, at=AT)
    Deadline.objects.update(lapsed_on=None)
    Case.objects.update(next_due_on=date(2016, 9, 20))

    import_module("sussidiario.casework.migrations.0005_deadlines_lapse").lapse(apps, None)

    assert list(Deadline.objects.order_by("pk").values_list("what", "lapsed_on")) == [("relazione", TODAY), ("visita", None)]
    assert _next(case) == TOMORROW


@pytest.mark.parametrize(("what", "due_on", "field"), [("", TOMORROW, "what"), ("x" * 121, TOMORROW, "what"), ("visita", YESTERDAY, "due_on")])
def test_a_deadline_says_what_and_is_still_to_come(town: Town, what: str, due_on: date, field: str) -> None:
    case = town.opened()

    with pytest.raises(Refusal) as refused:
        actions.add_deadline(case, what=what, due_on=due_on, by=town.act_as(PAOLA), at=AT)

    assert refused.value.field == field


def test_what_the_office_decides_takes_the_place_of_what_it_had_decided(town: Town) -> None:
    by = town.act_as(HEAD)
    for days, on in ((30, date(2014, 1, 1)), (15, date(2016, 1, 1))):
        actions.set_standard(area=Area.ELDERLY, what="primo colloquio", days=days, source="determina", on=on, by=by, at=AT)

    assert [each.days for each in Standard.objects.in_force("elderly", date(2015, 6, 1))] == [30]
    assert [str(each) for each in Standard.objects.in_force("elderly", TODAY)] == ["primo colloquio entro 15 giorni"]
    assert [each.days for each in Standard.objects.in_force("minors", TODAY)] == []
    assert Act.objects.filter(act="casework.standard.set", area="elderly").count() == 2


def test_a_worker_does_not_decide_the_offices_deadlines(town: Town) -> None:
    with pytest.raises(NotAllowed):
        actions.set_standard(area=Area.ELDERLY, what="colloquio", days=3, source="io", on=TODAY, by=town.act_as(PAOLA), at=AT)
