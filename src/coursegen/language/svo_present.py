"""Rules without a marker in languages with the order subject, verb, object: imperatives, present tense.

In: a sentence. Out: Parts of form ``imperative`` (``Report the loss at once.``) or ``present`` (``Accounts
that are inactive are removed.``, ``The team reviews the log.``), or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from coursegen.language.clauses import Tail, cut_tail, settle, without_deadline
from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import subject_of
from coursegen.language.parts import Parts, Scene, Subject, Word, masked, words_of
from coursegen.language.quantities import quantities_in
from coursegen.language.svo import action_of, agent_of, object_of
from coursegen.language.svo_frame import main_start

__all__ = ["parse_imperative", "parse_present"]

_MAX_SUBJECT = 16


def _end(mask: str, lex: Lexicon) -> int:
    """Where the first clause ends: at a semicolon, or where a second subject with its verb follows ``and``."""
    end = len(mask.rstrip(" .;:!"))
    for match in re.finditer(r";\s|,?\s(?:and|but|et|mais)\s", mask[:end]):
        if match[0].startswith(";"):
            return match.start()
        words = words_of(mask, match.end(), end)[:8]
        be = next(
            (place for place, word in enumerate(words) if word.lower in lex.words("be")), None
        )
        stops = lex.words("prepositions") | lex.words("subordinators") | lex.words("relatives")
        if be and match.start() > 0 and not any(word.lower in stops for word in words[:be]):
            before = words_of(mask, 0, match.start())
            if any(word.lower in lex.words("clause_verbs") for word in before):
                continue
            if any(word.lower in lex.words("finite") for word in before):
                return match.start()
    return end


def _is_heading(words: list[Word], mask: str, lex: Lexicon) -> bool:
    """Whether every longer word has a capital, as in a heading; an article behind the first makes it none."""
    if len(words) < 2 or words[1].lower in lex.words("articles"):
        return False
    return all(mask[each.start].isupper() for each in words if each.end - each.start > 3)


def _is_imperative(words: list[Word], mask: str, lex: Lexicon, scene: Scene) -> bool:
    """Whether the first word is a verb used as a command: no finite verb may follow in its clause."""
    if not words or words[0].lower not in lex.verbs.infinitives:
        return False
    if _is_heading(words, mask, lex) or words[0].lower in lex.words("ignored_imperatives"):
        return False
    following = words[1].lower if len(words) > 1 else ""
    lifted = scene.commands and words[0].lower not in lex.words("seldom_commands")
    lifted = lifted and not mask[words[0].start : words[0].end].isupper()
    if words[0].lower in lex.verbs.nouns and not lifted:
        openers = lex.words("determiners") | lex.words("imperative_followers")
        if following not in openers:
            return False
    if words[0].lower in lex.words("clause_verbs") and following not in lex.words("finite"):
        return True
    return _without_finite(words, mask, lex)


def _without_finite(words: list[Word], mask: str, lex: Lexicon) -> bool:
    """Whether no finite verb follows before a comma, a subordinator or a verb with a clause of its own."""
    closes = lex.words("subordinators") | lex.words("clause_verbs")
    for word in words[1:]:
        if word.lower in closes or "," in mask[words[0].end : word.start]:
            return True
        if word.lower in lex.words("finite"):
            return False
    return True


def parse_imperative(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """A command to the reader, perhaps behind a condition. The reader is not named, so nor is the actor."""
    mask = masked(text)
    start, opener = main_start(text, mask, lex)
    if start < 0:
        return None
    negated, only = False, ""
    while found := lex.starts("imperative_openers").match(mask, start):
        negated = negated or bool(lex.starts("imperative_negations").fullmatch(found[0]))
        only = f"{found[0].lower()} " if found[0].lower() in lex.words("emphasis_kept") else only
        start = found.end()
        start += len(mask[start:]) - len(mask[start:].lstrip(" ,"))
    words = words_of(mask, start)
    sure = negated and bool(words) and words[0].lower in lex.verbs.infinitives
    if not sure and not _is_imperative(words, mask, lex, scene):
        return None
    raw = text[start : _end(mask, lex)]
    tail = cut_tail(raw, without_deadline(raw, mask[start : _end(mask, lex)], lex.language), lex)
    action = action_of(tail.clause, "base", lex)
    action = only + action[:1].lower() + action[1:]
    settled = settle(action, opener, tail, lex)
    if " " not in action or not (scene.listed or scene.normative or settled.condition):
        return None
    return Parts(
        kind="prohibition" if negated else "obligation",
        form="imperative",
        text=text,
        strength="must",
        action=settled.action,
        object=object_of(action.removeprefix(only), lex),
        condition=settled.condition,
        exception=settled.exception,
        negated=negated,
    )


def _finite_place(words: list[Word], text: str, lex: Lexicon, scene: Scene) -> int | None:
    """The place of the main clause's finite verb: ``is``/``are``, or a verb right behind an agent."""
    inside = False
    if not words or _is_clear(words[0].lower, lex):
        return None
    if words[0].lower in lex.verbs.infinitives and words[0].lower not in lex.verbs.nouns:
        return None  # a command
    sure = True
    for place, word in enumerate(words[: _MAX_SUBJECT + 8]):
        if not place or words[place - 1].lower in lex.words("infinitive_mark"):
            continue
        if word.lower in lex.words("relatives"):
            inside = True
            continue
        verb = word.lower in lex.words("finite")
        if inside:
            inside = not (verb or _verb_form(word.lower, lex))
            continue
        if word.lower in lex.words("subordinators"):
            return None
        if verb:
            return place
        found = _main_verb(words, place, text, lex, scene) if sure else "no verb"
        if found in {"verb", "not ours"}:
            return place if found == "verb" else None
        sure = sure and found != "unsure"
    return None


