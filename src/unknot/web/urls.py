"""Every route, each view with its access policy (see `access`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from unknot.web import health
from unknot.web.access_list.routes import routes as who
from unknot.web.api import documents, entries, openapi, quick, token_pages
from unknot.web.auth import device_enrolment, keys, recovery, sign_in
from unknot.web.guide import routes as guide
from unknot.web.reminders import routes as notices
from unknot.web.routes import routes as screens
from unknot.web.sharing.routes import routes as sharing

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.health, name="health"),
    # signing in and locking
    path("begin/<str:token>", keys.begin, name="begin"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/passkey-options", sign_in.passkey_options, name="sign-in-passkey-options"),
    path("confirm", sign_in.confirm, name="confirm"),
    path("lock", sign_in.lock, name="lock"),
    path("lock-everywhere", sign_in.lock_everywhere, name="lock-everywhere"),
    # the owner's keys
    path("keys", keys.keys, name="keys"),
    path("keys/passkey-options", keys.passkey_options, name="passkey-options"),
    path("keys/passkey", keys.add_passkey, name="add-passkey"),
    path("keys/passkey/<int:key>/remove", keys.remove_passkey, name="remove-passkey"),
    path("keys/passphrase", keys.set_passphrase, name="set-passphrase"),
    path("recovery-sheet", recovery.sheet, name="recovery-sheet"),
    # devices that log
    path("devices", device_enrolment.device_list, name="devices"),
    path("devices/this", device_enrolment.enrol_this, name="enrol-this"),
    path("devices/code", device_enrolment.make_code, name="device-code"),
    path("devices/<int:device>/revoke", device_enrolment.revoke, name="revoke-device"),
    path("device", device_enrolment.enrol_by_code, name="device"),
    path("device/forget", device_enrolment.forget, name="forget-device"),
    # entries as documents
    path("entries", documents.standing, name="entries"),
    # gadgets and the outbox
    path("devices/tokens", token_pages.token_list, name="tokens"),
    path("devices/tokens/new", token_pages.make, name="token-new"),
    path("devices/tokens/<int:token>/revoke", token_pages.revoke, name="token-revoke"),
    path("api/v1/entries/<uuid:id>", entries.entry, name="api-entry"),
    path("api/v1/quick", quick.quick, name="quick"),
    path("api/v1/openapi.json", openapi.openapi, name="openapi"),
    # notices, answered by the token in their link
    *notices.routes,
    # the guide, for anyone
    *guide.routes,
    # shared links
    *sharing,
    # who can see this
    *who,
    # the screens
    *screens,
]

handler400 = "unknot.web.page.errors.bad_request"
handler403 = "unknot.web.page.errors.not_allowed"
handler404 = "unknot.web.page.errors.not_found"
handler500 = "unknot.web.page.errors.broken"
