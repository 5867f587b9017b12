"""A whole caseload passes to others: all of it or nothing, and as it was shown."""

from datetime import date

import pytest

from sussidiario.access.decision import NotAllowed
from sussidiario.casework import actions
from sussidiario.casework.models import Case, share_out
from sussidiario.casework.tests.town import AT, DESK, ELENA, HEAD, LUCIA, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.foundation.refusal import Refusal
from sussidiario.journal.models import Act


def _caseload(town: Town, number: int, *, worker: str = PAOLA, area: Area = Area.ELDERLY, on: date = date(2016, 11, 1)) -> list[Case]:
    persons = [town.person("Persona", f"Numero {index}", born=date(1930, 1, 1)) for index in range(number)]
    return [town.opened(person, worker=worker, area=area, on=on) for person in persons]


def test_a_caseload_passes_whole_and_each_case_tells_it(town: Town) -> None:
    cases = _caseload(town, 5)

    actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", by=town.act_as(HEAD), at=AT)

    assert Case.objects.open().followed_by(town.worker(STEFANO).pk).count() == 5
    acts = Act.objects.filter(act="casework.case.handed_over", why="congedo")
    assert sorted(acts.values_list("record", flat=True)) == sorted(f"casework.case:{case.pk}" for case in cases)


def test_a_caseload_is_split_so_that_loads_are_level(town: Town) -> None:
    _caseload(town, 2, worker=ELENA, area=Area.MINORS)
    _caseload(town, 4, worker=LUCIA, area=Area.MINORS)
    _caseload(town, 6, worker=PAOLA, area=Area.MINORS)

    actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(ELENA), town.worker(LUCIA)], on=TODAY, why="congedo", by=town.act_as(HEAD), at=AT)

    assert Case.objects.open().followed_by(town.worker(ELENA).pk).count() == 6
    assert Case.objects.open().followed_by(town.worker(LUCIA).pk).count() == 6


def test_one_case_that_cannot_pass_keeps_all_of_them(town: Town) -> None:
    _caseload(town, 2)
    _caseload(town, 1, on=TODAY)

    with pytest.raises(Refusal, match="ha iniziato il 15 novembre 2016") as refused:
        actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=date(2016, 11, 10), why="congedo", by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "on"
    assert Case.objects.open().followed_by(town.worker(PAOLA).pk).count() == 3
    assert not Act.objects.filter(act="casework.case.handed_over").exists()


def test_a_caseload_that_changed_since_it_was_shown_stays_where_it_is(town: Town) -> None:
    to = [town.worker(STEFANO)]
    cases = _caseload(town, 3)
    seen = share_out(Case.objects.open().order_by("pk"), to, on=TODAY)
    town.closed(cases[1])

    with pytest.raises(Refusal, match="Nel frattempo"):
        actions.hand_over_caseload(town.worker(PAOLA), to=to, on=TODAY, why="congedo", seen=seen, by=town.act_as(HEAD), at=AT)
    seen = share_out(Case.objects.open().order_by("pk"), to, on=TODAY)
    actions.hand_over_caseload(town.worker(PAOLA), to=to, on=TODAY, why="congedo", seen=seen, by=town.act_as(HEAD), at=AT)

    assert Case.objects.open().followed_by(town.worker(STEFANO).pk).count() == 2


@pytest.mark.parametrize(("to", "why", "field"), [([], "congedo", "to"), ([PAOLA], "congedo", "to"), ([DESK], "congedo", "to"), ([STEFANO], "", "why")])
def test_a_caseload_passes_to_somebody_else_who_can_follow_it_and_for_a_reason(town: Town, to: list[str], why: str, field: str) -> None:
    _caseload(town, 2)

    with pytest.raises(Refusal) as refused:
        actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(name) for name in to], on=TODAY, why=why, by=town.act_as(HEAD), at=AT)

    assert refused.value.field == field


def test_who_follows_nothing_has_nothing_to_hand_over(town: Town) -> None:
    with pytest.raises(Refusal) as refused:
        actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", by=town.act_as(HEAD), at=AT)

    assert refused.value.field == "from_worker"


def test_only_the_head_moves_a_whole_caseload(town: Town) -> None:
    _caseload(town, 1)

    with pytest.raises(NotAllowed):
        actions.hand_over_caseload(town.worker(PAOLA), to=[town.worker(STEFANO)], on=TODAY, why="congedo", by=town.act_as(PAOLA), at=AT)
