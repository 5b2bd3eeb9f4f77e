from __future__ import annotations

import pytest

from onrecord.export.addresses import web_address
from onrecord.web.links import safe_name


@pytest.mark.parametrize("text", ["http://example.org", "https://example.org/a?b=c#d"])
def test_web_addresses_may_be_linked(text: str) -> None:
    assert web_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        None, "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
        "//example.org", "example.org", "https://", "https:javascript", "https://example.org/\u202egpj", "https://a\nb.org",
        "http://[::1", "https://good.example\\@bad.example", "java\tscript:alert(1)",
    ],
)  # fmt: skip
def test_anything_else_stays_text(text: str | None) -> None:
    assert web_address(text) is None


@pytest.mark.parametrize("text", ["../../up", "a/b", "", "a b", "con\x00", "x" * 200, "-rf", "ü", "a.b"])
def test_a_name_that_is_no_id_becomes_a_hash(text: str) -> None:
    name = safe_name(text)
    assert name.startswith("has-")
    assert name.replace("-", "").isalnum()
    assert safe_name(text) == name
