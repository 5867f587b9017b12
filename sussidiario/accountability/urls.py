"""Addresses of accountability."""

from django.urls import path

from sussidiario.accountability import api
from sussidiario.accountability.views import proof, publishing, reading

CSV, JSON = {"kind": "csv"}, {"kind": "json"}

app_name = "accountability"
urlpatterns = [
    path("", reading.cover, name="account"),
    path("intero/", reading.whole, name="whole"),
    path("dati.csv", api.data, CSV, name="data_csv"),
    path("dati.json", api.data, JSON, name="data_json"),
    path("capitoli/<slug:key>/", reading.chapter, name="chapter"),
    path("cifre/<slug:key>/", reading.figure, name="figure"),
    path("cifre/<slug:key>/dati.csv", api.figure_data, CSV, name="figure_csv"),
    path("cifre/<slug:key>/dati.json", api.figure_data, JSON, name="figure_json"),
    path("cifre/<slug:key>/atti/", proof.acts_of, name="acts"),
    path("atti/<int:pk>/", proof.act, name="act"),
    path("edizioni/", reading.editions, name="editions"),
    path("edizioni/nuova/", publishing.publish, name="publish"),
    path("edizioni/<slug:name>/", reading.edition, name="edition"),
    path("edizioni/<slug:name>/dati.csv", api.edition_data, CSV, name="edition_csv"),
    path("edizioni/<slug:name>/dati.json", api.edition_data, JSON, name="edition_json"),
    path("edizioni/<slug:name>/cifre/<slug:key>/", reading.edition_figure, name="edition_figure"),
    path("edizioni/<slug:name>/cifre/<slug:key>/dati.csv", api.edition_figure_data, CSV, name="edition_figure_csv"),
    path("edizioni/<slug:name>/cifre/<slug:key>/dati.json", api.edition_figure_data, JSON, name="edition_figure_json"),
    path("sigilli/", reading.seals, name="seals"),
]
