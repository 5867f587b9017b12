from django.urls import path

from config.urls import urlpatterns as real
from tests.invented import views

urlpatterns = [
    *real,
    path("cose/", views.everything),
    path("cose/finestra/", views.window),
    path("cose/sbadata/", views.careless),
    path("cose/rotta/", views.broken),
    path("cose/senza-porta/", views.unguarded),
    path("cose/<int:pk>/", views.one),
    path("cose/<int:pk>/chiudi/", views.close),
]
