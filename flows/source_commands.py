"""`kotokanta source add | ledger | pause | resume` and `kotokanta export`: attached to the command in cli.py."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click


def _folder(context: click.Context) -> Any:
    from flows.settings import home

    return home(context.obj["home"])


@click.command()
@click.argument("url")
def add(url: str) -> None:
    """Look at a page, guess how its site is to be visited, write the source's file."""
    from flows.crawling import SAMPLE_FOLDER, reachable
    from flows.ingesting import fetch_settings
    from flows.known_sources import known_sources
    from flows.source_add import add as add_source

    sample = [s for s in known_sources() if s.sample]
    with reachable(sample, fetch_settings(), SAMPLE_FOLDER) as settings:
        click.echo(add_source(url, settings).text)


@click.command()
@click.argument("name")
@click.pass_context
def ledger(context: click.Context, name: str) -> None:
    """Show what was asked of a source: requests, bytes, waits, next visit, breaches."""
    from flows.source_ledger import ledger as describe
    from flows.sources import find

    click.echo(describe(find(name), _folder(context).archive))


@click.command()
@click.argument("name")
@click.option("--reason", required=True, metavar="TEXT", help="Why; whoever comes next will ask.")
def pause(name: str, reason: str) -> None:
    """Stop visiting a source. Its records stay."""
    from flows.source_edit import pause as pause_source

    click.echo(pause_source(name, reason, datetime.now(UTC).date().isoformat()))


@click.command()
@click.argument("name")
def resume(name: str) -> None:
    """Visit a paused source again."""
    from flows.source_edit import resume as resume_source

    click.echo(resume_source(name))


@click.command()
@click.argument("name")
@click.pass_context
def accept(context: click.Context, name: str) -> None:
    """Take a source's last visit as right, whatever was said of it: its alarms end, its records are published."""
    from flows.sources import find
    from flows.watch.run import accept as accept_visit

    click.echo(accept_visit(_folder(context), find(name).name))


@click.command()
@click.pass_context
def schedule(context: click.Context) -> None:
    """Visit each source by the cron line of its file, until stopped.

    Needs no other service; with PREFECT_API_URL set the runs are kept by that Prefect server.
    """
    from flows.running import run_schedule

    run_schedule(_folder(context), quiet=context.obj["quiet"])


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), metavar="DIR")
@click.pass_context
def backup(context: click.Context, folder: Path) -> None:
    """Copy archive and judgements into a new folder in DIR, and check the copies. Runs may go on meanwhile."""
    from flows.backup import back_up

    for line in back_up(_folder(context), folder):
        click.echo(line)


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_context
def export(context: click.Context, file: Path) -> None:
    """Write all that was fetched as WARC 1.1 (.warc.gz), for other tools."""
    from flows.warc import export_warc
    from store.archive import Archive

    with Archive(_folder(context).archive, read_only=True) as archive:
        click.echo(f"{file}: {export_warc(archive, file)} responses")
