"""The sources that the reports of a claim name: one node for every source, however each report writes it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from onrecord.model.derived import SOURCE, OriginKind
from onrecord.model.folding import folded
from onrecord.model.reading import Citation, CitationKind, EntityKind, Role
from onrecord.model.span import Span
from onrecord.ontology.conduits import is_nameless, load_conduits
from onrecord.ontology.sources import load_sources
from onrecord.read.credits import ITS_OWN, STATED
from onrecord.resolve.participants import Party
from onrecord.resolve.wording import words_in

_LEADING = re.compile(r"^[Tt]he\s+")

_ALONE = frozenset({CitationKind.OUTLET, CitationKind.SOCIAL, CitationKind.DOCUMENT, CitationKind.OWN})
_TO_ONE = ("told", "setting", "posted")

_SPOKES = r"(?:chief |deputy |acting |senior )?spokes(?:man|woman|person|people|men|women)"
_SPOKEN_FOR = re.compile(
    rf"(?:an?\s|the\s)?(?:(?P<before>[^,]+?)(?:['’]s?)?\s{_SPOKES}\b|{_SPOKES}\s(?:for|of)\s(?:the\s)?(?P<behind>[^,]+))",
    re.IGNORECASE,
)
_PASSED = (
    r"\s(?:published|carried|issued|released|quoted|distributed|posted|broadcast|read|seen|obtained|reported|sent|circulated"
    r"|printed|cited|relayed|put out|made public)\b"
)
_PUT_OUT = re.compile(
    r"(?:an?|the)?\s*(?:(?:written|joint|short|brief|official|separate|press)\s)?(?:statement|announcement|communiqué|communique|release|notice|message)s?"
    r"\s(?:(?:put out|issued|published|released|given)\s)?(?:by|from|of)\s(?P<who>[^,]+?)"
    rf"(?={_PASSED}|,|$)",
    re.IGNORECASE,
)
_ITS_STATEMENT = re.compile(
    r"(?:an?\s|the\s)?(?P<who>(?:(?!\s(?:in|on|by|for|and)\s)[^,])+?)(?:['’]s?)?\s"
    r"(?:statement|communiqué|communique|press release|announcement)"
    rf"(?={_PASSED}|\s(?:on|in|to|that)\s|,|$)"
)
_PAGE = re.compile(
    r"(?P<who>[^,]+?)['’]s?\s(?:official\s)?(?:website|web site|site|web page|home page|homepage|page|account|channel)"
)
_DESCRIBED = re.compile(
    r"(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he|[Aa]n?)\s(?:[a-z][\w’'-]*\s?){1,4},?\s(?P<name>[A-Z][\w’'-]+(?:\s[A-Z][\w’'.-]+){1,2}),?"
)
_FULL_NAME = re.compile(r"(?:^|\s)(?P<first>[A-Z][\w’'-]+)\s(?P<last>[A-Z][\w’'-]+)$")
_OWNED = re.compile(r"['’]s?\s|^(?:his|her|its|their)\s", re.IGNORECASE)
_OF_STATE = re.compile(r"\b(?:state|official|government|pro-government)\b")
_KINDS = {EntityKind.AGENCY: OriginKind.AGENCY, EntityKind.OUTLET: OriginKind.OUTLET}

ITSELF = "an article of its own"
"""In place of the words that name a source, where an article is the agency's own."""

UNNAMED = f"{SOURCE}unnamed"
"""The one node of all unnamed sources: two reports of anonymous officials may well mean the same ones."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as one article names it; `node` is the same for all ways to name it.

    `implied` marks a source that need not have reported this very claim, such as who speaks of an event in passing.
    `doer` marks who announces a deed of their own side: two bodies of one government confirm each other in nothing.
    `heard` marks whom the words were spoken to alone, or where they were first published: an interviewer, a platform,
    a written statement. `vague` marks a body whose words may mean one of several others that are sources, too.
    """

    node: str
    name: str
    kind: OriginKind
    article: str
    span: Span
    text: str
    implied: bool = False
    heard: bool = False
    doer: bool = False
    vague: bool = False


def newsroom_of(name: str) -> str | None:
    """Return the newsroom whose name this is by the registry: its family's name, else its own; None where it has none.

    >>> newsroom_of("the Tass news agency")
    'TASS'
    """
    source = load_sources().find(name)
    return (source.family or source.name) if source else None


