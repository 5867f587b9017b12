"""How django-allauth lets people in: staff accounts are given, never asked for."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Close the sign-up that allauth leaves open."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Refuse everyone: accounts are created by the administration."""
        return False
