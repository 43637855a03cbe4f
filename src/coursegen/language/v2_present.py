"""Rules without a marker in languages whose finite verb stands second: present tense and imperatives.

In: a sentence. Out: Parts of form ``present`` (``De servicedesk blokkeert het apparaat binnen 1 uur.``,
``Het dossier wordt vernietigd.``) or ``imperative`` (``Meld het verlies direct.``), or None. The finite verb
goes back to its infinitive by the table of verbs, to the end of the clause, with its particle.
"""

from __future__ import annotations

import itertools
import re

from coursegen.language.clauses import Tail, cut_tail, has_verb, settle, without_deadline
from coursegen.language.lexicon import Lexicon
from coursegen.language.nounphrases import subject_of
from coursegen.language.parts import Parts, Scene, Subject, Word, masked, words_of
from coursegen.language.quantities import quantities_in
from coursegen.language.v2_frame import Frame, ends_clause, frame_of, split_subject
from coursegen.language.v2_verbs import is_participle, object_in, without_negation

__all__ = ["parse_imperative_v2", "parse_present_v2"]


def _choose(candidates: tuple[str, ...], clause: str, lex: Lexicon) -> tuple[str, Word | None]:
    """The infinitive whose particle stands in ``clause``, and where it stands; else the plain verb."""
    words = words_of(clause)
    plain = ""
    for candidate in candidates:
        particle, bar, core = candidate.rpartition("|")
        if not bar:
            plain = plain or core
            continue
        place = _separate(clause, words, particle.strip(), lex)
        if place:
            return f"{particle}{core}", place
    return plain, None


def _separate(clause: str, words: list[Word], particle: str, lex: Lexicon) -> Word | None:
    """The particle at the end of its clause, or before a preposition, an object clause or ``en``."""
    closed = lex.words("prepositions") | lex.words("complementizers") | lex.words("conjunctions")
    if particle in lex.words("prepositions"):
        closed = closed - lex.words("question_words")  # "aan welke regels" is no "aanmaken"
    for place, word in enumerate(words):
        if word.lower != particle:
            continue
        if place == len(words) - 1 or words[place + 1].lower in closed:
            return word
        if "," in clause[word.end : words[place + 1].start]:
            return word
    return None


def infinitive_clause(candidates: tuple[str, ...], rest: str, lex: Lexicon) -> str:
    """``rest`` of a clause with the infinitive of its finite verb put where a Dutch infinitive stands."""
    clause = _first_verb_only(rest, lex)
    core, particle = _choose(candidates, clause, lex)
    if not core:
        return ""
    if particle:
        return f"{clause[: particle.start]}{core}{clause[particle.end :]}".strip()
    if re.search(r"(?<!\w)te \w+n(?!\w)", clause) and not re.search(r"(?<!\w)om\s", clause):
        return ""  # an infinitive of its own: where the other goes is not sure
    opens = rf"(?:^|,?\s)(?:{'|'.join(sorted(lex.words('complementizers'))) or '(?!)'})\s"
    for stop in re.finditer(opens, masked(clause)):
        joins = stop[0].strip(" ,").lower() in lex.words("conjunctions")
        if (joins or not stop.start()) and not has_verb(clause[stop.end() :], lex):
            continue  # ``melden dat direct``: the thing that is reported, and no clause
        behind = clause[stop.start() :].strip()
        link = "" if behind.startswith(",") else " "
        return f"{_placed(clause[: stop.start()], core, lex)}{link}{behind}"
    return _placed(clause, core, lex)


def _placed(clause: str, infinitive: str, lex: Lexicon) -> str:
    """``clause`` with the infinitive at its end, before another one (``laten zien``)."""
    words = words_of(clause)
    if words and words[-1].lower in lex.verbs.infinitives and words[-1].end == len(clause.rstrip()):
        head = clause[: words[-1].start]
        return f"{head}{infinitive} {clause[words[-1].start :].strip()}".strip()
    return f"{clause.rstrip()} {infinitive}".strip()


