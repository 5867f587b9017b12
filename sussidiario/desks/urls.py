"""Addresses of desks."""

from django.urls import URLPattern, path

from sussidiario.desks import views

app_name = "desks"
urlpatterns: list[URLPattern] = [
    path("", views.today, name="today"),
    path("scelta/", views.choose, name="choose"),
    path("apri/", views.open_desk, name="open"),
    path("contatti/", views.contacts, name="contacts"),
    path("<int:pk>/", views.desk, name="desk"),
    path("<int:pk>/chiudi/", views.close, name="close"),
    path("<int:pk>/orario/", views.hours, name="hours"),
    path("<int:pk>/chiusura/", views.close_days, name="close_days"),
    path("<int:pk>/riapri/", views.reopen_days, name="reopen_days"),
    path("<int:pk>/settimana/", views.calendar, name="calendar"),
    path("<int:pk>/prenota/", views.book, name="book"),
    path("<int:pk>/biglietto/", views.take_ticket, name="take_ticket"),
    path("<int:pk>/chiama/", views.call_next, name="call_next"),
    path("<int:pk>/contatto/", views.start, name="start"),
    path("<int:pk>/schermo/", views.screen, name="screen"),
    path("<int:pk>/calendario/", views.give_calendar, name="give_calendar"),
    path("calendari/<int:pk>/revoca/", views.revoke_calendar, name="revoke_calendar"),
    path("calendari/<str:token>.ics", views.feed, name="feed"),
    path("appuntamenti/<int:pk>/", views.appointment, name="appointment"),
    path("appuntamenti/<int:pk>/sposta/", views.move, name="move"),
    path("appuntamenti/<int:pk>/disdici/", views.cancel, name="cancel"),
    path("appuntamenti/<int:pk>/arrivo/", views.arrive, name="arrive"),
    path("appuntamenti/<int:pk>/chiama/", views.call, name="call"),
    path("appuntamenti/<int:pk>/ricevi/", views.serve, name="serve"),
    path("appuntamenti/<int:pk>/assente/", views.no_show, name="no_show"),
    path("biglietti/<int:pk>/chiama/", views.call_ticket, name="call_ticket"),
    path("biglietti/<int:pk>/ricevi/", views.serve_ticket, name="serve_ticket"),
    path("biglietti/<int:pk>/andata/", views.leave, name="leave"),
    path("contatti/<int:pk>/", views.contact, name="contact"),
    path("contatti/<int:pk>/bozza/", views.draft, name="draft"),
    path("contatti/<int:pk>/persona/", views.identify, name="identify"),
    path("contatti/<int:pk>/scarta/", views.discard, name="discard"),
]
