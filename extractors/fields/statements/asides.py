"""What a Finnish sentence says beside the matter: relative clauses, reports, research, funds, own pages."""

import itertools

from extractors.fields.statements.setting import is_one_of, place_of_doing, words_of
from extractors.fields.verbs import Verb
from extractors.language.morphology import analyse, lemmas
from extractors.language.tokens import Token


def says_nothing(words: list[Token]) -> bool:
    """Tell whether a sentence speaks of writings, research, a fund's lines or the project's pages, not of what is done.

    `Raportissa esitellään …`, `tutkimusten mukaan …`, `tavoitteen puitteissa tuetaan …`, `hankkeen sivuja rakennetaan`.
    """
    looks = (
        _at_best,
        is_meant_for,
        _counts_some,
        _of_writing,
        _according_to,
        _of_a_fund,
        _of_own_pages,
        _of_this_text,
        _of_its_people,
    )
    return any(look(words) for look in looks)


def _at_best(words: list[Token]) -> bool:
    """`Parhaimmillaan hanke luo …` hopes."""
    return any(w.low == "parhaimmillaan" for w in words[:3])


def is_meant_for(words: list[Token]) -> bool:
    """`Palvelut on tarkoitettu …` tells whom it is for."""
    meant = ("tarkoitettu", "tarkoitettuja", "suunnattu", "suunnattuja")
    return any(a.low in ("on", "ovat") and b.low in meant for a, b in itertools.pairwise(words[:7]))


def _counts_some(words: list[Token]) -> bool:
    """`Heistä 30 on tavattu` counts."""
    return (
        len(words) > 2
        and words[0].low in ("heistä", "näistä")
        and words[1].low.isdigit()
        and words[2].low in ("on", "oli", "ovat", "olivat")
    )


def _of_its_people(words: list[Token]) -> bool:
    """`Hankkeen kohderyhmänä ovat …` tells whom it is for; `kohderyhmää on tavoitettu` what was reached."""
    if any(w.low == "kohderyhmää" for w in words[:5]):
        return False
    copula = any(w.low in ("on", "ovat", "oli", "olivat") for w in words[:7])
    return copula and any(w.low.startswith(("kohderyhmä", "asiakasryhmä", "hyödynsaaj")) for w in words[:5])


def _of_this_text(words: list[Token]) -> bool:
    """`Tavoitteet kuvataan tarkemmin liitteessä`: the text speaks of itself."""
    points = any(w.low in words_of("pointers") for w in words)
    return points and any(not lemmas(w.low).isdisjoint(words_of("telling")) for w in words)


def _of_writing(words: list[Token]) -> bool:
    return any(is_one_of(w.low, "writings") and place_of_doing(w.low) for w in words[:4])


def _according_to(words: list[Token]) -> bool:
    at = next((i for i, w in enumerate(words[:7]) if w.low == "mukaan"), 0)
    return bool(at) and any(is_one_of(w.low, "sources") for w in words[max(0, at - 2) : at])


def _of_a_fund(words: list[Token]) -> bool:
    begins = [w.low for w in words[:3]]
    if "puitteissa" in begins and any(is_one_of(w, "fund_lines") for w in begins):
        return True
    return any(is_one_of(w.low, "fund_lines") and place_of_doing(w.low) for w in words[:2])


def _of_own_pages(words: list[Token]) -> bool:
    """The project's site or logo right behind the project in the genitive; a page that tells when it was changed."""
    if len(words) < 7 and not lemmas(words[0].low).isdisjoint(words_of("own_subjects")):
        return True
    return any(
        is_one_of(a.low, "frame") and not lemmas(b.low).isdisjoint(words_of("own_pages"))
        for a, b in itertools.pairwise(words)
    )


def is_modal(words: list[Token], verb: Verb) -> bool:
    """`sen piti päättyä`: the verb only says that it must."""
    after = words[verb.at + 1 : verb.at + 3]
    return (
        verb.lemma == "pitää"
        and not verb.passive
        and any(r.verb_form == "infinitive_a" for w in after for r in analyse(w.low))
    )


def is_relative(words: list[Token], found: list[Verb], verb: Verb) -> bool:
    """Tell whether a verb belongs to a relative clause (`palvelukokonaisuus, joka toteutetaan`), which describes only.

    `jonka lisäksi tuotettiin` goes on with the main clause when that had its own verb.
    """
    for i in range(verb.at - 1, max(-1, verb.at - 9), -1):
        earlier = next((v for v in found if v.at == i), None)
        if earlier:  # `jotka ovat suorittaneet … tai ovat saavuttaneet`: the clause goes on
            return earlier.form == verb.form and not verb.passive and is_relative(words, found, earlier)
        if words[i].low in words_of("relatives"):
            about = i and is_one_of(words[i - 1].low, "frame") and words[i].low in ("jossa", "joka", "jolla")
            if about and (verb.passive or words[i].low == "joka"):
                return False  # `on mukana hankkeessa, jossa kehitetään …`: the project is what the clause is about
            return not (words[i].low == "jonka" and words[min(i + 1, verb.at)].low in ("lisäksi", "jälkeen", "avulla"))
    return False
