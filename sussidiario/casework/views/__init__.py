"""The pages of casework."""

from sussidiario.casework.views.case import case
from sussidiario.casework.views.caseload import caseload
from sussidiario.casework.views.daily import add_deadline, complete_deadline, correct_entry, write_entry
from sussidiario.casework.views.deciding import assign, close, decline, hand_over, reopen
from sussidiario.casework.views.known import notes, panel
from sussidiario.casework.views.lists import cases, mine, unassigned
from sussidiario.casework.views.proposing import propose
from sussidiario.casework.views.service import set_standard, standards, workload

__all__ = [
    "add_deadline",
    "assign",
    "case",
    "caseload",
    "cases",
    "close",
    "complete_deadline",
    "correct_entry",
    "decline",
    "hand_over",
    "mine",
    "notes",
    "panel",
    "propose",
    "reopen",
    "set_standard",
    "standards",
    "unassigned",
    "workload",
    "write_entry",
]