def _subject_end(words: list[Word], place: int, lex: Lexicon) -> int:
    """Where the subject before the verb at ``place`` ends: an adverb between the two is not part of it."""
    before = words[place - 1]
    adverb = before.lower.endswith("ly") and before.lower not in lex.words("ly_nouns")
    return before.start if adverb and place > 1 else words[place].start


def _is_clear(word: str, lex: Lexicon) -> bool:
    """Whether the word is a third person singular that is no plural noun."""
    return word in lex.verbs.present and _base(word, lex) not in lex.verbs.nouns


def _main_verb(words: list[Word], place: int, text: str, lex: Lexicon, scene: Scene) -> str:
    """What the word is behind what precedes it: verb, no verb, unsure, or a verb whose subject is not ours."""
    word = words[place].lower
    if not _verb_form(word, lex):
        return "no verb"
    if _is_clear(word, lex) and _base(word, lex) in lex.words("demanding"):
        return "verb"
    if words[0].lower in lex.verbs.infinitives:
        return "unsure"  # the sentence may be a command
    if _base(word, lex) in lex.words("timed") | lex.words("demanding"):
        return "verb"
    subject = subject_of(text[words[0].start : _subject_end(words, place, lex)], lex, scene)
    if not subject.actor or subject.pronoun:
        return "not ours" if _is_clear(word, lex) else "no verb"
    simple = not subject.restriction or subject.restriction.split(" ")[0] in lex.words("relatives")
    plain = word in lex.verbs.infinitives and word not in lex.verbs.nouns
    following = [each.lower for each in words[place + 1 : place + 7]]
    alone = not lex.words("finite") & set(following)
    plain = plain or (alone and _follows_plural(words[place - 1].lower, lex))
    if _is_clear(word, lex) or (simple and plain):
        return "verb"
    openers = lex.words("determiners") | lex.words("imperative_followers")
    if simple and following and (following[0] in openers or following[0].isdigit()):
        return "verb"
    return "unsure"


def _follows_plural(before: str, lex: Lexicon) -> bool:
    """Whether persons in the plural stand there: *members report* is no compound, as *member report* is."""
    return any(
        before.endswith(end) and before.removesuffix(end) + one in lex.words("persons")
        for end, one in lex.plural_endings
        if end
    )


def _verb_form(word: str, lex: Lexicon) -> bool:
    return word in lex.verbs.present or word in lex.verbs.infinitives


def _base(word: str, lex: Lexicon) -> str:
    return lex.verbs.present.get(word, (word,))[0]


def _to_infinitive(rest: str, lex: Lexicon) -> str:
    """Verbs joined to the first one go back to their infinitive too (``records ... and gives ...``)."""

    def change(match: re.Match[str]) -> str:
        verb = match["verb"]
        base = lex.verbs.present.get(verb.lower())
        if not base or (
            base[0] in lex.verbs.nouns and match["next"] not in lex.words("determiners")
        ):
            return match[0]
        return f"{match['link']}{base[0]} {match['next']}"

    return re.sub(
        r"(?P<link>(?:,|\band|\bor|\bthen)\s+(?:then\s+)?)(?P<verb>[a-z]+s) (?P<next>[\w-]+)",
        change,
        rest,
    )


@dataclass(frozen=True, slots=True)
class _Clause:
    """The main clause of a sentence in the present tense, taken apart at its finite verb."""

    opener: str
    subject: Subject
    adverb: str
    verb: Word
    tail: Tail

    @property
    def rest(self) -> str:
        """What follows the verb, without condition and exception."""
        return self.tail.clause.strip(" ,")


