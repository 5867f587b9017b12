"""The second step of the sign-in."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from sussidiario.ui.sign_in.proof import SECOND


class SecondFactor(AuthenticateStage):  # type: ignore[misc]  # allauth has no types
    """Asks for the second factor of whoever has one, unless their provider says that it asked already."""

    def _should_handle(self, request: HttpRequest) -> bool:
        shown = any(record["method"] == SECOND for record in get_authentication_records(request, self.login.user))
        return bool(not shown and super()._should_handle(request))
