"""The crawl page: alarms and the newest visits, for the maintainer and for anyone who asks how fresh this is."""

from collections.abc import Callable
from typing import Any

from datasette import Response, hookimpl

from website import visits as queries


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Give the crawl page and the feed of alarms their addresses."""
    return [(r"^/haut/?$", crawls), (r"^/halytykset\.atom$", alarms)]


async def crawls(datasette: Any, request: Any) -> Response:
    """Show what is wrong, and what each source's newest visit brought."""
    data = await datasette.get_database("kotokanta").execute_fn(queries.visits)
    return Response.html(await datasette.render_template("visits.html", data, request=request))


async def alarms(datasette: Any) -> Response:
    """Send the alarms as an Atom feed."""
    body = await datasette.get_database("kotokanta").execute_fn(queries.feed)
    return Response(body, content_type="application/atom+xml; charset=utf-8")
