"""The addresses of the forms and of the queue."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from compendium.web.consultation import views, views_queue

urlpatterns: Final[list[URLPattern]] = [
    path("consultation", views.consultation),
    path("es/consultation", views.consultation, {"language": "es"}),
    path("consultation/requests/<str:key>", views.own_request),
    path("report-a-problem", views.problem),
    path("es/report-a-problem", views.problem, {"language": "es"}),
    path("report-a-problem/reports/<str:key>", views.own_report),
    path("consultation/queue", views_queue.queue),
    path("consultation/queue/sign-in", views_queue.sign_in),
    path("consultation/queue/sign-out", views_queue.sign_out),
    path("consultation/queue/password", views_queue.password),
    path("consultation/queue/<str:reference>", views_queue.submission),
]
