"""Opposed by what words such as "only", "no", "isolated" and "lost" leave no room for."""

from __future__ import annotations

from essaylint.essay.claim import Claim
from essaylint.essay.nounphrases import Phrase, is_human, same_name
from essaylint.essay.oppositions.alignment import Opposition, arguments_agree, content, narrower, roots, same_subject
from essaylint.lexicon.opposites import classes, covers, makers, opposed, sections, statuses

_VAGUE = frozenset("way thing time one part place day person people side word example option case".split())


def exclusive_and_other(first: Claim, second: Claim) -> Opposition | None:
    """"The sole focus" and "another key factor" of one thing."""
    for one, other in ((first, second), (second, first)):
        if one.negated or other.negated:
            continue
        sole = next((phrase for phrase in _phrases(one) if phrase.quantity in ("only", "sole")), None)
        more = next((phrase for phrase in _phrases(other) if phrase.quantity in ("another", "other")), None)
        if sole is None or more is None or not _alike(sole.head, more.head):
            continue
        about, also = _about(one, sole.head), _about(other, more.head)
        here, there = _spots(one), _spots(other)
        if here and there and not here & there:
            continue
        if sole.head in ("part", "half", "side", "fraction"):
            continue
        alike = sole.head == more.head and sole.head not in _VAGUE and sole.words == more.words and not _where(one) - _where(other)
        if about & also or alike:
            return Opposition("exclusive", f"“{sole.quantity}” here, “{more.quantity}” there")
    return None


def one_and_several(first: Claim, second: Claim) -> Opposition | None:
    """"The single cause of the accident" and "the accident had several causes"; "the only naturalist on board", "a second naturalist on board"."""
    for one, other in ((first, second), (second, first)):
        if one.negated or other.negated:
            continue
        for sole in (one.subject, *one.attributes):
            if not (sole.quantity in ("only", "sole") or (sole.quantity == "the" and sole.words & {"single", "sole", "only"})) or sole.plural:
                continue
            for more in _phrases(other):
                if more.head == sole.head and sole.head not in _VAGUE and _several(more) and _shared(one, sole, other, more):
                    return Opposition("exclusive", f"“{sole.text}” here, “{more.text}” there")
    return None


def _several(phrase: Phrase) -> bool:
    if phrase.quantity == "a" and phrase.words & {"second", "third", "further", "additional"}:
        return True
    return phrase.plural and (phrase.quantity in ("several", "many", "various", "both") or bool(phrase.count and phrase.count > 1)) and not phrase.definite


def _shared(one: Claim, sole: Phrase, other: Claim, more: Phrase) -> bool:
    """Whether both are of one whole: "of the accident", "the accident had", "on board"."""
    wholes = (sole.words | sole.names | _where(one)) - {"single", "sole", "only", ""}
    also = more.words | more.names | _where(other) | other.subject.content
    return bool(wholes) and wholes <= also


def alone_and_with(first: Claim, second: Claim) -> Opposition | None:
    """"Worked alone on the theory" and "worked on the theory with a friend"."""
    if first.verb != second.verb or first.negated or second.negated or not same_subject(first, second):
        return None
    for one, other in ((first, second), (second, first)):
        company = other.argument("with", "object:with")
        if ("alone" in one.adverbs and company is not None and (is_human(company) or company.name) and arguments_agree(one, other, frozenset({"with"}))) and len(one.arguments) and one.arguments[0][1].may_be(other.arguments[0][1]):
            return Opposition("exclusive", f"alone here, with {company.text} there")
    return None


def every_from_one(first: Claim, second: Claim) -> Opposition | None:
    """"All the energy comes from wind" and "a third of the energy comes from coal"."""
    for one, other in ((first, second), (second, first)):
        if one.verb != other.verb or one.negated or other.negated or one.subject.quantity not in ("all", "every", "each", "both"):
            continue
        if not narrower(one.subject, other.subject) or one.subject.quantity == other.subject.quantity:
            continue
        for role in ("from", "in", "for", "to", "against", "of"):
            here, there = one.argument(role), other.argument(role)
            if here is None or there is None or here.pronoun or there.pronoun or not here.head or not there.head:
                continue
            if here.head != there.head and not here.content & there.content and _apart(here, there) and role in ("from", "for"):
                return Opposition("universal", f"all {role} {here.text} here, {there.text} there")
    return None


