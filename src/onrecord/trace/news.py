"""Whether who speaks of an event says that it happened, as news, or only mentions it."""

from __future__ import annotations

import re
from functools import cache

from onrecord.model.reading import Cue, CueType, Event, Statement, Status
from onrecord.ontology.conduits import load_conduits
from onrecord.ontology.cues import CueWord, load_cues
from onrecord.ontology.wording import load_wording
from onrecord.read.lemmas import stems

_IRREGULAR = {"spoke": "speak", "spoken": "speak", "sought": "seek", "sang": "sing", "forgave": "forgive"}
_AS_FACT = frozenset({"clause", "fronted", "according", "gerund"})
_TOLD = frozenset({CueType.SAYS, CueType.SHOWS, CueType.DENIES, CueType.DECLINES})
_OBJECT = "object"
_FEW = 6
_AHEAD = frozenset({Status.PLANNED, Status.CONDITIONAL})
_DATING = re.compile(
    r"(?:\w+ (?:and (?:a|one) half )?)?(?:(?:day|hour|week|month|minute|year)s? (?:before|after|ahead)"
    r"|before|since|until|till|ahead of|prior to)\b"
    # "Shortly before five the two signed it" dates the deed by the clock and takes nothing for known.
    r"(?!\s(?:noon|midday|midnight|dawn|dusk|daybreak|sunrise|sunset|nightfall|lunch|breakfast|[a-z]+day|half\spast"
    r"|(?:a\s)?quarter\s(?:past|to)|(?:\d[\d.:]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?=\s(?:on|in\sthe|o['’]clock|a\.?m|p\.?m|this|that|yesterday|today)\b|,))\b)",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"(?:when|as|while|after|once|if|whether|for|to|because)\b", re.IGNORECASE)
_OPEN = re.compile(r"to\s|for\s(?:[\w.'’-]+\s){1,6}?to\s", re.IGNORECASE)
_HAPPENS = re.compile(
    r"\b(?:take|takes|took|taken|taking) place"
    r"|\b(?:be|been|was|were|is|are) (?:held|signed|planned|scheduled|set|due|under way|called off|put off|postponed)"
    r"|\b(?:begins?|began|begun|starts?|started|ends?|ended|collapsed|failed|broke down|opened|resumed|happened)\b"
)
_ADVERB = r"(?:(?:\w+ly|now|also|not|already|still)\s+)?"
_TOLD_BY_ING = re.compile(
    rf"\b(?:is|are|was|were|be|been|it['’]s|they['’]re)\s+{_ADVERB}$"
    rf"|(?<=\w)(?<!\bby)(?<!\bof),\s+{_ADVERB}(?:\w+ing\b[^.,;:!?]{{1,60}}\s(?:and|but)\s+{_ADVERB})?$"
)
"""What stands before a participle that tells: a progressive form, or the result of what the clause before it told."""
_KNOWN_OF = re.compile(
    r"(?<!there was )(?<!there were )(?<!there are )(?<!there )\b(?:the|those|these|all|his|her|their|its|\d+)"
    r"\s(?:(?!\b(?:who|that|which)\b)[^.,;:“”\"]){1,50}"
    r"\s(?:who|that|which)(?:\s(?:was|were|(?:had|have|has)\sbeen)|['’](?:ve|d|s)(?:\sbeen)?)\s$",
    re.IGNORECASE,
)
"""What stands before a deed that tells which ones are meant: "the fourteen dockers who were arrested will be heard"."""
_FINDING = re.compile(
    r"(?:ha(?:s|ve|d) )?(?:learn(?:ed|t)?|underst(?:an|oo)ds?|saw|sees?|seen|watch(?:ed|es)?|witness(?:ed|es)?"
    r"|observe[ds]?|notice[ds]?|count(?:ed|s)?)",
    re.IGNORECASE,
)
_PRESENT = re.compile(r"[a-z]+[^s\W]s\b")
_OPENING = 20
"""Within how many characters a noun stands that opens a sentence: "Long-delayed talks between ..."."""


