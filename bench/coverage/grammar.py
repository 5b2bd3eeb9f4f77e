"""Articles of a small grammar of news, for what the corpus has little of: quotations, agencies, talks, chains.

They name invented persons and states, and are read by the real pipeline with the states made known to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from bench.coverage.names import seeded
from bench.coverage.patterns import varied

ACTORS = """\
states:
  - {code: XVM, name: Velmark, capital: Torsund, demonyms: [Velmarkish]}
  - {code: XOS, name: Ostania, capital: Kelstadt, demonyms: [Ostanian]}
  - {code: XKR, name: Karsia, capital: Marrec, demonyms: [Karsian]}
sources:
  - {name: Velpress, kind: agency, state: XVM}
  - {name: Ostanews, kind: agency, state: XOS}
"""
"""What the pipeline must know to read the articles, in the form of a user's own file."""

_STATES = (("Velmark", "Velmarkish", "Torsund"), ("Ostania", "Ostanian", "Kelstadt"), ("Karsia", "Karsian", "Marrec"))
_PERSONS = ("Ada Torvik", "Milo Brandt", "Ines Karrow", "Pavel Drossen", "Lena Hask", "Otto Fenn", "Mira Solvang")
_OFFICES = ("foreign minister", "prime minister", "president", "defence minister", "spokesman", "ambassador")
_AGENCIES = ("Velpress", "Ostanews")
_MATTERS = ("strait", "harbour", "treaty", "tariff", "pipeline", "ceasefire", "border", "summit", "embargo", "railway")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SAYINGS = (
    "[We|They|Others] [will not|can never|should not|must not] close the {matter} [while|until|unless|as long as] "
    "[a single|any|one more|even one] family [still|yet|ever] [depends|lives|counts] on [it|that|this|them]",
    "[The|This|Our|That old] {matter} [belongs|was given|matters] to [all of us|everyone here|each side|us at home], "
    "[and|so|but] [nobody|no one|not one of them] [will|can|may|shall] take [it|that|this] [from|away from|out of] "
    "[our|their|her|these] hands",
    "What [was|has been|had been] agreed [about|on|over|around] the {matter} [in|by|before] [spring|June|summer] holds",
    "If [they|you|the others] want [to|us to|him to] talk [about|of|over] the {matter}, [they|you|we all] know "
    "[the door|the way|the place|whom to call]",
    "[I|We|My people|All of us] [have|had|never have] seen [the|these|those|such] plans [for|about|on] the {matter}",
    "[Every|Each|Another|One more] [day|week|month] without [an|any|his|their] answer [on|about|to] the {matter} costs "
    "[us|you|them|everyone] [more|less|far more|no less] than [the|that|any] war [did|does|could]",
    "[Now|Then|Here|At last] [there is|comes|begins] [a|the|their] {matter} [that|which] [nobody|no side|none of us] "
    "[asked for|wanted|can pay for]",
    "[Perhaps|Maybe|In the end|Of course] the {matter} [is|was|becomes] [only|just|more than] a matter of time",
)

