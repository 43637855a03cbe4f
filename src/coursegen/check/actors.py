"""The rule on who: the actor of a text is the source's.

In: a CheckContext. Out: Findings, all of them warnings: words alone do not settle who is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coursegen.check.alignment import Pairing, pairings
from coursegen.check.claims import STATING, Claim
from coursegen.check.context import CheckContext
from coursegen.check.prose import sentences_of
from coursegen.check.vocabulary import content_words, fold
from coursegen.index.normalise import normalise
from coursegen.model.finding import Finding
from coursegen.model.passage import Statement

__all__ = ["actor_agrees", "statements_at"]

_NEARLY_ALL = 0.75  # share of a sentence's words by which it surely comes from a quoted one
_OPENING = 40  # characters within which the one who acts is named
_FEWEST_STATEMENTS = 2  # an actor that the sources name once may be a misreading


def actor_agrees(context: CheckContext) -> Iterable[Finding]:
    """Who acts in a text acts in the source: a named role is named there, "you" is the audience.

    Why: a duty of the Security Officer asked of everybody sends people the wrong way.
    Mend: name the actor of the cited sentence, or cite the sentence that names this one.
    """
    known = _known_actors(context)
    for claim in context.claims:
        held = claim.role in STATING or claim.role == "distractor_feedback"
        if not held or claim.origin != "source" or not claim.citations:
            continue
        swapped = {pairing.sentence: name for pairing, name in _swapped(context, claim, known)}
        for sentence, name in swapped.items():
            message = f"The cited sentence gives this to another than “{name}”: “{sentence}”"
            yield _finding(context, claim, message)
        grounds = _grounds(context, claim)
        for sentence in sentences_of(claim.text, context.language, claim.lead):
            folded = fold(sentence)
            if sentence in swapped:
                continue
            for role in known:
                if role.found_in(folded) and not role.found_in(grounds):
                    yield _finding(
                        context, claim, f"No cited sentence names “{role.name}”: “{sentence}”"
                    )
        yield from _learners_duty(context, claim)


def _finding(context: CheckContext, claim: Claim, message: str) -> Finding:
    hint = "Name the actor of the cited sentence, or cite the sentence that names this one."
    return context.at(claim, "actor-agrees", "warning", message, hint)


def _swapped(
    context: CheckContext, claim: Claim, known: Sequence[_Role]
) -> Iterator[tuple[Pairing, str]]:
    """Sentences that open with a role which the sentence they come from does not name.

    Its heading or lead-in may name that role all the same, so the whole of the grounds does not tell.
    """
    for pairing in pairings(context, claim):
        if pairing.share < _NEARLY_ALL or pairing.claim.context:
            continue
        quoted = fold(pairing.quoted.own)
        folded = fold(pairing.sentence)
        actors = {_bare(each.actor, context) for each in statements_at(context, pairing)} - {""}
        if not actors or any(_singular(actor) in folded for actor in actors):
            continue
        name = _opening_role(folded, quoted, known) or _opening_subject(context, pairing, folded)
        if name:
            yield pairing, name


def _opening_role(folded: str, quoted: str, known: Sequence[_Role]) -> str:
    """The known role that the sentence opens with and the quoted one does not name."""
    for role in known:
        match = role.found_in(folded)
        if match and match.start() <= _OPENING and not role.found_in(quoted):
            return role.name
    return ""


def _opening_subject(context: CheckContext, pairing: Pairing, folded: str) -> str:
    """Whoever must or may in the sentence, where the quoted sentence has none of these words."""
    match = context.words.subject_of_duty.search(folded)
    if (
        match is None
        or context.words.learner.search(match[1])
        or _is_learner(context, match[1].strip())
    ):
        return ""
    words = content_words(match[1], context.language)
    return match[1].strip() if words and not words & pairing.quoted.words else ""


def _known_actors(context: CheckContext) -> list[_Role]:
    """The roles that the sources give tasks to, the audience's own names left out."""
    counts: dict[str, int] = {}
    for statement in context.index.statements:
        name = _bare(statement.actor, context)
        counts[name] = counts.get(name, 0) + 1
    audience = context.course.outline.audience
    names = {name for name, count in counts.items() if count >= _FEWEST_STATEMENTS}
    names |= {_bare(each, context) for each in audience.roles_left_out}
    aliases = {_bare(each, context) for each in audience.aliases}
    kept = sorted(
        name
        for name in names - aliases
        if len(name) > 2 and not context.words.stop_words.issuperset(name.split())
    )
    return [_Role(name) for name in kept]


