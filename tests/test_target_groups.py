# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from page_helpers import PAGES, PROJECT, context, values

from extractors.fields.target_groups import DERIVERS, find_target_groups
from schemas.facts import DocumentKind

OPENING = "Siltana arkeen -hanke\n\nHankkeen toteuttaa Setlementti Koivu ry.\n\n"


def groups(text: str, kind: DocumentKind = PROJECT) -> list[object]:
    return values(find_target_groups(context(OPENING + text + "\n", kind)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen kohderyhmänä ovat työttömät nuoret ja maahanmuuttajat.", ["työttömät nuoret", "maahanmuuttajat"]),
        ("Kohderyhmään kuuluu 12 verkoston edustajaa.", ["verkoston edustaja"]),
        ("Kerhot on suunnattu kotona oleville äideille.", ["kotona olevat äidit"]),
        ("Neuvontaa tarjotaan työikäisille maahanmuuttajille.", ["työikäiset maahanmuuttajat"]),
        ("Hankkeessa koulutetaan opettajien osaamista.", ["opettajat"]),
        ("Ryhmämentorointia järjestetään kuntien työntekijöille.", ["kuntien työntekijät"]),
        (
            "Koulutusta järjestetään maahanmuuttajien kanssa työskenteleville ammattilaisille.",
            ["maahanmuuttajien kanssa työskentelevät ammattilaiset"],
        ),
        (
            "Neuvontaa tarjotaan varhaiskasvatuksen sekä sivistystoimen henkilöstölle.",
            ["varhaiskasvatuksen sekä sivistystoimen henkilöstö"],
        ),
        ("Tukea annetaan asiakkaille.", ["asiakkaat"]),
        ("Kohderyhmänä ovat työelämän ulkopuolella olevat.", ["työelämän ulkopuolella olevat"]),
        ("Projektets målgrupp är invandrare och lokala föreningar.", ["invandrare", "lokala föreningar"]),
        ("The target group is immigrant women and their families.", ["immigrant women", "families"]),
    ],
)
def test_groups_in_a_targets_place(text: str, expected: list[str]) -> None:
    assert groups(text) == expected


def test_a_heading_announces_groups_and_tells_direct_from_indirect() -> None:
    found = find_target_groups(
        context(
            "3.2 Varsinaiset kohderyhmät\n\nKoivulan seudun työnantajat ja alueelle muuttavat perheet.\n\n"
            "3.3 Välilliset kohderyhmät\n\nKunnat ja kylien yhdistykset.\n\n3.4 Aloittaneiden henkilöiden määrä\n\nSuunniteltu: 20\n",
            DocumentKind.REGISTER_ENTRY,
        )
    )
    kinds = {f.values["value"].value: f.qualifiers["kind"] for f in found}
    assert kinds["työnantajat"] == "direct" and kinds["kunnat"] == "indirect"
    assert "varsinaiset" not in kinds


def test_a_list_of_groups_gives_its_items_and_a_bracket_says_who_is_meant() -> None:
    text = "Kenelle kerho on?\n\n • Asiakkaat (turvapaikanhakijat, opiskelijat)\n • Omaiset ja läheiset\n\nToiminta\n\n • Retket\n • Kerhot\n"
    found = values(find_target_groups(context(text, DocumentKind.SERVICE)))
    assert found[:2] == ["turvapaikanhakijat", "opiskelijat"]
    assert {"omaiset", "läheiset"} <= set(found)
    assert "asiakkaat" not in found


@pytest.mark.parametrize(
    "text",
    [
        "Suomeen muutti viime vuonna paljon opiskelijoita ja perheitä.",
        "Hankkeen projektityöntekijät tapaavat kerran viikossa.",
        "Seminaarissa puhuivat ministerit ja tutkijat.",
    ],
)
def test_people_elsewhere_are_no_target_group(text: str) -> None:
    assert groups(text) == []


def test_blogs_have_no_target_groups() -> None:
    assert groups("Kerhot on suunnattu nuorille.", DocumentKind.BLOG_ARTICLE) == []


def test_a_group_counts_once() -> None:
    assert (
        groups("Kohderyhmä ovat nuoret. Nuorille järjestetään kerhoja. Nuorten osallisuutta tuetaan.").count("nuoret")
        == 1
    )


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_every_group_derives_from_its_quote(text: str) -> None:
    ctx = context(text)
    for found in find_target_groups(ctx):
        evidence = found.values["value"]
        assert (
            DERIVERS["target_group.value"](ctx.text[evidence.start : evidence.end], evidence.params) == evidence.value
        )
