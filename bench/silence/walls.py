"""Other things in place of pages: walls, shells, errors, files cut short."""

import random

from bench.silence.site import Base, Page, with_body
from bench.silence.tools import BODY, MAIN, html, pages, replaced, some, text_of

_FILLER = "".join(f"<script src='/assets/{n}.js'></script>" for n in range(8))


def _instead(base: Base, rng: random.Random, templates: list[str]) -> dict[str, Page] | None:
    text = rng.choice(templates)
    return replaced(base, some(pages(base), rng), lambda u, p: html(_fit(text, text_of(p))))


def _fit(template: str, old: str) -> str:
    """Put a message into its own page, or with `{…}` into the old page's frame."""
    if template.startswith("<!"):
        return template
    part = MAIN.search(old)
    if part:
        return old[: part.start(3)] + template + old[part.end(3) :]
    whole = BODY.search(old)
    return old[: whole.start(2)] + template + old[whole.end(2) :] if whole else template


def soft_404(base: Base, rng: random.Random) -> dict[str, Page] | None:
    return _instead(base, rng, [
        "<!doctype html><html lang=fi><title>Sivua ei löytynyt</title><body><h1>Sivua ei löytynyt</h1>"
        "<p>Palaa <a href='/'>etusivulle</a>.</p></body></html>",
        "<h1>Hakemaasi sivua ei löytynyt</h1><p>Sivu on ehkä siirretty.</p>",
        "<h1>Hups!</h1><p>Täällä ei ole enää mitään. Kokeile hakua tai siirry etusivulle.</p>",
        "<h1>Sidan finns inte</h1><p>Gå till startsidan.</p>",
        "<p>Uudistimme verkkosivumme. Tervetuloa tutustumaan uusiin sivuihimme!</p>",
    ])  # fmt: skip


def consent_wall(base: Base, rng: random.Random) -> dict[str, Page] | None:
    return _instead(base, rng, [
        "<!doctype html><html><title>Evästeet</title><body><div class=modal><h2>Käytämme evästeitä</h2><p>Hyväksy "
        "evästeet jatkaaksesi sivustolle.</p><button>Hyväksy kaikki</button><button>Hylkää</button></div></body>",
        "<!doctype html><html><title>Cookies</title><body><h1>Before you continue</h1><p>We use cookies and similar "
        "technologies.</p><button>Accept all</button><button>Reject all</button></body></html>",
        "<!doctype html><html><title>Yksityisyytesi</title><body><h1>Arvostamme yksityisyyttäsi</h1><p>Me ja 412 "
        "kumppaniamme tallennamme tietoja laitteellesi.</p><a href='/?ok=1'>Jatka</a></body></html>",
    ])  # fmt: skip


def js_shell(base: Base, rng: random.Random) -> dict[str, Page] | None:
    return _instead(base, rng, [
        f"<!doctype html><html><head><title>Hankkeet</title></head><body><div id=root></div>{_FILLER}</body></html>",
        f"<!doctype html><html><head><title>Sivusto</title></head><body><noscript>Ota JavaScript käyttöön.</noscript>"
        f"<div id=app></div>{_FILLER}</body></html>",
        f"<!doctype html><html><head><title>Sivusto</title></head><body><app-root>Ladataan…</app-root>{_FILLER}</body>",
        f"<div class=loader>Ladataan sisältöä…</div>{_FILLER}",
    ])  # fmt: skip


def challenge(base: Base, rng: random.Random) -> dict[str, Page] | None:
    return _instead(base, rng, [
        "<!doctype html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1>"
        "<div id='cf-challenge'></div><script src='/cdn-cgi/challenge-platform/h/b/x.js'></script></body></html>",
        "<!doctype html><html><head><title>Vahvista</title></head><body><p>Vahvista, että olet ihminen.</p>"
        "<div class='g-recaptcha'></div></body></html>",
        "<!doctype html><html><head><title>Access</title></head><body><p>Please complete the security check. "
        "Reference 18.2f4a.</p></body></html>",
    ])  # fmt: skip


def cut_pdf(base: Base, rng: random.Random) -> dict[str, Page] | None:
    share = rng.uniform(0.25, 0.95)
    return replaced(base, pages(base, "pdf"), lambda u, p: with_body(p, p.body[: int(len(p.body) * share)]))


def error_page_as_pdf(base: Base, rng: random.Random) -> dict[str, Page] | None:
    text = rng.choice((
        "<!doctype html><html><title>500</title><body><h1>Palvelinvirhe</h1></body></html>",
        "<html><head><title>Sivua ei löytynyt</title></head><body><p>Tiedostoa ei ole.</p></body></html>",
        "Virhe: tiedostoa ei voitu avata",
    ))  # fmt: skip
    files = pages(base, "pdf")
    return replaced(base, files, lambda u, p: Page(text.encode(), "application/pdf"))