_TITLES = (
    "{State} and {Other} agree on {matter}",
    "{Name} [says|tells {Other}] {matter} [will|may|should|must] stay open",
    "{Other} threatens {State} [over|about|after talks on] [the|its|a] {matter}",
    "{State} expels [two|three|more|all] {other_adj} diplomats [in|after|amid] row [over|about|on] {matter}",
    "Talks on {matter} open [in|near|outside] {place}",
    "{place} [waits|votes|argues] [as|while|before] {matter} [closes|fails|returns]",
)
_LEADS = (
    "{PLACE}, May {number} ({Agency}) - {State} and {Other} signed [an|the|their second] agreement on [the|a|their] "
    "{matter} {day}, [the|its|an|a former] {office} [of {State}|in {place}|there] said.",
    "{State} expelled {number} {other_adj} diplomats {day}, [after|following|despite] [weeks|months|years|hours] of "
    "[quarrel|silence|talks] [over|about|around] the {matter}.",
    "{Full}, [the|a|its] {office} of {State}, met {Full2}, [the|a|its] {office2} of {Other}, [in|near|outside] {place} "
    "{day} for [talks on|a word about|a quarrel over|another look at] [the|this|their] {matter}.",
    "{PLACE} ({Agency}) - {State} will send {number} engineers to {place} [next month|next week|soon] [to|who shall] "
    "repair [the|a|its] {matter}[, which closed| there|, long closed|].",
    "{Other} threatened {day} to impose sanctions on {State} [if|unless|until|as long as] [the|its|that] {matter} "
    "[is|was|were] [not|never|only] opened [by|before|after] [the end of|the] week.",
    "[Days|Hours|Weeks] [before|after|into] [its|the|their] {matter} talks, {State} recalled [its|the] ambassador from "
    "{place} {day}[, {Agency} reported|, officials said|].",
)
_QUOTES = (
    '"{saying}," {Full}, [the|a] {office} of {State}, said {day}.',
    '"{saying}," {Name} told reporters [in|outside|near] {place}. "{saying2}."',
    '{Full2}, [the|an] {office2} of {Other}, said: "{saying}."',
    '"{saying}," {Name2} told {Agency} {day}.',
    "{Name} said [that|on {dayname} that|again that] the {matter} [would|could|might|should] stay open, [and|but|as] "
    "{Other} [had|has] [been|never been] [told|asked|warned] [so|as much] [in|by|without] [writing|letter|phone].",
    "{Name2} denied [that|ever that|again that] {Other} [had|would have|might have] closed [the|any|its] {matter}.",
)
_EVENTS = (
    "{State} [has|had|has now] deployed {number} soldiers to [the|its|their] border with {Other} [since|after|before] "
    "{dayname}.",
    "{place} [prepares|waits] for [a|the|another] visit [by|of|from] {Full2} [next week|next month|in the spring].",
    "{Other} condemned [the|this|his|any such] decision [and|, then|before it] recalled [its|the|an] ambassador "
    "[from|in] {place}.",
    "[Last|Early last|Late last] [month|year|week] {State} lent {Other} {number} million dollars [for|against|towards] "
    "[the|a|their] {matter}.",
    "[Thousands|Hundreds|Dozens] of people protested [in|near|across] {place} {day} [against|over|about] [the|their|a] "
    "{matter}.",
    "[The police|Police|Soldiers] in {place} arrested {number} people [during|after|before] [the|these|some] protests, "
    "according to {Agency}.",
)
_CITES = (
    "[Two|Three|Several] officials said [on|under] condition of anonymity that [a|the|some] draft [on|about|of] "
    "[the|that|any] {matter} [would|could|should] be [ready|read|signed] [in|within|after] [a week|days|a month].",
    "According to {Agency}, [the|these|those] talks [on|about|over] [the|their|a] {matter} lasted {number} hours.",
    'A {adj} ministry statement said [the|this|that] {matter} [was|is|remains] "[a|only a] matter [for|of] {State} '
    '[alone|itself]".',
    "{Agency} reported {day} that {Other} [had|has|would have] agreed to open [the|its|a second] {matter}.",
    "[The|A|One] {other_adj} embassy [in|near|outside] {place} declined to comment on [the|this|any] {matter}.",
)
_CREDITS = (
    "({Agency})",
    "{Agency} contributed to this report.",
    "Source: {Agency}",
)
PARTS = {"lead": _LEADS, "quote": _QUOTES, "event": _EVENTS, "cite": _CITES, "credit": _CREDITS}
"""The sentence patterns of each part of an article."""

_ORDER = ("lead", "quote", "event", "cite", "quote", "event", "credit")


@dataclass(frozen=True, slots=True)
class Written:
    """An article of the grammar: its title, and its paragraphs with the parts that they are."""

    title: str
    paragraphs: tuple[tuple[str, str], ...]


def articles(count: int, seed: int = 1) -> Iterator[Written]:
    """Yield `count` articles.

    >>> len({article.paragraphs for article in articles(5)})
    5
    """
    for number in range(count):
        rng = seeded(f"grammar {seed} {number}")
        words = _cast(rng)
        paragraphs = tuple((part, _filled(rng, rng.choice(PARTS[part]), words)) for part in _ORDER)
        yield Written(_filled(rng, rng.choice(_TITLES), words), paragraphs)


def _cast(rng: Random) -> dict[str, str]:
    (state, adj, capital), (other, other_adj, place) = rng.sample(_STATES, 2)
    full, full2 = rng.sample(_PERSONS, 2)
    office, office2 = rng.sample(_OFFICES, 2)
    return {
        "State": state,
        "adj": adj,
        "PLACE": capital.upper(),
        "place": rng.choice((capital, place)),
        "Other": other,
        "other_adj": other_adj,
        "Full": full,
        "Full2": full2,
        "Name": full.split()[1],
        "Name2": full2.split()[1],
        "office": office,
        "office2": office2,
        "Agency": rng.choice(_AGENCIES),
        "matter": rng.choice(_MATTERS),
        "dayname": (day := rng.choice(_DAYS)),
        "day": rng.choice((f"on {day}", f"late {day}", f"early on {day}", f"on {day} evening", f"{day}")),
    }


def _filled(rng: Random, pattern: str, words: dict[str, str]) -> str:
    saying, saying2 = (varied(rng, text).format(**words) for text in rng.sample(_SAYINGS, 2))
    return varied(rng, pattern).format(saying=saying, saying2=saying2, number=rng.randint(3, 28), **words)
