"""Devices as the person sees them: let one log, see them all, stop one, forget this one."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from unknot.household.people import audit
from unknot.household.people.enrolment import CODE_LASTS
from unknot.household.people.models import Device, EnrolmentCode
from unknot.household.people.secret_tokens import hash_of_code, new_code
from unknot.web.auth import reauthentication
from unknot.web.auth.throttle import tries
from unknot.web.page import access, devices
from unknot.web.page.access import FIRST_PAGE, Access, allow
from unknot.web.page.disk_full import even_when_full

FORGET_EVERYTHING = '"cache", "storage"'


@allow(Access.OWNER)
@require_GET
def device_list(request: HttpRequest) -> HttpResponse:
    return _list(request)


@allow(Access.FRESH)
@require_POST
def enrol_this(request: HttpRequest) -> HttpResponse:
    """The browser that asks may log from now on, locked or not."""
    who = access.viewer(request)
    if who.device is None and who.account is not None:
        devices.enrol(request, who.account, who.their_journal, _name(request), who.now)
        audit.note(who.journal, who.account.name, "device-enrolled", who.now)
    return HttpResponseRedirect(reverse("devices"))


@allow(Access.FRESH)
@require_POST
def make_code(request: HttpRequest) -> HttpResponse:
    """A code for another browser. It is shown once, in the answer."""
    who = access.viewer(request)
    assert who.account is not None
    code = new_code()
    with transaction.atomic():
        EnrolmentCode.objects.filter(journal=who.their_journal, account=who.account, used_at=None).delete()
        EnrolmentCode.objects.create(
            journal=who.their_journal, account=who.account, code_hash=hash_of_code(code), made_at=who.now
        )
        audit.note(who.journal, who.account.name, "device-code-made", who.now)
    return _list(request, code=code, address=request.build_absolute_uri(reverse("device")))


@allow(Access.PUBLIC)
@require_http_methods(["GET", "POST"])
def enrol_by_code(request: HttpRequest) -> HttpResponse:
    """Where the other browser takes the code; the code works once, for ten minutes."""
    if request.method == "GET":
        return render(request, "auth/device_code.html")
    now = access.viewer(request).now
    keys = [f"code {reauthentication.address(request)}"]
    if wait := tries.wait(keys, now):
        seconds = str(int(wait.total_seconds()) + 1)
        words = _("Too many tries. Wait %(seconds)s seconds, then try once more.") % {"seconds": seconds}
        response = render(request, "auth/device_code.html", {"error": words}, status=429)
        response["Retry-After"] = seconds
        return response
    code = _use(request.POST.get("code", ""), request)
    if code is None:
        tries.failed(keys, now)
        words = _("That code does not work. A code works once, for ten minutes.")
        return render(request, "auth/device_code.html", {"error": words, "name": _name(request)}, status=403)
    devices.enrol(request, code.account, code.journal, _name(request), now)
    audit.note(code.journal, code.account.name, "device-enrolled", now)
    return HttpResponseRedirect(FIRST_PAGE)


@even_when_full
@allow(Access.OWNER)
@require_POST
def revoke(request: HttpRequest, device: int) -> HttpResponse:
    who = access.viewer(request)
    found = Device.objects.filter(pk=device, journal=who.their_journal).first()
    if found is None:
        raise Http404
    devices.revoke(found, who.now)
    audit.note(who.journal, who.account.name if who.account else "", "device-stopped", who.now)
    return HttpResponseRedirect(reverse("who" if request.POST.get("to") == "who" else "devices"))


@allow(Access.LOG)
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Forget this device: the token goes on both sides, and so does what the browser keeps, the outbox too."""
    who = access.viewer(request)
    if who.device is not None:
        devices.revoke(who.device, who.now)
        audit.note(who.journal, who.device.name, "device-forgotten", who.now)
    devices.forget(request)
    response = HttpResponseRedirect(reverse("sign-in"))
    response["Clear-Site-Data"] = FORGET_EVERYTHING
    return response


def _use(code: str, request: HttpRequest) -> EnrolmentCode | None:
    now = access.viewer(request).now
    found = EnrolmentCode.objects.filter(
        code_hash=hash_of_code(code), used_at=None, made_at__gt=now - CODE_LASTS
    ).first()
    if found is None or not EnrolmentCode.objects.filter(pk=found.pk, used_at=None).update(used_at=now):
        return None
    return found


def _name(request: HttpRequest) -> str:
    return request.POST.get("name", "").strip()[:80] or _("This device")


def _list(request: HttpRequest, **more: str) -> HttpResponse:
    who = access.viewer(request)
    found = Device.objects.filter(journal=who.their_journal, revoked_at=None).order_by("pk")
    return render(request, "auth/devices.html", {"devices": found, "this": who.device, **more})
