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
        ("Kohderyhmään kuuluu 12 verkoston edustajaa.", ["verkoston edustajat"]),
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
        ("Hankkeessa tuetaan maahanmuuttajataustaisten vanhempien arkea.", ["maahanmuuttajataustaiset vanhemmat"]),
        ("Kerho on avoin 16–24-vuotiaille nuorille.", ["16–24-vuotiaat nuoret"]),
        (
            "Kohderyhmä ovat vasta maahan tulleet ja työtä hakevat aikuiset.",
            ["vasta maahan tulleet ja työtä hakevat aikuiset"],
        ),
        (
            "Kohderyhmään kuuluvat nykyiset ja alkavat seudun pienyrittäjät.",
            ["nykyiset ja alkavat seudun pienyrittäjät"],
        ),
        ("Kohderyhmänä ovat työttömät äidit, jotka tarvitsevat tukea arkeen.", ["työttömät äidit"]),
        ("Kerhoja järjestetään yksin tulleille.", ["yksin tulleet"]),
        (
            "Hankkeessa annetaan neuvontaa ja tietoa Lehtolaan muuttaneille asukkaille.",
            ["Lehtolaan muuttaneet asukkaat"],
        ),
        ("Kerho on suunnattu suomea opiskeleville aikuisille.", ["suomea opiskelevat aikuiset"]),
        (
            "Hankkeen tehtävänä on kuntaan sijoitettavien luvan saaneiden pakolaisten vastaanotto.",
            ["kuntaan sijoitettavat luvan saaneet pakolaiset"],
        ),
        ("Kielikahvila Lehtolaan muuttaneille", ["Lehtolaan muuttaneet"]),
        ("Tupa on neuvontapiste Koivulan ja sen naapurikuntien perheille.", ["Koivulan ja sen naapurikuntien perheet"]),
        ("Hankkeessa haetaan jokaiselle yksin tulleelle nuorelle kaveri.", ["yksin tulleet nuoret"]),
        ("Tavoitteena on tarjota eri syistä saapuneille naisille kerhoja.", ["eri syistä saapuneet naiset"]),
        ("Hankkeen tavoitteena on lisätä isien ja nuorten jaksamista.", ["isät", "nuoret"]),
        ("Hankkeen tavoitteena on vahvistaa kansainvälisten osaajien työelämätaitoja.", ["kansainväliset osaajat"]),
        ("Haku on suunnattu alueen yhdistyksille.", []),
        ("Hankkeessa kokoontuu Voimaa naisille -ryhmä.", []),
        ("Hankkeessa järjestetään tutustumisia työpaikoille.", []),
        ("Projektets målgrupp är lärare som undervisar nyanlända.", ["lärare som undervisar nyanlända"]),
        ("Syftet med projektet är att unga vuxna ska hitta en hobby.", ["unga vuxna"]),
        ("För yrkesutbildade ger projektet en verktygslåda.", ["yrkesutbildade"]),
        (
            "The main target group is newcomers who have not found a job, such as retired persons.",
            ["newcomers who have not found a job", "retired persons"],
        ),
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


def test_a_lead_in_about_clients_announces_groups() -> None:
    text = "Toimiston asiakkaita ovat:\n\n • Kiintiöpakolaiset\n • Sopimuksen mukaan kuntaan sijoitetut\n • Oleskeluluvan saaneet\n"
    found = values(find_target_groups(context(text, DocumentKind.SERVICE)))
    assert found == ["kiintiöpakolaiset", "sopimuksen mukaan kuntaan sijoitetut", "oleskeluluvan saaneet"]
    text = "Customers of the office include the following groups of people:\n\n • quota refugees\n • family members who came later\n"
    assert values(find_target_groups(context(text, DocumentKind.SERVICE))) == [
        "quota refugees",
        "family members who came later",
    ]


def test_under_a_heading_of_groups_doers_and_participles_name_them() -> None:
    text = "Kohderyhmät\n\nTilojen omistajat ja vuokraajat. Seudun nuoret ja koulutuksesta työelämään siirtyvät.\n"
    assert groups(text) == ["omistajat", "vuokraajat", "nuoret", "koulutuksesta työelämään siirtyvät"]


def test_the_more_exact_phrase_stands_for_the_vague_one() -> None:
    text = (
        "Kohderyhmä: työttömät maahanmuuttajat\n\nHankkeessa ohjataan maahanmuuttajia. Osallistujille annetaan tukea."
    )
    assert groups(text) == ["työttömät maahanmuuttajat"]


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_every_group_derives_from_its_quote(text: str) -> None:
    ctx = context(text)
    for found in find_target_groups(ctx):
        evidence = found.values["value"]
        assert (
            DERIVERS["target_group.value"](ctx.text[evidence.start : evidence.end], evidence.params) == evidence.value
        )
