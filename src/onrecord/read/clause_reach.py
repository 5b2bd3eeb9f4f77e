"""How far a clause or a noun's phrase reaches: its tokens, without clauses nested in it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from onrecord.read.clauses import NESTED


def clause_root(verb: Token) -> Token:
    """Return the verb at the top of a chain of infinitives ("is expected to hold": `expected`)."""
    return list(_chain(verb))[-1]


def clause_tokens(word: Token) -> list[Token]:
    """Return the tokens of the clause of a verb or the phrase of a noun, without clauses nested in it or joined."""
    found: list[Token] = []
    keep = set(_chain(word))
    stack = [clause_root(word)]
    while stack:
        token = stack.pop()
        found.append(token)
        stack.extend(child for child in token.children if child in keep or not _is_clause(child))
    return sorted(found, key=lambda token: token.i)


def _chain(verb: Token) -> Iterator[Token]:
    """Give a verb and those above it in a chain of infinitives."""
    yield verb
    while verb.dep_ == "xcomp" and verb.head != verb:
        verb = verb.head
        yield verb


def _is_clause(token: Token) -> bool:
    return token.dep_ in NESTED or (token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"))
