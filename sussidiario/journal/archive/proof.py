"""Whether an act is the one that was written."""

from enum import Enum, auto

from sussidiario.journal.actions import digest_of_reason, sign
from sussidiario.journal.actions.reasons import ERASED
from sussidiario.journal.models import Act


class Verdict(Enum):
    """What can be said of an act's row."""

    PROVED = auto()
    BROKEN = auto()
    UNPROVED = auto()
    """Nothing that is left tells: only its sealed part can."""


class Proof:
    """What is needed to judge acts, read once: the acts whose reason was erased."""

    def __init__(self) -> None:
        self._erased = {number for detail in Act.objects.filter(act=ERASED).values_list("detail", flat=True) for number in detail.get("acts", [])}

    def of(self, act: Act) -> Verdict:
        """Judge one act by its fingerprint, and its reason by the digest that the fingerprint covers."""
        if sign(act) != act.fingerprint:
            return Verdict.UNPROVED if act.form == 1 and not act.why and act.pk in self._erased else Verdict.BROKEN
        if act.form == 1 or digest_of_reason(act) == act.why_digest:
            return Verdict.PROVED
        return Verdict.PROVED if not act.why and act.pk in self._erased else Verdict.BROKEN
