"""Addresses of privacy."""

from django.urls import URLPattern, URLResolver, include, path

from sussidiario.privacy.views import emergency, exports, grants, readings, retention, rights, staff

app_name = "privacy"
CONFIDENCES: list[URLPattern] = [
    path("accessi/", grants.grants, name="grants"),
    path("accessi/nostri/", grants.granted, name="granted"),
    path("accessi/<int:pk>/", grants.grant, name="grant"),
    path("accessi/<int:pk>/revoca/", grants.end, name="end_grant"),
    path("persone/<int:pk>/accessi/", grants.grants_of, name="grants_of"),
    path("persone/<int:pk>/apri/", grants.give, name="give"),
    path("persone/<int:pk>/emergenza/", emergency.open_emergency, name="emergency_open"),
    path("emergenze/", emergency.emergencies, name="emergencies"),
    path("emergenze/<int:pk>/", emergency.emergency, name="emergency"),
    path("emergenze/<int:pk>/chiudi/", emergency.close_emergency, name="emergency_close"),
    path("emergenze/<int:pk>/esamina/", emergency.review_emergency, name="emergency_review"),
    path("esportazioni/", exports.exports, name="exports"),
    path("esportazioni/nuova/", exports.ask, name="ask_export"),
    path("esportazioni/<int:pk>/", exports.export, name="export"),
    path("esportazioni/<int:pk>/scarica/", exports.download, name="download"),
    path("conservazione/", retention.retention, name="retention"),
    path("conservazione/termine/", retention.set_rule, name="set_rule"),
    path("conservazione/proponi/", retention.propose, name="propose_disposal"),
    path("scarti/", retention.disposals, name="disposals"),
    path("scarti/<int:pk>/", retention.disposal, name="disposal"),
    path("scarti/<int:pk>/approva/", retention.approve, name="approve_disposal"),
    path("scarti/<int:pk>/respingi/", retention.reject, name="reject_disposal"),
    path("scarti/<int:pk>/esegui/", retention.carry_out, name="carry_out"),
    path("richieste/", rights.requests, name="requests"),
    path("richieste/nuova/", rights.receive, name="receive_request"),
    path("richieste/<int:pk>/", rights.request, name="request"),
    path("richieste/<int:pk>/proroga/", rights.extend, name="extend_request"),
    path("richieste/<int:pk>/rispondi/", rights.answer, name="answer_request"),
    path("richieste/<int:pk>/rifiuta/", rights.refuse, name="refuse_request"),
    path("richieste/<int:pk>/lettera/", rights.letter, name="letter"),
    path("persone/<int:pk>/richiesta/", rights.receive_from, name="receive_request_from"),
    path("letture/", readings.readings, name="readings"),
    path("letture/insolite/", readings.unusual, name="unusual"),
    path("letture/risposte/", readings.answers, name="answers"),
    path("letture/risposte/<int:pk>/", readings.answer, name="answer"),
    path("persone/<int:pk>/letture/", readings.who_read, name="who_read"),
]

PERSONNEL: list[URLPattern] = [
    path("", staff.accounts, name="accounts"),
    path("nuova/", staff.add, name="add"),
    path("<int:pk>/", staff.account, name="account"),
    path("<int:pk>/ruolo/", staff.give_role, name="give_role"),
    path("<int:pk>/gruppo/", staff.join, name="join"),
    path("<int:pk>/password/", staff.password, name="password"),
    path("<int:pk>/secondo-passaggio/", staff.second_factor, name="second_factor"),
    path("<int:pk>/ultimo-giorno/", staff.last_day, name="last_day"),
    path("<int:pk>/chiudi/", staff.close, name="close"),
    path("<int:pk>/riapri/", staff.reopen, name="reopen"),
    path("ruoli/<int:pk>/togli/", staff.end_role, name="end_role"),
    path("gruppi/<int:pk>/togli/", staff.leave, name="leave"),
]
"""The pages about those who work here, under an address of their own."""

urlpatterns: list[URLPattern | URLResolver] = [
    path("riservatezza/", include(CONFIDENCES)),
    path("personale/", include((PERSONNEL, "staff"))),
]
