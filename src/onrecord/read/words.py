"""Parts of speech, forms and lemmas of words, each kind of word worked out once and remembered.

spaCy's attribute ruler matches its 180 patterns at every word, and its lemmatizer works most words out again. What they
find depends on the word, its tag and its arc alone, but for a few patterns of two words. So the pipeline's own ruler
and lemmatizer are asked for each such word once in a process.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc, Span
from spacy.tokens._retokenize import set_token_attrs

_Pattern: TypeAlias = list[dict[Any, Any]]

WORDS = "onrecord_words_v1"
NAME = "words"
"""What the component is called in a pipeline: it is one of the model's own, which find nothing for the record."""

RULER, LEMMATIZER = "attribute_ruler", "lemmatizer"

_LOOKED_AT: list[int | str] = ["ORTH", "TAG", "DEP"]
_LEMMA_OF: list[int | str] = ["ORTH", "POS", "MORPH", "LEMMA"]
_OF_THE_WORD = frozenset({"ORTH", "LOWER", "NORM", "SHAPE", "PREFIX", "SUFFIX", "IS_SPACE", "IS_ALPHA", "IS_PUNCT"})
_KNOWN = _OF_THE_WORD | {"TAG", "DEP"}
_MOST_KEPT = 500_000
"""Words kept in mind, in some 100 MB: more than the news of a year has."""


@Language.factory(WORDS)
def make_words(nlp: Language, name: str) -> Words:  # noqa: ARG001 - spaCy passes both by name
    """Make the component; it goes where the pipeline's ruler stands, which with the lemmatizer is then switched off."""
    return Words(nlp)


def remember_words(nlp: Language) -> bool:
    """Let a pipeline remember its words; False where its ruler or lemmatizer may look at more than a word."""
    names = nlp.pipe_names
    if RULER not in names or names.index(RULER) + 1 != names.index(LEMMATIZER):
        return False
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    if type(ruler) is not AttributeRuler or type(lemmatizer) is not EnglishLemmatizer or not _is_plain(ruler):
        return False
    if lemmatizer.mode != "rule" or lemmatizer.overwrite:
        return False
    nlp.add_pipe(WORDS, name=NAME, before=RULER)
    nlp.disable_pipe(RULER)
    nlp.disable_pipe(LEMMATIZER)
    return True


def _is_plain(ruler: AttributeRuler) -> bool:
    """Say whether all patterns look at words by what they are, at their tags and their arcs, and at nothing else."""
    specifications = (one for patterns in _rules(ruler) for pattern in patterns for one in pattern)
    return all(isinstance(key, str) and key.upper() in _KNOWN for one in specifications for key in one)


def _rules(ruler: AttributeRuler) -> list[list[_Pattern]]:
    """Return the patterns of each of a ruler's rules, by the rule's number."""
    return [cast("list[_Pattern]", rule["patterns"]) for rule in ruler.patterns]


class Words:
    """Sets what spaCy's ruler and lemmatizer set."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._ruled: _Ruled | None = None
        self._lemmas: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, forms and lemmas of one doc."""
        if self._ruled is None:
            self._ruled = _Ruled(cast(AttributeRuler, self._nlp.get_pipe(RULER)))
        self._ruled.rule(doc)
        self._lemmatize(doc)
        return doc

    def _lemmatize(self, doc: Doc) -> None:
        known = self._lemmas
        for at, (*key, lemma) in enumerate(doc.to_array(_LEMMA_OF).tolist()):
            if not lemma:
                word = tuple(key)
                doc[at].lemma = known[word] if word in known else self._lemma(doc, at, word)

    def _lemma(self, doc: Doc, at: int, word: tuple[int, ...]) -> int:
        """Work a lemma out, and remember it."""
        if len(self._lemmas) >= _MOST_KEPT:
            self._lemmas.clear()
        lemmatizer = cast(EnglishLemmatizer, self._nlp.get_pipe(LEMMATIZER))
        found = self._lemmas[word] = doc.vocab.strings.add(lemmatizer.lemmatize(doc[at])[0])
        return found


@dataclass(frozen=True, slots=True)
class _Said:
    """What the rules say of a word: those that hold, and what they set; whether one for several words may open here."""

    rules: frozenset[int]
    attributes: dict[int, int]
    opens: bool


class _Ruled:
    """What the rules of a ruler say of words."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._alone, self._joined, self._openings = (Matcher(ruler.vocab) for _ in range(3))
        self._longest = 1
        self._known: dict[tuple[int, ...], _Said] = {}
        for number, patterns in enumerate(_rules(ruler)):
            self._add(number, patterns)

    def _add(self, number: int, patterns: list[_Pattern]) -> None:
        alone = [pattern for pattern in patterns if len(pattern) == 1]
        joined = [pattern for pattern in patterns if len(pattern) > 1]
        if alone:
            self._alone.add(str(number), alone)
        if joined:
            self._joined.add(str(number), joined)
            self._openings.add(str(number), [pattern[:1] for pattern in joined])
            self._longest = max(self._longest, *map(len, joined))

    def rule(self, doc: Doc) -> None:
        """Set what the rules say of a doc's words; later rules hold."""
        known = self._known
        keys = map(tuple, doc.to_array(_LOOKED_AT).tolist())
        # All is found before anything is set: the rules look at what stood there before them.
        found = [known[key] if key in known else self._work_out(doc, at, key) for at, key in enumerate(keys)]
        joined = self._of_several(doc, [at for at, said in enumerate(found) if said.opens])
        for token, said in zip(doc, found, strict=True):
            set_token_attrs(token, said.attributes)
        for at, more in joined.items():
            set_token_attrs(doc[at], self._merged(found[at].rules | more))

    def _work_out(self, doc: Doc, at: int, key: tuple[int, ...]) -> _Said:
        """Match the patterns at a word, and remember what comes of it."""
        if len(self._known) >= _MOST_KEPT:
            self._known.clear()
        word = doc[at : at + 1]
        rules = frozenset(number for number, _, _ in self._matches(self._alone, word))
        said = self._known[key] = _Said(rules, self._merged(rules), bool(self._matches(self._openings, word)))
        return said

    def _of_several(self, doc: Doc, openings: Iterable[int]) -> dict[int, set[int]]:
        """Return the rules for several words that say something of a word, by its place."""
        found: dict[int, set[int]] = {}
        for at in openings:
            for number, start, end in self._matches(self._joined, doc[at : at + self._longest]):
                if not start:
                    found.setdefault(range(at, at + end)[self._ruler.indices[number]], set()).add(number)
        return found

    def _matches(self, matcher: Matcher, words: Span) -> list[tuple[int, int, int]]:
        """Return the rules that a matcher finds, by number, and where in the words."""
        if not len(matcher):
            return []
        strings = self._ruler.vocab.strings
        return [(int(strings[name]), start, end) for name, start, end in matcher(words, allow_missing=True)]

    def _merged(self, rules: Iterable[int]) -> dict[int, int]:
        return {name: value for number in sorted(rules) for name, value in self._ruler.attrs[number].items()}
