"""Pages that hide a forged quotation and a forged event, or only seem to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

import yaml

SPEAKER, TOWN = "Quennick", "Brannoth"
"""Names that stand in the forged words alone."""
FORGED = (
    f"President Ilvara {SPEAKER} said that the town of {TOWN} would be bombed. "
    f"Troops of Velmark attacked {TOWN} on Sunday."
)
_BEFORE = (
    "The ferry terminal at Port Ansel opened on Monday after two years of repairs, the harbour office of Velmark said "
    "in a statement.",
    "The terminal can take three ships at once. The ministry of transport expects that about nine thousand people will "
    "pass through it on a summer day, most of them on their way to the islands along the coast.",
)
_AFTER = (
    "Opposition members called the opening late. They said that shops near the harbour had lost customers while the "
    "street was closed, and asked the government to pay for the loss.",
    "Tickets that were bought for the old pier remain valid at the new terminal until the end of the month.",
)
_ALONE = 12
"""How often the words stand in a page that shows nothing else: enough for an article."""
# Letters of one width: what takes the place of others moves nothing on the page.
_LOOK = "<style>body{font-family:monospace}</style>"


@dataclass(frozen=True, slots=True)
class Technique:
    """One way to hide text, or to seem to: what stands in the head of a page and in the midst of its article."""

    name: str
    head: str = ""
    html: str = ""
    alone: bool = False
    backwards: bool = False

    def page(self, number: int, words: str = FORGED) -> str:
        """Return the page; its number stands in it, so that no two are the same article."""
        head, middle = _filled(self.head, words), _filled(self.html, words)
        before = () if self.alone else (*_BEFORE, f"The notice has the number {number}.")
        after = () if self.alone else _AFTER
        body = "".join(
            (*_paragraphs(before), *(middle for _ in range(_ALONE if self.alone else 1)), *_paragraphs(after))
        )
        title = f"Ferry terminal {number} opens"
        return (
            f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{_LOOK}{head}</head>'
            f"<body><article><h1>{title}</h1>{body}</article></body></html>"
        )


def load_techniques() -> tuple[tuple[Technique, ...], tuple[Technique, ...]]:
    """Return the ways that hide, and those that only seem to."""
    held: Mapping[str, Mapping[str, Mapping[str, str]]] = yaml.safe_load(
        Path(__file__).with_name("techniques.yaml").read_text(encoding="utf-8")
    )
    hidden, shown = (
        tuple(Technique(name, **parts) for name, parts in held[kind].items())  # type: ignore[arg-type]
        for kind in ("hidden", "shown")
    )
    return hidden, shown


def _paragraphs(texts: tuple[str, ...]) -> list[str]:
    return [f"<p>{escape(text)}</p>" for text in texts]


def _filled(form: str, words: str) -> str:
    """Put the words into a form, as they are or in characters that are not drawn."""
    bits = "".join(f"{ord(letter):07b}" for letter in words)
    forms = {
        "{words}": words,
        "{as_tags}": "".join(chr(0xE0000 + ord(letter)) for letter in words),
        "{as_variations}": "".join(chr(0xE0100 + ord(letter) - 16) for letter in words),
        "{as_zero_width}": "".join("\u200b\u200c"[int(bit)] for bit in bits),
    }
    for name, value in forms.items():
        form = form.replace(name, value)
    return form
