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
