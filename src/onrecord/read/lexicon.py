"""Looking a token up among the cue words."""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.ontology.cues import Cues, CueWord


def cue_word(cues: Cues, token: Token) -> CueWord | None:
    """Return the cue word that a token is, with its particle if it has one ("point out"), or None."""
    if token.lower_ == "according":
        return cues.find("ADP", "according")
    part = "VERB" if token.pos_ == "AUX" else token.pos_
    lemma = token.lemma_.lower()
    if not cues.may_hold(lemma):
        return None
    particle = next((child.lower_ for child in token.children if child.dep_ == "prt"), None) if part == "VERB" else None
    return cues.find(part, f"{lemma} {particle}" if particle else lemma)
