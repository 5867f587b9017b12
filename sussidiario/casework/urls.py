"""Addresses of casework."""

from django.urls import URLPattern, path

from sussidiario.casework import views

app_name = "casework"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    path("tutti/", views.cases, name="cases"),
    path("proposte/", views.unassigned, name="unassigned"),
    path("proponi/", views.propose, name="propose"),
    path("carichi/", views.workload, name="workload"),
    path("passaggio/", views.caseload, name="caseload"),
    path("termini/", views.standards, name="standards"),
    path("termini/stabilisci/", views.set_standard, name="set_standard"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/assegna/", views.assign, name="assign"),
    path("<int:pk>/non-accogliere/", views.decline, name="decline"),
    path("<int:pk>/passa/", views.hand_over, name="hand_over"),
    path("<int:pk>/chiudi/", views.close, name="close"),
    path("<int:pk>/riapri/", views.reopen, name="reopen"),
    path("<int:pk>/diario/", views.write_entry, name="write_entry"),
    path("<int:pk>/scadenza/", views.add_deadline, name="add_deadline"),
    path("diario/<int:pk>/correggi/", views.correct_entry, name="correct_entry"),
    path("scadenze/<int:pk>/fatta/", views.complete_deadline, name="complete_deadline"),
]
