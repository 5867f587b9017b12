"""Forget that somebody came in, when the time to keep it is over."""

from django.db import transaction

from sussidiario.access.models import SignIn


@transaction.atomic
def forget_sign_in(number: int) -> None:
    """Delete one line of the history of who came in. Nothing is counted from it; whether the time is over is asked by who calls."""
    SignIn.objects.filter(pk=number).delete()