def _clause_of(text: str, lex: Lexicon, scene: Scene) -> _Clause | None:
    mask = masked(text)
    start, opener = main_start(text, mask, lex)
    words = words_of(mask, max(start, 0))
    place = _finite_place(words, text, lex, scene) if start >= 0 else None
    if place is None or place > _MAX_SUBJECT or _is_heading(words, mask, lex):
        return None
    verb, subject_end = words[place], _subject_end(words, place, lex)
    subject = subject_of(text[words[0].start : subject_end], lex, scene)
    if subject.pronoun or subject.broken:
        return None
    if not subject.actor and words[0].lower in lex.words("prepositions"):
        return None
    end = _end(mask, lex)
    raw = text[verb.end : end]
    tail = cut_tail(raw, without_deadline(raw, mask[verb.end : end], lex.language), lex)
    adverb = text[subject_end : verb.start].strip(" ,")
    return _Clause(opener, subject, adverb, verb, tail)


def _action(found: _Clause, lex: Lexicon) -> tuple[str, bool]:
    """The act in the infinitive, and whether it is denied; nothing where the clause tells none."""
    clause, verb = found.rest, found.verb.lower
    if verb in lex.words("be"):
        if not _participle_follows(clause, lex) or _joins_verb(found.subject.full, lex):
            return "", False
        negation = re.match(r"(?:not|never)\s+", clause)
        return f"be {clause[negation.end() :] if negation else clause}", bool(negation)
    denied = re.match(r"not (?P<verb>[a-z]+)\b", clause) if verb in lex.words("do") else None
    base = denied["verb"] if denied else _base(verb, lex)
    if denied:
        clause = clause[denied.end() :].strip()
    if not _tells_act(base, verb, clause, found.subject, lex) and not (
        denied and found.subject.actor and _acts(base, lex)
    ):
        return "", False
    adverb = f"{found.adverb} " if found.adverb else ""
    return f"{adverb}{base} {_to_infinitive(clause, lex)}".strip(), bool(denied)


def parse_present(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """A rule in the present tense: something is done to a thing, or an agent does something."""
    found = _clause_of(text, lex, scene)
    if found is None:
        return None
    subject = found.subject
    action, negated = _action(found, lex)
    if not action or (subject.full.lower() in lex.words("self") and not _needs(action, lex)):
        return None
    if _needs(action, lex) and subject.actor:
        return _need(text, found, action, lex)
    passive = found.verb.lower in lex.words("be")
    settled = settle(action, found.opener, found.tail, lex)
    thing = passive or not subject.actor
    restriction = "" if thing else subject.restriction
    actor = subject.full_actor if restriction and settled.condition else subject.actor
    timed = not passive and not subject.actor and bool(quantities_in(found.rest, lex.language))
    return Parts(
        kind="quantity" if timed else "fact",
        form="present",
        text=text,
        actor=agent_of(action, lex, scene) if passive else actor,
        action=settled.action,
        object=subject.full if thing else object_of(action, lex),
        condition=settled.condition or restriction,
        exception=settled.exception,
        negated=negated,
        passive=passive,
    )


def _needs(action: str, lex: Lexicon) -> bool:
    """Whether the act is to have a consent (``need approval``)."""
    return bool(lex.pattern("needs_consent").match(action))


def _need(text: str, found: _Clause, action: str, lex: Lexicon) -> Parts:
    """``You need your manager's approval``: the duty to have it."""
    have = f"have {action.partition(' ')[2]}"
    settled = settle(have, found.opener, found.tail, lex)
    return Parts(
        kind="obligation",
        form="modal",
        text=text,
        strength="must",
        marker=text[found.verb.start : found.verb.end],
        actor=found.subject.actor,
        action=settled.action,
        object=object_of(have, lex),
        condition=settled.condition or found.subject.restriction,
        exception=settled.exception,
    )


def _joins_verb(phrase: str, lex: Lexicon) -> bool:
    """Whether ``phrase`` ends in a conjunction behind a verb: the subject stands further to the front."""
    return words_of(phrase)[-1].lower in lex.words("conjunctions")


def _acts(base: str, lex: Lexicon) -> bool:
    """Whether the verb tells an act, not a state or an opinion."""
    return base in lex.verbs.infinitives and base not in (
        lex.words("stative") | lex.words("opinions")
    )


def _tells_act(base: str, verb: str, clause: str, subject: Subject, lex: Lexicon) -> bool:
    """Whether an agent acts, a thing demands something, or it lasts, starts or ends by a number."""
    if verb in lex.words("finite"):
        return False
    if subject.actor:
        return _acts(base, lex) or _needs(f"{base} {clause}", lex)
    if base in lex.words("demanding"):
        return bool(lex.pattern("needs_consent").match(f"{base} {clause}"))
    return base in lex.words("timed") and bool(quantities_in(clause, lex.language))


def _participle_follows(raw: str, lex: Lexicon) -> bool:
    for word in words_of(raw)[:4]:
        if word.lower in lex.words("no_acts"):
            return False
        if word.lower in lex.verbs.participles:
            return True
        if not word.lower.endswith("ly") and word.lower not in lex.words("passive_between"):
            return False
    return False
