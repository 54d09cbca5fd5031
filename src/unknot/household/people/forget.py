"""Everyone who could enter a journal, forgotten with it."""

from __future__ import annotations

from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.db.models import Model

from unknot.household.people.models import Account
from unknot.store import cache


def forget_people(journal: UUID) -> None:
    """Everything beside the entries: who could enter, by which device, link or token. The audit's counts stay."""
    with transaction.atomic():
        for model in apps.get_models():
            if model.__module__.startswith("unknot.household.") and _has_journal(model):
                model._default_manager.filter(journal=journal).delete()
        Account.objects.filter(memberships=None).delete()
        cache.forget_all(journal)


def _has_journal(model: type[Model]) -> bool:
    return any(field.name == "journal" for field in model._meta.get_fields())
