"""Addresses of people."""

from django.urls import URLPattern, path

from sussidiario.people import views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("", views.search, name="search"),
    path("suggerimenti/", views.suggest, name="suggest"),
    path("nuova/", views.register, name="register"),
    path("nuova/somiglianze/", views.alike, name="alike"),
    path("nuova/codice/", views.code, name="code"),
    path("nuova/nascita/", views.birth, name="birth"),
    path("nuova/luogo/", views.place, name="place"),
    path("<int:pk>/", views.person, name="person"),
    path("<int:pk>/riconosci/", views.existence, name="existence"),
    path("<int:pk>/riservata/", views.reserve, name="reserve"),
    path("<int:pk>/ordinaria/", views.unreserve, name="unreserve"),
    path("<int:pk>/proteggi/", views.protect, name="protect"),
    path("<int:pk>/senza-protezione/", views.unprotect, name="unprotect"),
    path("<int:pk>/recapiti/custoditi/", views.whereabouts, name="whereabouts"),
    path("<int:pk>/recapiti/", views.keep_whereabouts, name="keep_whereabouts"),
    path("<int:pk>/correggi/", views.correct, name="correct"),
    path("<int:pk>/documento/", views.add_paper, name="add_paper"),
    path("<int:pk>/indirizzo/", views.move, name="move"),
    path("<int:pk>/decesso/", views.record_death, name="record_death"),
    path("<int:pk>/famiglia/", views.form, name="form"),
    path("famiglie/<int:pk>/entra/", views.join, name="join"),
    path("famiglie/<int:pk>/esci/", views.leave, name="leave"),
    path("famiglie/<int:pk>/dividi/", views.split, name="split"),
    path("famiglie/<int:pk>/unisci/", views.merge, name="merge"),
    path("famiglie/<int:pk>/relazioni/", views.restate, name="restate"),
]
