"""Which part of a page an element is: by its tag, its role, and the words in its class and id."""

import re

from schemas.document import Zone

_TAGS = {"nav": Zone.NAV, "aside": Zone.ASIDE, "footer": Zone.FOOTER, "header": Zone.HEADER, "main": Zone.MAIN}
_ROLES = {
    "banner": Zone.HEADER, "navigation": Zone.NAV, "main": Zone.MAIN, "complementary": Zone.ASIDE,
    "contentinfo": Zone.FOOTER, "search": Zone.NAV, "menu": Zone.NAV, "menubar": Zone.NAV,
}  # fmt: skip
_NAV = (
    "nav|navbar|navigation|menu|mainmenu|breadcrumbs?|murupolku|valikko|skip-?links?|pagination|"
    "language-?(?:switcher|selector)|cookie(?:s|-?banner|-?consent|bar)?"
)
_HINTS = (
    (Zone.FOOTER, re.compile(r"(?:^|[\s_-])(?:site-?)?(?:footer|colophon|alatunniste)(?:$|[\s_-])", re.I)),
    (Zone.NAV, re.compile(rf"(?:^|[\s_-])(?:{_NAV})(?:$|[\s_-])", re.I)),
    (Zone.ASIDE, re.compile(r"(?:^|[\s_-])(?:side-?bar|aside|sivupalkki|widget-area|related)(?:$|[\s_-])", re.I)),
    (Zone.HEADER, re.compile(r"(?:^|[\s_-])(?:site-?header|page-?header-?top|masthead|top-?bar)(?:$|[\s_-])", re.I)),
)  # fmt: skip
_SECTIONING = frozenset(("div", "section", "ul", "ol", "table", "td", "form", "p"))


def zone_of(tag: str, attributes: dict[str, str | None], parent: Zone, *, inside_article: bool) -> Zone:
    """Return the zone of an element below one of zone `parent`.

    An article's own header and footer are part of it, and a menu in the footer stays footer.
    """
    found = _ROLES.get((attributes.get("role") or "").lower()) or _TAGS.get(tag)
    if found is None and tag in _SECTIONING:
        found = _hinted(attributes)
    if found is None or found is parent:
        return parent
    if inside_article and found in (Zone.HEADER, Zone.FOOTER):
        return parent
    if parent in (Zone.FOOTER, Zone.NAV) and found is not Zone.MAIN:
        return parent
    return found


def _hinted(attributes: dict[str, str | None]) -> Zone | None:
    named = f"{attributes.get('id') or ''} {attributes.get('class') or ''}".split()
    # `has-sidebar` is said of the page beside the sidebar.
    words = " ".join(w for w in named if not w.startswith(("has-", "with-", "no-", "hide-", "show-", "without-")))
    return next((zone for zone, hint in _HINTS if hint.search(words[:300])), None) if words.strip() else None
