# ruff: noqa: E501  (the texts are documents: their lines are theirs)
import pytest
from hypothesis import given, settings
from page_helpers import PAGES, context, values

from extractors.fields.goals import DERIVERS, find_actions, find_goals, find_results
from schemas.facts import DocumentKind

OPENING = "Siltana arkeen -hanke\n\nHankkeen toteuttaa Setlementti Koivu ry.\n\n"


def read(sentence: str, kind: DocumentKind = DocumentKind.PROJECT_PAGE) -> tuple[str, ...]:
    """Return what a sentence in a project's text was read as."""
    ctx = context(OPENING + sentence + "\n", kind)
    roles = {
        f.type
        for find in (find_goals, find_actions, find_results)
        for f in find(ctx)
        if str(f.values["value"].value)[:25] in sentence
    }
    return tuple(sorted(roles))


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeen tavoitteena on parantaa maahan muuttaneiden äitien kielitaitoa.",
        "Hankkeen päätavoite on luoda kylille uusi neuvonnan malli.",
        "Tavoitteena oli kylien yhteisöllisyyden vahvistaminen.",
        "Päämääränä on, että jokainen löytää oman paikkansa.",
        "Toiminnan tarkoituksena on ehkäistä yksinäisyyttä.",
        "Hankkeella on kaksi tavoitetta: naisten osallisuuden lisääminen ja verkostojen vahvistaminen.",
        "Hankkeella pyritään madaltamaan kynnystä hakeutua palveluihin.",
        "Hanke tähtää nuorten työllistymiseen.",
        "Hanke edistää perheiden kotoutumista Koivulan seudulla.",
        "Projekti tukee opiskelijoiden siirtymistä työelämään.",
        "Projektets mål är att stärka invandrarnas delaktighet i samhället.",
        "Med projektet vill föreningen få fler familjer med i verksamheten.",
        "Projektets syfte är att stöda familjer i vardagen.",
        "The aim of the project is to improve the language skills of immigrant mothers.",
        "The project aims to strengthen local networks and participation.",
    ],
)
def test_goals(sentence: str) -> None:
    assert read(sentence) == ("goal",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeessa järjestetään kielikahviloita neljässä kylässä.",
        "Hankkeessa kehitettiin uusi ohjauksen malli.",
        "Naisille tarjottiin omakielistä neuvontaa kirjastossa.",
        "Lisäksi laaditaan opas arjen palveluista.",
        "Osallistujille on annettu tietoa koulutuksesta ja työelämästä.",
        "Hanke järjestää retkiä ja kursseja perheille.",
        "Järjestämme kerhoja ja retkiä joka viikko.",
        "Projektityöntekijä kouluttaa vapaaehtoisia kummeiksi.",
        "Työpajoissa kartoitetaan osallistujien osaaminen.",
        "I projektet ordnas kurser och språkcaféer för kvinnor.",
        "Projektet erbjuder handledning på flera språk.",
        "The project offers courses and mentoring for newcomers.",
        "During the project a guidebook will be produced for the municipalities.",
    ],
)
def test_actions(sentence: str) -> None:
    assert read(sentence) == ("action",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Hankkeen tuloksena syntyi alueellinen verkosto.",
        "Osallistujien kielitaito on parantunut selvästi.",
        "Omakielinen tuki on madaltanut kynnystä kysyä neuvoa.",
        "Hanke lisäsi naisten osallisuutta kylissä.",
        "Yhteistyö oppilaitosten kanssa vahvistui.",
    ],
)
def test_results(sentence: str) -> None:
    assert read(sentence) == ("result",)


@pytest.mark.parametrize(
    "sentence",
    [
        "Suomessa asuu yli 400 000 vieraskielistä.",
        "Kotoutumislain tarkoituksena on edistää kotoutumista.",
        "Maahanmuuttajien määrä on kasvanut viime vuosina.",
        "Hanke toteutetaan yhteistyössä kolmen kunnan kanssa.",
        "Hankeaikaa jatkettiin vuoden loppuun.",
        "Avustusta myönnettiin kymmenelle yhdistykselle.",
        "Ministeriön tavoitteena on tiivis palveluverkko.",
        "Miten hankkeessa järjestetään kerhoja?",
        "Lisätietoja antaa projektipäällikkö, puh. 040 000 1234.",
        "According to statistics the population was provided with 10 per cent more services.",
    ],
)
def test_background_and_bookkeeping_are_none_of_them(sentence: str) -> None:
    assert read(sentence) == ()


