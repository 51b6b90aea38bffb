"""Pages and sheets with several projects: one index an entry, in every way such lists are made."""

# ruff: noqa: E501  (samples are long lines)

import io
from typing import Any

import openpyxl
import pytest

from extractors.context import Context
from extractors.kinds import listing, sheet
from extractors.kinds.classify import classify
from extractors.readers import read
from schemas.facts import DocumentKind, Found
from tests.test_kinds_register import prove


def projects(data: bytes, module: Any = listing, name: str = "lista.html") -> list[dict[str, list[Any]]]:
    ctx = Context(read(data, f"http://amif-hankkeet.example/{name}"), DocumentKind.LISTING)
    out = module.read(ctx)
    prove(ctx.doc, out)
    return [gathered(out, n) for n in sorted({f.project for f in out} - {-1})]


def gathered(out: list[Found], project: int) -> dict[str, list[Any]]:
    held: dict[str, list[Any]] = {}
    for f in (f for f in out if f.project == project):
        for attribute, e in f.values.items():
            held.setdefault(f"{f.type}.{attribute}", []).append(e.value)
    return held


OLD = [
    ("Pihapiiri-hanke", "Hanke tuo ohjauksen taloyhtiöiden pihoille.", "Seinäjoen kaupunki, 1.2.2017 - 31.1.2020, EU-tuki 258 695 euroa"),
    ("Luotain -hanke", "Hankkeen tavoitteena on tukea perheitä.", "Nuorten Tuulisilta sr, 1.1.2018 - 31.12.2019, EU-tuki 142 905 euroa"),
]  # fmt: skip
NEW = [
    ("Pihapiiri-hanke", "Hankkeen kuvaus: Hanke tuo ohjauksen taloyhtiöiden pihoille.", "Hankkeen toteuttaja: Järvi-Suomen ammattikorkeakoulu Oy, Toteutusaika: 01.09.2020 - 31.12.2022"),
    ("Kaikujen kuoro – laulusta kieleksi (Kaiku-hanke)", "Hankkeen kuvaus: Kielikuoroissa opitaan suomea laulamalla.", "Hankkeen toteuttaja: Lumme-opiston tuki ry, Toteutusaika: 01.08.2020 - 30.06.2022"),
]  # fmt: skip


def blocks(rows: list[tuple[str, str, str]], way: str) -> bytes:
    intro = ("Kansallinen tavoite 2.2: Kotoutuminen", "Tavoitteen puitteissa tuetaan kotoutumisen alkuvaiheen toimia.")
    if way == "html":
        body = "".join(
            f"<h3>{n}</h3><ul><li>{d}</li><li>{f}</li><li>Katso lisää hankkeesta sivuilta</li></ul>" for n, d, f in rows
        )
        return f"<html><body><h2>{intro[0]}</h2><p>{intro[1]}</p>{body}</body></html>".encode()
    body = "\n\n".join(f"{n}\n\n • {d}\n • {f}\n • Katso lisää hankkeesta sivuilta" for n, d, f in rows)
    return f"{intro[0]}\n\n{intro[1]}\n\n{body}\n".encode()


@pytest.mark.parametrize("way", ["html", "text"])
def test_amif_blocks_of_both_snapshots(way: str) -> None:
    first, second = projects(blocks(OLD, way))
    assert first["project_name.value"] == ["Pihapiiri"]
    assert first["organisation.name"] == ["Seinäjoen kaupunki"]
    assert first["period.date"] == ["2017-02-01", "2020-01-31"]
    assert first["money.value"] == ["258695"]
    assert second["goal.value"] == ["Hankkeen tavoitteena on tukea perheitä."]
    first, second = projects(blocks(NEW, way))
    assert first["organisation.name"] == ["Järvi-Suomen ammattikorkeakoulu Oy"]
    assert first["period.date"] == ["2020-09-01", "2022-12-31"]
    assert second["project_name.value"] == ["Kaikujen kuoro – laulusta kieleksi", "Kaiku"]


