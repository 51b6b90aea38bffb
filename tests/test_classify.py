# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from page_helpers import PAGES, context, document

from extractors.kinds import page
from extractors.kinds.classify import classify
from extractors.readers import read
from schemas.facts import PROJECT_KINDS, DocumentKind

K = DocumentKind

REGISTER = """Euroopan sosiaalirahaston (ESR) rahoittaman hankkeen kuvaus

1 Hanke

Hankekoodi: S29999

Hankkeen nimi: Kotisatama

Toimintalinja: 5. Osallisuus

Toiminnan tila: Toiminnassa

Vastuuviranomainen: Koivulan elinkeino-, liikenne- ja ympäristökeskus

3 Suunnitelman mukainen tiivistelmä toteutuksesta

Hankkeen tavoitteena on tukea perheitä. Haku on avoinna kaikille koulutuksille, opinnäytetöitä tehdään.
"""

PAGE = """Kotisatama-hanke

Hankkeen tavoitteena on tukea maahan muuttaneita perheitä. Hankkeessa järjestetään kerhoja ja neuvontaa.

Toteutusaika: 1.1.2020 - 31.12.2021

Hanketta rahoittaa STEA.
"""

DOCUMENTS = {
    "register": (K.REGISTER_ENTRY, REGISTER),
    "page": (K.PROJECT_PAGE, PAGE),
    "short page": (
        K.PROJECT_PAGE,
        "Kylien sauna (ERF)\n\nKylien sauna on kolmen kunnan yhteinen projekti. Sitä rahoittaa säätiö. Projekti kestää kaksi vuotta.\n",
    ),
    "activity of a project": (
        K.PROJECT_PAGE,
        "Kielikahvila Koivu\n\nTule juomaan kahvia! Koivu kokoontuu keskiviikkona klo 17.\n\nKoivu on osa Kylätalo ry:n Sanoja suuhun -hanketta, jota rahoittaa säätiö.\n",
    ),
    "swedish page": (
        K.PROJECT_PAGE,
        "Broar till vardagen\n\nProjekttid: 1.1.2020–31.12.2021\n\nProjektets mål är att stöda familjer. Projektet finansieras av en stiftelse.\n",
    ),
    "english page": (
        K.PROJECT_PAGE,
        "Open Harbour\n\nThe aim of the project is to support newcomers. The project is funded by the European Social Fund.\n\nProject period: 2020-2022\n",
    ),
    "coordination project": (
        K.PROJECT_PAGE,
        "Kotona kylissä -koordinaatiohanke\n\nHankkeessa kootaan alueellisten hankkeiden kokemuksia. Hanke toteutetaan 2020-2022 ja sitä rahoittaa ESR.\n",
    ),
    "deck": (
        K.SLIDE_DECK,
        "KOTILINNA\n\nKoivulan Perhetalo ry\n2020–2022\n\nHANKKEEN TAVOITE\n\n- ▶ vanhemmat löytävät palvelut\n- ▶ neuvola ja järjestö tekevät yhteistyötä\n\n"
        "MITÄ?\n\n- kotikäynnit\n- perheryhmä\n- puhelinlinja\n\nMITEN?\n\n- yhdessä\n- omalla kielellä\n\nKIITOS!\n\nKotilinna-hanketta rahoittaa STEA\n",
    ),
    "report": (
        K.REPORT,
        "Kotisatama-hankkeen loppuraportti\n\nSisällys\n1. Tausta ........ 2\n2. Tulokset ........ 4\n\n1. Tausta\n\nHankkeen toteutti Koivula ry. Hankkeessa koulutettiin kummeja.\n",
    ),
    "newsletter": (
        K.NEWSLETTER,
        "KOTISATAMA 2/2020\nKotisatama-hankkeen uutiskirje\n\nHankkeessa alkavat kerhot. Hanketta rahoittaa ESR.\n\nSeuraava uutiskirje ilmestyy keväällä.\n",
    ),
    "news of a project": (
        K.PROJECT_NEWS,
        "Kotisatama laajenee kylille\n\nJulkaistu 3.9.2021 Tiedote\n\nKoivula ry:n Kotisatama-hanke laajenee. Hankkeessa koulutetaan kummeja.\n\n– Tämä on iso askel, sanoo ohjaaja Matti Mallikas.\n\nHanketta rahoittaa säätiö.\n",
    ),
    "decision that sets one up": (
        K.PROJECT_DECISION,
        "Koivulan kaupunki\nPöytäkirja\nSivistyslautakunta 14.6.2022 § 62\n\nKylien kirjasto -hankkeen perustaminen\n\nValmistelija: johtaja\n\n"
        "Esitetään, että kaupunki perustaa Kylien kirjasto -hankkeen. Hankkeen tavoitteena on tuoda kirjat kyliin. Kohderyhmänä ovat perheet.\n\nPäätös\n\nLautakunta hyväksyi esityksen.\n",
    ),
    "decision": (
        K.DECISION,
        "Koivulan kaupunki\n\nPöytäkirja\n\n§ 217\n\nSelvitys työntekijöiden määrästä\n\nPäätös\n\nSosiaalilautakunta päätti merkitä selvityksen tiedoksi. Esittelijä oli johtaja.\n",
    ),
    "service": (
        K.SERVICE,
        "Neuvontapiste Koivu\n\nTarvitsetko apua arjen asioissa? Tervetuloa! Palvelu on maksuton, eikä ajanvarausta tarvita. Neuvomme monella kielellä.\n\nAvoinna ma–pe klo 9–15\n",
    ),
    "network": (
        K.NETWORK_DESCRIPTION,
        "Kylien järjestöverkosto\n\nVerkoston yhteyshenkilö: Matti Mallikas\n\nKenelle verkosto on?\n\n • Yhdistyksille\n\nVerkosto kokoontuu kahdesti vuodessa. Hanketoiminta kuuluu arkeen.\n",
    ),
    "organisation": (
        K.ORGANISATION,
        "Koivulan Kyläyhdistys ry\n\nYhdistys on perustettu 1985. Yhdistyksen tarkoitus on edistää kylien elämää. Liity jäseneksi! Jäsenmaksu on 10 euroa.\n",
    ),
    "blog": (
        K.BLOG_ARTICLE,
        "Kielen mahti\n\nTeksti: Maija Mallikas\n\nTässä blogissa tarkastelen kieltä. Mielestäni kieli on voimaa. Aineisto on peräisin Sanat-hankkeesta.\n\nLähteet:\n\nKoivula, 2020. Kieli. Viitattu 1.2.2021.\n\nKommentoi\n",
    ),
    "news": (
        K.NEWS,
        "Väestö kasvoi Koivulassa\n\nUutinen 3.2.2021\n\nKoivulan väestö kasvoi viime vuonna. ”Kasvu yllätti meidät kaikki tänä vuonna todella”, kertoo Matti Mallikas.\n",
    ),
    "call": (
        K.CALL,
        "Valtionavustus kotoutumisen tukemiseen: haku\n\nHakuaika on 2.1.–31.1. Avustusta voivat hakea yhdistykset. Hankkeen tulee edistää osallisuutta. Hakulomake on sivulla.\n",
    ),
    "course": (
        K.COURSE,
        "Suomen kielen kurssi\n\nKurssi alkaa 14.8. Ilmoittautuminen viimeistään 1.8. Kurssimaksu on 80 euroa. Taitotaso A1.2. Opettajana Maija Mallikas.\n",
    ),
    "thesis": (
        K.THESIS,
        "Vanhempien kokemuksia kerhosta\n\nTekijä: Maija Mallikas\n\nOpinnäytetyön tarkoituksena oli kuvata kokemuksia. Tutkimuskysymykset koskivat arkea. Avainsanat: kerho, arki\n",
    ),
    "programme": (
        K.PROGRAMME,
        "Koivulan kotoutumisohjelma 2022–2025\n\nOhjelman tavoitteet perustuvat kotoutumislakiin. Kunta vastaa palveluista. Ohjelmakaudella tuetaan hankkeita.\n",
    ),
    "organisations and sums only": (
        K.LISTING,
        "Avustukset kylien järjestöille\n\nAvustus on jaettu vuosille 2020–2022. Haku oli avoinna syksyllä, ja avustusta voivat hakea yhdistykset.\n\n"
        "  • Koivulan Kylätalo ry, 43 000 €\n  • Satamasäätiö sr, 12 500 €\n  • Byastugan rf, 70 000 €\n",
    ),
    "sums without a comma in a news item": (
        K.LISTING,
        "Säätiö tukee kolmea yhdistystä\n\nUutinen\n\n– Hakemuksia tuli paljon, iloitsee asiamies Matti Mallikas.\n\n"
        "- Koivulan Kylätalo ry 43 000 euroa\n- Perheiden Satama ry: 12 500 euroa\n- Luotsit ry – 9 000 euroa\n",
    ),
    "swedish blocks": (
        K.LISTING,
        "Integration\n\nNationellt mål 2.2: Integration\n\nInom målet stöds olika åtgärder.\n\nSpråk i köket\n\n • Projektbeskrivning: I projektet lär sig familjer språk vid spisen.\n\n"
        " • Projektgenomförare: Byarådet rf, Verksamhetsperiod: 01.02.2021 - 31.12.2022, EU-stöd: 83 400,50 euro\n\nKören för alla\n\n • Projektbeskrivning: I projektet sjunger man.\n",
    ),
    "an association's projects under headings": (
        K.LISTING,
        "Kylätalon hankkeet\n\nKylätalo ry sai vuodelle 2022 kolme STEA-rahoitusta.\n\nKummipolku\n\nUudessa kolmivuotisessa hankkeessa koulutetaan kummeja perheiden tueksi kylissä.\n\n"
        "Kotisatama\n\nKotisatama-hanke tutustuttaa perheitä kirjastoon ja uimahalliin koko vuoden ajan.\n\nYhteystiedot\n\nMatti Mallikas, puh. 040 000 1234, kysy lisää hankkeista milloin vain.\n",
    ),
    "names and bodies in news of a decision": (
        K.LISTING,
        "Neljä hanketta sai rahoitusta\n\nTiedote\n\nRahoitetut hankkeet ovat:\n\n- Kieli haltuun - Koivulan Opisto Oy\n- Tulokas - Koivulan kunta\n- Kummit - Perhesatama ry\n- Polku - Kylätalo ry\n\nSeuraava haku avautuu keväällä.\n",
    ),
    "report on a form": (
        K.REPORT,
        "ESR-PROJEKTIN LOPPURAPORTTI\n\n1 Viranomaisen merkintöjä Saapumispvm Diaarinumero KOIELY/1/2010 Käsittelijä Maija Mallikas Projektikoodi S19999 Tila Valmis "
        "PROJEKTIN PERUSTIEDOT Projektin nimi Kotisatama Ohjelman osio Länsi-Suomi Aloituspäivämäärä Päättymispäivämäärä\n",
    ),
    "report in a transcript of one line": (
        K.REPORT,
        "Kylien seminaari\n\nTranskriptio\n\n1 Koivulan kyläseura ry KV-kylät hanke 1. Hankkeen tausta Hankkeen avulla järjestettiin seminaari. 2. Toteuttaja ja aika "
        "Hanketta hallinnoi kyläseura. LOPPURAPORTTI 3. Tavoitteet Hankkeen tavoitteena oli tutustua. 4. Tulokset Hankkeessa syntyi verkosto. 5. Rahoitus Hanketta rahoitti Leader.\n",
    ),
    "news that tells a project by quotes": (
        K.PROJECT_NEWS,
        "Siirry sisältöön\nPalaa takaisin Ajankohtaista listaukseen\n\nKotisatama-hanke auttaa perheitä\n\nKoivulan toteuttama Kotisatama-hanke auttaa perheitä arjessa. Hanke alkoi keväällä.\n\n"
        "– Perheet löysivät meidät nopeasti, ja kummeja riittää jokaiseen kylään asti, projektipäällikkö Matti Mallikas kertoo.\n\n– Jatkamme syksyllä uusissa kylissä uusien kummien kanssa, Maija Mallikas sanoo.\n",
    ),
    "news of an appointment that ends with a project": (
        K.NEWS,
        "Koivulan ja Lehmuksen kuntien yhteiseksi koordinaattoriksi on valittu sosionomi Matti Mallikas. Hän aloittaa elokuussa. Tehtävään tuli 12 hakemusta.\n\n"
        + "Koordinaattori palvelee kumpaakin kuntaa ja ohjaa uusia asukkaita arjen asioissa yhdessä monen toimijan kanssa. "
        * 8
        + "\n\n– Kunnilla on samat tarpeet, ja siksi jaamme työntekijän mielellämme, Maija Mallikas sanoo.\n\nKoivulassa on päättymässä asumishanke. Hankkeessa asutettiin perheitä. Hankkeen aikana opittiin paljon.\n\n– Työ jatkuu, Mallikas toteaa.\n",
    ),
    "page with long swedish points": (
        K.PROJECT_PAGE,
        "En god början\n\nProjekttid: 1.1.2016–31.12.2018\n\nProjektet har avslutats.\n\nProjektet stärkte familjer i skärgården.\n\nProjektets målsättningar\n\n"
        + "".join(
            f"{n}. Stärka de lokala nätverken mellan skolor, byaråd och föreningar så att familjer hittar dem i tid nummer {n}\n"
            for n in range(1, 8)
        )
        + "\nProjektets resultat\n\n  • En gemensam modell för hur familjer tas emot\n  • Material på fyra språk\n",
    ),
    "a list of centres": (
        K.SERVICE,
        "Vastaanottokeskukset piirin alueella\n\nPiiri koordinoi useamman vastaanottokeskuksen arkea.\n\nKOIVULAN VASTAANOTTOKESKUS\nKoivutie 1, 00100 Koivula\np. 040 000 1234\n\nYKSITYISMAJOITUS\nArkisin virka-aikaan: p. 040 000 1235\n\nSATAMAN VASTAANOTTOKESKUS\nToimiston päivystävä p. 040 000 1236\n",
    ),
    "a centre open to all": (
        K.SERVICE,
        "Monikko\n\nMonikko on kaikille avoin matalan kynnyksen toimintakeskus. Toiminta on maksutonta. Monikko tarjoaa ohjausta ja neuvontaa sekä kerhoja. Toimintaa tukee STEA.\n",
    ),
    "a call in an authority's words": (
        K.CALL,
        "Hakukuulutus: rahoitusta osaamisen tunnistamiseen\n\nHaku on suunnattu Koivulan toimijoille. Hakijana voi olla kunta tai järjestö. Rahoitettavien hankkeiden tulee toteuttaa tavoitetta.\n\n"
        "Hankkeen kohderyhmänä tulee olla työikäiset. Hanke voi alkaa elokuussa. Hankkeen kesto ja rahoitus: tuen osuus on enintään 80 %. Hakemukset jätetään järjestelmässä.\n",
    ),
    "grants list": (
        K.LISTING,
        "Rahoitetut hankkeet 2019\n\n • Kylän silta, Koivula ry, 50 000 euroa\n • Perheet pihalla, Kylätalo ry, 40 000 euroa\n • Kummit töihin, Satama ry, 30 000 euroa\n",
    ),
    "swedish grants list": (
        K.LISTING,
        "Beviljade projekt 2020\n\n • Språkstunden (Byarådet rf) 30 000 €\n • Mammor ihop (Familjestugan rf) 22 000 €\n • Tandem (Skolan Ab) 48 000 €\n\nNästa ansökningstid öppnar i maj.\n",
    ),
    "annual report": (
        K.OTHER,
        "Koivula ry\nToimintakertomus 2020\n\n1. Kotisatama\n\nKotisatama-hankkeen kerhot jatkuivat. Hanke sai jatkoaikaa.\n",
    ),
    "statement": (
        K.OTHER,
        "Lausunto laista\n\nKoivula ry kiittää mahdollisuudesta lausua. Kotisatama-hankkeen kokemusten mukaan kerhot auttavat.\n",
    ),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_kind_of_plain_text(name: str) -> None:
    expected, text = DOCUMENTS[name]
    assert classify(document(text))[0] is expected


def test_the_address_and_the_media_type_help_where_they_are() -> None:
    assert (
        classify(
            document(
                "Ajatuksia arjesta\n\nKerhossa oli mukavaa ja jutut lensivät.\n", "http://koivu.example/blogi/arki"
            )
        )[0]
        is K.BLOG_ARTICLE
    )
    assert classify(document("Hanke;Nimi\nS1;Satama\n", "http://koivu.example/hankkeet.csv"))[0] is K.SHEET


def test_confidence_is_a_probability_and_higher_where_more_speaks_for_the_kind() -> None:
    sure, unsure = classify(document(REGISTER))[1], classify(document("Kylätalo\n\nTalo on keltainen.\n"))[1]
    assert 0 <= unsure < sure <= 1


@given(PAGES | st.text(min_size=1, max_size=200).map(lambda t: "alku " + t))
@settings(max_examples=100, deadline=None)
def test_every_text_has_a_kind(text: str) -> None:
    kind, sure = classify(document(text))
    assert isinstance(kind, DocumentKind) and 0 <= sure <= 1


def test_every_kind_says_which_fields_it_has() -> None:
    for kind in DocumentKind:
        fields = page.fields_of(kind)
        assert set(fields) <= set(page.FINDERS)
        assert ("goals" in fields) == (
            kind in PROJECT_KINDS or kind in (K.SERVICE, K.NETWORK_DESCRIPTION, K.ORGANISATION, K.COURSE)
        )
    assert not {"metrics", "goals", "contacts"} & set(page.fields_of(K.BLOG_ARTICLE))


def test_a_page_gives_its_project_and_a_blog_its_references_only() -> None:
    types = {f.type for f in page.read(context(PAGE, None))}
    assert {"project_name", "goal", "action", "period"} <= types
    found = page.read(context(DOCUMENTS["blog"][1], None))
    assert {"publication"} <= {f.type for f in found} <= {"publication", "url", "organisation", "funder", "place"}
    assert {f.project for f in found} == {-1}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tulokset\n\nHankkeen kerhoihin on osallistunut 85 perhettä, kerhoja oli seitsemän. Hankkeen loppuvaiheessa tehtiin kysely.\n\nKyselyyn vastasi 40 osallistujaa, joista:\n\n • Työssä 40 % (16)\n", K.PROJECT_PAGE),
        ("About House Juniper\n\nHouse Juniper works daily with families who have moved to the town. Teaching and guidance are its area of expertise. One of its main tasks is to arrange events.\n", K.ORGANISATION),
        ("Kylien oppaat\n\nTämä selvitys on osa Koivulan opiston tutkimusta. Työ liittyy LYHTY-hankkeeseen.\n\nJulkaisun tiedot\nKirjoittaja Aino Esimerkki\nISBN 000-0000-00-0\nSivumäärä 42\n", K.OTHER),
        ("Inbjudan\n\nVälkommen till ett seminarium om byarnas vardag på biblioteket.\n\nAnmäl dig senast 3.3 till Anna Exempel.\n", K.NEWS),
        ("Kuvassa käsi ja lyhty.\n\nAjankohtaista | 14.3.2022\n\nKoivulan liitto on myöntänyt rahoitusta Lyhty-esiselvityshankkeelle. Hankkeessa selvitetään perheiden palveluja. Lyhty-esiselvityshankkeeseen kuuluu kysely. Hankkeen toteutusaika on keväällä.\n", K.PROJECT_NEWS),
    ],
)  # fmt: skip
def test_results_about_pages_publications_invitations_and_dated_news(text: str, kind: DocumentKind) -> None:
    assert classify(document(text))[0] is kind


def test_the_front_page_of_an_organisation_is_no_project() -> None:
    page = "<html><head><title>Tervetuloa - Koivulan Tupa ry</title></head><body><h1>Tervetuloa</h1><p>Ylläpidämme kahvilaa ja ohjaamme perheitä.</p><p>Lyhty-hanke: hankkeessa tuetaan perheitä, rahoittajana ESR.</p></body></html>"
    assert classify(read(page.encode(), "http://koivulan-tupa.example/", "text/html"))[0] is K.ORGANISATION
