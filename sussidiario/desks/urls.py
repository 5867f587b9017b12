"""Addresses of desks."""

from django.urls import URLPattern

app_name = "desks"
urlpatterns: list[URLPattern] = []
