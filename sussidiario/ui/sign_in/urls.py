"""
The addresses of the sign-in: those of django-allauth that we use, one by one, and ours.

There is no sign-up, no password by mail and no mail to confirm: their addresses do not exist.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from sussidiario.ui.sign_in import provider, views

OURS = [
    path("blocco/", views.lock, name="lock"),
    path("presenza/", views.presence, name="presence"),
    path("storico/", views.history, name="history"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("chiusa/", account.account_inactive, name="account_inactive"),
    path("conferma/", account.reauthenticate, name="account_reauthenticate"),
    path("password/", account.password_change, name="account_change_password"),
    path("due-passaggi/", second.index, name="mfa_index"),
    path("due-passaggi/codice/", second.authenticate, name="mfa_authenticate"),
    path("due-passaggi/conferma/", second.reauthenticate, name="mfa_reauthenticate"),
    path("due-passaggi/app/", app.activate_totp, name="mfa_activate_totp"),
    path("due-passaggi/app/togli/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("due-passaggi/riserva/", spare.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("due-passaggi/riserva/nuovi/", spare.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("due-passaggi/passkey/", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path("due-passaggi/passkey/aggiungi/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path("due-passaggi/passkey/conferma/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("due-passaggi/passkey/entra/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("due-passaggi/passkey/<int:pk>/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path("due-passaggi/passkey/<int:pk>/togli/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("ente/", provider.leave_for, {"provider_id": "ente"}, name="openid_connect_login"),
    path("ente/ritorno/", provider.come_back, {"provider_id": "ente"}, name="openid_connect_callback"),
    path("ente/annullato/", views.cancelled, name="socialaccount_login_cancelled"),
    path("", include((OURS, "access"))),
]
