"""What the mandate office publishes."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from sussidiario.accountability import actions, policy
from sussidiario.accountability.engine import account
from sussidiario.accountability.forms import PublishForm
from sussidiario.accountability.views import shown
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from sussidiario.ui.forms import attempt, typed


@doors.page(policy.may_publish, methods=doors.FORM)
def publish(request: StaffRequest) -> HttpResponse:
    """Freeze the current account under a name."""
    form = PublishForm(typed(request))
    if request.method == "POST" and form.is_valid():
        published = attempt(form, lambda: actions.publish(**form.cleaned_data, by=request.actor, at=request.now))
        if published is not None:
            messages.success(request, _("L'edizione «{title}» è pubblicata: da ora non cambia più.").format(title=published.title))
            return redirect(published)
    current = account.current()
    return render(request, "accountability/publish.html", {"form": form, "account": shown.show(current) if current else None})