HINT = "Järjestä taulukko sarakkeen mukaan nousevasti"
HEADS = ("Hankkeen nimi", "Avustuksen saajan nimi", "Erityistavoite", "Tavoite ja tulokset", "EU-rahoitus (euroa)", "Hankkeen alkamispäivä", "Hankkeen päättymispäivä")  # fmt: skip
ROWS = [
    ("Ensimmäinen vuosi", "Setlementti Koivu ry", "2 Laillinen maahanmuutto ja kotoutuminen", "Tavoitteena on rakentaa yhteisöohjaus.", "2200120,8", "1.1.2023", "31.12.2025"),
    ("Vakaa alku", "Lahden kaupunki", "1 Euroopan yhteinen turvapaikkajärjestelmä", "Hankkeessa palkataan kaksi koordinaattoria.", "298000", "1.3.2024", "28.2.2026"),
]  # fmt: skip


def test_amif_table_of_cells_and_the_same_table_run_together() -> None:
    cells = "".join("<tr>" + "".join(f"<td>{v}</td>" for v in row) + "</tr>" for row in ROWS)
    head = "".join(f"<th>{h} <span>{HINT}</span></th>" for h in HEADS)
    table = f"<html><body><h1>Rahoitetut hankkeet</h1><table><tr>{head}</tr>{cells}</table></body></html>"
    flat = (
        "Rahoitetut hankkeet\n\n"
        + " ".join(f"{h} {HINT}" for h in HEADS)
        + "\n"
        + "\n".join(" ".join(row) for row in ROWS)
    )
    for data in (table.encode(), flat.encode()):
        first, second = projects(data)
        assert first["project_name.value"] == ["Ensimmäinen vuosi"]
        assert first["organisation.name"] == ["Setlementti Koivu ry"]
        assert first["money.value"] == ["2200120.8"]
        assert first["period.date"] == ["2023-01-01", "2025-12-31"]
        assert first["priority.value"] == ["2 Laillinen maahanmuutto ja kotoutuminen"]
        assert first["goal.value"] == ["Tavoitteena on rakentaa yhteisöohjaus."]
        assert second["organisation.name"] == ["Lahden kaupunki"]
        assert second["money.value"] == ["298000"]


GRANTS = [
    ("Kahvipöydän kielet", "Rantatupa ry", "60 000"),
    ("Luetaan yhdessä, kirjoitetaan rinnakkain", "Savonrannan Osaamiskeskus ry", "75 000"),
    ("Turvallinen tapaaminen: tietoa oikeuksista, rajoista, ja avusta", "Monitaival ry", "85 000"),
    ("Vänner i vardagen", "Brobyggarna i Nejden rf", "50 000"),
]


@pytest.mark.parametrize("bullet", ["<li>", " • ", "- "])
@pytest.mark.parametrize("first", ["project", "organisation"])
@pytest.mark.parametrize("unit", [" euroa", " €"])
def test_grants_lists_in_both_orders(bullet: str, first: str, unit: str) -> None:
    lines = [f"{n}, {o}, {s}{unit}" if first == "project" else f"{o}, {n}, {s}{unit}" for n, o, s in GRANTS]
    head = "Avustusta myönnettiin yhteensä 270 000 euroa neljälle hankkeelle."
    if bullet == "<li>":
        data = (
            f"<html><body><h2>Rahoitettavat hankkeet</h2><p>{head}</p><ul>"
            + "".join(f"<li>{x}</li>" for x in lines)
            + "</ul></body></html>"
        )
    else:
        data = f"Rahoitettavat hankkeet\n\n{head}\n\n" + "\n".join(bullet + x for x in lines)
    found = projects(data.encode(), name="lista")
    assert [p["project_name.value"][0] for p in found] == [n for n, _, _ in GRANTS]
    assert [p["organisation.name"][0] for p in found] == [o for _, o, _ in GRANTS]
    assert [p["money.value"] for p in found] == [[s.replace(" ", "")] for _, _, s in GRANTS]


def test_a_missing_unit_and_a_list_of_organisations_only() -> None:
    found = projects(
        b" - Kielet, Rantatupa ry, 60 000 euroa\n - Kutsu, Kylien Kehr\xc3\xa4\xc3\xa4m\xc3\xb6 ry, 85 000\n", name="a"
    )
    assert [p["money.value"] for p in found] == [["60000"], ["85000"]]
    only = projects(" • Rantatupa ry, 43 000 €\n • Setlementti Koivu ry, 112 000 €\n".encode(), name="a")
    assert [p["organisation.name"] for p in only] == [["Rantatupa ry"], ["Setlementti Koivu ry"]]
    assert all("project_name.value" not in p for p in only)


