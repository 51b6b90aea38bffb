"""An alarm: what is wrong with a source, since when, the rows behind the number, what to try. One for each cause."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause in words. `{…}` takes the alarm's numbers.

    `holds`: what was fetched is not to be published; the last good records stay. `relative`: told by comparison, so
    the visit must not become what the next one is compared with, until a person accepts it.
    """

    what: str
    attempt: str
    what_fi: str
    attempt_fi: str
    holds: bool = False
    relative: bool = True


_LOOK = "open a page of the list; if the site has changed, adapt the source file, else wait for the next visit"
_LOOK_FI = "avaa jokin listan sivuista; jos sivusto on muuttunut, korjaa lähdetiedosto, muuten odota seuraavaa käyntiä"
_READ = "open a page of the list beside its old record; `kotokanta source accept {source}` if it is right as it is"
_READ_FI = "vertaa listan sivua vanhaan tietoon; jos kaikki on oikein, `kotokanta source accept {source}`"
_WALL = "open the page in a browser; ask the owner to let {agent} through, or drop the page with scope.exclude"
_WALL_FI = "avaa sivu selaimella; pyydä omistajalta pääsy, tai jätä sivu pois (scope.exclude)"


def _wall(en: str, fi: str) -> Cause:
    return Cause(f"{{n}} of {{of}} pages {en}", _WALL.replace("{agent}", "us"), f"{{n}}/{{of}} sivua: {fi}", _WALL_FI)


CAUSES: Mapping[str, Cause] = {
    "nothing": Cause(
        "no good page at all ({outcomes})", _LOOK, "ei yhtään kelvollista sivua ({outcomes})", _LOOK_FI, holds=True
    ),
    "no_facts": Cause(
        "{n} pages were read and not one value was found", _READ, "{n} sivua luettiin, mutta arvoja ei löytynyt",
        _READ_FI, holds=True,
    ),
    "challenge": _wall("are a bot check instead of the page", "bottitarkistus sivun tilalla"),
    "consent_wall": _wall("are a cookie question instead of the page", "evästekysely sivun tilalla"),
    "login_wall": _wall("ask for a login", "vaatii kirjautumisen"),
    "js_shell": _wall("are empty until scripts run", "tyhjä ennen skriptien suoritusta"),
    "opted_out": _wall("now ask not to be indexed", "pyytää, ettei sitä indeksoida"),
    "wrong_type": Cause(
        "{n} of {of} pages or files are not what their name says (an error page called .pdf)", _LOOK,
        "{n}/{of} sivua tai tiedostoa on muuta kuin nimi lupaa (virhesivu, jonka nimi on .pdf)", _LOOK_FI,
    ),
    "damaged": Cause(
        "{n} of {of} pages arrive empty, damaged or too large", _LOOK,
        "{n}/{of} sivua on tyhjiä, rikki tai liian suuria", _LOOK_FI,
    ),
    "missing": Cause(
        "{n} of {of} pages are gone", "check whether the site has moved; adapt `start` and `scope`, or accept it with "
        "`kotokanta source accept {source}`",
        "{n}/{of} sivua on poistunut", "tarkista, onko sivusto muuttanut; korjaa `start` ja `scope`, tai hyväksy: "
        "`kotokanta source accept {source}`",
    ),
    "moved": Cause(
        "{n} of {of} pages lead elsewhere", "check whether the site has moved; adapt `start` and `scope`",
        "{n}/{of} sivua ohjaa muualle", "tarkista, onko sivusto muuttanut; korjaa `start` ja `scope`",
    ),
    "failing": Cause(
        "{n} of {of} pages cannot be fetched", "look at `kotokanta source ledger {source}`; the next visit tries again",
        "{n}/{of} sivua ei saada haettua",
        "katso `kotokanta source ledger {source}`; seuraava käynti yrittää uudelleen", relative=False,
    ),
    "unreadable": Cause(
        "{n} of {of} documents that were read before cannot be read now", _LOOK,
        "{n}/{of} aiemmin luettua asiakirjaa ei enää aukea", _LOOK_FI, holds=True,
    ),
    "cut": Cause(
        "{n} of {of} files end before their end", "fetch the file by hand; if it is whole there, refresh again",
        "{n}/{of} tiedostoa on katkennut kesken",
        "hae tiedosto käsin; jos se on siellä ehjä, hae uudelleen", holds=True,
    ),
    "garbled": Cause(
        "{n} of {of} pages have letters lost to a wrong encoding", _READ,
        "{n}/{of} sivun kirjaimet ovat rikkoutuneet (väärä merkistö)", _READ_FI, holds=True,
    ),
    "same_content": Cause(
        "{n} of {of} pages that differed now say the same", _LOOK, "{n}/{of} ennen erilaista sivua sanoo nyt saman",
        _LOOK_FI, holds=True,
    ),
    "content": Cause(
        "{symptom}", _READ, "{symptom_fi}", _READ_FI, holds=True,
    ),
    "template": Cause(
        "the page template has changed: {symptom}", "add the new label to the vocabulary if a field is behind it; "
        "then `kotokanta source accept {source}`",
        "sivupohja on muuttunut: {symptom_fi}", "lisää uusi otsake sanastoon, jos sen takana on kenttä; sitten "
        "`kotokanta source accept {source}`",
    ),
    "orphaned": Cause(
        "{n} of {of} pages are no longer linked from the site: its list may stop early", _LOOK,
        "{n}/{of} sivulle ei enää ole linkkiä: luettelo saattaa katketa kesken", _LOOK_FI,
    ),
    "expect": Cause(
        "{symptom}", "look at `kotokanta source try {source}`; adapt [expect] in the source file if it asks too much",
        "{symptom_fi}", "katso `kotokanta source try {source}`; korjaa lähdetiedoston [expect], jos se vaatii liikaa",
        holds=True, relative=False,
    ),
    "many": Cause(
        "{symptom}", "look for a trap or a second site under `scope`; raise the bound in [expect] if it is right",
        "{symptom_fi}", "etsi silmukkaa tai toista sivustoa (`scope`); nosta rajaa ([expect]), jos määrä on oikea",
        relative=False,
    ),
    "dwindling": Cause(
        "{symptom}", _READ, "{symptom_fi}", _READ_FI,
    ),
    "fresh": Cause(
        "no complete visit since {last}, expected every {days} days",
        "look at `kotokanta source ledger {source}`; run `kotokanta refresh {source}`",
        "ei kokonaista käyntiä sitten {last}, odotettu {days} päivän välein",
        "katso `kotokanta source ledger {source}`; aja `kotokanta refresh {source}`", relative=False,
    ),
}  # fmt: skip


