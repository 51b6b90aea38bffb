"""What a symptom is, and how much of something is many."""

from dataclasses import dataclass

FEW = 3


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing measured: its weight (the greatest names the alarm) and its words."""

    weight: float
    text: str
    text_fi: str


def many(n: int, of: int, share: float, share_of_few: float) -> bool:
    """Tell whether `n` of `of` is a good part: three or more at `share`, or two at the greater share."""
    return (n >= FEW and n >= share * of) or (n >= 2 and n >= share_of_few * of)


def removed_by_hand(kept: float) -> bool:
    """Tell whether a page is somewhat shorter: what a broken template hides stays, what a person takes out goes."""
    return 0.5 < kept < 0.97
