"""Addresses of ui."""

from django.urls import URLPattern, path

from sussidiario.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("stile/", views.style, name="style"),
    path("giorno/", views.day, name="day"),
    path("bozze/", views.draft, name="draft"),
    path("bozze/dimentica/", views.forget, name="forget"),
    path("lingua/", views.language, name="language"),
]
