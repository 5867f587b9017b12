"""What is typed about requests; the questions about facts are those that the regulation asks."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from sussidiario.benefits.lifecycle import ApplicationState, PaidBy, PayeeKind
from sussidiario.benefits.models import Application, Document, Measure, Payee
from sussidiario.benefits.rules import deciding
from sussidiario.benefits.rules.deciding import Outcome
from sussidiario.regulation.facts import Fact, Given, Kind
from sussidiario.ui import writing
from sussidiario.ui.forms import DayField, MoneyField, said

Choices = list[tuple[str, Any]]

PENDING, ALL = "", "all"
"""What a list of requests may ask of their state, beside one state."""

AS_ANSWERED, GRANT, REFUSE = "answered", "grant", "refuse"
"""What may be proposed: what the regulation answers, or otherwise."""

YES, NO = "1", "0"
MOST = 1000
"""Most of anything that is counted in a household."""

PAYEE = ("kind", "name", "fiscal_code", "paid_by", "iban")
"""Fields that say who is to be paid."""


class ApplicationsFilter(forms.Form):
    """Which requests a list shows."""

    q = forms.CharField(label=gettext_lazy("Nome o numero"), max_length=100, required=False)
    state = forms.ChoiceField(label=gettext_lazy("Stato"), required=False)
    measure = forms.TypedChoiceField(label=gettext_lazy("Misura"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, measures: Iterable[Measure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "state", [(PENDING, _("in attesa")), *said(ApplicationState), (ALL, _("tutte"))])
        choose(self, "measure", [("", _("tutte")), *((str(measure.pk), measure.name) for measure in measures)])


class ReceiveForm(forms.Form):
    """What is asked for, why, and when it was."""

    measure = forms.TypedChoiceField(label=gettext_lazy("Che cosa chiede"), coerce=int, widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Con parole sue, perché (se serve)"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Lo legge chi istruisce la domanda."),
    )
    on = DayField(label=gettext_lazy("Ricevuta il"))

    def __init__(self, *args: Any, measures: Iterable[Measure], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "measure", [(str(measure.pk), measure.name) for measure in measures])
        tell(self, "on", today)
        self.fields["on"].initial = today


class FactsForm(forms.Form):
    """What the regulation asks of a measure, as it is declared or was checked; and who is to be paid. What is not known yet may be left for later."""

    kind = forms.TypedChoiceField(label=gettext_lazy("Chi riscuote"), coerce=PayeeKind, choices=said(PayeeKind), widget=forms.RadioSelect)
    name = forms.CharField(
        label=gettext_lazy("Intestatario"), max_length=140, required=False, help_text=gettext_lazy("Se è chi riceve il beneficio può restare vuoto.")
    )
    fiscal_code = forms.CharField(
        label=gettext_lazy("Codice fiscale o partita IVA"), max_length=16, required=False, help_text=gettext_lazy("Serve se riscuote qualcun altro.")
    )
    paid_by = forms.TypedChoiceField(label=gettext_lazy("Come"), coerce=PaidBy, choices=said(PaidBy), widget=forms.RadioSelect)
    iban = forms.CharField(label="IBAN", max_length=42, required=False, help_text=gettext_lazy("Per il bonifico."))

    def __init__(self, *args: Any, application: Application, had: Mapping[str, Given], today: date, **kwargs: Any) -> None:
        self.facts = deciding.facts(application.measure.formula)
        self.usual = PayeeKind.DELEGATE if application.person.kept_by_id else PayeeKind.BENEFICIARY
        super().__init__(*args, **{"initial": _declared(application, had, self.usual), **kwargs})
        for fact in self.facts:
            self.fields[fact.name] = question(fact, today=today)
        for name in had:
            self.fields[name].help_text = _("Com'è scritto nelle concessioni che ci sono già: correggi, se ne ha avuti anche altrove.")
        if application.person.kept_by_id:
            choose(self, "kind", said([PayeeKind.DELEGATE]))
        self.order_fields([*(fact.name for fact in self.facts), *PAYEE])

    @property
    def declared(self) -> dict[str, Given]:
        """The facts that were typed."""
        return {fact.name: _given(fact, self.cleaned_data.get(fact.name)) for fact in self.facts}

    @property
    def payee(self) -> dict[str, Any] | None:
        """Who is to be paid, as it was typed; nothing where it is not known yet."""
        typed = {name: self.cleaned_data[name] for name in PAYEE}
        silent = typed["paid_by"] == PaidBy.TRANSFER and not any(typed[name] for name in ("name", "fiscal_code", "iban"))
        return None if silent and typed["kind"] == self.usual else typed


class DocumentForm(forms.Form):
    """Which paper came, and when."""

    document = forms.TypedChoiceField(label=gettext_lazy("Quale documento"), coerce=int, widget=forms.RadioSelect)
    on = DayField(label=gettext_lazy("Arrivato il"))

    def __init__(self, *args: Any, documents: Sequence[Document], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "document", [(str(document.pk), document.what) for document in documents])
        tell(self, "on", today)
        self.fields["on"].initial = today
        self.fields["document"].initial = documents[0].pk if len(documents) == 1 else None


class AskForm(forms.Form):
    """Which papers are asked for, one a line."""

    what = forms.CharField(
        label=gettext_lazy("Quali documenti servono"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Uno per riga, come li capisce chi li porta."),
    )

    @property
    def papers(self) -> list[str]:
        """Each by itself."""
        return str(self.cleaned_data["what"]).splitlines()


class ProposeForm(forms.Form):
    """What is proposed: what the regulation answered, or otherwise and why."""

    proposal = forms.ChoiceField(label=gettext_lazy("Che cosa proponi"), widget=forms.RadioSelect)
    amount = MoneyField(label=gettext_lazy("Importo"), required=False)
    months = forms.IntegerField(label=gettext_lazy("Mesi"), required=False, min_value=1, max_value=36, widget=forms.NumberInput(attrs={"class": "s-short"}))
    from_month = DayField(label=gettext_lazy("Dal mese di"), help_text=gettext_lazy("Un giorno qualsiasi del mese da cui parte."))
    why = forms.CharField(
        label=gettext_lazy("Perché"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Serve se non proponi quello che risponde il regolamento. Lo legge chi decide."),
    )

    def __init__(self, *args: Any, application: Application, answer: Outcome | None, today: date, **kwargs: Any) -> None:
        self.answer, monthly = answer, application.measure.monthly
        first = {"proposal": AS_ANSWERED if answer else None, "from_month": application.from_month or today}
        super().__init__(*args, **{"initial": first, **kwargs})
        answered = [(AS_ANSWERED, _("Come dice il regolamento: {what}").format(what=outcome_words(answer, monthly=monthly)))] if answer else []
        choose(self, "proposal", [*answered, (GRANT, _("Accogliere, con un altro importo") if answer else _("Accogliere")), (REFUSE, _("Non accogliere"))])
        tell(self, "from_month", today)
        if monthly:
            self.fields["amount"].label = _("Importo di ogni mese")
        else:
            del self.fields["months"]
        if answer:
            self.fields["amount"].help_text = _("Solo se non proponi quello che dice il regolamento.")

    def clean(self) -> dict[str, Any]:
        """Ask for the sum, where it is not the regulation's."""
        given = super().clean() or {}
        if given.get("proposal") == GRANT and not given.get("amount"):
            self.add_error("amount", _("Scrivi quanto si propone di concedere."))
        if given.get("proposal") == GRANT and "months" in self.fields and not given.get("months"):
            self.add_error("months", _("Scrivi per quanti mesi."))
        return given

    @property
    def outcome(self) -> Outcome:
        """What is proposed."""
        chosen = self.cleaned_data["proposal"]
        if chosen == AS_ANSWERED and self.answer is not None:
            return self.answer
        if chosen == GRANT:
            return Outcome(grant=True, amount=self.cleaned_data["amount"], months=self.cleaned_data.get("months") or 1)
        return Outcome(grant=False)


