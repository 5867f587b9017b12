"""Addresses of benefits, under `benefici/`."""

from django.urls import URLPattern, path

from sussidiario.benefits.views import advances, applications, awards, budget, debts, deciding, measures, receiving

app_name = "benefits"

urlpatterns: list[URLPattern] = [
    path("domande/", applications.applications, name="applications"),
    path("domande/ricevi/", receiving.receive, name="receive"),
    path("domande/<int:pk>/", applications.application, name="application"),
    path("domande/<int:pk>/dichiara/", receiving.declare, name="declare"),
    path("domande/<int:pk>/documento-arrivato/", receiving.receive_document, name="receive_document"),
    path("domande/<int:pk>/chiedi-documenti/", receiving.ask_documents, name="ask_documents"),
    path("domande/<int:pk>/completa/", receiving.complete, name="complete"),
    path("domande/<int:pk>/ritira/", receiving.withdraw, name="withdraw"),
    path("domande/<int:pk>/proponi/", deciding.propose, name="propose"),
    path("domande/<int:pk>/approva/", deciding.approve, name="approve"),
    path("domande/<int:pk>/accogli/", deciding.grant, name="grant"),
    path("domande/<int:pk>/non-accogliere/", deciding.refuse, name="refuse"),
    path("domande/<int:pk>/rimanda/", deciding.send_back, name="send_back"),
    path("concessioni/", awards.awards, name="awards"),
    path("concessioni/<int:pk>/", awards.award, name="award"),
    path("concessioni/<int:pk>/sospendi/", awards.suspend, name="suspend"),
    path("concessioni/<int:pk>/riprendi/", awards.resume, name="resume"),
    path("concessioni/<int:pk>/rivedi/", awards.revise, name="revise"),
    path("concessioni/<int:pk>/revoca/", awards.revoke, name="revoke"),
    path("concessioni/<int:pk>/concludi/", awards.conclude, name="conclude"),
    path("concessioni/<int:pk>/chi-riscuote/", awards.change_payee, name="change_payee"),
    path("concessioni/<int:pk>/condizione/", awards.add_condition, name="add_condition"),
    path("concessioni/<int:pk>/chiedi-indietro/", awards.ask_debt, name="ask_debt"),
    path("condizioni/<int:pk>/rispettata/", awards.meet_condition, name="meet_condition"),
    path("recuperi/", debts.debts, name="debts"),
    path("recuperi/<int:pk>/restituita/", debts.recover, name="recover"),
    path("recuperi/<int:pk>/rinuncia/", debts.waive, name="waive"),
    path("anticipi/", advances.advances, name="advances"),
    path("domande/<int:pk>/anticipa/", advances.advance, name="advance"),
    path("domande/<int:pk>/ratifica/", advances.ratify, name="ratify"),
    path("domande/<int:pk>/non-ratificare/", advances.deny, name="deny"),
    path("capitoli/", budget.budget, name="budget"),
    path("capitoli/apri/", budget.open_line, name="open_line"),
    path("capitoli/<int:pk>/", budget.line, name="line"),
    path("capitoli/<int:pk>/cambia/", budget.change_line, name="change_line"),
    path("fondi/apri/", budget.open_fund, name="open_fund"),
    path("misure/", measures.measures, name="measures"),
    path("misure/apri/", measures.open_measure, name="open_measure"),
    path("misure/<int:pk>/", measures.measure, name="measure"),
    path("misure/<int:pk>/cambia/", measures.change_measure, name="change_measure"),
    path("misure/<int:pk>/chiudi/", measures.close_measure, name="close_measure"),
    path("soglie/stabilisci/", measures.set_level, name="set_level"),
]