def _apart(first: Phrase, second: Phrase) -> bool:
    return bool(first.name) == bool(second.name) and second.head not in covers().get(first.head, ()) and first.head not in covers().get(second.head, ())


def only_place(first: Claim, second: Claim) -> Opposition | None:
    """"Live only in Madagascar" and "live in Mozambique"; "only on Saturdays" and "on Wednesdays"."""
    if first.verb != second.verb or first.passive != second.passive or first.negated or second.negated or not same_subject(first, second):
        return None
    for one, other in ((first, second), (second, first)):
        for role, phrase in one.arguments:
            if phrase.quantity != "only" or ":" in role or role in ("object", "attribute", "agent", "by", "with"):
                continue
            there = [thing for other_role, thing in other.arguments if other_role == role and thing.quantity != "only"]
            if there and all(_other_place(phrase, thing) for thing in there[:1]):
                return Opposition("exclusive", f"only {role} {phrase.text} here, {role} {there[0].text} there")
    return None


def _other_place(first: Phrase, second: Phrase) -> bool:
    day, another = first.head.removesuffix("s"), second.head.removesuffix("s")
    if _bare(first) and _bare(second) and first.head != second.head and not is_human(second):
        return _apart(first, second)
    return another in classes().get(day, ()) or bool(first.name and second.name and not same_name(first.name, second.name))


def unanimous_or_not(first: Claim, second: Claim) -> Opposition | None:
    """"The committee was unanimous" and "three members of the committee voted against the plan"."""
    for one, other in ((first, second), (second, first)):
        if one.negated or other.negated or not any(phrase.head == "unanimous" for phrase in one.attributes):
            continue
        against = other.verb in ("oppose", "disagree", "object", "protest", "abstain")
        if against and other.subject.plural and one.subject.head in other.subject.words:
            return Opposition("universal", "unanimous here, some against there")
    return None


def _phrases(claim: Claim) -> tuple[Phrase, ...]:
    return (claim.subject, *(phrase for role, phrase in claim.arguments if role in ("object", "attribute")))


def _where(claim: Claim) -> frozenset[str]:
    return frozenset(phrase.head for role, phrase in claim.arguments if role.split(":")[-1] in ("in", "at", "on", "of", "for"))


def _spots(claim: Claim) -> frozenset[str]:
    return frozenset(phrase.head for role, phrase in claim.arguments if role in ("in", "at", "on"))


def _alike(first: str, second: str) -> bool:
    aims = sections("logic")["aim"]
    return first == second or (first in aims and second in aims)


def _about(claim: Claim, head: str) -> frozenset[str]:
    words = set(claim.subject.content)
    for _, phrase in claim.arguments:
        words |= phrase.content
    words = {word for word in words if not word.startswith("that ")}
    return frozenset(words - {head, "", "key", "main", "new", "important"} - _VAGUE)


def isolated_and_engaged(first: Claim, second: Claim) -> Opposition | None:
    """"Is isolated" and "has far-reaching engagements"."""
    words = sections("logic")
    for one, other in ((first, second), (second, first)):
        if one.negated or other.negated or not same_subject(one, other):
            continue
        alone = next((phrase for phrase in one.attributes if phrase.head in words["isolated"]), None)
        apart = one.argument("in")
        hidden = apart is not None and apart.head in words["isolation"]
        if alone is None and not hidden and not (one.verb in words["isolate"] and one.passive):
            continue
        tie = other.argument("object") if other.verb in words["having"] else None
        if tie is not None and tie.head in words["tie"]:
            state = alone.head if alone else one.verb
            return Opposition("relation", f"“{state}” here, “{tie.text}” there")
    return None


