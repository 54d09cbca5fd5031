"""A file that a person sends: it goes to the disk encrypted as it arrives, and waits there for their word."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils import timezone

from unknot.store import cache, sealed

LARGEST = 400_000_000
WAITS = timedelta(hours=24)


class SealedUpload(FileUploadHandler):
    """Takes a file of up to 400 MB; a larger one ends the sending."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        sealed.tidy(settings.HOME, (timezone.now() - WAITS).timestamp())
        self.token, self.sealed = sealed.new(settings.HOME)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LARGEST:
            self.upload_interrupted()
            raise StopUpload(connection_reset=True)
        self.sealed.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes]:
        return UploadedFile(cast(Any, self.sealed), self.file_name, self.content_type, file_size)

    def upload_interrupted(self) -> None:
        if hasattr(self, "sealed"):
            self.sealed.close()
            sealed.remove(settings.HOME, self.token)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that was sent and not yet agreed to."""

    token: str
    name: str
    key: str

    def open(self) -> BinaryIO | None:
        """The file from its beginning; None if it is gone."""
        found = sealed.opened(settings.HOME, self.token, bytes.fromhex(self.key))
        return cast(BinaryIO, io.BufferedReader(found)) if found else None


def wait(journal: UUID, file: UploadedFile[bytes], now: datetime) -> str:
    """Keep what is needed to read a sent file later; its token."""
    held = cast(sealed.SealedFile, file.file)
    token = held.path.name
    document = json.dumps({"name": (file.name or "")[:200], "key": held.key.hex()})
    held.close()
    cache.put(journal, f"waiting-{token}", document, now)
    return token


def waiting_file(journal: UUID, token: str) -> WaitingFile | None:
    """The file of a token, if it is one of this journal."""
    kept = cache.get(journal, f"waiting-{token}")
    if kept is None:
        return None
    told = json.loads(kept.document)
    return WaitingFile(token, told["name"], told["key"])


def let_go(journal: UUID, token: str) -> None:
    """The file is not needed any more."""
    cache.forget(journal, f"waiting-{token}")
    sealed.remove(settings.HOME, token)
