"""Which words make a name of a body: legal suffixes, head words, what may stand inside a name and what may not."""

from functools import cache, lru_cache

from extractors.language.morphology import analyse
from extractors.language.phrases import keys
from extractors.language.tokens import Token
from extractors.vocabulary import load

# Heads that alone say too little: they need a capital or a legal suffix.
_BARE = {
    "keskus", "toimisto", "talo", "piiri", "osasto", "hallitus", "laitos", "yritys", "yhtiö", "rahasto",
    "foorumi", "unioni", "kumppanuus", "yksikkö", "palvelupiste", "neuvontapiste", "infopiste", "työpaja",
    "tupa", "startti", "ohjaamo", "järjestö", "verkostoyhdistys", "yhdistys", "seura", "liitto",
    "säätiö", "opisto", "lukio", "oppilaitos", "virasto", "peruskoulu", "akatemia", "neuvosto", "kirjasto",
    "risti", "lähetystö", "komissio", "koulutusyksikkö", "osuuskunta", "korkeakoulu", "kohtaamispaikka",
    "asukastalo", "toimintatalo", "ryhmäkoti", "alue", "kunta", "kaupunki", "tiedekunta",
}  # fmt: skip
_SHORT_ENDINGS = {"talo", "tupa", "seura", "risti", "piiri", "liitto", "yhtiö", "kunta", "unioni", "startti"}
_GENERIC = {
    "hanke", "projekti", "toiminta", "toteuttaja", "hallinnoija", "rahoittaja", "hakija", "osatoteuttaja",
    "kumppani", "yhteistyökumppani", "koordinaattori", "järjestäjä", "lisätieto", "lisätiedot", "yhteystieto",
    "osoite", "tekijä", "ylläpitäjä", "julkaisija", "nimi", "organisaatio", "hallinto", "päätoteuttaja",
    "hankekumppani", "yhteistyötaho", "partneri", "toimija", "edustaja", "rahoitus", "avustus", "tuki",
    "yhteystiedot", "kehittämishanke", "esihanke", "vastuutaho", "omistaja", "tulos", "ohjausryhmä",
    "seminaari", "lähde", "kuva", "teksti", "tuottaja", "palveluntuottaja", "palvelu", "asiakas",
}  # fmt: skip
_OUTSIDE = {"verb", "adverb", "conjunction", "pronoun", "adposition", "negation", "numeral", "interjection"}
_DESCRIBING = {"oma", "uusi", "tuleva", "toinen", "eri", "ensimmäinen", "suuri", "pieni", "vanha", "muu", "entinen"}
_INSIDE_LOW = {"for", "of", "the", "and", "de", "la", "för", "i", "på", "av"}


# Heads of services and premises that projects are named after.
_LEFT_OUT = {"ohjaamo", "startti", "työpaja", "talo", "tupa", "infotori"}


@cache
def germanic_heads() -> frozenset[str]:
    """Return Swedish and English heads of one word."""
    entries = load("organisation_heads")
    return frozenset(w for lang in ("sv", "en") for w in entries[lang] if " " not in w)


@cache
def _heads() -> dict[str, str]:
    entries = load("organisation_heads")
    return {h: kind for kind in ("unit", "body", "school", "public") for h in entries[kind] if h not in _LEFT_OUT}


@lru_cache(maxsize=50_000)
def head(low: str) -> tuple[str, str, bool] | None:
    """Return (head, kind, bare) of a Finnish head word or a compound that ends in one; None for any other word.

    Kinds: public, school, body, unit. `bare`: the word is no name without a capital or a legal suffix.
    """
    heads = _heads()
    for reading in analyse(low):
        if (
            reading.verb_form
            or reading.name in ("first", "last", "place")
            or reading.word_class in ("verb", "adjective")
        ):
            continue
        lemma = reading.lemma.lower()
        found = lemma if lemma in heads else _ending(lemma)
        if found is not None:
            return found, heads[found], lemma in _BARE
    if "palvelu" in low and any(r.lemma.endswith("palvelu") and r.number == "plural" for r in analyse(low)):
        return "palvelut", "unit", True
    return None