def existence_denied(first: Claim, second: Claim) -> Opposition | None:
    """"The country has no coast" and "the country's coast is"; "there are no windows in the tower" and "its windows"."""
    for denied, said in ((first, second), (second, first)):
        thing, owners = _denied_thing(denied)
        places = frozenset({"in", "at", "on"} if denied.verb == "exist" else ())
        if thing is None or said.negated or not arguments_agree(denied, said, places | {"object", "attribute"}):
            continue
        covered = covers().get(thing.head, frozenset()) | {thing.head}
        for phrase in (said.subject, *(other for _, other in said.arguments)):
            left = thing.words - owners
            if _there(denied, phrase, said, thing, owners):
                return Opposition("existence", f"“no {thing.head}” here, “{phrase.text}” there")
            if phrase.quantity != "poss" and not (" of " in phrase.text and phrase.quantity in ("the", "this")):
                continue
            if phrase.head in covered and left <= phrase.words and owners & (phrase.words | phrase.names):
                return Opposition("existence", f"“no {thing.head}” here, one there")
    return None


def _there(denied: Claim, phrase: Phrase, said: Claim, thing: Phrase, owners: frozenset[str]) -> bool:
    """Whether a claim tells of things that there are none of: "there were no witnesses to the accident", "three witnesses saw it"."""
    if denied.verb != "exist" or denied.setting.tense != said.setting.tense or phrase.head != thing.head or not thing.plural or thing.words - owners - phrase.content:
        return False
    if not (phrase.count or phrase.quantity in ("the", "several", "many", "two")) or phrase.index < 0 or phrase.quantity == "no":
        return False
    whose = {word for role, other in denied.arguments for word in other.content} | (thing.words & owners)
    return bool(whose) and whose <= {word for other in (said.subject, *(one for _, one in said.arguments)) for word in other.content}


def _denied_thing(claim: Claim) -> tuple[Phrase | None, frozenset[str]]:
    """What a claim says that there is not, and where or whose it would be."""
    if claim.verb == "exist" and claim.negated and claim.subject.head:
        places = {phrase.name or phrase.head for role, phrase in claim.arguments if role.split(":")[-1] in ("in", "at", "on")}
        return claim.subject, frozenset(places) | claim.subject.names | claim.subject.words
    lone = claim.argument("without")
    if lone is not None and not claim.negated and claim.verb in ("die", "be", "live", "remain", "grow up", "stay") and lone.head:
        owner = claim.subject.name or claim.subject.head
        return (lone, frozenset({owner, *claim.subject.name.split()[-1:]})) if owner else (None, frozenset())
    if (claim.negated and claim.verb in ("have", "possess")) or (claim.verb == "lack" and not claim.negated):
        thing = claim.argument("object")
        owner = claim.subject.name or claim.subject.head
        return (thing, frozenset({owner})) if thing is not None and thing.head and owner else (None, frozenset())
    return None, frozenset()


def had_and_lost(first: Claim, second: Claim) -> Opposition | None:
    """"Is a pagan festival" and "lost its pagan component"."""
    words = sections("logic")
    for lost, held in ((first, second), (second, first)):
        if lost.negated or held.negated or lost.verb not in words["losing"] or held.verb != "be" or held.setting.tense != "present":
            continue
        thing = lost.argument("object")
        if thing is None or thing.quantity != "poss" or not same_subject(lost, held):
            continue
        shared = {word for phrase in held.attributes for word in phrase.content} & thing.content
        if shared:
            return Opposition("lost", f"“{sorted(shared - {''})[0]}” here, lost there")
    return None


def practice_denied(first: Claim, second: Claim) -> Opposition | None:
    """"Its policy of censorship" and "does not consider censorship"."""
    words = sections("logic")
    for denied, said in ((first, second), (second, first)):
        thing = denied.argument("object")
        if not denied.negated or thing is None or denied.verb not in words["practising"] or said.subject.head not in words["practice"]:
            continue
        owner = denied.subject.name or denied.subject.head
        if thing.head in said.subject.words and owner in said.subject.names | said.subject.words and (
            not thing.words or thing.words & said.subject.words
        ):
            return Opposition("practice", f"a {said.subject.head} of it here, none there")
    return None