def test_the_past_of_a_plan_is_background() -> None:
    past = "Alueelle perustettiin vastaanottokeskus."
    assert read(past, DocumentKind.REGISTER_ENTRY) == ()
    assert read("Hankkeessa perustetaan kylätupa.", DocumentKind.REGISTER_ENTRY) == ("action",)


def test_lists_mean_what_their_lead_in_says() -> None:
    ctx = context(
        "Siltana arkeen -hanke\n\nHankkeen tavoitteet ovat:\n\n  • Tukea perheitä\n  • Naisten osallisuuden lisääminen\n\n"
        "Toimenpiteet:\n\n  • Avoimet olohuoneet\n  • Kielikahvilat\n\nTulokset:\n\n  • Kaksi uutta verkostoa\n  • Opas perheille\n"
    )
    assert values(find_goals(ctx)) == ["Tukea perheitä", "Naisten osallisuuden lisääminen"]
    assert values(find_actions(ctx)) == ["Avoimet olohuoneet", "Kielikahvilat"]
    assert values(find_results(ctx)) == ["Kaksi uutta verkostoa", "Opas perheille"]


def test_benefits_are_goals_of_their_own_kind_with_their_section() -> None:
    ctx = context(
        "Kylien verkosto\n\nToiminnan hyödyt\n\n • Arjen tuki alkuvaiheessa\n • Yksinäisyyden väheneminen\n",
        DocumentKind.SERVICE,
    )
    assert [(f.qualifiers["kind"], f.qualifiers["section"]) for f in find_goals(ctx)] == [
        ("benefit", "Toiminnan hyödyt")
    ] * 2


def test_a_statement_that_stands_twice_counts_once() -> None:
    line = "Hankkeessa järjestetään kielikahviloita neljässä kylässä."
    assert (
        len(find_actions(context(OPENING + line + "\n\nMuuta asiaa on tässä välissä monta sanaa.\n\n" + line + "\n")))
        == 1
    )


def test_a_bare_lead_in_is_no_goal_itself() -> None:
    ctx = context(OPENING + "Hankkeen tavoitteena on:\n1) tukea perheitä arjessa,\n2) lisätä naisten osallisuutta.\n")
    assert (
        values(find_goals(ctx)) == ["tukea perheitä arjessa,", "lisätä naisten osallisuutta."]
        or len(find_goals(ctx)) == 2
    )


@given(PAGES)
@settings(max_examples=120, deadline=None)
def test_every_value_derives_from_its_quote(text: str) -> None:
    ctx = context(text)
    for find in (find_goals, find_actions, find_results):
        for found in find(ctx):
            evidence = found.values["value"]
            assert (
                DERIVERS[f"{found.type}.value"](ctx.text[evidence.start : evidence.end], evidence.params)
                == evidence.value
            )


@pytest.mark.parametrize(
    "sentence",
    [
        "Raportissa esitellään kerhojen toimintatapoja ja tuodaan esiin nuorten ajatuksia.",
        "Useiden tutkimusten mukaan perheiden tilannetta kartoitetaan liian harvoin.",
        "Tavoitteen puitteissa tuetaan alkuvaiheen kotoutumista edistäviä toimia.",
        "Hankkeen verkkosivuja rakennetaan kevään aikana.",
        "Hankkeessa tehdään yhteistyötä seudun yhdistysten kanssa.",
        "Koivulan säätiö tukee hanketta.",
        "Hanke käsittelee vanhemmuuteen liittyviä kysymyksiä.",
        "Hankkeen toimet kuvataan tarkemmin liitteenä olevassa suunnitelmassa.",
        "Hanke alkoi keväällä ja sen piti päättyä syksyllä.",
        "Inom ramen för målet stöds åtgärder för integration.",
        "Projektet genomfördes av Norra Björkens förening i samarbete med Lindby folkhögskola.",
    ],
)
def test_reports_research_funds_and_the_projects_own_paper_say_nothing_of_it(sentence: str) -> None:
    assert read(sentence) == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Keskuksen päätehtävänä on kuntaan muuttavien vastaanotto ja ohjaus.",
        "Hanke tilasi selvityksen iltakerhojen tarpeesta.",
        "Hankkeessa kuultiin kokemusasiantuntijoina nuoria ja heidän vanhempiaan.",
        "Lisäksi lähiössä pidetään kerran viikossa kielikahvilaa.",
        "Yhdistys on mukana hankkeessa, jossa yhteiskehitetään perheiden palvelupolkua.",
        "Hanke tukee yrittäjiä mentoroinnin ja työpajojen avulla.",
        "Hankkeen avulla Koivulan kyläseura toteutti kansainvälisen seminaarin.",
        "The project carries out interviews with newcomers.",
        "Good practices are shared with the municipalities.",
        "The service Info-Lanka offers guidance in ten languages.",
    ],
)
def test_more_doings(sentence: str) -> None:
    assert read(sentence) == ("action",)