def tells(statement: Statement) -> bool:
    """Say whether a statement can tell news: who demands, hopes, threatens, praises or regrets takes things for known.

    Threats, promises and denials are told by those who utter them; what they are about is told by nobody else.
    """
    cue = statement.cue
    if cue is None:
        return True
    word = _word(cue)
    return cue.type in _TOLD and (word is None or bool(word.content & _AS_FACT))


def finds_out(statement: Statement) -> bool:
    """Say whether the words of a statement are what a publisher's people found out: "our reporter saw that ..."."""
    return statement.cue is not None and _FINDING.fullmatch(statement.cue.text) is not None


def takes_as_known(statement: Statement) -> bool:
    """Say whether the word of saying means that its content is known: "she noted that the two had met"."""
    word = _word(statement.cue) if statement.cue else None
    return word is not None and word.lemma.split()[0] in load_conduits().words["recalling"]


def announces(statement: Statement, event: Event, text: str) -> bool:
    """Say whether the noun of an event is itself what was told: "announced the arrest of two men"."""
    cue, content = statement.cue, statement.spans[0]
    if cue is None or not content.contains(event.trigger) or text[cue.end : content.start].strip():
        return False
    word = _word(cue)
    before = text[content.start : event.trigger.start].split()
    return word is not None and {_OBJECT} <= word.topic and bool(word.content & _AS_FACT) and len(before) < _FEW


def in_passing(trigger: str, event: Event, before: str = "") -> bool:
    """Say whether an event is taken for known or left open by its words: a noun, a gerund, an infinitive, a date.

    "He left before the two met" and "as he prepares to meet her" take the meeting for known; "died when troops fired"
    tells of the shots. `before` is the text up to the trigger: "was expelling" and "opened fire, killing a man" tell.
    """
    gerund = trigger.split(maxsplit=1)[0].endswith("ing") and event.status not in {Status.ONGOING, Status.DENIED}
    gerund = gerund and not _TOLD_BY_ING.search(before)
    ahead = event.status in _AHEAD or _PRESENT.match(trigger) is not None
    dating = _DATING.match(event.text) or _OPEN.match(event.text) or (ahead and _BESIDE.match(event.text))
    known = _KNOWN_OF.search(before) or _felt().search(before)
    return gerund or event.reason.startswith("noun") or bool(dating or known)


@cache
def _felt() -> re.Pattern[str]:
    """Return what stands before a deed about which somebody only feels: "she was “glad” that they were meeting"."""
    feelings = "|".join(sorted(load_wording().feelings))
    return re.compile(
        rf"\b(?:am|is|are|was|were|be|been|being|feels?|felt|['’][ms])\s(?:\w+\s)?[“\"'‘]?(?:{feelings})[”\"'’]?"
        r"\s(?:about\s|to\s(?:see|hear|learn)\s)?(?:that\s)?[^.;:“”\"]{0,60}$",
        re.IGNORECASE,
    )


def is_main(statement: Statement, event: Event) -> bool:
    """Say whether a publisher's report is about an event that it names by a noun: one that opens it, or has a day."""
    content = statement.spans[0]
    inside = content.contains(event.trigger)
    opens = inside and event.trigger.start - content.start < _OPENING and tells(statement)
    return opens or (event.date is not None and bool(event.actors or event.recipients))


def happens(statement: Statement, event: Event, text: str) -> bool:
    """Say whether a statement opens with the noun of an event and goes on that it happens: "talks will be held"."""
    content = statement.spans[0]
    opens = content.contains(event.trigger) and event.trigger.start - content.start < _OPENING
    return opens and tells(statement) and _HAPPENS.search(text, event.trigger.end, content.end) is not None


def _word(cue: Cue) -> CueWord | None:
    form = cue.text.split()[0].lower() if cue.text.split() else ""
    lemmas = (form, load_wording().irregular.get(form, form), _IRREGULAR.get(form, form), *stems(form))
    found = (load_cues().find("VERB", lemma) for lemma in lemmas)
    return next((word for word in found if word), None)
