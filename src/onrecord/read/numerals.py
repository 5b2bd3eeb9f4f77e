"""Numbers as news writes them: digits, words, scales, currencies and percentages."""

from __future__ import annotations

import re

_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SMALL = {
    **{word: i for i, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), 1)},
    **{word: i for i, word in enumerate(_TEENS, 10)},
    **{word: 10 * i for i, word in enumerate(_TENS, 2)},
}
_LARGE = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "mm": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
_SYMBOLS = {
    "$": "USD",
    "us$": "USD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "s$": "SGD",
    "hk$": "HKD",
    "nt$": "TWD",
    "nz$": "NZD",
    "r$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₺": "TRY",
    "₴": "UAH",
    "₪": "ILS",
    "₦": "NGN",
    "₱": "PHP",
    "rs": "INR",
    "rs.": "INR",
}
_CURRENCIES = {
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "yuan": "CNY",
    "renminbi": "CNY",
    "yen": "JPY",
    "rouble": "RUB",
    "ruble": "RUB",
    "pound": "GBP",
    "sterling": "GBP",
    "rupee": "INR",
    "won": "KRW",
    "hryvnia": "UAH",
    "shekel": "ILS",
    "naira": "NGN",
    "zloty": "PLN",
    "forint": "HUF",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "dong": "VND",
    "rand": "ZAR",
    "lira": "TRY",
    "riyal": "SAR",
    "dirham": "AED",
}
_CODES = "USD|EUR|GBP|JPY|CNY|RMB|RUB|INR|KRW|CHF|AUD|CAD|HKD|SGD|TWD|NZD|SEK|NOK|DKK|PLN|TRY|BRL|ZAR|UAH|ILS"
_NATIONS = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "australian": "AUD",
    "canadian": "CAD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "new zealand": "NZD",
    "taiwan": "TWD",
    "swiss": "CHF",
}
_SCALES = ("dozen", "hundred", "thousand", "million", "billion", "trillion")
_WORDS = "|".join(sorted((*_SMALL, *_SCALES), key=len, reverse=True))
_VAGUE = re.compile(r"\b(?:several|many|few|some|of|couple)\s$", re.IGNORECASE)
"""Words that say that a "dozen" or "hundred" behind them is no number: "several dozen", "tens of thousands"."""

NUMBER = re.compile(
    rf"""(?<![\w.,/:-])
    (?P<symbol>(?:US|AU|CA|HK|NT|NZ|A|C|S|R)?\$|[€£¥₹₽₩₺₴₪₦₱]|Rs\.?|(?:{_CODES})\b)?\ ?
    (?:(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|(?:st|nd|rd|th)\b)
       (?:[ -]?(?P<scale>{"|".join(_SCALES)}|mn|bn|tn|k|mm|m|b)\b)?
     |(?P<words>(?:an?\ (?={"|".join(_SCALES)}))?(?:half\ a\ )?(?:(?:{_WORDS})\b(?:\ and\ |[ -]?)?)+))
    (?P<after>\ ?%|\ ?per\ ?cent\b|\ percentage\ points?\b
      |\ (?P<nation>US|U\.S\.|American|Australian|Canadian|Hong\ Kong|Singapore|New\ Zealand|Taiwan|Swiss)?\ ?
       (?P<currency>{"|".join(_CURRENCIES)}|franc)s?\b
      |\ (?P<code>{_CODES})\b)?""",
    re.VERBOSE | re.IGNORECASE,
)


def value_of(match: re.Match[str]) -> float | None:
    """Return the value of a match of `NUMBER`, or None where its words spell no number."""
    if match["digits"]:
        if match["digits"].startswith("00"):
            return None  # the end of a number that blanks divide: "20 000", "20, 000"
        scale = _LARGE[match["scale"].lower()] if match["scale"] else 1.0
        return float(match["digits"].replace(",", "")) * scale
    start = match.start("words")
    if match["words"].lower().startswith(_SCALES) and _VAGUE.search(match.string, max(0, start - 20), start):
        return None
    return number_of(match["words"])


def end_of(match: re.Match[str]) -> int:
    """Return where the words or digits of a match of `NUMBER` end, without what may follow them.

    >>> text = "forty-one sailors"
    >>> text[: end_of(NUMBER.match(text))]
    'forty-one'
    """
    end = match.end("words") if match["words"] else match.end()
    while end > match.start() and match.string[end - 1] in " -":
        end -= 1
    return end


def number_of(words: str) -> float | None:
    """Return the number that words spell, or None where they spell none.

    >>> number_of("two dozen"), number_of("a hundred and five"), number_of("sixty-three thousand")
    (24.0, 105.0, 63000.0)
    """
    total, part, met = 0.0, 0.0, False
    for word in words.lower().replace("-", " ").split():
        if word in _SMALL:
            part, met = part + _SMALL[word], True
        elif word == "half":
            part = 0.5
        elif word in _SCALES:
            part, met = (part or 1.0) * _LARGE[word], True
            if _LARGE[word] >= 1e3:
                total, part = total + part, 0.0
    return total + part if met else None


def unit_of(match: re.Match[str]) -> str | None:
    """Return the unit that a number's own words give: an ISO 4217 code, "percent", or None for a bare number."""
    after = (match["after"] or "").lower()
    if match["symbol"]:
        return _symbol(match["symbol"])
    if match["currency"]:
        nation = (match["nation"] or "").lower()
        if match["currency"].lower() == "franc":
            return "CHF" if nation == "swiss" else "franc"
        return _NATIONS.get(nation) or _CURRENCIES[match["currency"].lower()]
    if match["code"]:
        return "CNY" if match["code"].upper() == "RMB" else match["code"].upper()
    return "percent" if after else None


def _symbol(symbol: str) -> str:
    """Return the code of a currency sign; a bare yen sign may also mean the yuan and stays as it is."""
    return _SYMBOLS.get(symbol.lower(), "CNY" if symbol.upper() == "RMB" else symbol.upper())