def every_and_only(first: Claim, second: Claim) -> Opposition | None:
    """"Every day" and "only the last day" of one kind of people doing one thing."""
    for one, other in ((first, second), (second, first)):
        if one.negated or other.negated or one.subject.head != other.subject.head or not one.subject.head:
            continue
        always = {time.split()[-1] for time in one.setting.times if time.startswith("every ")}
        once = {time.split()[-1] for time in other.setting.times if time.startswith("only ")}
        if always & once:
            unit = sorted(always & once)[0]
            return Opposition("every and only", f"“every {unit}” here, “only” one there")
    return None


def statuses_of(claim: Claim) -> tuple[str, ...]:
    """The words for a status that a claim gives its subject: "bachelor", or "!marry" for "never married"."""
    if claim.negated:
        return (f"!{claim.verb}",) if not claim.arguments and f"!{claim.verb}" in statuses() else ()
    if claim.verb not in ("be", "remain", "stay", "become", "die"):
        return ()
    return tuple(phrase.head for phrase in claim.attributes if phrase.head in statuses())


def status_denied(first: Claim, second: Claim) -> Opposition | None:
    """"Remained a bachelor" and "his widow"; "is landlocked" and "its navy"."""
    for one, other in ((first, second), (second, first)):
        owner = one.subject.name or one.subject.head
        if other.negated or not owner:
            continue
        for word in statuses_of(one):
            nouns, verbs = statuses()[word]
            shown = word.removeprefix("!")
            if other.verb in verbs and same_subject(one, other):
                return Opposition("status", f"“{shown}” does not go with “{other.verb}”")
            for phrase in (other.subject, *(phrase for _, phrase in other.arguments)):
                had = other.verb == "have" and same_subject(one, other)
                if phrase.head in nouns and (had or _owned(phrase, owner)):
                    return Opposition("status", f"“{shown}” does not go with “{phrase.head}”")
    return None


def _owned(phrase: Phrase, owner: str) -> bool:
    return phrase.quantity in ("poss", "the") and any(owner == name or same_name(owner, name) for name in phrase.names | phrase.words)


def sole_cause(first: Claim, second: Claim) -> Opposition | None:
    """"The only reason for it was hunting" and "died out because the sea had become warm"; "had nothing to do with"."""
    for one, other in ((first, second), (second, first)):
        reason = next((phrase for role, phrase in other.arguments if role in ("because", "due", "to") and other.argument("because", "due")), None)
        if reason is None or one.negated or other.negated or one.subject.head not in ("reason", "cause"):
            continue
        if one.subject.quantity not in ("only", "sole") or not one.attributes:
            continue
        told = one.attributes[0]
        about = roots(frozenset(one.subject.words) - {"only", "sole"}) | roots(frozenset(word for _, phrase in one.arguments for word in phrase.content if phrase is not told))
        if told.content & reason.content or not (about & roots(other.words | other.subject.content)):
            continue
        return Opposition("cause", f"“{told.text}” the only cause here, another there")
    return None


def only_cause(first: Claim, second: Claim) -> Opposition | None:
    """"Debt was the only cause of the crisis" and "the crisis was caused by a drought"."""
    for one, other in ((first, second), (second, first)):
        if one.verb != "cause" or other.verb != "cause" or one.argument("sole") is None or one.negated or other.negated:
            continue
        thing, also, cause = one.object, other.object, other.actor
        if thing and also and cause and cause.head and thing.may_be(also) and cause.head != one.subject.head:
            return Opposition("cause", f"“{one.subject.text}” the only cause here, “{cause.text}” there")
    return None


def only_and_another(first: Claim, second: Claim) -> Opposition | None:
    """"Only women are admitted" and "men are admitted"; "signed by France alone" and "by France and Spain"."""
    if first.verb != second.verb or first.negated != second.negated:
        return None
    for one, other in ((first, second), (second, first)):
        for mine, theirs, rest, others in (
            (one.actor, other.actor, one.object, other.object),
            (one.object, other.object, one.actor, other.actor),
        ):
            if mine is None or theirs is None or mine.quantity not in ("only", "sole") or theirs.quantity in ("only", "sole"):
                continue
            if one.verb == "be" and not content(one, "attribute") & content(other, "attribute"):
                continue  # “only seven were balanced”, “themes are common”
            if (rest is None) != (others is None) or (rest is not None and others is not None and not rest.may_be(others)):
                continue
            beside = [phrase for role, phrase in other.arguments if role == ("agent" if theirs is other.actor else "object")]
            strange = next((thing for thing in [theirs, *beside] if _other_than(mine, thing)), None)
            if strange is not None and arguments_agree(one, other, frozenset({"object", "agent", "after"})):
                return Opposition("exclusive", f"only {mine.text} here, {strange.text} there")
    return None