def test_descriptions_further_down_find_their_project() -> None:
    lines = "".join(f"<li>{o}, {n}, {s} €</li>" for n, o, s in GRANTS)
    below = "<h2>Hankekuvaukset</h2><h3>Monitaival ry: Turvallinen tapaaminen</h3><p>Hankkeen tavoitteena on tukea naisia.</p>"
    found = projects(f"<html><body><ul>{lines}</ul>{below}</body></html>".encode())
    assert [p.get("goal.value") for p in found] == [None, None, ["Hankkeen tavoitteena on tukea naisia."], None]


def test_the_list_of_six_points() -> None:
    entry = (
        "1.\nHankkeen nimi: {name}\n2.\nHankkeen hallinnoiva taho: {lead}\n3.\nHankkeen tavoite: Kehittää alkuvaiheen\n"
        "palveluja seudulla.\n4.\nHankkeen kohderyhmä ja – alue: Kiintiöpakolaiset.\n5.\nHankkeen kesto: {time}\n6.\n"
        "Hankkeessa oleva henkilöresurssi: Projektipäällikkö\nYhteyshenkilö {person}, {mail}\n\n"
    )
    text = "Maahanmuuttohankkeet 2016\n\nLista on pitkä.\n\n" + "".join(
        entry.format(name=n, lead=o, time=t, person="Anna Koivu", mail="anna.koivu@koivu.example")
        for n, o, t in (
            ("Siltoja seudulle", "Koivulan kaupunki", "1.1.2016-30.6.2018"),
            ("Järjestöt mukaan", "Setlementti Koivu ry", "1.5.2016-31.12.2017"),
        )
    )
    first, second = projects(text.encode(), name="blogi")
    assert first["project_name.value"] == ["Siltoja seudulle"]
    assert first["organisation.name"] == ["Koivulan kaupunki"]
    assert first["period.date"] == ["2016-01-01", "2018-06-30"]
    assert second["project_name.value"] == ["Järjestöt mukaan"]
    assert second["period.date"] == ["2016-05-01", "2017-12-31"]


@pytest.mark.parametrize("shape", ["{n} ({o})", "{n} - {o}", "{n} – {o}"])
def test_news_lists_without_sums(shape: str) -> None:
    rows = [
        ("Hand i hand", "Brobyggarna i Nejden rf"),
        ("Oma polku 2", "Setlementti Koivu ry"),
        ("Ny i kommunen", "Lahden kaupunki"),
    ]
    lines = "".join(f"<li>{shape.format(n=n, o=o)}</li>" for n, o in rows)
    found = projects(f"<html><body><h1>Uusia hankkeita</h1><ul>{lines}</ul></body></html>".encode())
    assert [(p["project_name.value"][0], p["organisation.name"][0]) for p in found] == rows


def test_names_with_codes() -> None:
    data = b"<html><body><ul><li>Oma polku, Own path (S29901)</li><li>Kotona, At home (S29902)</li></ul></body></html>"
    found = projects(data)
    assert [p["project_code.value"] for p in found] == [["S29901"], ["S29902"]]


def test_an_ordinary_list_is_no_list_of_projects() -> None:
    data = "<html><body><ul><li>Neuvontaa ja ohjausta</li><li>Retkiä – kesällä</li><li>Kerhoja (ma)</li></ul></body></html>"
    assert not any("project_name.value" in p for p in projects(data.encode()))


