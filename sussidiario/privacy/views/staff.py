"""The pages about those who work here: accounts, roles, groups, entrances, and leaving."""

from datetime import date, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision
from sussidiario.access.models import Held, Membership, RoleHeld, SignIn, Staff, StaffQuerySet, Team
from sussidiario.access.rules import Role
from sussidiario.journal.actions import pseudonym
from sussidiario.journal.timeline import timeline
from sussidiario.privacy.actions import staff as actions
from sussidiario.privacy.forms.staff import CLOSED, LEAVING, AddForm, ConfirmForm, EndDayForm, LastDayForm, RoleForm, StaffFilter, TeamForm
from sussidiario.privacy.policy import staff as policy
from sussidiario.ui import doors, writing
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed
from sussidiario.ui.paging import page_of
from sussidiario.ui.verbs import Verb

A_FEW = 10
ONE_DAY = timedelta(days=1)


@doors.page(policy.may_manage)
def accounts(request: StaffRequest) -> HttpResponse:
    """List those who have an account, with what they hold today."""
    actor, form = request.actor, StaffFilter(request.GET)
    page = page_of(request, _filtered(actor, form))
    rows = _rows(list(page), actor.on)
    return render(request, "privacy/staff.html", {"form": form, "page": page, "rows": rows})


