"""Body lines of pages so short that the network, which learned on long ones, knows nothing of them."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.looks import Look, is_sentence, look_at
from onrecord.ontology.furniture import Furniture, load_furniture

SHORT_WORDS = 80
"""A page with fewer words in sentences than this is short: three or four sentences, as agencies send them."""


def short_body(lines: Sequence[str], most: int = SHORT_WORDS) -> list[bool] | None:
    """Return which lines are sentences and no announcements of the site; None where they hold `most` words or more.

    >>> short_body(["Home", "The ferry resumed on Monday, the operator said.", "Sign in to comment."])
    [False, True, False]
    """
    furniture = load_furniture()
    words = 0
    found = []
    for line in lines:
        look = look_at(line, furniture)
        sentence = is_sentence(look)
        words += look.words if sentence else 0
        if words >= most:
            return None
        found.append(sentence and not _announces(look, furniture))
    return found


def _announces(look: Look, furniture: Furniture) -> bool:
    lists = (
        furniture.account,
        furniture.subscribe,
        furniture.legal,
        furniture.comment_form,
        furniture.credit_start,
        furniture.caption_start,
    )
    return any(map(look.phrase, lists))
