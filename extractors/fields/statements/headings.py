"""Headings that say something themselves and so announce nothing."""

from extractors.fields import verbs
from extractors.language.tokens import Token


def aims_at_a_doing(words: list[Token]) -> bool:
    """`Tavoitteena palvelujen kehittäminen` as a heading is the goal itself."""
    return (
        len(words) > 2 and words[0].low.endswith(("tteena", "ksena", "äränä")) and verbs.is_action_noun(words[-1].low)
    )


def says_itself(words: list[Token]) -> bool:
    """Tell whether a heading is a statement: an aim, or a sentence in the perfect (`Hanke on saanut …`)."""
    told = any(v.form.endswith("perfect") for v in verbs.verbs(words)) or any(w.low == "saatu" for w in words)
    return aims_at_a_doing(words) or (len(words) > 5 and told)
