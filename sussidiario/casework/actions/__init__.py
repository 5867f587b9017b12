"""The verbs of casework: take in charge, hand over, write down, close."""

from sussidiario.casework.actions.cases import close, decline, open_case, propose, reopen
from sussidiario.casework.actions.deadlines import add_deadline, complete_deadline, set_standard
from sussidiario.casework.actions.diary import correct_entry, write_entry
from sussidiario.casework.actions.disposing import anonymise
from sussidiario.casework.actions.handover import hand_over, hand_over_caseload
from sussidiario.casework.actions.protecting import let_go

__all__ = [
    "add_deadline",
    "anonymise",
    "close",
    "complete_deadline",
    "correct_entry",
    "decline",
    "hand_over",
    "hand_over_caseload",
    "let_go",
    "open_case",
    "propose",
    "reopen",
    "set_standard",
    "write_entry",
]