class Alarm(BaseModel):
    """One cause at one source. `since` is when it was last known to be right; empty when it never was."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    cause: str
    numbers: dict[str, str | int] = Field(default_factory=dict)
    rows: tuple[str, ...] = Field((), description="The pages or values behind the number, the worst first")
    rows_fi: tuple[str, ...] = Field((), description="The same in Finnish, where words are in them")
    since: str = ""
    at: str = Field("", description="When it was last seen")

    @property
    def holds(self) -> bool:
        """Whether what was fetched is held back."""
        return CAUSES[self.cause].holds

    @property
    def relative(self) -> bool:
        """Whether it was told by comparison with an earlier visit."""
        return CAUSES[self.cause].relative

    @property
    def what(self) -> str:
        """What is wrong, in English."""
        return self._filled(CAUSES[self.cause].what)

    @property
    def what_fi(self) -> str:
        """What is wrong, in Finnish."""
        return self._filled(CAUSES[self.cause].what_fi)

    @property
    def attempt(self) -> str:
        """What to try, in English."""
        return self._filled(CAUSES[self.cause].attempt)

    @property
    def attempt_fi(self) -> str:
        """What to try, in Finnish."""
        return self._filled(CAUSES[self.cause].attempt_fi)

    def line(self) -> str:
        """Return the alarm as one line."""
        since = f" (right until {self.since[:10]})" if self.since else ""
        return f"{self.source}: {self.what}{since}"

    def _filled(self, text: str) -> str:
        return text.format_map({"source": self.source} | self.numbers)