class Nodes:
    """The nodes of all sources that a coverage names, each under the name that is used most."""

    def __init__(
        self,
        names: Iterable[str],
        outlets: Iterable[str] = (),
        acronyms: Mapping[str, str] | None = None,
        newsroom: Callable[[str], str | None] = newsroom_of,
    ) -> None:
        self._newsroom = newsroom
        self._acronyms = acronyms or {}
        self._outlets = frozenset(source_key(name) for name in outlets)
        used: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            used[source_key(name)][_LEADING.sub("", name)] += 1
        self._shown = {key: min(counts, key=lambda n: (-counts[n], -len(n), n)) for key, counts in used.items()}

    def of(self, name: str) -> str:
        """Return the node of a source by any of its names.

        >>> Nodes(["the Velmark Times", "Velmark Times", "Tass"]).of("The Velmark Times")
        'source:Velmark Times'
        """
        name = self._acronyms.get(name, name)
        newsroom = self._newsroom(name)
        if newsroom:
            return f"{SOURCE}{newsroom}"
        return f"{SOURCE}{self._shown.get(source_key(name)) or _LEADING.sub('', name)}"

    def cited(self, citation: Citation) -> Cited:
        """Return the source that a citation names."""
        kind = self._kind(citation.name, OriginKind(citation.kind.value), citation.text)
        name = putting_out(citation.name.rstrip(" ,;:")) if kind is OriginKind.OFFICIAL else citation.name
        node = UNNAMED if kind is OriginKind.UNNAMED else self.of(name)
        span = citation.span
        text = citation.name if citation.reason.startswith(STATED) else citation.text
        text = ITSELF if citation.reason.startswith(ITS_OWN) else text
        return Cited(node, name, kind, citation.article, span, text, heard=is_heard(citation))

    def speaker(self, role: Role, party: Party | None, article: str, *, doer: bool) -> Cited:
        """Return the speaker of the statement that reports an event, on whose word the event rests."""
        body = body_behind(role.text)
        party = None if body or (party and _is_another(role.text, party.name)) else party
        name = body or (party.name if party else putting_out(person_in(role.text).rstrip(" ,;:")))
        known = _KINDS.get(party.kind, OriginKind.OFFICIAL) if party and party.kind else OriginKind.OFFICIAL
        kind = self._kind(name, known, role.text)
        node = UNNAMED if kind is OriginKind.UNNAMED else self.of(name)
        return Cited(node, name, kind, article, role.span, role.text, doer=doer)

    def _kind(self, name: str, kind: OriginKind, words: str) -> OriginKind:
        """Return what a source is that the text names like a body: an outlet of the coverage, people without a name."""
        if kind is OriginKind.OUTLET and _is_general(name):
            return OriginKind.UNNAMED
        if kind is not OriginKind.OFFICIAL:
            return kind
        if source_key(name) in self._outlets:
            return OriginKind.OUTLET
        return OriginKind.UNNAMED if is_nameless(name) and is_nameless(words) else kind


def is_heard(citation: Citation) -> bool:
    """Say whether a citation names the one interviewer, platform or document that had the words first.

    Agencies do not count: an official speaks to several of them at once. "According to" an outlet says that it reports
    the words, not that they were spoken to it.
    """
    first = citation.kind is CitationKind.DOCUMENT or citation.reason.startswith(_TO_ONE)
    return first and citation.kind in _ALONE and citation.place == 0


def _is_another(words: str, name: str) -> bool:
    """Say whether words for a speaker end in a full name that is not the one they were taken for.

    >>> _is_another("its owner, Torvik Lines,", "Ada Torvik"), _is_another("General Torvik", "Ada Torvik")
    (True, False)
    """
    found = _FULL_NAME.search(words.rstrip(" ,"))
    known = name.split()
    return found is not None and name not in words and found["last"] not in known and found["first"] in known


def _is_general(name: str) -> bool:
    """Say whether words for media name none: "a television", "TV", "local media", but not "state television"."""
    return name.removeprefix("a ").replace("TV", "tv").islower() and not _OF_STATE.search(name)


def body_behind(words: str) -> str:
    """Return the body for which a spokesperson speaks, "" where the words name none.

    >>> body_behind("police spokesman Oren Castell"), body_behind("a spokesman for the navy"), body_behind("he")
    ('police', 'navy', '')
    """
    found = _SPOKEN_FOR.match(words)
    body = (found["before"] or found["behind"] or "") if found else ""
    return body if load_conduits().official.search(body) else ""


def putting_out(words: str) -> str:
    """Return who put out a statement or keeps a page, where a phrase names that: it is their word.

    >>> putting_out("a statement by the governor's office"), putting_out("the army's website")
    ("the governor's office", 'the army')
    >>> putting_out("a statement from the army published by Velpress"), putting_out("a police statement")
    ('the army', 'police')
    """
    found = _PUT_OUT.match(words) or _PAGE.fullmatch(words)
    own = None if found else _ITS_STATEMENT.match(words)
    found = own if own and load_conduits().official.search(own["who"]) else found
    return found["who"] if found else words


def person_in(words: str) -> str:
    """Return the name of the person whom a phrase first describes, else the phrase.

    >>> person_in("her lawyer, Per Lund,"), person_in("his sister Mira Holm"), person_in("the Dockers' Union")
    ('Per Lund', 'Mira Holm', "the Dockers' Union")
    """
    found = _DESCRIBED.fullmatch(words)
    return found["name"] if found else words


def is_abstract(words: str) -> bool:
    """Say whether what somebody has or does stands for who speaks; a body, an office or a paper of theirs does not.

    >>> is_abstract("Torvik's refusal"), is_abstract("its navy ministry"), is_abstract("her lawyer")
    (True, False, False)
    """
    known = load_conduits()
    last = words.rsplit(maxsplit=1)[-1] if words.split() else ""
    kinds = (known.official, known.tellers, known.document, known.nameless, known.unnamed)
    speaks = last in known.words["had"] or any(kind.search(words) for kind in kinds)
    return _OWNED.search(words) is not None and last.islower() and not speaks


def is_pronoun(words: str) -> bool:
    """Say whether some words only point at somebody and name nobody.

    >>> is_pronoun("he"), is_pronoun("both of them"), is_pronoun("the mayor")
    (True, True, False)
    """
    return not any(word.content for word in words_in(words))


def source_key(name: str) -> str:
    """Return what is the same for all names of a source: its newsroom in the registry, else its words in any order.

    >>> source_key("the Tass news agency") == source_key("TASS")
    True
    >>> source_key("Velmark's Ministry of Defence") == source_key("the Velmark defense ministry")
    True
    """
    newsroom = newsroom_of(name)
    if newsroom:
        return newsroom
    return " ".join(sorted({word.sense for word in words_in(name) if word.content})) or folded(name)
