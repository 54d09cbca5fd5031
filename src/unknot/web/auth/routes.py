"""The routes of signing in, keys and devices."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.auth import device_enrolment, join, keys, recovery, sign_in

routes: list[URLPattern] = [
    path("begin/<str:token>", keys.begin, name="begin"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-in/passkey-options", sign_in.passkey_options, name="sign-in-passkey-options"),
    path("confirm", sign_in.confirm, name="confirm"),
    path("lock", sign_in.lock, name="lock"),
    path("lock-everywhere", sign_in.lock_everywhere, name="lock-everywhere"),
    path("keys", keys.keys, name="keys"),
    path("keys/passkey-options", keys.passkey_options, name="passkey-options"),
    path("keys/passkey", keys.add_passkey, name="add-passkey"),
    path("keys/passkey/<int:key>/remove", keys.remove_passkey, name="remove-passkey"),
    path("keys/passphrase", keys.set_passphrase, name="set-passphrase"),
    path("recovery-sheet", recovery.sheet, name="recovery-sheet"),
    path("devices", device_enrolment.device_list, name="devices"),
    path("devices/this", device_enrolment.enrol_this, name="enrol-this"),
    path("devices/code", device_enrolment.make_code, name="device-code"),
    path("devices/<int:device>/revoke", device_enrolment.revoke, name="revoke-device"),
    path("device", device_enrolment.enrol_by_code, name="device"),
    path("device/forget", device_enrolment.forget, name="forget-device"),
    path("join/<str:token>", join.join, name="join"),
]
