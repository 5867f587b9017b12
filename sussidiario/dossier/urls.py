"""Addresses of the dossier."""

from django.urls import path

from sussidiario.dossier import views

app_name = "dossier"
urlpatterns = [
    path("oggi/", views.today, name="today"),
    path("nuclei/<int:pk>/", views.household, name="household"),
]