def _first_verb_only(rest: str, lex: Lexicon) -> str:
    """``rest`` up to a second finite verb that shares the subject (``... en vertelt de melder ...``)."""
    for match in re.finditer(r",?\s(?:en|of|maar)\s+(?P<next>[\w-]+)", masked(rest)):
        form = match["next"].lower()
        singular = form in lex.verbs.present and form not in lex.verbs.infinitives
        if singular or form in lex.words("finite"):
            return rest[: match.start()]
    return rest


def _clauses(text: str, frame: Frame, lex: Lexicon, scene: Scene) -> tuple[Subject, Tail]:
    """The subject of a frame, and what follows without its condition and exception."""
    rest = text[frame.verb.end : frame.end].strip()
    if frame.inverted:
        phrase, rest = split_subject(rest, lex, scene)
        subject = subject_of(phrase, lex, scene)
    else:
        subject = subject_of(frame.subject, lex, scene)
    mask = without_deadline(rest, masked(rest), lex.language)
    return subject, cut_tail(rest, mask, lex)


def _passive_phrase(clause: str, lex: Lexicon) -> str:
    """``clause`` with the passive's infinitive behind its participle; empty where it has none."""
    words = words_of(clause)
    inside = lex.words("determiners") | lex.words("negative_determiners")
    if any(word.lower in lex.words("no_acts") for word in words):
        return ""
    for place, word in enumerate(words):
        if not is_participle(word.lower, lex) or (place and words[place - 1].lower in inside):
            continue
        following = words[place + 1].lower if place + 1 < len(words) else ""
        closes = not following or following in lex.words("prepositions") | lex.words(
            "complementizers"
        )
        if closes or "," in clause[word.end : words[place + 1].start]:
            infinitive = lex.markers.get("passive_infinitive", "")
            return f"{clause[: word.end]} {infinitive}{clause[word.end :]}".strip()
    return ""


def _action(frame: Frame, clause: str, subject: Subject, lex: Lexicon) -> str:
    """The infinitive phrase of a present tense: of a passive, of an agent's act, or of what lasts."""
    if frame.verb.lower in lex.words("passive_be"):
        return _passive_phrase(_first_verb_only(clause, lex), lex)
    answers = lex.pattern("answers_for").match(clause) if subject.actor else None
    if answers and frame.verb.lower in lex.words("be"):
        infinitive = lex.markers.get("be_infinitive", "")
        return f"{clause[: answers.end()]} {infinitive}{clause[answers.end() :]}"
    candidates = lex.verbs.present.get(frame.verb.lower, ())
    if not candidates or frame.verb.lower in lex.words("finite"):
        return ""
    action = infinitive_clause(candidates, clause, lex)
    words = {word.lower for word in words_of(action)}
    if subject.actor:
        return "" if words & (lex.words("stative") | lex.words("opinions")) else action
    timed = words & lex.words("timed") and quantities_in(clause, lex.language)
    return action if timed else ""


def _is_adverb(phrase: str, clause: str, lex: Lexicon) -> bool:
    """Whether what looks like the subject of a passive is an adverb: bare, singular, before the participle."""
    first = next((word.lower for word in words_of(clause)), "")
    bare = " " not in phrase and phrase[:1].islower() and not phrase.endswith(("en", "s"))
    return bare and is_participle(first, lex)


