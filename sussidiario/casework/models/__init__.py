"""What casework keeps: cases and who followed them, the diary, the deadlines; and who may follow a case."""

from sussidiario.casework.models.cases import Case, CaseQuerySet, Charge, ChargeQuerySet
from sussidiario.casework.models.deadlines import Deadline, DeadlineQuerySet, Standard, StandardQuerySet
from sussidiario.casework.models.diary import Correction, DiaryEntry, DiaryEntryQuerySet
from sussidiario.casework.models.workforce import Candidate, by_area, candidates, followers, loads, memberships_on, share_out, team_of, workers_on

__all__ = [
    "Candidate",
    "Case",
    "CaseQuerySet",
    "Charge",
    "ChargeQuerySet",
    "Correction",
    "Deadline",
    "DeadlineQuerySet",
    "DiaryEntry",
    "DiaryEntryQuerySet",
    "Standard",
    "StandardQuerySet",
    "by_area",
    "candidates",
    "followers",
    "loads",
    "memberships_on",
    "share_out",
    "team_of",
    "workers_on",
]
