"""Addresses of ui."""

from django.urls import URLPattern, path

from sussidiario.ui import views

app_name = "ui"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("stile/", views.style, name="style"),
    path("lingua/", views.language, name="language"),
]