def told(text: str, kind: DocumentKind = DocumentKind.PROJECT_PAGE) -> dict[str, list[object]]:
    ctx = context(text, kind)
    return {n: values(f(ctx)) for n, f in (("goal", find_goals), ("action", find_actions), ("result", find_results))}


def test_listed_doings_and_goals_are_told_apart() -> None:
    text = (
        "Hankkeen toimintaan kuuluu tietojen kerääminen, ryhmien kokoaminen (kolme kylää) sekä tiedottaminen.\n\n"
        "Toiminnan tavoitteena on tukea perheiden arkea, lisätä heidän hyvinvointiaan ja edistää yhteisöllisyyttä.\n"
    )
    said = told(OPENING + text)
    assert said["action"] == ["tietojen kerääminen", "ryhmien kokoaminen (kolme kylää)", "tiedottaminen"]
    assert said["goal"] == [
        "Toiminnan tavoitteena on tukea perheiden arkea",
        "lisätä heidän hyvinvointiaan",
        "edistää yhteisöllisyyttä.",
    ]


def test_two_things_in_one_clause_stay_one() -> None:
    goal = "Hankkeen tavoitteena on tukea perheitä ja lisätä osallisuutta."
    assert told(OPENING + goal + "\n")["goal"] == [goal]


def test_values_of_an_organisation_are_no_doings() -> None:
    text = "Toiminta\n\nJärjestämme kerhoja ja retkiä. Työtämme ohjaavat toiminnan arvot:\n\n  • ihmisten kunnioittaminen\n  • paikallisuus\n"
    assert told(text, DocumentKind.SERVICE)["action"] == ["Järjestämme kerhoja ja retkiä."]


def test_a_headline_is_no_goal_but_a_heading_that_names_the_aim_is() -> None:
    assert told("Silta-hanke auttaa seurakuntia kotouttamaan\n\nUutinen alkaa tästä.\n")["goal"] == []
    assert told("Silta-hanke\n\nTavoitteena palvelujen kehittäminen\n\nHanke alkoi.\n")["goal"] == [
        "Tavoitteena palvelujen kehittäminen"
    ]


def test_what_a_listed_part_of_a_project_did_is_a_doing() -> None:
    text = "Silta-hanke\n\nHankkeen tavoitteet:\n\n • Alku-osiossa luotiin malleja neuvontaan\n • Lisätä osallisuutta\n"
    said = told(text)
    assert said["action"] == ["Alku-osiossa luotiin malleja neuvontaan"] and said["goal"] == ["Lisätä osallisuutta"]


def test_the_past_under_results_and_what_people_reached_are_results() -> None:
    text = "Tulokset\n\nHankkeessa koulutettiin kielimentoreita ja pidettiin kahviloita.\n"
    assert told(OPENING + text)["result"] == ["Hankkeessa koulutettiin kielimentoreita ja pidettiin kahviloita."]
    assert told(OPENING + "Heistä 29 sai työpaikan.\n")["result"] == ["Heistä 29 sai työpaikan."]
    assert told(OPENING + "Hanke sai jatkoaikaa 30.6. asti ja 20 kuntaa.\n")["result"] == []


def test_abilities_to_do_things_are_not_goals_of_their_own() -> None:
    goal = "Hanke vahvistaa ohjaajien valmiuksia tunnistaa ja puuttua syrjintään ja kehittää heidän osaamistaan."
    assert told(OPENING + goal + "\n")["goal"] == [goal]


def test_a_label_before_a_description_is_left_out() -> None:
    text = "Hankkeen kuvaus: Hankkeessa järjestetään kursseja ja kerhoja seudun perheille."
    assert told(OPENING + " • " + text + "\n")["action"] == [text.removeprefix("Hankkeen kuvaus: ")]


def test_what_the_target_group_has_done_is_no_result() -> None:
    text = "Hankkeen kohderyhmänä ovat aikuiset, jotka ovat suorittaneet koulutuksen tai ovat saavuttaneet perustaidot."
    assert not any(told(OPENING + text + "\n").values())
