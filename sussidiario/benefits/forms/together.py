"""What is picked among many requests, to be proposed or decided together."""

import hashlib
from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sussidiario.benefits.forms.awards import choose


class TogetherForm(forms.Form):
    """
    Which requests: those ticked on the page that was shown and, with one tick, all that are on the others.

    Of the others nobody looked at each: `seen` says what was counted when the page was shown, and they are taken only while it still holds.
    """

    pick = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Domande"),
        coerce=int,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Nel frattempo una delle domande scelte è cambiata: guarda di nuovo.")},
    )
    others = forms.BooleanField(required=False, initial=True)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, page: Collection[int], others: Collection[int], seen: str, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"seen": seen}})
        self._others, self._seen = others, seen
        choose(self, "pick", [(str(number), "") for number in (*page, *others)])
        words = ngettext("Anche l'altra, che è in un'altra pagina", "Anche le altre {number}, che sono nelle altre pagine", len(others))
        self.fields["others"].label = words.format(number=len(others))
        if not others:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        """Ask for one at least, and that what was not looked at one by one is still what was counted."""
        given = super().clean() or {}
        if given.get("others") and given.get("seen") != self._seen:
            self.add_error(None, _("Nel frattempo le domande sono cambiate: guarda di nuovo i conti, poi conferma."))
        elif not self.errors and not self.chosen:
            self.add_error(None, _("Scegli almeno una domanda."))
        return given

    @property
    def chosen(self) -> frozenset[int]:
        """The numbers of the requests."""
        return frozenset((*self.cleaned_data["pick"], *(self._others if self.cleaned_data.get("others") else ())))


def seal(counted: Iterable[tuple[int, int]]) -> str:
    """Name what was counted: the number of each request, and what it would cost."""
    return hashlib.sha256(repr(list(counted)).encode()).hexdigest()[:16]
