"""Every route, each view with its access policy (see `access`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from unknot.web import documents, health
from unknot.web.api import entries, openapi, quick, tokens
from unknot.web.entrance import begin, pairing, recovery, signin
from unknot.web.guide import routes as guide
from unknot.web.reminders import routes as notices
from unknot.web.screens.routes import routes as screens
from unknot.web.sharing.routes import routes as sharing
from unknot.web.who.routes import routes as who

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.health, name="health"),
    # signing in and locking
    path("begin/<str:token>", begin.begin, name="begin"),
    path("sign-in", signin.sign_in, name="sign-in"),
    path("sign-in/passkey-options", signin.passkey_options, name="sign-in-passkey-options"),
    path("confirm", signin.confirm, name="confirm"),
    path("lock", signin.lock, name="lock"),
    path("lock-everywhere", signin.lock_everywhere, name="lock-everywhere"),
    # the owner's keys
    path("keys", begin.keys, name="keys"),
    path("keys/passkey-options", begin.passkey_options, name="passkey-options"),
    path("keys/passkey", begin.add_passkey, name="add-passkey"),
    path("keys/passkey/<int:key>/remove", begin.remove_passkey, name="remove-passkey"),
    path("keys/passphrase", begin.set_passphrase, name="set-passphrase"),
    path("recovery-sheet", recovery.sheet, name="recovery-sheet"),
    # devices that log
    path("devices", pairing.device_list, name="devices"),
    path("devices/this", pairing.enrol_this, name="enrol-this"),
    path("devices/code", pairing.make_code, name="device-code"),
    path("devices/<int:device>/revoke", pairing.revoke, name="revoke-device"),
    path("device", pairing.enrol_by_code, name="device"),
    path("device/forget", pairing.forget, name="forget-device"),
    # entries as documents
    path("entries", documents.standing, name="entries"),
    # gadgets and the outbox
    path("devices/tokens", tokens.token_list, name="tokens"),
    path("devices/tokens/new", tokens.make, name="token-new"),
    path("devices/tokens/<int:token>/revoke", tokens.revoke, name="token-revoke"),
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

handler400 = "unknot.web.errors.bad_request"
handler403 = "unknot.web.errors.not_allowed"
handler404 = "unknot.web.errors.not_found"
handler500 = "unknot.web.errors.broken"