def _other_than(first: Phrase, second: Phrase) -> bool:
    """Whether two phrases are of two things surely: two names, or nouns of which none is the other."""
    if first.name and second.name:
        return not same_name(first.name, second.name)
    if first.quantity in ("only", "sole") and not first.plural and second.definite and not second.plural and first.head != second.head and (is_human(first) and is_human(second) and not (first.name or second.name or first.pronoun or second.pronoun)):
        return True  # "only the abbot", "the cook"
    if first.quantity in ("only", "sole") and _bare(first) and _bare(second) and first.head != second.head and not is_human(second):
        return _apart(first, second)
    pair = {first.head, second.head}
    if pair in ({"man", "woman"}, {"boy", "girl"}) or second.head in classes().get(first.head, ()):
        return True
    return opposed(first.head, second.head, "n")


def _bare(phrase: Phrase) -> bool:
    return bool(phrase.head) and not (phrase.name or phrase.names or phrase.pronoun or phrase.words) and phrase.quantity in ("", "only", "sole")


def begun_or_not(first: Claim, second: Claim) -> Opposition | None:
    """"Work on the opera never began" and "she continued the work on the opera"."""
    words = sections("logic")
    for denied, said in ((first, second), (second, first)):
        thing = said.object
        if not denied.negated or denied.verb not in ("begin", "happen") or said.negated or said.verb not in words["going on"] or thing is None:
            continue
        if denied.subject.head == thing.head and (denied.subject.words <= thing.words | _places(said)):
            return Opposition("begun", f"never begun here, “{said.verb}” there")
    return None


def never_and_no_more(first: Claim, second: Claim) -> Opposition | None:
    """"Never smoked" and "gave up smoking"; "nobody survived" and "the survivors"."""
    for denied, said in ((first, second), (second, first)):
        if not denied.negated or said.negated:
            continue
        if "never" in denied.adverbs and said.verb in ("give up", "stop", "quit", "cease", "resume", "abandon") and said.object is not None:
            habit = said.object.head
            if habit.endswith("ing") and roots(frozenset({habit})) & roots(frozenset({denied.verb})) and same_subject(denied, said):
                return Opposition("presupposition", f"never here, “{said.verb} {habit}” there")
        if denied.subject.quantity == "no" and denied.subject.head == "people" and not denied.subject.words and denied.setting.tense == "past":
            for phrase in (said.subject, *(phrase for _, phrase in said.arguments)):
                if makers().get(phrase.head) == denied.verb and (phrase.definite or phrase.count or phrase.quantity == "some"):
                    return Opposition("presupposition", f"nobody here, “{phrase.text}” there")
    return None


def _places(claim: Claim) -> frozenset[str]:
    return frozenset(word for role, phrase in claim.arguments if ":" in role for word in phrase.content)


def cause_denied(first: Claim, second: Claim) -> Opposition | None:
    """"Failed because of the weather" and "the weather had nothing to do with the failure"."""
    for denied, said in ((first, second), (second, first)):
        reason = said.argument("because", "due") or next((phrase for phrase in said.attributes if phrase.head == "due" and phrase.words), None)
        thing = denied.argument("object")
        if denied.verb not in ("relate", "cause") or not denied.negated or said.negated or reason is None or thing is None:
            continue
        same = denied.subject.head == reason.head or denied.subject.head in reason.words
        if same and roots(thing.content) & roots(frozenset({said.verb}) | said.subject.content):
            return Opposition("cause", f"because of “{reason.text}” here, not so there")
    return None
