"""
Write what happened in the invented town as the actions would have: the same rows and the same acts, all at once.

A test tells the same steps to the actions, and compares row by row.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from operator import attrgetter
from typing import Any, TypeVar

from django.db import transaction

from sussidiario.access import clock
from sussidiario.access.models import Staff
from sussidiario.casework import figures, rules
from sussidiario.casework.demo.steps import Step
from sussidiario.casework.lifecycle import CaseState
from sussidiario.casework.models import Case, Charge, Deadline, DiaryEntry, Standard
from sussidiario.journal import actions as journal
from sussidiario.journal.actions import insert, next_number, settle_numbers

Noted = tuple[str, "Case | DiaryEntry", date, datetime, int, dict[str, Any]]
"""An act to be written: its name, its record, the day, the instant, who, and the rest."""


class Bulk:
    """Rows not yet written."""

    def __init__(self, standards: list[Standard]) -> None:
        self._standards = standards
        self._cases: list[Case] = []
        self._places: list[str] = []
        self._charges: list[Charge] = []
        self._in_charge: dict[int, Charge] = {}
        self._deadlines: dict[int, list[Deadline]] = {}
        self._entries: list[DiaryEntry] = []
        self._noted: list[Noted] = []

    def tell(self, steps: Iterable[Step]) -> None:
        """Take note of what every step does."""
        for step in steps:
            verb: Callable[[Step], None] = getattr(self, step.verb)
            verb(step)

    @transaction.atomic
    def write(self) -> int:
        """Write the rows, then the acts in the order in which they were written down; give the number of cases."""
        for number, case in enumerate(self._cases):
            pending = (each.due_on for each in self._deadlines.get(number, []) if each.is_to_do)
            case.next_due_on = rules.earliest(pending)
        # Charges and the like cite their cases, private acts their entries: both have their numbers first.
        for rows, model in ((self._cases, Case), (self._entries, DiaryEntry)):
            for number, row in enumerate(rows, next_number(model)):
                row.pk = number
        insert(Case, self._cases)
        insert(Charge, map(_cited, self._charges))
        insert(Deadline, (_cited(each) for some in self._deadlines.values() for each in some))
        insert(DiaryEntry, map(_cited, self._entries))
        settle_numbers(Case, DiaryEntry)
        journal.write(_act(each) for each in self._noted)
        return len(self._cases)

    def propose(self, step: Step) -> None:
        """As the action."""
        values = step.values
        case = Case(
            person_id=values.get("person"),
            household_id=values.get("household"),
            area=values["area"].value,
            state=CaseState.PROPOSED.value,
            why=values["why"],
            contact_id=values["contact"],
            proposed_on=step.on,
            proposed_by_id=step.by.pk,
        )
        self._cases.append(case)
        self._places.append(values["place"])
        self._note(figures.CASE_PROPOSED, step)

    def open_case(self, step: Step) -> None:
        """As the action."""
        case = self._cases[step.case]
        case.state, case.opened_on = CaseState.OPEN.value, step.on
        self._put(step.case, step.values["worker"], step.values["team"], step.on)
        wanted = sorted((each for each in self._standards if each.area == case.area and each.from_on <= step.on), key=lambda each: (each.days, each.pk))
        self._deadlines[step.case] = [Deadline(case=case, what=each.what, due_on=rules.due_on(step.on, each.days), set_by_id=step.by.pk) for each in wanted]
        self._note(figures.CASE_OPENED, step, detail={"waited": (step.on - case.proposed_on).days})

    def decline(self, step: Step) -> None:
        """As the action."""
        case = self._cases[step.case]
        case.state, case.declined_on, case.closing_words = CaseState.DECLINED.value, step.on, step.values["why"]
        self._note(figures.CASE_DECLINED, step, why=step.values["why"])

    def hand_over(self, step: Step) -> None:
        """As the action."""
        self._put(step.case, step.values["worker"], step.values["team"], step.on)
        self._note(figures.CASE_HANDED_OVER, step, why=step.values["why"])

    def hand_over_caseload(self, step: Step) -> None:
        """As the action."""
        for number, values in step.values["passed"].items():
            passed = {"why": step.values["why"], **values}
            self.hand_over(Step("hand_over", number, step.at, step.on, step.by, passed))

    def close(self, step: Step) -> None:
        """As the action."""
        case, values = self._cases[step.case], step.values
        self._in_charge.pop(step.case).until_on = step.on
        for deadline in filter(attrgetter("is_to_do"), self._deadlines.get(step.case, [])):
            deadline.lapsed_on = step.on
        case.state, case.worker_id, case.closed_on = CaseState.CLOSED.value, None, step.on
        case.closing_reason, case.outcome, case.closing_words = values["reason"].value, values["outcome"].value, values["words"]
        ending = {"reason": values["reason"].value, "outcome": values["outcome"].value}
        self._note(figures.CASE_CLOSED, step, why=values["words"], detail=ending)

    def reopen(self, step: Step) -> None:
        """As the action."""
        case = self._cases[step.case]
        case.state, case.reopened_on, case.closed_on = CaseState.OPEN.value, step.on, None
        case.closing_reason = case.outcome = case.closing_words = ""
        self._put(step.case, step.values["worker"], step.values["team"], step.on)
        self._note(figures.CASE_REOPENED, step, why=step.values["why"])

    def write_entry(self, step: Step) -> None:
        """As the action."""
        values = step.values
        entry = DiaryEntry(
            case=self._cases[step.case],
            author_id=step.by.pk,
            on=step.on,
            written_at=step.at,
            kind=values["kind"].value,
            text=values["text"],
            private=values["private"],
        )
        self._entries.append(entry)
        if entry.private:
            self._noted.append((figures.DIARY_WRITTEN, entry, clock.day(step.at), step.at, step.by.pk, {}))
        else:
            self._note(figures.DIARY_WRITTEN, step, detail={"kind": entry.kind})

    def add_deadline(self, step: Step) -> None:
        """As the action."""
        deadline = Deadline(case=self._cases[step.case], what=step.values["what"], due_on=step.values["due_on"], set_by_id=step.by.pk)
        self._deadlines.setdefault(step.case, []).append(deadline)
        self._note(figures.DEADLINE_SET, step)

    def complete_deadline(self, step: Step) -> None:
        """As the action."""
        deadline = next(each for each in self._deadlines[step.case] if each.what == step.values["what"] and each.is_to_do)
        deadline.done_on, deadline.done_by_id = step.on, step.by.pk
        self._note(figures.DEADLINE_MET, step, detail={"late": max(0, (step.on - deadline.due_on).days)})

    def _put(self, number: int, worker: Staff, team: Any, on: date) -> None:
        case = self._cases[number]
        if (before := self._in_charge.get(number)) is not None:
            before.until_on = on
        charge = self._in_charge[number] = Charge(case=case, worker=worker, from_on=on)
        self._charges.append(charge)
        case.worker, case.team = worker, team

    def _note(self, act: str, step: Step, **rest: Any) -> None:
        case = self._cases[step.case]
        rest |= {"area": case.area, "measure": case.kind, "neighbourhood": self._places[step.case]}
        self._noted.append((act, case, step.on, step.at, step.by.pk, rest))


T = TypeVar("T", Charge, Deadline, DiaryEntry)


def _cited(row: T) -> T:
    """The row, with the number its case has by now."""
    row.case_id = row.case.pk
    return row


def _act(noted: Noted) -> journal.Row:
    """The act, signed, on a record that is written."""
    act, record, on, at, by, rest = noted
    if isinstance(record, Case):
        label, pk = ("people.person", record.person_id) if record.person_id else ("people.household", record.household_id)
        rest["subject"] = journal.pseudonym_of(label, pk or 0)
    return journal.line(act, on=on, at=at, record=journal.reference(record), by_id=by, **rest)
