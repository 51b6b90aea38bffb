# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from page_helpers import PAGES, context

from extractors.fields.cues import marks, roles
from extractors.fields.sections.lists import inline_items


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("Hankkeen tavoitteet", "goal"), ("Päätavoite", "goal"), ("Toiminnan tarkoitus", "goal"), ("Toiminnan hyödyt", "goal"),
        ("Toimenpiteet:", "action"), ("Mitä teemme?", "action"), ("Toiminnan sisältö", "action"), ("Toiminnan kuvaus", "action"),
        ("Tulokset ja vaikutukset", "result"), ("Hankkeen tuotokset", "result"), ("4.1 Välittömät kohderyhmät", "target_group"),
        ("Kenelle?", "target_group"), ("Yhteyshenkilöt", "contact"), ("Ota yhteyttä", "contact"), ("Rahoittajat", "funding"),
        ("Lähteet", "reference"), ("Julkaisut ja materiaalit", "publication"), ("Taustaa", "background"),
        ("Projektets målsättningar", "goal"), ("Huvudmålsättning", "goal"), ("Målgrupp", "target_group"), ("Åtgärder", "action"),
        ("Project objectives", "goal"), ("Target groups", "target_group"), ("Activities", "action"), ("Outcomes", "result"),
    ],
)  # fmt: skip
def test_a_heading_announces_its_role(heading: str, role: str) -> None:
    assert roles(heading)[:1] == (role,)


@pytest.mark.parametrize(
    "line",
    [
        "Erityistavoite: 9.1",
        "Toiminnan tila",
        "Toimintalinja",
        "Koivulan kyläyhdistys",
        "Toiminta-aika",
        "Palvelunumero",
    ],
)
def test_form_labels_and_names_announce_nothing_of_a_project(line: str) -> None:
    assert not {"goal", "action", "result"} & set(roles(line))


def test_indirect_groups_are_told_from_the_heading() -> None:
    assert marks("indirect", "3.3 Välilliset kohderyhmät")
    assert not marks("indirect", "3.2 Varsinaiset kohderyhmät")


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("on: 1) ohjaus, 2) neuvonta ja 3) koulutus.", ["ohjaus", "neuvonta", "koulutus."]),
        ("(1) luoda malli; (2) levittää se", ["luoda malli", "levittää se"]),
        (
            "i) tukea naisia, ii) auttaa nuoria ja iii) koota verkosto",
            ["tukea naisia", "auttaa nuoria", "koota verkosto"],
        ),
        ("a) kerhot b) retket", ["kerhot", "retket"]),
        ("ovat: 1. Kartoittaa tarpeet 2. Kokeilla keinoja", ["Kartoittaa tarpeet", "Kokeilla keinoja"]),
        ("\n- tukea perheitä\n- luoda verkosto", ["tukea perheitä", "luoda verkosto"]),
        ("1) ohjaus, 2) neuvonta. Hanke päättyy pian. Se jatkuu toisaalla.", ["ohjaus", "neuvonta."]),
        ("arki - työ - koti", []),
        ("kohta 5) ja muuta", []),
        ("ryhmässä (2) ja (7) henkeä", []),
    ],
)
def test_items_inside_a_sentence(text: str, items: list[str]) -> None:
    assert [text[s.start : s.end] for s in inline_items(text, 0, len(text))] == items


def test_the_lead_in_decides_and_each_list_ends_where_the_next_begins() -> None:
    text = (
        "Kuvaus\n\nHankkeen tavoitteena on: 1) tukea perheitä arjessa, 2) lisätä naisten osallisuutta. "
        "Hankkeen toimenpiteet ovat: 1) avoimet olohuoneet, 2) kielikahvilat, 3) retket lähiluontoon."
    )
    ctx = context(text)
    leads = {s.role: [ctx.doc.slice(i) for i in s.items] for s in ctx.sections if s.lead == "sentence"}
    assert leads["goal"] == ["tukea perheitä arjessa", "lisätä naisten osallisuutta."]
    assert leads["action"] == ["avoimet olohuoneet", "kielikahvilat", "retket lähiluontoon."]


def test_a_line_with_a_colon_announces_its_list_and_not_the_rest_of_the_page() -> None:
    text = (
        "Siltana arkeen -hanke\n\nHankkeen tavoitteet ovat:\n\n  • tukea perheitä\n  • lisätä osallisuutta\n\n"
        "Hanketta toteuttaa kolme yhdistystä. Työ alkoi keväällä ja jatkuu syksyyn asti monessa kylässä.\n"
    )
    ctx = context(text)
    ends = [s.end for s in ctx.sections if s.role == "goal"]
    assert ends and all(e <= text.index("Hanketta toteuttaa") for e in ends)


@given(PAGES)
@settings(max_examples=100, deadline=None)
def test_sections_lie_inside_the_text_and_hold_their_items(text: str) -> None:
    ctx = context(text)
    for section in ctx.sections:
        assert 0 <= section.start <= section.end <= len(text)
        assert all(0 <= i.start < i.end <= len(text) for i in section.items)
    assert [s.start for s in ctx.sections] == sorted(s.start for s in ctx.sections)