COLUMNS = ["Hankekoodi ", "Rahasto", "Tl", "Et", "Hankkeen nimi", "Toteuttajan nimi", "Toteuttajan Y-tunnus", "Rahoittava viranomainen", "Toiminnan tila", "Aloituspvm", "Päättymispvm", "Suunniteltu EU- ja valtion rahoitus", "Toteutunut EU- ja valtion rahoitus", "Sijainti", "Suunnitelman mukainen tiivistelmä hankkeen toteutuksesta", "Hankekuvauksen osoite", "Uusi sarake"]  # fmt: skip
CELLS = ["S39901", "ESR+", "4", "4.1", "Kotopolku", "Setlementti Koivu ry", "9100101-6", "Hämeen ELY-keskus", "Toiminnassa", "1.3.2023", "31.12.2025", "123 456,70", "0", "FI193 Keski-Suomi", "Hankkeen tavoitteena on kehittää neuvontaa.\nKohderyhmänä ovat maahanmuuttajanaiset.", "https://rr-tietopalvelu.example/S39901", "x"]  # fmt: skip


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_open_data_in_any_order_of_columns(order: int, form: str) -> None:
    rows = [COLUMNS[::order], CELLS[::order], ["Raportti luotu 10.5.2024"]]
    data = _sheet(rows) if form == "xlsx" else _csv(rows)
    found = projects(data, sheet, f"vienti.{form}")
    assert len(found) == 1
    p = found[0]
    assert p["project_code.value"] == ["S39901"]
    assert p["project_name.value"] == ["Kotopolku"]
    assert p["organisation.business_id"] == ["9100101-6"]
    assert p["period.date"] == ["2023-03-01", "2025-12-31"]
    assert p["money.value"] == ["123456.7"]
    assert p["place.value"] == ["Keski-Suomi"]
    assert p["status.value"] == ["running"]
    assert p["goal.value"] == ["Hankkeen tavoitteena on kehittää neuvontaa."]
    assert p["target_group.value"] == ["maahanmuuttajanaiset"]
    ctx = Context(read(data, f"http://x.example/vienti.{form}"), DocumentKind.SHEET)
    assert sheet.unread_labels(ctx) == ("Uusi sarake",)


