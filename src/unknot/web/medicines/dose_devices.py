"""Which devices show the doses while they are locked, so that whoever gives a medicine sees the last one first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from unknot.household.people.models import Device
from unknot.web.page.access import Access, allow
from unknot.web.page.context import page_context
from unknot.web.page.settings_update import change_settings


@allow(Access.FRESH)
@require_http_methods(["GET", "POST"])
def showing(request: HttpRequest) -> HttpResponse:
    ctx = page_context(request)
    names = list(Device.objects.filter(journal=ctx.id, revoked_at=None).order_by("name").values_list("name", flat=True))
    if request.method == "POST":
        change_settings(
            ctx, {"dose_devices": [name for name in names if name in request.POST.getlist("device")] or None}
        )
        return redirect("medicines")
    chosen = ctx.settings.dose_devices
    devices = [{"name": name, "chosen": name in chosen} for name in names]
    return render(request, "medicines/dose_devices.html", {"devices": devices})