def parse_present_v2(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """A rule in the present tense: something is done to a thing, or an agent does something."""
    frame = frame_of(text, masked(text), lex, scene)
    if not frame:
        return None
    passive = frame.verb.lower in lex.words("passive_be")
    subject, tail = _clauses(text, frame, lex, scene)
    bare = subject.full.lower()
    if subject.pronoun or not bare or bare in lex.words("self") | lex.words("light_nouns"):
        return None
    if lex.starts("negations").search(subject.full) or bare.split()[-1] in lex.words("manner"):
        return None  # a subordinate clause by itself
    if passive and frame.inverted and _is_adverb(subject.full, tail.clause, lex):
        return None
    action = _action(frame, tail.clause, subject, lex)
    if not action:
        return None
    main = lex.starts("complementizers").split(tail.clause, maxsplit=1)[0]
    denies = lex.starts("negations").search(main) or lex.starts("negative_determiners").search(main)
    negated = bool(denies)
    settled = settle(
        without_negation(action, lex) if negated else action, frame.condition, tail, lex
    )
    thing = passive or not subject.actor
    restriction = "" if thing else subject.restriction
    whole = restriction and settled.condition and settled.condition != frame.relative
    return Parts(
        kind="fact" if passive or subject.actor else "quantity",
        form="present",
        text=text,
        actor="" if thing else (subject.full_actor if whole else subject.actor),
        action=settled.action,
        object=subject.full if thing else object_in(action, lex),
        condition=settled.condition or restriction,
        exception=settled.exception,
        negated=negated or subject.nobody,
        passive=passive,
    )


def parse_imperative_v2(text: str, lex: Lexicon, scene: Scene) -> Parts | None:
    """A command to the reader: the sentence, or its main clause behind a condition, opens with a verb's imperative."""
    front, body = _behind_condition(text, lex)
    if found := lex.starts("imperative_openers").match(text):
        body = text[found.end() :].strip()
    words = words_of(body)
    if len(words) < 3 or not (scene.listed or scene.normative):
        return None
    candidates = lex.verbs.imperatives.get(words[0].lower, ())
    if not candidates or not _is_command(words, body, lex, scene):
        return None
    rest = body[words[0].end :].strip(" .;")
    tail = cut_tail(rest, without_deadline(rest, masked(rest), lex.language), lex)
    main = lex.starts("subordinators").split(tail.clause, maxsplit=1)[0]
    negated = bool(lex.starts("imperative_negations").search(main))
    clause = without_negation(tail.clause, lex) if negated else tail.clause
    action = infinitive_clause(candidates, clause, lex)
    infinitive = _choose(candidates, body, lex)[0]
    if infinitive in lex.words("ignored_imperatives"):
        return None
    return Parts(
        kind="prohibition" if negated else "obligation",
        form="imperative",
        text=text,
        strength="must",
        action=action,
        object=object_in(action, lex),
        condition=front or tail.condition,
        exception=tail.exception,
        negated=negated,
    )


_THEN_WITHIN = 3
"""Words of a command in which the *then* of its condition stands, at most."""


def _behind_condition(text: str, lex: Lexicon) -> tuple[str, str]:
    """The clause in front of a command and the command without its *then* (``Als ..., neem dan ...``); else all of it."""
    words = words_of(masked(text))
    opener = lex.starts("conditions").match(text) or lex.starts("exceptions").match(text)
    if not words or not opener or words[0].lower not in lex.words("clause_openers"):
        return "", text
    for place in range(_MIN_CLAUSE, len(words)):
        before, word = words[place - 1], words[place]
        if "," not in text[before.end : word.start] or word.lower not in lex.verbs.imperatives:
            continue
        if _has_subject(words[place + 1 : place + 3], lex):
            return "", text
        near = words[place + 1 : place + 1 + _THEN_WITHIN]
        then = next((each for each in near if each.lower in lex.words("then")), None)
        if then:
            command = f"{text[word.start : then.start]}{text[then.end :].lstrip()}"
            return text[: before.end], command
        if ends_clause(before, lex):
            return text[: before.end], text[word.start :]
    return "", text


def _has_subject(behind: list[Word], lex: Lexicon) -> bool:
    """Whether a verb's subject stands ``behind`` it: *volg je deze stappen*, and not *wijzig je wachtwoord*."""
    if not behind or behind[0].lower not in lex.words("self"):
        return False
    return behind[0].lower != "je" or (
        len(behind) > 1 and behind[1].lower in lex.words("determiners")
    )


_MIN_CLAUSE = 3
"""Words of a condition with its verb, at least."""


def _is_command(words: list[Word], body: str, lex: Lexicon, scene: Scene) -> bool:
    """Whether the first word commands: no finite verb in its clause, and no noun of the same form."""
    first, second = words[0].lower, words[1].lower
    if first in lex.words("ignored_imperatives") or second in lex.words("conjunctions"):
        return False
    infinitive = any(word.lower in lex.verbs.infinitives for word in words[1:])
    noun = first in lex.words("imperative_nouns") and (infinitive or not scene.commands)
    if noun and second not in lex.words("imperative_followers"):
        return False
    for before, word in itertools.pairwise(words):
        gap = body[before.end : word.start]
        if "," in gap or word.lower in lex.words("subordinators"):
            return True
        if word.lower in lex.words("finite"):
            return False
    return True
