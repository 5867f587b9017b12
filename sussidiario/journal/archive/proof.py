"""Whether an act is the one that was written."""

from enum import Enum, auto

from sussidiario.journal import keys
from sussidiario.journal.actions import digest_of_reason, sign
from sussidiario.journal.actions.reasons import ERASED
from sussidiario.journal.actions.rotation import ROTATED
from sussidiario.journal.models import Act


class Verdict(Enum):
    """What can be said of an act's row."""

    PROVED = auto()
    BROKEN = auto()
    UNPROVED = auto()
    """No key that is held tells: its sealed part can."""


class Proof:
    """What is needed to judge acts, read once: the keys that are held, those that were given up, the acts whose reason was erased."""

    def __init__(self) -> None:
        self._keys = keys.held()
        self.erased = {number for detail in Act.objects.filter(act=ERASED).values_list("detail", flat=True) for number in detail.get("acts", [])}
        self._given_up = self._former_keys()

    def of(self, act: Act) -> Verdict:
        """Judge one act by its fingerprint, and its reason by the digest that the fingerprint covers."""
        if act.key and act.key not in self._keys:
            return Verdict.UNPROVED if act.pk < self._given_up.get(act.key, 0) else Verdict.BROKEN
        for key in [self._keys[act.key]] if act.key else self._keys.values():
            if sign(act, key) == act.fingerprint:
                return self._of_reason(act, key)
        if act.form == 1 and not act.why and act.pk in self.erased:
            return Verdict.UNPROVED
        if not act.key and any(act.pk < until for name, until in self._given_up.items() if name not in self._keys):
            return Verdict.UNPROVED
        return Verdict.BROKEN

    def _of_reason(self, act: Act, key: bytes) -> Verdict:
        if act.form == 1 or digest_of_reason(act, key) == act.why_digest:
            return Verdict.PROVED
        return Verdict.PROVED if not act.why and act.pk in self.erased else Verdict.BROKEN

    def _former_keys(self) -> dict[str, int]:
        """
        Names of the keys that a rotation gave up, each with the number of the act that says so: later acts were not signed with it.

        From the newest rotation back: one is believed if a key that is held proves it, or if its own key was given up by one that is believed.
        """
        given_up: dict[str, int] = {}
        for act in Act.objects.filter(act=ROTATED).order_by("-pk"):
            key = self._keys.get(act.key)
            if (sign(act, key) == act.fingerprint) if key else act.pk < given_up.get(act.key, 0):
                for name in act.detail.get("from", []):
                    given_up[name] = min(act.pk, given_up.get(name, act.pk))
        return given_up
