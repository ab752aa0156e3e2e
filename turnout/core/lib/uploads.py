"""Files that people bring: looked at, bounded, kept as they are, and never executed."""

import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import FileResponse
from django.utils.translation import gettext as _

LOOKED_AT = 8192  # bytes that tell what a file is
SHOWN_INLINE = {"image/png", "image/jpeg", "image/gif", "image/webp"}
UNKNOWN = "application/octet-stream"
ALONE = (
    "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # the style is a browser's own around an image
)


@dataclass(frozen=True)
class Received:
    """A file that came in, and what it is by its bytes."""

    name: str
    content_type: str
    size: int
    sha256: str
    file: "File[bytes]"


def longest() -> int:
    """The most bytes a file may have."""
    return int(settings.MAX_UPLOAD_MB) * 1024 * 1024


def receive(file: "UploadedFile[bytes]") -> Received:
    """Look at an uploaded file. ValidationError, in the reader's words, if it is empty or too large."""
    if (file.size or 0) > longest():
        raise ValidationError(
            _(
                "This file is larger than %(limit)s MB. Attach a smaller one, or add a link instead. "
                "We've kept what you wrote."
            ),
            params={"limit": settings.MAX_UPLOAD_MB},
            code="too_large",
        )
    if not file.size:
        raise ValidationError(_("This file is empty."), code="empty")
    digest = hashlib.sha256()
    head = b""
    for part in file.chunks():
        digest.update(part)
        head = head or part[:LOOKED_AT]
    file.seek(0)
    return Received(safe_name(file.name or ""), content_type_of(head), file.size, digest.hexdigest(), file)


def content_type_of(head: bytes) -> str:
    """What a file is by its first bytes. All text is plain text: a page or a drawing may hold scripts."""
    known = filetype.guess_mime(head)
    if known:
        return str(known)
    return "text/plain" if _is_text(head) else UNKNOWN


def _is_text(head: bytes) -> bool:
    try:
        text = head.decode()
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:  # else the last character was merely cut in two
            return False
        text = head[: error.start].decode()
    return not any(ord(character) < 32 and character not in "\t\n\r\f\x1b" for character in text)


def safe_name(name: str) -> str:
    """The name without folders, control characters and marks that turn the reading direction."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(
        each for each in last if unicodedata.category(each) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    ).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return (
        f"{stem[: 198 - len(ending)]}.{ending}"
        if dot and stem and len(ending) <= 20
        else kept[:200] or "file"
    )


def keep_through_power_cut(path: Path) -> None:
    """Wait until the file, its name and its folder are on the disk: a row is about to promise them."""
    for each in (path, path.parent, path.parent.parent):
        number = os.open(each, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def serve(file: "IO[bytes] | File[bytes]", *, name: str, content_type: str) -> FileResponse:
    """The file, streamed. Only pictures are shown in the browser; all else is saved, and nothing can run."""
    shown = content_type in SHOWN_INLINE
    kind = f"{content_type}; charset=utf-8" if content_type == "text/plain" else content_type
    response = FileResponse(file, as_attachment=not shown, filename=name, content_type=kind)
    response.block_size = 64 * 1024
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = ALONE
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    return response


class TooLarge(UploadedFile):  # type: ignore[type-arg]
    """Stands for a file of which the rest was let go: only its size is left, for the form to say so."""


class Limit(FileUploadHandler):
    """First among the upload handlers: what is over the limit is counted, not kept."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return raw_data if start + len(raw_data) <= longest() else None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        if file_size <= longest():
            return None
        return TooLarge(name=self.file_name, content_type=self.content_type, size=file_size)
