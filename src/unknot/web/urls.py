"""Every route, each view with its access policy (see `page.access`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from unknot.web import health
from unknot.web.access_list import routes as access_list
from unknot.web.api import routes as api
from unknot.web.auth import routes as auth
from unknot.web.data import routes as data
from unknot.web.diary import routes as diary
from unknot.web.emergency_card import routes as emergency_card
from unknot.web.guide import routes as guide
from unknot.web.log import routes as log
from unknot.web.medicines import routes as medicines
from unknot.web.offline import routes as offline
from unknot.web.patterns import routes as patterns
from unknot.web.preferences import routes as preferences
from unknot.web.reminders import routes as reminders
from unknot.web.sharing import routes as sharing
from unknot.web.treatment import routes as treatment
from unknot.web.visits import routes as visits

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.health, name="health"),
    *auth.routes,
    *api.routes,
    *guide.routes,
    *sharing.routes,
    *access_list.routes,
    *treatment.routes,
    *data.routes,
    *log.routes,
    *diary.routes,
    *patterns.routes,
    *visits.routes,
    *emergency_card.routes,
    *medicines.routes,
    *reminders.routes,
    *offline.routes,
    *preferences.routes,  # last, as settings/<part> would take the one-word addresses of others
]

handler400 = "unknot.web.page.errors.bad_request"
handler403 = "unknot.web.page.errors.not_allowed"
handler404 = "unknot.web.page.errors.not_found"
handler500 = "unknot.web.page.errors.broken"
