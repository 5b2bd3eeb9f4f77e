"""Which body an office speaks for."""

from __future__ import annotations

import pytest

from onrecord.ontology.speaking_heads import body_headed


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("deputy interior minister", "interior ministry"),
        ("the minister of justice", "ministry justice"),
        ("police spokeswoman", "police"),
        ("a spokesman for the port authority", "port authority"),
        ("Torsund’s police chief", "Torsund police"),
        ("commander of the navy", "navy"),
        ("the mayor", "mayoralty"),
        ("the provincial prosecutor", "provincial prosecution"),
        ("lawyer of the mayor", ""),
        ("the president’s brother", ""),
        ("a docker", ""),
    ],
)
def test_an_office_names_its_body_or_none(office: str, body: str) -> None:
    assert body_headed(office) == body
