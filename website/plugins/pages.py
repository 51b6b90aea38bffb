"""The pages for people: home, projects, a project, an organisation, a document with its evidence."""

import math
from collections.abc import Callable
from typing import Any

from datasette import NotFound, Response, hookimpl

from website import project_search, queries, words
from website.marking import Mark, render

_PAGE = 50


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Give the Finnish pages their addresses; everything else stays Datasette's own."""
    return [
        (r"^/$", home),
        (r"^/hankkeet/?$", projects),
        (r"^/hanke/(?P<key>[^/]+)$", project),
        (r"^/organisaatiot/?$", organisations),
        (r"^/organisaatio/(?P<key>[^/]+)$", organisation),
        (r"^/asiakirjat/?$", documents),
        (r"^/asiakirja/(?P<key>[0-9a-f]{64})$", document),
        (r"^/asiakirja/(?P<key>[0-9a-f]{64})/sivu/(?P<number>\d{1,5})\.png$", page_image),
    ]


@hookimpl
def prepare_jinja2_environment(env: Any) -> None:
    """Give the templates the Finnish words and formats."""
    env.filters |= {"fidate": words.date, "finumber": words.number, "fiphone": words.phone}
    env.globals |= {"words": words}


async def home(datasette: Any, request: Any) -> Response:
    """Say what this is, how fresh, what is in it and what was seen last."""
    data = await _ask(
        datasette,
        lambda db: {
            "counts": queries.counts(db),
            "about": queries.about(db),
            "recent": queries.recent(db),
            "sources": queries.rows(db, "select * from sources order by documents desc, name limit 12"),
        },
    )
    return await _page(datasette, request, "home.html", data)


async def projects(datasette: Any, request: Any) -> Response:
    """List the projects, or those a search finds."""
    text = " ".join((request.args.get("haku") or "").split())[:200]
    offset, here = _offset(request)
    if text:
        listed, total, instead = await _ask(datasette, lambda db: project_search.search(db, text, _PAGE, offset))
    else:
        (listed, total), instead = await _ask(datasette, lambda db: queries.projects(db, _PAGE, offset)), ""
    data = {"projects": listed, "total": total, "search_text": text, "instead": instead}
    return await _page(datasette, request, "projects.html", data | _paging(total, here))


async def project(datasette: Any, request: Any) -> Response:
    """Show all that is known of a project, each value with its evidence."""
    found = await _ask(datasette, lambda db: queries.project(db, request.url_vars["key"]))
    if found is None:
        raise NotFound("Hanketta ei ole. Se on voinut poistua lähteistä; hae sitä nimellä.")
    return await _page(datasette, request, "project.html", {"project": found})


async def organisations(datasette: Any, request: Any) -> Response:
    """List the organisations, those with most projects first."""
    offset, here = _offset(request)
    listed, total = await _ask(datasette, lambda db: queries.organisations(db, _PAGE, offset))
    return await _page(
        datasette, request, "organisations.html", {"organisations": listed, "total": total} | _paging(total, here)
    )


async def organisation(datasette: Any, request: Any) -> Response:
    """Show an organisation's parts in projects; no persons."""
    found = await _ask(datasette, lambda db: queries.organisation(db, request.url_vars["key"]))
    if found is None:
        raise NotFound("Organisaatiota ei ole.")
    return await _page(datasette, request, "organisation.html", {"organisation": found})


async def documents(datasette: Any, request: Any) -> Response:
    """List the documents with their kind and outcome."""
    offset, here = _offset(request)
    listed, total = await _ask(datasette, lambda db: queries.documents(db, _PAGE, offset))
    return await _page(
        datasette, request, "documents.html", {"documents": listed, "total": total} | _paging(total, here)
    )


async def document(datasette: Any, request: Any) -> Response:
    """Show a document beside what was read from it; `?todiste=` marks one fact."""
    found = await _ask(datasette, lambda db: queries.document(db, request.url_vars["key"]))
    if found is None:
        raise NotFound("Asiakirjaa ei ole.")
    chosen = request.args.get("todiste") or ""
    marks = [
        Mark(f["start"], f["end"], f["id"], words.FIELDS.get(f["field"].split(".")[0], f["field"]))
        for f in found["facts"]
    ]
    paper = render(found["text"], found["blocks"], marks, chosen)
    fact = next((f for f in found["facts"] if f["id"] == chosen), None)
    data = {"document": found, "paper": paper, "fact": fact, "missing": bool(chosen and fact is None)}
    return await _page(datasette, request, "document.html", data)


async def page_image(datasette: Any, request: Any) -> Response:
    """Send a PDF page's picture."""
    key, number = request.url_vars["key"], int(request.url_vars["number"])
    png = await _ask(datasette, lambda db: queries.page_image(db, key, number))
    if png is None:
        raise NotFound("Sivun kuvaa ei ole.")
    return Response(png, content_type="image/png", headers={"cache-control": "public, max-age=31536000, immutable"})


async def _ask(datasette: Any, query: Callable[[Any], Any]) -> Any:
    return await datasette.get_database("kotokanta").execute_fn(query)


async def _page(datasette: Any, request: Any, template: str, data: dict[str, Any]) -> Response:
    return Response.html(await datasette.render_template(template, data, request=request))


def _offset(request: Any) -> tuple[int, int]:
    text = request.args.get("sivu") or "1"
    here = min(int(text), 100_000) if text.isascii() and text.isdigit() and int(text) else 1
    return (here - 1) * _PAGE, here


def _paging(total: int, here: int) -> dict[str, int]:
    return {"here": here, "last": max(1, math.ceil(total / _PAGE))}
