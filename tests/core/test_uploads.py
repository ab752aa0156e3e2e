"""Files people bring."""

import hashlib
import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from turnout.core.lib.uploads import content_type_of, receive, safe_name, serve

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def test_what_it_is_is_read_from_its_bytes() -> None:
    received = receive(SimpleUploadedFile("invoice.pdf", PNG, content_type="application/pdf"))
    assert (received.content_type, received.size) == ("image/png", len(PNG))
    assert received.sha256 == hashlib.sha256(PNG).hexdigest()
    assert received.file.read() == PNG


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"<html><script>alert(1)</script>", "text/plain"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>", "text/plain"),
        ("grüße".encode()[:-2], "text/plain"),
        (b"\x00\x01\x02\x03", "application/octet-stream"),
        (b"%PDF-1.7", "application/pdf"),
    ],
)
def test_text_is_only_ever_text(head: bytes, kind: str) -> None:
    assert content_type_of(head) == kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("a\r\nb\u202egpj.exe", "abgpj.exe"),
        ("", "file"),
    ],
)
def test_a_name_leads_nowhere(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert len(safe_name("x" * 900 + ".png")) <= 200


def uploaded(size: int) -> Any:
    return RequestFactory().post("/", {"file": io.BytesIO(b"x" * size)}).FILES["file"]


def test_too_much_is_refused_and_not_kept(settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    file = uploaded(3 * 1024 * 1024)
    assert not file.file  # only its size is left of it
    with pytest.raises(ValidationError, match="larger than"):
        receive(file)


def test_up_to_the_limit_is_kept(settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    assert receive(uploaded(1024 * 1024)).size == 1024 * 1024


@pytest.mark.parametrize(
    ("kind", "how"), [("image/png", "inline"), ("text/plain", "attachment"), ("image/svg+xml", "attachment")]
)
def test_only_pictures_show_in_the_browser_and_nothing_runs(kind: str, how: str) -> None:
    response = serve(io.BytesIO(b"x"), name="a.bin", content_type=kind)
    assert response["Content-Disposition"].startswith(how)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
