"""The forms that date expressions take: where each may begin, its pattern, what must stand before it, and its rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.ontology.date_words import load_date_words
from onrecord.read.date_beside import beside, counted_beside
from onrecord.read.date_days import (
    day_of_this_month,
    holiday,
    in_month,
    iso_day,
    numeric_day,
    run_of_days,
    week_by_day,
)
from onrecord.read.date_patterns import (
    AFTER_DAY,
    ANY_WEEKDAY,
    BESIDE_DAY,
    CENTURY,
    CLOSED,
    COUNT,
    COUNTED,
    DAY_NUMBER,
    DAY_PART,
    DECADE,
    END,
    GAP,
    MAYBE_PART,
    MAYBE_YEAR,
    MONTH_NAME,
    NAMED,
    NTH,
    PERIOD,
    REL_YEAR,
    SEASON,
    SPAN_UNIT,
    TO,
    UNIT,
    VAGUE,
    WEEKDAY_NAME,
    WHICH,
    YEAR_NUMBER,
    one_of,
    standing_after,
)
from onrecord.read.date_periods import (
    bare_month,
    listed_year,
    nth_of_period,
    part,
    period,
    quarter,
    run_of_decades,
    run_of_months,
    run_of_years,
    season,
    which_month,
)
from onrecord.read.date_relative import (
    counted_ago,
    counted_ahead,
    counted_within,
    day_word,
    half_ago,
    in_the_unit,
    no_number,
    overnight,
    run_of_weekdays,
    up_to_today,
    weekday,
    weekday_of_week,
    weekend,
    weeks_from_weekday,
    which_unit,
)
from onrecord.read.date_setting import Rule

FIGURES = "#"
"""Stands among the first words of forms for any figures."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of date expressions; the group `all` of its pattern is the expression, all of the match is taken up.

    `needs` must be found in the text before it and `unless` must not. Without a `rule` the words are a name and date
    nothing.
    """

    pattern: re.Pattern[str]
    rule: Rule | None
    needs: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None

    def may_follow(self, before: str) -> bool:
        """Say whether the form may stand after this text."""
        if self.needs is not None and self.needs.search(before) is None:
            return False
        return self.unless is None or self.unless.search(before) is None


_W = load_date_words()
_FIRST = re.compile(r"[^\W\d_]+|\d")
_MONTHS = tuple(_W.months)
_WEEKDAYS = tuple(_W.weekdays)
_BY_WEEKDAY = (*_WEEKDAYS, *_W.short_days)
_NTHS = (FIGURES, *_W.ordinals, "last", "final", "opening", "closing")
_COUNTS = (FIGURES, *_W.numbers)
_PLURALS = tuple(word for word in _W.units if word.endswith("s"))
_EDGES = tuple(name for name in _W.parts if name not in ("early", "mid", "late"))

_WHICH = rf"(?P<which>{WHICH}){GAP}"
_NEAR = rf"(?P<which>last|this|next){GAP}"
_MONTH, _MONTH_2 = rf"(?P<m>{MONTH_NAME})(?!\w)", rf"(?P<m2>{MONTH_NAME})(?!\w)"
_DAY, _DAY_2 = rf"(?P<d>{DAY_NUMBER})", rf"(?P<d2>{DAY_NUMBER})"
_ORDINAL_DAY = rf"(?P<d>{one_of(_W.ordinals)}){GAP}of{GAP}"
_MORE_DAYS = rf"(?:,{GAP}{DAY_NUMBER}){{0,5}},?"
_YEAR = r"(?:19|20)\d\d"
_YEAR_1 = rf"(?P<y1>{YEAR_NUMBER})"
_MAYBE_YEAR_1 = rf"(?:,?{GAP}(?:of{GAP})?{_YEAR_1},?)?"
_YEAR_OR_REL = rf"(?:(?P<y>{YEAR_NUMBER})|{REL_YEAR})"
_TO = rf"(?P<to>{TO})"
_MAYBE_DAY = rf"(?:{ANY_WEEKDAY},?{GAP})?"
_WEEKDAY = rf"(?P<w>{WEEKDAY_NAME})(?!\w)"
_SEASON = rf"(?P<season>{SEASON})"
_PART = r"(?P<part>early|mid|late)"
_EDGE = rf"(?P<part>{one_of(_EDGES)}){GAP}of{GAP}"
_SIDE = r"(?P<side>earlier|later)"
_COUNTED = rf"(?P<count>{COUNT}){GAP}(?P<unit>{UNIT})"
_MOMENT = rf"(?P<unit>{UNIT})|(?P<weekend>weekend)|{_SEASON}|{DAY_PART}"
_WEEK_OF = rf"week{GAP}(?P<side>of|beginning|starting|ending){GAP}(?:on{GAP})?(?:the{GAP})?{_MAYBE_DAY}"
_TIME = r"(?:T\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_STRICT, _LOOSE = ([name for name, feast in _W.holidays.items() if feast.loose is loose] for loose in (False, True))
_OF_YEAR = rf"(?:,?{GAP}(?:(?:of|in){GAP})?(?P<y>{YEAR_NUMBER}))?"

_NO_DAY = rf"(?!\w)(?:(?!{GAP}\d)|(?={GAP}[\d,.]{{1,12}}{COUNTED}))"
_NO_HYPHEN = r"(?![\w-])"
_NO_NAME = rf"(?![\w-]|{GAP}(?-i:[A-Z]))"
_NO_MORE = rf"(?![\w-]|{GAP}of\b)"
_NO_THAN = rf"(?!\w|{GAP}than\b)"
_NO_AMOUNT = rf"(?![\w%-]|[,.]\d|{COUNTED}|{TO}\d{{1,3}},\d)"

_NUMBERED = re.compile(rf"(?<!\w)(?:{one_of(_W.numbered)})\s{{1,3}}\Z|[.,:/$€£¥₹#+\w-]\Z", re.IGNORECASE)
_AT_YEARS = re.compile(
    rf"(?<!\w)(?:{one_of(_W.at_years)})\s{{1,3}}(?:the\s{{1,3}}year\s{{1,3}})?\Z|\((?:born\s{{1,3}})?\Z", re.IGNORECASE
)
_AMOUNT = re.compile(rf"(?<!\w)(?:{one_of(_W.amounts)}|more\s{{1,3}}than)\s{{1,3}}of\s{{1,3}}\Z", re.IGNORECASE)
_EVERY = standing_after(_W.every)
_AND = re.compile(r"(?:,|\b(?:and|or))\s{1,3}\Z", re.IGNORECASE)
_VERBAL = standing_after(_W.verbal)
_THE = r"the\s{1,3}"


def _form(
    leads: Iterable[str],
    body: str,
    rule: Rule | None,
    *,
    before: str = "",
    after: str = r"(?!\w)",
    needs: re.Pattern[str] | None = None,
    unless: re.Pattern[str] | None = None,
) -> tuple[tuple[str, ...], Form]:
    pattern = re.compile(rf"(?<!\w){before}(?P<all>{body}){after}", re.IGNORECASE)
    return tuple(leads), Form(pattern, rule, needs, unless)


def _day_form(lead: str | Iterable[str], body: str, rule: Rule, after: str = END) -> tuple[tuple[str, ...], Form]:
    """Make the form of a day of the calendar, which may begin with its weekday."""
    leads = (lead,) if isinstance(lead, str) else tuple(lead)
    unless = _NUMBERED if lead == FIGURES else None
    return _form((*leads, *_BY_WEEKDAY), body, rule, before=BESIDE_DAY, after=after, unless=unless)


_NAMES = (_form(_W.no_dates, rf"(?-i:{one_of(_W.no_dates)})", None),)

_DAYS = (
    _form([FIGURES], rf"(?P<y>\d{{4}})(?P<s>[-/])(?P<mm>\d\d)(?P=s)(?P<dd>\d\d){_TIME}", iso_day, unless=_NUMBERED),
    _form([FIGURES], rf"(?P<one>\d\d?)(?P<s>[./-])(?P<two>\d\d?)(?P=s)(?P<y>{_YEAR})", numeric_day, unless=_NUMBERED),
    _day_form(_MONTHS, rf"{_MONTH}{GAP}(?:the{GAP})?{_DAY}{MAYBE_YEAR}", in_month, END + AFTER_DAY),
    _day_form(FIGURES, rf"{_DAY}{GAP}(?:of{GAP})?{_MONTH}{MAYBE_YEAR}", in_month, END + AFTER_DAY),
    _day_form(_W.ordinals, rf"{_ORDINAL_DAY}{_MONTH}{MAYBE_YEAR}", in_month),
    _day_form(
        _MONTHS,
        rf"{_MONTH}{GAP}{_DAY}{_MAYBE_YEAR_1},?{_TO}{_MAYBE_DAY}{_MONTH_2}{GAP}{_DAY_2}{MAYBE_YEAR}",
        run_of_days,
    ),
    _day_form(_MONTHS, rf"{_MONTH}{GAP}{_DAY}{_MORE_DAYS}{_TO}{_DAY_2}{MAYBE_YEAR}", run_of_days),
    _day_form(
        FIGURES,
        rf"{_DAY}{GAP}{_MONTH}{_MAYBE_YEAR_1},?{_TO}{_MAYBE_DAY}{_DAY_2}{GAP}{_MONTH_2}{MAYBE_YEAR}",
        run_of_days,
    ),
    _day_form(FIGURES, rf"{_DAY}{_MORE_DAYS}{_TO}{_DAY_2}{GAP}(?:of{GAP})?{_MONTH}{MAYBE_YEAR}", run_of_days),
    _form([FIGURES], rf"(?P<d>\d\d?(?:st|nd|rd|th)){GAP}of{GAP}{_NEAR}month", day_of_this_month),
    _form(
        [FIGURES],
        r"(?P<d>\d\d?(?:st|nd|rd|th))(?=\s*(?:[,.;:)]|$))",
        day_of_this_month,
        needs=standing_after(["on"], _THE),
    ),
    _form(["week"], rf"{_WEEK_OF}{_MONTH}{GAP}{_DAY}{MAYBE_YEAR}", week_by_day, after=END),
    _form(["week"], rf"{_WEEK_OF}{_DAY}{GAP}{_MONTH}{MAYBE_YEAR}", week_by_day, after=END),
    _form((*_STRICT, *_W.which), rf"(?:{_WHICH})?(?P<holiday>{one_of(_STRICT)}){_OF_YEAR}", holiday),
    _form((*_LOOSE, *_W.which), rf"(?:{_WHICH})?(?P<holiday>{one_of(_LOOSE)}){_OF_YEAR}", holiday, after=_NO_NAME),
)

_PERIODS = (
    _form(_MONTHS, rf"{_MONTH},?{GAP}(?:of{GAP})?{_YEAR_OR_REL}", period, after=END),
    _form(_MONTHS, _MONTH, bare_month, after=rf"{_NO_DAY}(?!{NAMED})", needs=standing_after(_W.at_months)),
    _form(_W.which, rf"{_WHICH}{_MONTH}", which_month, after=_NO_DAY),
    _form(_MONTHS, rf"{_MONTH}{_MAYBE_YEAR_1}{_TO}{_MONTH_2}{MAYBE_YEAR}", run_of_months, after=_NO_DAY),
    _form(
        [FIGURES],
        rf"(?P<y2>{_YEAR}|1[5-8]\d[1-9]|1[5-8]\d0(?=[,.;:)]|$))",
        period,
        after=_NO_AMOUNT,
        needs=_AT_YEARS,
        unless=_AMOUNT,
    ),
    _form([FIGURES], rf"(?P<y2>{_YEAR})", listed_year, after=_NO_AMOUNT, needs=_AND),
    _form(
        [FIGURES],
        rf"(?P<y1>(?:1[5-9]|20)\d\d){_TO}(?P<y2>(?:1[5-9]|20)\d\d|\d\d)",
        run_of_years,
        after=rf"(?![\w%/-]|[,.]\d|{COUNTED})",
        unless=_NUMBERED,
    ),
    _form((FIGURES, *_W.decades), DECADE, period, after=""),
    _form(
        [FIGURES],
        rf"(?P<dec>(?:1\d|20)\d0)[’']?s{_TO}(?P<dec2>(?:1\d|20)?\d0)[’']?s",
        run_of_decades,
        after=_NO_HYPHEN,
    ),
    _form((FIGURES, *_W.ordinals), CENTURY, period, after=""),
    _form(["q", "h"], rf"(?P<of>(?-i:[QH]))(?P<number>[1-4])[\s/,]{{1,2}}(?:of{GAP})?(?P<y>{_YEAR})", quarter),
    _form([FIGURES], rf"(?P<y>{_YEAR})[\s-]?(?P<of>(?-i:[QH]))(?P<number>[1-4])", quarter),
)

_PARTS = (
    _form(
        ["early", "mid", "late", "end"],
        rf"(?P<part>early|mid|late|end)(?:{GAP}|-)(?:in{GAP})?(?!the{GAP}{SPAN_UNIT}){PERIOD}",
        part,
        after=rf"(?!\w|{GAP}\d)",
    ),
    _form(["early", "mid", "late"], rf"{_PART}{GAP}in{GAP}the{GAP}{PERIOD}", part),
    _form(_EDGES, rf"{_EDGE}(?:the{GAP})?{PERIOD}", part, after=rf"(?!\w|{GAP}\d)"),
    _form(_EDGES, rf"{_EDGE}(?P<which>the){GAP}(?P<unit>{SPAN_UNIT})", part, after=_NO_MORE),
    _form(
        _NTHS,
        rf"(?P<nth>{NTH}){GAP}(?:(?P<count>{COUNT}){GAP})?(?:(?P<of>half|quarter|{UNIT})|{_WEEKDAY}){GAP}(?:of|in){GAP}"
        rf"(?:the{GAP}(?!{UNIT}))?{PERIOD}",
        nth_of_period,
        after=END,
    ),
    _form(_NTHS, rf"(?P<nth>{NTH})[\s-](?P<of>half|quarter),?{GAP}(?P<y2>{YEAR_NUMBER})", nth_of_period, after=END),
    _form(_W.seasons, rf"{_SEASON},?{GAP}(?:of{GAP})?{_YEAR_OR_REL}(?:[-–/](?:\d\d){{1,2}})?", season),
    _form(_W.which, rf"{_WHICH}{_SEASON}", season, after=_NO_NAME),
    _form(_W.seasons, _SEASON, season, after=rf"{_NO_NAME}(?!{GAP}of\b)", needs=standing_after(_W.at_seasons, _THE)),
)

_FROM_TODAY = (
    _form((*_WEEKDAYS, *_W.which), rf"(?:{_WHICH})?{_WEEKDAY}{MAYBE_PART}", weekday, unless=_EVERY),
    _form(_WEEKDAYS, rf"{_WEEKDAY}{MAYBE_PART},?{GAP}(?:of{GAP})?{_NEAR}week", weekday_of_week),
    _form(
        ["last", "this", "next"], rf"{_NEAR}week(?:['’]s|,)?{GAP}(?:on{GAP})?{_WEEKDAY}{MAYBE_PART}", weekday_of_week
    ),
    _form(
        _WEEKDAYS,
        rf"{_WEEKDAY}{MAYBE_PART}{_TO}(?P<w2>{WEEKDAY_NAME})(?!\w){MAYBE_PART}",
        run_of_weekdays,
        unless=_EVERY,
    ),
    _form(
        _COUNTS,
        rf"(?P<count>{COUNT}){GAP}weeks?{GAP}(?:from|(?P<ago>ago),?(?:{GAP}on)?){GAP}{_WEEKDAY}",
        weeks_from_weekday,
    ),
    _form(_W.days, rf"(?P<days>{one_of(_W.days)}){MAYBE_PART}", day_word),
    _form(["overnight"], "overnight", overnight, after=CLOSED),
    _form(_W.which, rf"{_WHICH}weekend", weekend),
    _form(["weekend"], "weekend", weekend, after=CLOSED, needs=standing_after(_W.at_seasons, _THE)),
    _form(
        _W.rolling,
        rf"(?P<which>{one_of(_W.rolling)}){GAP}(?:(?P<count>{COUNT}){GAP})?(?P<unit>{UNIT})",
        up_to_today,
        after=_NO_MORE,
        unless=_VERBAL,
    ),
    _form(
        ("earlier", "later", *_W.which),
        rf"(?:{_SIDE}{GAP})?{_WHICH}(?P<unit>{SPAN_UNIT})",
        which_unit,
        after=_NO_HYPHEN,
    ),
    _form(["earlier", "later"], rf"{_SIDE}{GAP}in{GAP}the{GAP}(?P<unit>{SPAN_UNIT})", in_the_unit, after=_NO_HYPHEN),
    _form(
        (*_W.which, "recent"),
        rf"(?:{WHICH}|recent){GAP}(?:{VAGUE}{GAP})?{one_of(_PLURALS)}",
        no_number,
        after=_NO_MORE,
        unless=_VERBAL,
    ),
    _form(
        (*_COUNTS, "exactly"), rf"(?:(?P<exact>exactly){GAP})?{_COUNTED}{GAP}ago(?:{GAP}(?P<same>today))?", counted_ago
    ),
    _form(["half"], rf"half{GAP}an?{GAP}(?P<unit>year|decade|century){GAP}ago", half_ago),
    _form(_COUNTS, rf"{_COUNTED}(?:['’]s?{GAP}time|{GAP}(?:from{GAP}(?:now|today)|hence))", counted_ahead),
    _form(
        _COUNTS,
        _COUNTED,
        counted_within,
        after=rf"(?![\w'’-]|{GAP}of\b)",
        needs=standing_after(["in", "within"]),
    ),
    _form(
        (*_W.vague, *_PLURALS),
        rf"(?:{VAGUE}{GAP})?{one_of(_PLURALS)}{GAP}(?:ago|later|earlier|from{GAP}now)",
        no_number,
        after=_NO_THAN,
    ),
)

_BESIDE = (
    _form(
        ["the"],
        rf"the{GAP}(?P<word>(?:very{GAP})?(?:same|next)|following|previous|preceding){GAP}"
        rf"(?:{_MOMENT}|{_WEEKDAY}|{_MONTH})",
        beside,
        after=rf"(?!\w|-|{GAP}(?:as|that|when|of)\b)",
    ),
    _form(["next"], rf"(?P<word>next){GAP}(?:(?P<unit>day)|{DAY_PART})", beside),
    _form(["that"], rf"(?P<word>that(?:{GAP}(?:same|very))?){GAP}(?:{_MOMENT})", beside, after=CLOSED),
    _form(
        ["the"],
        rf"the{GAP}(?:{_MOMENT}|{_WEEKDAY}){GAP}(?P<word>before|after|prior|previous|earlier)",
        beside,
        after=CLOSED,
    ),
    _form(
        _COUNTS,
        rf"{_COUNTED}{GAP}(?P<word>later|earlier|afterwards?|previously|beforehand)",
        counted_beside,
        after=_NO_THAN,
    ),
    _form(_COUNTS, rf"{_COUNTED}{GAP}(?P<word>before|after|prior)", counted_beside, after=CLOSED),
)

_TABLE = (*_NAMES, *_DAYS, *_PERIODS, *_PARTS, *_FROM_TODAY, *_BESIDE)


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Return the forms by the first word of what they match, in lower case; `FIGURES` stands for any figures."""
    found: defaultdict[str, list[Form]] = defaultdict(list)
    for leads, form in _TABLE:
        for lead in dict.fromkeys(first_word(lead) for lead in leads):
            found[lead].append(form)
    return {lead: tuple(made) for lead, made in found.items()}


def first_word(lead: str) -> str:
    """Return the first word of some words as `forms` knows it.

    >>> first_word("st. patrick's day"), first_word("11 September attacks")
    ('st', '#')
    """
    found = _FIRST.search(lead)
    return lead if found is None else FIGURES if found[0].isdecimal() else found[0].lower()
