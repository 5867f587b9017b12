"""Every address, by the domain that answers it."""

from django.urls import include, path

handler400 = "sussidiario.ui.views.not_understood"
urlpatterns = [
    path("accesso/", include("sussidiario.ui.sign_in.urls")),
    path("", include("sussidiario.ui.urls")),
    path("", include("sussidiario.dossier.urls")),
    path("persone/", include("sussidiario.people.urls")),
    path("sportelli/", include("sussidiario.desks.urls")),
    path("casi/", include("sussidiario.casework.urls")),
    path("benefici/", include("sussidiario.benefits.urls")),
    path("", include("sussidiario.privacy.urls")),
    path("bilancio/", include("sussidiario.accountability.urls")),
]
