"""Who sees what of a case, and who may do what with it: the whole matrix, in small."""

from datetime import timedelta

import pytest

from sussidiario.access.decision import Denied
from sussidiario.casework import actions, policy
from sussidiario.casework.lifecycle import EntryKind
from sussidiario.casework.models import Case, DiaryEntry
from sussidiario.casework.tests.town import AT, AUDITOR, DESK, ELENA, HEAD, LUCIA, MANDATE, PAOLA, STEFANO, TODAY, Town
from sussidiario.foundation.areas import Area
from sussidiario.journal.actions import pseudonym, reference
from sussidiario.journal.models import Act
from sussidiario.journal.timeline import timeline

IN_CHARGE, GROUP, OUTSIDER = LUCIA, ELENA, PAOLA
"""Of a case of minors that Lucia follows."""

VERBS = ("open_case", "decline", "write_entry", "add_deadline", "hand_over", "close", "reopen")
MATRIX = {
    # sees the content, knows that it exists, may ...
    HEAD: (True, True, VERBS),
    IN_CHARGE: (True, True, ("write_entry", "add_deadline", "hand_over", "close", "reopen")),
    GROUP: (True, True, ("write_entry", "add_deadline", "reopen")),
    OUTSIDER: (False, True, ()),
    DESK: (False, True, ()),
    AUDITOR: (True, True, ()),
    MANDATE: (False, False, ()),
}

DAY = timedelta(days=1)
TAIL = 30 * DAY


@pytest.fixture
def case(town: Town) -> Case:
    """A boy, followed by Lucia."""
    return town.opened(town.amir, area=Area.MINORS, worker=LUCIA)


@pytest.mark.parametrize("username", MATRIX)
def test_the_matrix(town: Town, case: Case, username: str) -> None:
    actor = town.act_as(username)
    sees, knows, verbs = MATRIX[username]

    assert policy.visible_to(actor).filter(pk=case.pk).exists() is sees
    assert policy.known_to(actor).filter(pk=case.pk).exists() is knows
    assert tuple(verb for verb in VERBS if policy.MAY[verb](actor, case)) == verbs


@pytest.mark.parametrize("username", MATRIX)
def test_every_no_has_its_reason(town: Town, case: Case, username: str) -> None:
    decisions = [policy.MAY[verb](town.act_as(username), case) for verb in VERBS]

    assert all(decision.reason for decision in decisions if isinstance(decision, Denied))


@pytest.mark.parametrize(
    ("username", "may"),
    [
        (HEAD, ("propose", "have_cases", "read_cases", "decide", "see_workload", "hand_over_caseload")),
        (LUCIA, ("propose", "have_cases", "read_cases", "see_workload")),
        (DESK, ("propose",)),
        (AUDITOR, ("read_cases",)),
        (MANDATE, ()),
    ],
)
def test_who_may_open_which_page(town: Town, username: str, may: tuple[str, ...]) -> None:
    verbs = ("propose", "have_cases", "read_cases", "decide", "see_workload", "hand_over_caseload")

    assert tuple(verb for verb in verbs if getattr(policy, f"may_{verb}")(town.act_as(username))) == may


def test_a_proposal_is_read_by_who_decides_on_it(town: Town) -> None:
    town.propose(town.amir, area=Area.MINORS)

    seeing = [username for username in MATRIX if policy.visible_to(town.act_as(username)).exists()]

    assert seeing == [HEAD, AUDITOR]


def test_what_is_over_is_known_to_who_read_it_and_to_nobody_else(town: Town, case: Case) -> None:
    town.closed(case)

    knowing = [username for username in MATRIX if policy.known_to(town.act_as(username)).filter(pk=case.pk).exists()]

    assert knowing == [HEAD, IN_CHARGE, GROUP, DESK, AUDITOR]
    assert case.proposed_by == town.worker(DESK)


def test_a_worker_stops_seeing_what_they_handed_over_outside_their_group_when_the_tail_ends(town: Town, case: Case) -> None:
    actions.write_entry(case, kind=EntryKind.NOTE, text="annotazione", on=TODAY, by=town.act_as(LUCIA), at=AT)

    actions.hand_over(case, to=town.worker(PAOLA), on=TODAY, why="cambio di area", by=town.act_as(HEAD), at=AT)

    assert policy.visible_to(town.act_as(LUCIA, on=TODAY + TAIL)).exists()
    assert not policy.visible_to(town.act_as(LUCIA, on=TODAY + TAIL + DAY)).exists()
    assert not policy.entries_visible_to(town.act_as(LUCIA, on=TODAY + TAIL + DAY)).exists()
    assert policy.visible_to(town.act_as(PAOLA)).exists()


def test_within_the_group_a_case_handed_over_stays_in_sight(town: Town, case: Case) -> None:
    actions.hand_over(case, to=town.worker(ELENA), on=TODAY, why="ferie", by=town.act_as(LUCIA), at=AT)

    assert policy.visible_to(town.act_as(LUCIA)).exists()


def test_a_private_entry_does_not_exist_for_anybody_but_its_author(town: Town, case: Case) -> None:
    for private in (False, True):
        actions.write_entry(case, kind=EntryKind.NOTE, text=f"privata: {private}", on=TODAY, private=private, by=town.act_as(LUCIA), at=AT)

    texts = {username: sorted(policy.entries_visible_to(town.act_as(username)).values_list("text", flat=True)) for username in MATRIX}

    shared = ["privata: False"]
    assert texts == {HEAD: shared, LUCIA: [*shared, "privata: True"], ELENA: shared, PAOLA: [], DESK: [], AUDITOR: shared, MANDATE: []}


@pytest.mark.parametrize("username", [HEAD, ELENA, AUDITOR, DESK])
def test_the_story_of_a_case_does_not_betray_a_private_entry(town: Town, case: Case, username: str) -> None:
    actions.write_entry(case, kind=EntryKind.NOTE, text="solo mia", on=TODAY, private=True, by=town.act_as(LUCIA), at=AT)
    actor = town.act_as(username)

    told = [entry.act.act for entry in (*timeline(actor, record=reference(case)), *timeline(actor, [pseudonym(town.amir)]))]

    assert Act.objects.filter(act="casework.diary.written").exists()
    assert "casework.diary.written" not in told


def test_a_worker_whose_role_has_ended_sees_nothing(town: Town, case: Case) -> None:
    town.worker(LUCIA).roles_held.update(until_on=TODAY)

    assert not policy.visible_to(town.act_as(LUCIA)).exists()
    assert not policy.may_close(town.act_as(LUCIA), case)


def test_a_private_entry_of_a_former_author_ends_with_the_tail(town: Town, case: Case) -> None:
    actions.write_entry(case, kind=EntryKind.NOTE, text="solo mia", on=TODAY, private=True, by=town.act_as(LUCIA), at=AT)

    actions.hand_over(case, to=town.worker(PAOLA), on=TODAY, why="cambio di area", by=town.act_as(HEAD), at=AT)

    assert DiaryEntry.objects.count() == 1
    reading = [username for username in MATRIX if policy.entries_visible_to(town.act_as(username)).exists()]
    later = [username for username in MATRIX if policy.entries_visible_to(town.act_as(username, on=TODAY + TAIL + DAY)).exists()]
    assert (reading, later) == ([LUCIA], [])


def test_members_of_the_new_group_see_the_case_too(town: Town) -> None:
    case = town.opened(town.teresa, worker=PAOLA)

    assert policy.visible_to(town.act_as(STEFANO)).filter(pk=case.pk).exists()