@doors.record(policy.visible_to)
def account(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Show one account: what it holds and held, who gave it, how and when it comes in, what was done about it."""
    actor = request.actor
    roles = RoleHeld.objects.filter(staff=staff).select_related("given_by").order_by("-from_on", "-pk")
    groups = Membership.objects.filter(staff=staff).select_related("team").order_by("-from_on", "-pk")
    page = {
        "staff": staff,
        "facts": _facts(staff),
        "state": _state(staff, actor.on),
        "verbs": _verbs(actor, staff),
        "held": [(each, _(Role(each.role).label), *_spell(each, actor.on), policy.may_change_role(actor, each)) for each in roles],
        "groups": [(each, *_spell(each, actor.on), policy.may_change_membership(actor, each)) for each in groups],
        "entrances": list(SignIn.objects.of(staff).with_is_new()[:A_FEW]),
        "hands": _hands_words(staff),
        "heads": list(policy.heads(actor.on)),
        "entries": timeline(actor, [pseudonym(staff)]),
    }
    return render(request, "privacy/staff_account.html", page)


@doors.page(policy.may_manage, methods=doors.FORM)
def add(request: StaffRequest) -> HttpResponse:
    """Give somebody an account, and show once the password to tell them."""
    form = AddForm(typed(request))
    if request.method == "POST" and form.is_valid():
        added = attempt(form, lambda: actions.add(**form.cleaned_data, by=request.actor, at=request.now))
        if added:
            return render(request, "privacy/staff_password.html", {"staff": added[0], "password": added[1]})
    return render(request, "privacy/staff_add.html", {"form": form})


@doors.record(policy.visible_to, policy.may_change_open, methods=doors.FORM)
def give_role(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Give a role."""
    form = RoleForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        known = form.cleaned_data
        until_on = known["last_on"] + ONE_DAY if known["last_on"] else None
        given = attempt(form, lambda: actions.give_role(staff, known["role"], from_on=known["from_on"], until_on=until_on, by=request.actor, at=request.now))
        if given:
            return _done(request, staff, _("{name} ha il ruolo «{role}» dal {day}."), role=_(Role(given.role).label), day=writing.day(given.from_on))
    words = _("Da quel giorno vede e fa quello che il ruolo permette, nei gruppi in cui è. Lo scrive il registro, con il tuo nome.")
    return _asked(request, staff, form, heading=_("Dai un ruolo"), verb=_("Dai il ruolo"), consequence=words)


@doors.record(policy.roles_visible_to, policy.may_change_role, methods=doors.FORM)
def end_role(request: StaffRequest, held: RoleHeld) -> HttpResponse:
    """Take a role back."""
    form, label = EndDayForm(typed(request), today=request.actor.on), _(Role(held.role).label)
    if request.method == "POST" and form.is_valid():
        ended = attempt(form, lambda: actions.end_role(held, on=form.cleaned_data["on"], by=request.actor, at=request.now))
        if ended:
            return _done(request, held.staff, _("{name} non ha più il ruolo «{role}» dal {day}."), role=label, day=writing.day(form.cleaned_data["on"]))
    words = _("Da quel giorno non vede e non fa più quello che il ruolo permetteva; i casi che ha in carico restano suoi finché non passano ad altri.")
    return _asked(request, held.staff, form, heading=_("Togli il ruolo «{role}»").format(role=label), verb=_("Togli il ruolo"), consequence=words)


@doors.record(policy.visible_to, policy.may_change_open, methods=doors.FORM)
def join(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Put somebody in a group."""
    teams = {team.pk: team for team in Team.objects.order_by("name", "pk")}
    form = TeamForm(typed(request), teams=teams.values(), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        team, on = teams[form.cleaned_data["team"]], form.cleaned_data["on"]
        if attempt(form, lambda: actions.join(staff, team, on=on, by=request.actor, at=request.now)):
            return _done(request, staff, _("{name} è nel gruppo «{team}» dal {day}."), team=team, day=writing.day(on))
    words = _("Da quel giorno vede i casi del gruppo, se ha il ruolo per vederli.")
    return _asked(request, staff, form, heading=_("Metti in un gruppo"), verb=_("Metti nel gruppo"), consequence=words)


@doors.record(policy.memberships_visible_to, policy.may_change_membership, methods=doors.FORM)
def leave(request: StaffRequest, membership: Membership) -> HttpResponse:
    """Take somebody out of a group."""
    form = EndDayForm(typed(request), today=request.actor.on)
    if request.method == "POST" and form.is_valid():
        left = attempt(form, lambda: actions.leave(membership, on=form.cleaned_data["on"], by=request.actor, at=request.now))
        if left:
            return _done(request, membership.staff, _("{name} non è più nel gruppo «{team}»."), team=membership.team)
    words = _("Da quel giorno non vede più i casi del gruppo che non segue.")
    return _asked(
        request, membership.staff, form, heading=_("Togli dal gruppo «{team}»").format(team=membership.team), verb=_("Togli dal gruppo"), consequence=words
    )


@doors.record(policy.visible_to, policy.may_change_open, methods=doors.FORM)
def password(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Give a new password, shown once."""
    form = ConfirmForm()
    if request.method == "POST":
        given = actions.give_password(staff, by=request.actor, at=request.now)
        return render(request, "privacy/staff_password.html", {"staff": staff, "password": given})
    words = _("Quella di prima non vale più, le sue sessioni finiscono. Ne vedrai una nuova, una volta sola: dilla a voce. Al primo accesso la cambia.")
    return _asked(request, staff, form, heading=_("Nuova password"), verb=_("Fai una password nuova"), consequence=words)


@doors.record(policy.visible_to, policy.may_change_open, methods=doors.FORM)
def second_factor(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Take away a second factor that was lost."""
    if request.method == "POST":
        actions.reset_second_factor(staff, by=request.actor, at=request.now)
        return _done(request, staff, _("Al prossimo accesso {name} sceglie un nuovo secondo passaggio."))
    words = _("App, passkey e codici di riserva non valgono più, e le sue sessioni finiscono. Fallo solo se sai con certezza chi te lo chiede.")
    return _asked(request, staff, ConfirmForm(), heading=_("Togli il secondo passaggio"), verb=_("Togli il secondo passaggio"), consequence=words)


@doors.record(policy.visible_to, policy.may_change_open, methods=doors.FORM)
def last_day(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Say which day is the last one."""
    form = LastDayForm(typed(request), today=request.actor.on, initial={"last_on": staff.last_on})
    if request.method == "POST" and form.is_valid():
        last_on = form.cleaned_data["last_on"]
        until_on = last_on + ONE_DAY if last_on else None
        planned = attempt(form, lambda: actions.plan_leaving(staff, last_on=last_on, until_on=until_on, by=request.actor, at=request.now))
        if planned:
            said = _("L’ultimo giorno di {name} è il {day}.") if last_on else _("{name} non ha più un ultimo giorno.")
            return _done(request, staff, said, day=writing.day(last_on) if last_on else "")
    words = _("Chi dirige il servizio lo vede un mese prima, con i casi da passare. Dopo quel giorno non entra più.")
    return _asked(request, staff, form, heading=_("Ultimo giorno"), verb=_("Scrivi l’ultimo giorno"), consequence=words)


@doors.record(policy.visible_to, policy.may_close, methods=doors.FORM)
def close(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Close an account."""
    form = ConfirmForm(typed(request))
    if request.method == "POST" and form.is_valid():
        closed = attempt(form, lambda: actions.close(staff, by=request.actor, at=request.now))
        if closed:
            return _done(request, closed, _("L’utenza di {name} è chiusa."))
    words = _("Esce subito da dovunque sia, e da oggi non ha più ruoli né gruppi. Quello che ha scritto resta.")
    return _asked(request, staff, form, heading=_("Chiudi l’utenza"), verb=_("Chiudi l’utenza"), consequence=words)


@doors.record(policy.visible_to, policy.may_reopen, methods=doors.FORM)
def reopen(request: StaffRequest, staff: Staff) -> HttpResponse:
    """Open a closed account again."""
    if request.method == "POST":
        opened, given = actions.reopen(staff, by=request.actor, at=request.now)
        return render(request, "privacy/staff_password.html", {"staff": opened, "password": given})
    words = _("Torna senza ruoli e senza gruppi, con una password nuova che ti mostriamo una volta sola.")
    return _asked(request, staff, ConfirmForm(), heading=_("Riapri l’utenza"), verb=_("Riapri l’utenza"), consequence=words)


def _asked(request: StaffRequest, staff: Staff, form: Form, *, heading: str, verb: str, consequence: str) -> HttpResponse:
    """Show the page of a verb about an account."""
    page = {"form": form, "staff": staff, "heading": heading, "verb": verb, "consequence": consequence}
    return render(request, "privacy/staff_act.html", page | {"hands": _hands_words(staff), "heads": list(policy.heads(request.actor.on))})


def _done(request: StaffRequest, staff: Staff, said: str, **words: object) -> HttpResponse:
    messages.success(request, said.format(name=staff, **words))
    return redirect("privacy:staff:account", staff.pk)


def _filtered(actor: Actor, form: StaffFilter) -> StaffQuerySet:
    asked = form.cleaned_data if form.is_valid() else {}
    found = policy.visible_to(actor).named(asked.get("q", ""))
    state = asked.get("state", "")
    found = found.closed() if state == CLOSED else found.leaving() if state == LEAVING else found.open()
    return (found.with_role(asked["role"], actor.on) if asked.get("role") else found).with_last_entered().by_name()


def _rows(found: list[Staff], on: date) -> list[dict[str, Any]]:
    """Lines of accounts: with roles and groups of today, asked once for all."""
    roles: dict[int, list[str]] = {}
    for held in RoleHeld.objects.filter(Held.on(on), staff__in=found).order_by("role", "pk"):
        roles.setdefault(held.staff_id, []).append(_(Role(held.role).label))
    groups: dict[int, list[str]] = {}
    for membership in Membership.objects.filter(Held.on(on), staff__in=found).select_related("team").order_by("team__name", "pk"):
        groups.setdefault(membership.staff_id, []).append(membership.team.name)
    return [{"staff": each, "roles": roles.get(each.pk, []), "groups": groups.get(each.pk, []), "state": _state(each, on)} for each in found]


def _verbs(actor: Actor, staff: Staff) -> list[Verb]:
    """What may be done about an account."""
    if not staff.is_active:
        return [_verb(_("Riapri l’utenza"), "reopen", staff, policy.may_reopen(actor, staff))]
    may = policy.may_change_open(actor, staff)
    offered = (
        (_("Dai un ruolo"), "give_role"),
        (_("Metti in un gruppo"), "join"),
        (_("Nuova password"), "password"),
        (_("Togli il secondo passaggio"), "second_factor"),
        (_("Ultimo giorno"), "last_day"),
    )
    return [*(_verb(label, name, staff, may) for label, name in offered), _verb(_("Chiudi l’utenza"), "close", staff, policy.may_close(actor, staff))]


def _verb(label: str, name: str, staff: Staff, may: Decision) -> Verb:
    return Verb(label, reverse(f"privacy:staff:{name}", args=[staff.pk]), may)


def _state(staff: Staff, on: date) -> tuple[str, str]:
    """The state of an account in words, and how it is drawn."""
    if not staff.is_active:
        return _("chiusa"), "closed"
    if staff.until_on is None:
        return _("aperta"), "open"
    if staff.until_on <= on:
        return _("scaduta"), "stopped"
    return _("fino al {day}").format(day=writing.day(staff.last_on)), "attention"


def _spell(held: Held, on: date) -> tuple[str, bool]:
    """From when to when, and whether it holds today."""
    words = _("dal {first}").format(first=writing.day(held.from_on))
    if held.until_on is not None:
        words = _("dal {first} al {last}").format(first=writing.day(held.from_on), last=writing.day(held.until_on - ONE_DAY))
    return words, held.from_on <= on and (held.until_on is None or on < held.until_on)


def _facts(staff: Staff) -> list[tuple[str, str]]:
    """What the band says of an account."""
    kinds = set(Authenticator.objects.filter(user=staff).values_list("type", flat=True))
    second = [words for kind, words in (("totp", _("app")), ("webauthn", _("passkey"))) if kind in kinds]
    facts = [
        (_("Nome utente"), staff.username),
        (_("Secondo passaggio"), ", ".join(second) or _("nessuno")),
        (_("Aperta il"), writing.day(clock.day(staff.created_at))),
    ]
    if entrance.is_locked(staff.username, at=clock.real()):
        facts.append((_("Accesso"), _("chiuso per troppi tentativi: una password nuova lo riapre")))
    if staff.must_choose_password:
        facts.append((_("Password"), _("da scegliere al prossimo accesso")))
    return facts


def _hands_words(staff: Staff) -> list[str]:
    """What is still in somebody's hands, counted and not named; of a network's, not even counted."""
    hands = policy.in_hands(staff)
    if policy.is_in_network(staff):
        return [_("qualcosa che passa di mano dentro la sua rete")] if hands.any else []
    said = (
        (hands.cases, ngettext("{count} caso in carico", "{count} casi in carico", hands.cases)),
        (hands.proposals, ngettext("{count} proposta che aspetta", "{count} proposte che aspettano", hands.proposals)),
        (hands.drafts, ngettext("{count} colloquio da finire di scrivere", "{count} colloqui da finire di scrivere", hands.drafts)),
    )
    return [words.format(count=count) for count, words in said if count]