def _sheet(rows: list[list[str]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _csv(rows: list[list[str]]) -> bytes:
    return "\n".join(";".join(f'"{v}"' for v in row) for row in rows).encode("utf-8-sig")


def test_one_project_a_row() -> None:
    rows = [COLUMNS, *([f"S3{i:04}", *CELLS[1:]] for i in range(120))]
    found = projects(_csv(rows), sheet, "vienti.csv")
    assert [p["project_code.value"][0] for p in found] == [f"S3{i:04}" for i in range(120)]


SUMS_AND_BODIES = [("Koivulan Kylätalo ry", "43000"), ("Satamasäätiö sr", "12500"), ("Byastugan rf", "70000")]


@pytest.mark.parametrize(
    "line", [" • {o} {s} euroa", " • {o}: {s} €", " • {o} – {s} €", "{s} € {o}\n", " • {o}, {s} e", " • {o} | {s} €"]
)
def test_a_body_and_its_sum_however_they_are_set_apart(line: str) -> None:
    rows = "\n".join(line.format(o=o, s=f"{int(s):,}".replace(",", " ")) for o, s in SUMS_AND_BODIES)
    found = projects(
        f"Säätiön avustukset\n\nAvustuksia jaettiin yhteensä 125 500 euroa.\n\n{rows}\n".encode(), name="a"
    )
    assert [(p["organisation.name"][0], p["money.value"][0]) for p in found] == SUMS_AND_BODIES


def test_the_body_in_brackets_runs_the_project_before_them() -> None:
    rows = [("Språk i köket", "Byarådet rf", "30 000"), ("Kören", "Sångens Vänner rf", "9 500")]
    lines = "\n".join(f" • {n} ({o}) {s} €" for n, o, s in rows)
    found = projects(
        f"Beviljade projekt\n\nStiftelsen delar ut sammanlagt 39 500 euro.\n\n{lines}\n".encode(), name="a"
    )
    assert [p["project_name.value"][0] for p in found] == ["Språk i köket", "Kören"]
    assert [p["organisation.name"][0] for p in found] == ["Byarådet rf", "Sångens Vänner rf"]


def test_swedish_blocks_and_one_that_is_cut_off() -> None:
    text = (
        "Nationellt mål 2.2: Integration\n\nSpråk i köket\n\n • Projektbeskrivning: Målet är att familjer lär sig språk.\n"
        " • Projektgenomförare: Byarådet rf, Verksamhetsperiod: 01.02.2021 - 31.12.2022, EU-stöd: 83 400,50 euro\n\n"
        "Kören för alla\n\n • Projektbeskrivning: I projektet sjunger man tillsammans varje vecka.\n"
    )
    first, second = projects(text.encode(), name="a")
    assert first["project_name.value"] == ["Språk i köket"]
    assert first["organisation.name"] == ["Byarådet rf"]
    assert first["period.date"] == ["2021-02-01", "2022-12-31"]
    assert first["money.value"] == ["83400.5"]
    assert second["project_name.value"] == ["Kören för alla"]


def test_headings_of_an_associations_page_name_its_projects_but_not_its_parts() -> None:
    text = (
        "Hankkeet\n\nKummipolku\n\nKolmivuotisessa hankkeessa koulutetaan kummeja perheiden tueksi kaikissa kylissä.\n\n"
        "Kotisatama\n\nKotisatama-hanke vie perheitä kirjastoon ja uimahalliin pitkin koko vuotta Koivulassa.\n\n"
        "Yhteystiedot\n\nKysy hankkeista: Matti Mallikas, puh. 040 000 1234, matti.mallikas@koivu.example\n"
    )
    assert [p["project_name.value"] for p in projects(text.encode(), name="a")] == [["Kummipolku"], ["Kotisatama"]]


def test_what_stands_around_the_list_belongs_to_the_page() -> None:
    text = (
        "Rahoitetut hankkeet\n\n • Kummit, Perhesatama ry, 30 000 euroa\n • Polku, Kylätalo ry, 40 000 euroa\n\n"
        "Lisätietoja:\n\nErityisasiantuntija Matti Mallikas, puh. 040 000 1234, matti.mallikas@koivu.example\n"
    )
    ctx = Context(read(text.encode(), "http://amif-hankkeet.example/a"), DocumentKind.LISTING)
    contacts = [f for f in listing.read(ctx) if f.type == "contact"]
    assert [(f.values["name"].value, f.project) for f in contacts] == [("Matti Mallikas", -1)]


@pytest.mark.parametrize(
    "text", ["Hankkeet", "Hankkeet\n\nKolme hanketta on käynnissä.\n", "Projektit\n\nYhteystiedot\n\nKysy.\n"]
)
def test_a_page_that_announces_projects_and_names_none(text: str) -> None:
    assert not any("project_name.value" in p for p in projects(text.encode(), name="a"))


def test_who_takes_part_in_a_project_told_under_its_heading() -> None:
    text = (
        "Hankkeet\n\nKummipolku\n\nHankkeessa koulutetaan kummeja. Hanke toteutetaan yhteistyössä Satamasäätiön kanssa.\n\n"
        "Kotisatama\n\nKylätalo ry hallinnoi Kotisatama-hanketta, joka vie perheitä kirjastoon ja uimahalliin.\n"
    )
    first, second = projects(text.encode(), name="a")
    assert first["organisation.name"] == ["Satamasäätiö"]
    assert second["organisation.name"] == ["Kylätalo ry"]


CODED = "<h1>Projektihaku</h1><ul><li>Lyhty - valoa arkeen (S10991)</li><li>Verkko työhön (S10992)</li><li>S10993 Soutuvene</li></ul>"
TABLE = (
    "<h1>Hakutulokset</h1><p>Hakuehdoilla löytyi 3 hanketta.</p><table><tr><th>Hankekoodi</th><th>Hankkeen nimi</th><th>Hakija</th></tr>"
    + "".join(
        f"<tr><td>S2099{n}</td><td>{name}</td><td>Koivulan kaupunki</td></tr>"
        for n, name in enumerate(["Lyhty", "Verkko työhön", "Soutuvene"])
    )
    + "</table>"
)
OWN = "<p>Siirry sisältöön</p><h1>Hankkeet</h1><p>Täällä ovat hankkeemme.</p><h2>Käynnissä</h2><h3>Lyhty</h3><p>Valoa arkeen pihoilla.</p><h3>Soutuvene</h3><p>Perheryhmiä saaristossa.</p><h3>Jaa:</h3><p>Tulosta.</p>"


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        (CODED, ["Lyhty - valoa arkeen", "Verkko työhön", "Soutuvene"]),
        (TABLE, ["Lyhty", "Verkko työhön", "Soutuvene"]),
        (OWN, ["Lyhty", "Soutuvene"]),
    ],
)
def test_results_of_a_register_and_short_own_lists(page: str, wanted: list[str]) -> None:
    data = f"<html><body>{page}</body></html>".encode()
    assert classify(read(data, "http://koivula.example/haku/"))[0] is DocumentKind.LISTING
    assert [p["project_name.value"][0] for p in projects(data)] == wanted
