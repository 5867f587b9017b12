"""The pages of the sign-in that are ours: the locked screen, the history, the sign of presence."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.actor import Actor
from sussidiario.access.decision import Decision, allowed_if
from sussidiario.access.entering import Outcome
from sussidiario.access.models import SignIn, Staff
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.paging import page_of
from sussidiario.ui.sign_in import guards
from sussidiario.ui.sign_in.caller import caller
from sussidiario.ui.sign_in.forms import Again
from sussidiario.ui.sign_in.passkeys import ProveAgain
from sussidiario.ui.sign_in.way_in import way_in


def anyone_with_a_role(actor: Actor) -> Decision:
    """Let in whoever holds a role today."""
    return allowed_if(bool(actor.roles), _("Oggi non hai nessun ruolo."))


@doors.page(anyone_with_a_role)
def history(request: StaffRequest) -> HttpResponse:
    """Show somebody their own entrances."""
    lines = SignIn.objects.of(request.actor.staff).with_is_new()
    return render(request, "ui/sign_in/history.html", {"page": page_of(request, lines)})


@doors.page(anyone_with_a_role, methods=doors.VERB)
def presence(request: StaffRequest) -> HttpResponse:
    """Take the sign that somebody is before the screen, reading."""
    return HttpResponse(status=204)


@way_in
@never_cache
@sensitive_post_parameters("password")
def lock(request: HttpRequest) -> HttpResponse:
    """Ask who is before a screen that was left alone: the password, or a passkey, and back to where they were."""
    staff, wanted = request.user, request.POST.get("next") or request.GET.get("next") or ""
    back = wanted if wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}) else settings.LOGIN_REDIRECT_URL
    if not isinstance(staff, Staff) or not guards.is_locked(request):
        return redirect(back)
    by_passkey = request.method == "POST" and "credential" in request.POST
    password: Form = Again(request.POST if request.method == "POST" and not by_passkey else None, user=staff)
    passkey: Form = ProveAgain(request.POST if by_passkey else None, user=staff)
    form = passkey if by_passkey else password
    if request.method == "POST" and form.is_valid():
        _let_back(request, staff, form)
        return redirect(back)
    has_passkey = is_mfa_enabled(staff, [Authenticator.Type.WEBAUTHN])
    context: dict[str, Any] = {"form": password, "passkey": passkey if has_passkey else None, "next": back, "has_password": staff.has_usable_password()}
    if has_passkey:
        context["options"] = {"request_options": webauthn.begin_authentication(staff)}
    return render(request, "ui/sign_in/lock.html", context)


def _let_back(request: HttpRequest, staff: Staff, form: Form) -> None:
    """Unlock the screen."""
    if isinstance(form, ProveAgain):
        post_authentication(request, form.cleaned_data["credential"], reauthenticated=True)
    else:
        record_authentication(request, staff, method="password", reauthenticated=True)
    guards.unlock(request)
    entrance.note(Outcome.BACK, staff=staff, caller=caller(request), at=clock.real())


@way_in
def cancelled(request: HttpRequest) -> HttpResponse:
    """Take back to the sign-in whoever changed their mind at the provider's."""
    messages.info(request, _("Non sei entrata o entrato con l’ente. Puoi usare nome utente e password."))
    return redirect("account_login")
