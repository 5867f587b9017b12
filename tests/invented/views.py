from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sussidiario.foundation.lifecycle import Forbidden, State
from sussidiario.ui import doors
from sussidiario.ui.doors import StaffRequest
from tests.invented import policy
from tests.invented.models import Thing


class Broken(Exception):
    """An error of ours that quotes what was asked, as errors do."""


class Openness(State):
    CLOSED = "closed", "chiusa"


@doors.public
def window(request: HttpRequest) -> HttpResponse:
    return HttpResponse("da fuori")


@doors.page(policy.may_work)
def everything(request: StaffRequest) -> HttpResponse:
    return HttpResponse(" ".join(policy.visible_to(request.actor).values_list("name", flat=True)))


@doors.record(policy.visible_to, reads=lambda thing: thing)
def one(request: StaffRequest, thing: Thing) -> HttpResponse:
    return HttpResponse(thing.name)


@doors.record(policy.visible_to, policy.may_close, reads=lambda thing: thing, methods=doors.FORM)
def close(request: StaffRequest, thing: Thing) -> HttpResponse:
    """Close on POST and go on; on GET, or when it is not clear why, ask."""
    if request.method == "POST" and request.POST.get("perché") != "":
        if not thing.is_open:
            raise Forbidden(Openness.CLOSED, "close")
        Thing.objects.filter(pk=thing.pk).update(is_open=False)
        return redirect("/cose/")
    return HttpResponse("sicuri?")


@doors.page(policy.may_work, methods=doors.FORM)
def careless(request: StaffRequest) -> HttpResponse:
    """Write whatever the method: what a GET may not do."""
    Thing.objects.create(name="scritta per sbaglio")
    return HttpResponse("fatto")


@doors.public
def broken(request: HttpRequest) -> HttpResponse:
    """Break, saying for whom."""
    raise Broken(request.GET.get("q", ""))


def unguarded(request: HttpRequest) -> HttpResponse:
    """Stand behind no door."""
    return HttpResponse("dentro")
