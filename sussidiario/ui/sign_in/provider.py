"""
OpenID Connect with the municipality's identity provider: it says who somebody is, we say whether they work here.

Authorization code with PKCE (RFC 7636). The identity token is read only if its signature, issuer, audience and time are right (OpenID
Connect Core 1.0 §3.1.3.7), also where it comes straight from the provider. No account is ever made, and nothing of the provider's is kept.
"""

from typing import Any, NoReturn

import jwt
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from sussidiario.access import clock
from sussidiario.access.actions import entrance
from sussidiario.access.entering import Outcome
from sussidiario.access.models import Staff
from sussidiario.ui.sign_in import proof
from sussidiario.ui.sign_in.caller import caller
from sussidiario.ui.sign_in.way_in import way_in

PROVIDER = "ente"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures with a key that only the provider has; one made with a shared secret, or none, is no signature."""


class Municipality(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """The provider, whose every token is checked."""

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """
        Read the identity token.

        :raises OAuth2Error: if it is not signed by the provider, not for us, or not of now.
        """
        try:
            header = jwt.get_unverified_header(id_token)
            if header.get("alg") not in ALGORITHMS:
                message = "the token is not signed with a key of the provider"
                raise OAuth2Error(message)
            key = self._key(header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key=key.key,
                algorithms=[header["alg"]],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=60,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as wrong:
            message = "the token is not right"
            raise OAuth2Error(message) from wrong
        return claims

    def _key(self, kid: str | None) -> jwt.PyJWK:
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
            keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        found = next((key for key in keys if key.key_id == kid or (kid is None and len(keys) == 1)), None)
        if found is None:
            message = "the token is signed with a key that the provider does not have"
            raise OAuth2Error(message)
        return found

    def complete_login(self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any) -> SocialLogin:
        """
        Read who it is from the identity token alone.

        :raises OAuth2Error: if there is none.
        """
        if not kwargs["response"].get("id_token"):
            message = "no identity token"
            raise OAuth2Error(message)
        return super().complete_login(request, app, token, **kwargs)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Lets in those of the staff whom the provider recognises, and nobody else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Refuse everyone: accounts are created by the administration."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """
        Find the account that the provider names, and go on with the sign-in.

        :raises ImmediateHttpResponse: always: with the next page, or with the sign-in again where there is no such open account.
        """
        claims = sociallogin.account.extra_data.get("id_token", {})
        username = claims.get(settings.SUSSIDIARIO_OIDC["username"])
        staff = Staff.objects.filter(username=username).first() if isinstance(username, str) and username else None
        if staff is None or not staff.may_enter(clock.day(clock.now())):
            entrance.note(Outcome.REFUSED, staff=staff, caller=caller(request), at=clock.real(), how=PROVIDER)
            messages.error(request, _("L’ente ti riconosce, ma qui non hai un’utenza aperta. Chiedila all’amministrazione degli accessi."))
            raise ImmediateHttpResponse(redirect("account_login"))
        record_authentication(request, staff, "socialaccount", provider=PROVIDER)
        if _has_second(claims):
            proof.show_second(request, staff, PROVIDER)
        raise ImmediateHttpResponse(perform_login(request, Login(user=staff, redirect_url=sociallogin.get_redirect_url(request))))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        """
        Lead back to the sign-in, with a word of what happened.

        :raises ImmediateHttpResponse: always.
        """
        entrance.note(Outcome.REFUSED, staff=None, caller=caller(request), at=clock.real(), how=PROVIDER)
        messages.error(request, _("Non siamo riusciti a farti entrare con l’ente: riprova, oppure usa nome utente e password."))
        raise ImmediateHttpResponse(redirect("account_login"))


def _has_second(claims: dict[str, Any]) -> bool:
    """Tell whether the provider says that it asked for a second factor, in one of the ways that the settings accept (RFC 8176)."""
    said = claims.get("amr")
    ways = {*(said if isinstance(said, list) else ()), claims.get("acr")}
    return not ways.isdisjoint(settings.SUSSIDIARIO_OIDC["mfa"])


@way_in
def leave_for(request: HttpRequest, **_route: str) -> HttpResponse:
    """
    Lead to the provider.

    :raises Http404: where there is none.
    """
    _require()
    answer: HttpResponse = OAuth2LoginView.adapter_view(Municipality(request, PROVIDER))(request)
    return answer


@way_in
def come_back(request: HttpRequest, **_route: str) -> HttpResponse:
    """
    Take in whoever comes back from the provider.

    :raises Http404: where there is none.
    """
    _require()
    answer: HttpResponse = OAuth2CallbackView.adapter_view(Municipality(request, PROVIDER))(request)
    return answer


def _require() -> None:
    if not settings.SUSSIDIARIO_OIDC["url"]:
        raise Http404
