"""Sums of money: their exact value, their role, and the sums that are not the project's."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from number_pages import LISTING, PAGE, assert_law, page

from extractors.fields.money import find_money, scan_money
from extractors.fields.money.sums import parse_money, shortest
from extractors.mentions import Taken
from schemas.document import Document
from schemas.facts import DocumentKind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 198 849 €", "1198849"),
        ("1\u00a0198\u00a0849\u202f€", "1198849"),
        ("685 000 euroa", "685000"),
        ("200 000 euron", "200000"),
        ("326143 euroa", "326143"),
        ("170 tuhatta euroa", "170000"),
        ("41,7 milj. €", "41700000"),
        ("4,5 miljoonaa euroa", "4500000"),
        ("puoli miljoonaa euroa", "500000"),
        ("kaksi miljoonaa euroa", "2000000"),
        ("2 M€", "2000000"),
        ("150 t€", "150000"),
        ("85.960 EUR", "85960"),
        ("1.198.849,50 €", "1198849.5"),
        ("379 547,62 €", "379547.62"),
        ("694 000,00 €", "694000"),
        ("EUR 50,000", "50000"),
        ("€1.2 million", "1200000"),
        ("50,- €", "50"),
        ("200 000,00", "200000"),
        ("2200120,8", "2200120.8"),
    ],
)
def test_a_sum_has_its_exact_value(text: str, value: str) -> None:
    (found,) = scan_money(Document("", "", "text/plain", f"saatu {text} sitten"), Taken())
    assert found.value == value
    assert parse_money(text, {}) == value


@pytest.mark.parametrize(
    "text", ["500 henkilöä", "12,5 %", "1 198 849", "040 000 1234", "7,5 työntekijää", "3.12.2018"]
)
def test_what_is_no_money(text: str) -> None:
    assert scan_money(Document("", "", "text/plain", text), Taken()) == []


def test_a_quote_that_is_no_sum_raises() -> None:
    with pytest.raises(ValueError, match="no sum"):
        parse_money("500 henkilöä", {})


def sums(text: str, kind: DocumentKind = PAGE) -> list[tuple[object, object]]:
    ctx = page(text, kind)
    found = find_money(ctx)
    assert_law(ctx, found)
    return [(f.qualifiers["role"], f.values["value"].value) for f in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hankkeen kokonaisbudjetti on 500 000 euroa.", [("total", "500000")]),
        ("Kokonaiskustannukset: 85.960 EUR", [("total", "85960")]),
        ("Total budget: 1 584 000,00 €", [("total", "1584000")]),
        (
            "Hankkeen budjetti on 400 000 euroa, josta EU-rahoitus 300 000 euroa ja omarahoitusosuus 100 000 euroa.",
            [("total", "400000"), ("eu_share", "300000"), ("own_share", "100000")],
        ),
        (
            "Kustannukset ovat 400 000 €, josta 300 000 euroa on ESR-rahoitusta ja 100 000 euroa kuntarahoitusta.",
            [("total", "400000"), ("eu_share", "300000"), ("own_share", "100000")],
        ),
        ("EU contribution: 694 000,00 € (43,81%)", [("eu_share", "694000")]),
        ("Ministeriö myönsi hankkeelle liki 200 000 euron erityisavustuksen.", [("grant", "200000")]),
        ("Säätiö on myöntänyt hankkeelle 170 tuhatta euroa vuodelle 2019.", [("grant", "170000")]),
        ("Rahoittaja: Koivulan Säästösäätiö, 38 500 euroa", [("grant", "38500")]),
        ("Myönnetty tuki (€)\n\n200 000,00", [("grant", "200000")]),
        ("Projektet fick 70 000 euro i bidrag av stiftelsen.", [("grant", "70000")]),
    ],
)
def test_roles(text: str, expected: list[tuple[str, str]]) -> None:
    assert sums(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kurssin hinta on 1 500 euroa.",
        "Hankkeen osallistumismaksu on 900 €.",
        "Hankkeessa ohjaajan palkka on 2 500 € kuukaudessa.",
        "Luennoitsijan palkkio on 600 €/h.",
        "Uhkasakko on 10 000 euroa.",
        "Valtion talousarviossa kotoutumiseen on 41,7 milj. €.",
        "Avustusta on haettavissa 800 000 euroa.",
        "Avustusta myönnettiin yhteensä 685 000 euroa 10 hankkeelle.",
        "Yhdistyksen liikevaihto oli 350 000 euroa.",
    ],
)
def test_money_of_others_is_left_alone(text: str) -> None:
    assert sums(text) == []


def test_a_list_of_grants_gives_each_sum() -> None:
    text = "Avustukset\n\n • Koivu ry, Koivun polku, 50 000 euroa\n • Leppä ry, Lepän polku, 71 000 €\n"
    assert sums(text, LISTING) == [("grant", "50000"), ("grant", "71000")]


def test_a_list_item_that_lost_its_unit_is_money_among_items_in_euros() -> None:
    text = "Avustukset\n\n • Koivu ry, 50 000 euroa\n • Leppä ry, 85 000\n • Haapa ry, 36 000 euroa\n"
    assert sums(text, LISTING) == [("grant", "50000"), ("grant", "85000"), ("grant", "36000")]


def test_columns_that_lost_their_cells_are_read_in_the_order_of_the_header() -> None:
    text = (
        "Hanke Hanketoteuttaja Toteuttamisaika Budjetti EU-rahoitus Kuvaus\n\nKoivu 506 063,50 379 547,62 neuvontaa\n"
    )
    assert sums(text, LISTING) == [("total", "506063.5"), ("eu_share", "379547.62")]


@given(st.decimals(1, 9_999_999_999, places=2), st.sampled_from([" ", "\u00a0", "\u202f", ""]))
def test_every_sum_reads_back(amount: Decimal, group: str) -> None:
    whole, cents = f"{amount:.2f}".split(".")
    grouped = f"{int(whole):,}".replace(",", group)
    assert parse_money(f"{grouped},{cents} €", {}) == shortest(amount)
    assert parse_money(f"{grouped} euroa", {}) == whole