class _Role:
    """A name that can be found in a text, also as a plural or a genitive."""

    def __init__(self, name: str) -> None:
        self.name, self._stem = name, _singular(name)
        self._pattern = re.compile(rf"\b{re.escape(self._stem)}\w{{0,2}}\b")

    def found_in(self, folded: str) -> re.Match[str] | None:
        """The first place of the name; most texts hold none, which is seen without the pattern."""
        return self._pattern.search(folded) if self._stem in folded else None


def _bare(actor: str, context: CheckContext) -> str:
    words = fold(actor).split()
    while words and words[0] in context.words.articles:
        words = words[1:]
    return " ".join(words)


def _singular(name: str) -> str:
    return name[:-1] if name.endswith(("s", "n")) and len(name) > 4 else name


def _grounds(context: CheckContext, claim: Claim) -> str:
    """All that may name an actor for ``claim``: quotes, their passages' leads and headings, the stem."""
    parts = [claim.context, claim.lead]
    for citation in claim.citations:
        parts.append(citation.quote)
        for occurrence in context.index.occurrences_by_passage.get(citation.passage, ()):
            parts.extend(occurrence.locator.heading)
            parts.extend(occurrence.header)
            lead = context.index.passage_by_id.get(occurrence.lead or "")
            parts.append(lead.text if lead else "")
    return fold(" ".join(parts))


def _learners_duty(context: CheckContext, claim: Claim) -> Iterator[Finding]:
    """Find "you must" where the source gives the task to a role that is not the audience's."""
    aliases = {_bare(each, context) for each in context.course.outline.audience.aliases}
    if not aliases:
        return
    for pairing in pairings(context, claim):
        if pairing.share < context.settings.same_sentence_share:
            continue
        if not context.words.learner_duty.search(fold(pairing.sentence)):
            continue
        actors = {_bare(each.actor, context) for each in statements_at(context, pairing)}
        strangers = sorted(name for name in actors if name and not _is_learner(context, name))
        if strangers and len(strangers) == len(actors):
            yield _finding(
                context,
                claim,
                f"The source gives this to “{strangers[0]}”, not to the learner: “{pairing.sentence}”",
            )


def _is_learner(context: CheckContext, name: str) -> bool:
    """Does ``name`` mean the audience: an alias, an alias with words around it, or "you"?"""
    if context.words.learner.search(name):
        return True
    audience = context.course.outline.audience
    words = name.split()
    left_out = {_bare(each, context) for each in audience.roles_left_out}
    return name not in left_out and any(
        words[place : place + len(alias)] == alias
        for alias in (_bare(each, context).split() for each in audience.aliases)
        for place in range(len(words))
    )


def statements_at(context: CheckContext, pairing: Pairing) -> list[Statement]:
    """Statements whose evidence is the quoted sentence of ``pairing``."""
    passage = context.index.passage_by_id.get(pairing.quoted.passage)
    if passage is None:
        return []
    text = pairing.quoted.own
    found: list[Statement] = []
    for statement in context.statements_by_passage.get(passage.id, ()):
        for ref in statement.evidence:
            if ref.passage == passage.id and ref.sentence < len(passage.sentences):
                sentence = normalise(passage.sentences[ref.sentence])
                if sentence in text or text in sentence:
                    found.append(statement)
    return found
