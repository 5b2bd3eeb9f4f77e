"""Which words can be part of a person's name."""

from __future__ import annotations

from onrecord.ontology.event_lexicon import load_event_lexicon
from onrecord.read.sight import Sight

NO_NAMES = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "NORP"})
"""Labels of the model's entities that are no names."""


class NameWords:
    """Tests tokens of one article; `offices` are the tokens of words for offices."""

    def __init__(self, sight: Sight, offices: frozenset[int]) -> None:
        self._sight = sight
        self._offices = offices
        self._callings = load_event_lexicon().people - sight.lexicon.people.names_too

    def is_title(self, place: int) -> bool:
        """Say whether the token is a title such as "Mr" or "Lord", or a calling before a full name."""
        titles = self._sight.lexicon.people.titles
        known = self._sight.key(place) in titles and self._sight.tokens[place].text[0].isupper()
        return known or self.is_calling(place)

    def is_calling(self, place: int) -> bool:
        """Say whether a capitalised word says what somebody is whose full name follows: "Skipper Tomas Vell".

        Before a single further word it may be a given name ("Hunter Vell").
        """
        sight, key = self._sight, self._sight.key(place)
        if key not in self._callings and key.removesuffix("s") not in self._callings:
            return False
        people, after = sight.lexicon.people, sight.tokens[place + 1 : place + 3]
        if not sight.tokens[place].text.istitle() or key in people.female | people.male or len(after) < 2:
            return False
        first, second = after
        full = second.text[:1].isupper() or second.lower_ in people.particles
        return first.text.istitle() and first.is_alpha and full and second.is_alpha and second.text != "I"

    def fits(self, place: int) -> bool:
        """Say whether a token can be a word of a name: capitalised, no title, no office, no known name."""
        token = self._sight.tokens[place]
        if place in self._offices or self.is_title(place) or place in self._sight.hit_at:
            return False
        if self.is_suffix(place):
            return True
        shouted = (
            len(token.text) > 3 and token.text.isupper() and place and self._sight.tokens[place - 1].text.istitle()
        )
        return (
            (token.text[:1].isupper() and token.is_alpha and not shouted)
            or is_initial(token.text)
            or _compound(token.text)
        )

    def joins(self, place: int) -> bool:
        """Say whether a token may stand inside a name: a hyphen, a particle, a hyphen's second half ("Jong-un")."""
        sight = self._sight
        if sight.is_hyphen(place):
            return not sight.tokens[place].whitespace_
        key = sight.key(place)
        return key in sight.lexicon.people.particles or (sight.is_hyphen(place - 1) and sight.tokens[place].is_alpha)

    def trim(self, start: int, end: int) -> tuple[int, int]:
        """Cut titles and offices before a name, and all from the first word that cannot be part of one."""
        start = max((place + 1 for place in range(start, end - 2) if self.is_calling(place)), default=start)
        while start < end and not self.fits(start):
            start += 1
        stop = start
        while stop < end and (self.fits(stop) or self.joins(stop)):
            stop += 1
        while stop > start and not self.fits(stop - 1):
            stop -= 1
        return start, stop

    def is_suffix(self, place: int) -> bool:
        """Say whether the token is "Jr." or "III" after a capitalised word."""
        known = self._sight.key(place) in self._sight.lexicon.people.suffixes
        return known and place > 0 and self._sight.tokens[place - 1].text[:1].isupper()

    def is_month(self, place: int) -> bool:
        """Say whether a month is a surname here: right after a given name ("Theresa May")."""
        people = self._sight.lexicon.people
        given = self._sight.key(place - 1) in people.female | people.male
        return given and self._sight.key(place) in ("may", "march", "august", "june", "april")

    def is_thing(self, start: int, end: int) -> bool:
        """Say whether the words name something other than a person: "Torvik Foundation", a day, an all-lower word."""
        sight = self._sight
        things = sight.lexicon.nouns.things
        follows = sight.tokens[end] if end < len(sight.tokens) else None
        if end - start > 1 and sight.key(end - 1) in things:
            return True
        if follows is not None and sight.key(end) in things - {"news"} and follows.text[:1].isupper():
            return True
        if not any(len(token.text) > 1 and token.text[-1] != "." for token in sight.tokens[start:end]):
            return True
        return any(token.ent_type_ in NO_NAMES for token in sight.tokens[start : end - 1] or sight.tokens[start:end])


def is_initial(text: str) -> bool:
    """Say whether a word is an initial ("A.")."""
    return len(text) == 2 and text[1] == "." and text[0].isupper()


def _compound(text: str) -> bool:
    """Say whether a token is a name with a hyphen or an apostrophe in it: "Jean-Marie", "O'Neill"."""
    bare = text.replace("-", "").replace("'", "").replace("’", "")
    return len(bare) > 2 and bare != text and bare.isalpha() and text[0].isupper() and not text.endswith(("'s", "’s"))