def _ending(lemma: str) -> str | None:
    for cut in range(1, len(lemma) - 3):
        tail = lemma[cut:]
        if tail in _heads() and tail not in _SHORT_ENDINGS and len(tail) > 4:
            return tail
    if lemma.endswith(("liitto", "seura")) and len(lemma) > 8:
        return "liitto"
    return None


@lru_cache(maxsize=50_000)
def cases(low: str) -> frozenset[str]:
    """Return every case a word can stand in."""
    return frozenset(r.case for r in analyse(low))


@lru_cache(maxsize=50_000)
def numbers(low: str) -> frozenset[str]:
    """Return the numbers a word can stand in, singular where both are possible."""
    found = frozenset(r.number for r in analyse(low) if r.case)
    return frozenset({"singular"}) if "singular" in found else found


def legal(word: Token) -> bool:
    """Tell whether a word is a legal suffix (`ry`, `ry:n`, `Oy`)."""
    base = word.low.partition(":")[0]
    return base in load("legal_suffixes") and (
        word.text.islower() or word.text[:2].upper() in ("OY", "AB", "RY", "RF", "SR")
    )


def shouts(word: str) -> bool:
    """Tell whether a word is written in capitals throughout and is no abbreviation."""
    return len(word) > 4 and word.isupper()


def coined(word: Token, kind: str, bare: bool, begins: bool) -> bool:
    """Tell whether one word is a name: `Keski-Opisto`, `Tupa-Yhdistys`, and in a sentence `Vertaissäätiön`."""
    if not word.text[0].isupper():
        return False
    first, hyphen, last = word.text.rpartition("-")
    if hyphen and (kind == "school" or (last[:1].isupper() and not word.text.isupper() and len(first) > 3)):
        return True
    return kind == "body" and not bare and not hyphen and not begins and not word.text.isupper()


def describes(word: Token) -> bool:
    """Tell whether a word makes what follows a description and no name (`kaupungin oma keskus`, `tuleva`)."""
    return word.text.islower() and bool(keys(word.low) & _DESCRIBING)


@lru_cache(maxsize=50_000)
def _nominal(low: str) -> bool:
    """Tell whether a word may stand inside a name in front of its head: a genitive, a nominative, a first half."""
    readings = analyse(low)
    if not readings:
        return True
    return any(
        r.case in ("genitive", "nominative") or r.word_class == "prefix"
        for r in readings
        if r.word_class not in _OUTSIDE
    )


@lru_cache(maxsize=50_000)
def generic(low: str) -> bool:
    """Tell whether a word announces a name and is no part of it (`toteuttaja`, `hankkeen`, `koordinaattori`)."""
    found = keys(low)
    if found & _GENERIC:
        return True
    tails = tuple(load("role_nouns")["fi_suffix"])
    return any(k.endswith(tails) for k in found) and head(low) is None


def inside(word: Token) -> bool:
    """Tell whether a word may belong to a name whose head comes later."""
    if word.text[0].isdigit() or generic(word.low):
        return False
    if word.text[0].isupper():
        return _nominal(word.low) or not analyse(word.low)
    if word.low in _INSIDE_LOW:
        return True
    readings = analyse(word.low)
    if word.text[-1] in "-\u2010\u2011":
        return True
    return any(
        r.case == "genitive" or (r.word_class == "adjective" and r.case)
        for r in readings
        if r.word_class not in _OUTSIDE
    )


@lru_cache(maxsize=50_000)
def ordinary(low: str) -> bool:
    """Tell whether a word is an everyday one, so that a capital at the start of a sentence says nothing."""
    return any(not r.name for r in analyse(low)) and not any(r.name == "place" for r in analyse(low))