def outcome_words(outcome: Outcome, *, monthly: bool) -> str:
    """Say what would be granted."""
    if not outcome.grant:
        return _("non accogliere")
    if not monthly:
        return writing.euro(outcome.amount)
    words = ngettext("{amount} per un mese", "{amount} al mese per {months} mesi, in tutto {total}", outcome.months)
    return words.format(amount=writing.euro(outcome.amount), months=outcome.months, total=writing.euro(outcome.total))


def question(fact: Fact, *, today: date) -> forms.Field:
    """The field that asks a fact."""
    said_of: dict[str, Any] = {"label": _(fact.label), "help_text": _help(fact), "required": False}
    if fact.kind is Kind.CENTS:
        return MoneyField(**said_of)
    if fact.kind is Kind.DAY:
        return DayField(today=today, **said_of)
    if fact.kind is Kind.YES_NO:
        return forms.ChoiceField(choices=[(YES, _("sì")), (NO, _("no"))], widget=forms.RadioSelect, **said_of)
    if fact.kind is Kind.CHOICE:
        return forms.ChoiceField(choices=[("", _("non detto")), *((value, _(label)) for value, label in fact.choices)], **said_of)
    return forms.IntegerField(min_value=0, max_value=MOST, widget=forms.NumberInput(attrs={"class": "s-short"}), **said_of)


def choose(form: forms.Form, name: str, choices: Choices) -> None:
    """Give a field its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def tell(form: forms.Form, name: str, today: date) -> None:
    """Tell a field which day is today."""
    field = form.fields[name]
    if isinstance(field, DayField):
        field.today = today


def _help(fact: Fact) -> str:
    """What helps to answer: and for whom it is asked, where it is not for all."""
    words = [_(fact.help)] if fact.help else []
    if fact.when is not None:
        words.append(_("Solo per: {choices}.").format(choices="; ".join(_condition(fact.when))))
    return " ".join(words)


def _condition(when: tuple[str, tuple[str, ...]]) -> list[str]:
    name, values = when
    labels: Mapping[str, str] = dict(deciding.fact(name).choices)
    return [_(labels[value]) for value in values]


def _given(fact: Fact, typed: Any) -> Given:
    if typed in {None, ""}:
        return None
    given: Given = typed == YES if fact.kind is Kind.YES_NO else typed
    return given


def _declared(application: Application, had: Mapping[str, Given], usual: PayeeKind) -> dict[str, Any]:
    """What was declared before, or else is known of what they had, as the fields take it."""
    known = {**had, **deciding.known(application.measure.formula, application.declared)}
    facts = {name: {True: YES, False: NO}[value] if isinstance(value, bool) else value for name, value in known.items()}
    return {**facts, **_paid(application.payee, usual)}


def _paid(payee: Payee | None, usual: PayeeKind) -> dict[str, Any]:
    if payee is None:
        return {"kind": usual.value, "paid_by": PaidBy.TRANSFER.value}
    return {name: getattr(payee, name) for name in PAYEE}
