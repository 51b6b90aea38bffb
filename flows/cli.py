"""The command `kotokanta`. Each command imports what it needs when it runs, so that `--help` answers at once."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractors.version import VERSION
from flows import source_commands
from schemas.errors import KotokantaError, UsageError

if TYPE_CHECKING:
    from flows.settings import Home

_INTERRUPTED = 130
_ALARM = 3


class _Group(click.Group):
    """Turns our errors into one line and an exit code: 2 for wrong use, 1 for a failure, 130 for Ctrl-C."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs | {"standalone_mode": False})
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except UsageError as error:
            code = _say(str(error), 2)
        except KotokantaError as error:
            code = _say(str(error), 1)
        except (KeyboardInterrupt, click.Abort):
            code = _say("stopped; nothing that was finished is lost, and the next run goes on from here", _INTERRUPTED)
        except sqlite3.OperationalError as error:
            code = _say(f"the database cannot be written ({error}); free some space or wait for the other run", 1)
        except OSError as error:
            code = _say(f"{error.filename or error.strerror}: {error}; free some space or check the rights", 1)
        sys.exit(code)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what fails on a damaged database is told as that, whatever the error was."""
        try:
            return super().invoke(ctx)
        except (sqlite3.Error, ValueError, LookupError) as error:
            problem = _damage(ctx.params["home"])
            if problem:
                raise KotokantaError(problem) from error
            raise


def _damage(folder: str | None) -> str:
    from flows.settings import home
    from store.connection import damaged

    at = home(folder)
    return next(filter(None, map(damaged, (at.archive, at.published, at.judgements))), "")


def _say(line: str, code: int) -> int:
    click.echo(f"kotokanta: {line}", err=True)
    return code


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--home", metavar="DIR", envvar="KOTOKANTA_HOME", help="Folder for everything written at run time.")
@click.option("--quiet", "-q", is_flag=True, help="Show errors only.")
@click.version_option(VERSION, prog_name="kotokanta")
@click.pass_context
def main(context: click.Context, home: str | None, quiet: bool) -> None:
    """Collect what Finnish integration work publishes about itself into one open, checkable database."""
    context.obj = {"home": home, "quiet": quiet}


def _home(context: click.Context) -> "Home":
    from flows.settings import home

    return home(context.obj["home"])


_sources = click.argument("names", nargs=-1, metavar="[SOURCE]...")


@main.command()
@_sources
@click.pass_context
def refresh(context: click.Context, names: tuple[str, ...]) -> None:
    """Fetch what is new, read it, publish it.

    Visits the named sources, or all that are enabled in data/sources/. What has not changed is not fetched again.
    Ctrl-C stops it; the next run goes on where it was. Exit code 3: done and published, but a source needs a look.
    """
    from flows.running import run_refresh

    if run_refresh(_home(context), list(names), quiet=context.obj["quiet"]):
        context.exit(_ALARM)


def _port(command: Callable[..., None]) -> Callable[..., None]:
    host = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
    port = click.option("--port", default=8001, show_default=True, help="Port; 0 picks a free one.")
    return host(port(command))


@main.command()
@_port
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Show the published database in the browser."""
    from flows.serving import serve as serve_home

    serve_home(_home(context), host, port)


@main.command()
@_sources
@_port
@click.pass_context
def run(context: click.Context, names: tuple[str, ...], host: str, port: int) -> None:
    """Refresh, then serve."""
    from flows.running import run_refresh
    from flows.serving import free_port
    from flows.serving import serve as serve_home

    home = _home(context)
    free_port(host, port)
    run_refresh(home, list(names), quiet=context.obj["quiet"])
    serve_home(home, host, port)


@main.command()
@click.argument("targets", nargs=-1, required=True, metavar="PATH|URL...")
@click.option("--publish/--no-publish", default=True, help="Publish the new records at the end (the default).")
@click.pass_context
def ingest(context: click.Context, targets: tuple[str, ...], publish: bool) -> None:
    """Take files, folders or single web pages that you already have.

    Reads .html, .pdf, .txt, .docx, .xlsx and .csv, and what a .zip, .warc or .wacz holds. A file is known as
    file:<name>; taking one of the same name again replaces it.
    """
    from flows.ingesting import ingest as take
    from flows.progress import Reporter

    take(_home(context), targets, Reporter(quiet=context.obj["quiet"]), publishing=publish)


@main.command()
@click.pass_context
def status(context: click.Context) -> None:
    """Tell what there is, what the last run did, and what needs a look."""
    from flows.status import status as tell

    click.echo(tell(_home(context)))


@main.command()
@click.pass_context
def verify(context: click.Context) -> None:
    """Prove every published value again from the archived bytes; prints `N of N`."""
    from flows.verifying import verify as prove

    done = prove(_home(context))
    for problem in done.problems[:50]:
        click.echo(problem, err=True)
    click.echo(f"{done.proven} of {done.total} published values prove themselves from the archive")
    if done.problems:
        raise KotokantaError(
            f"{len(done.problems)} do not; run `kotokanta rebuild`, and report it if that does not help"
        )


@main.command()
@click.option("--again", is_flag=True, help="Read every document again, also those this version has read.")
@click.pass_context
def rebuild(context: click.Context, again: bool) -> None:
    """Build the database again from the archive, without the network."""
    from flows.running import run_rebuild

    run_rebuild(_home(context), again=again, quiet=context.obj["quiet"])


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="Where the reports go [default: home/reports]."
)
@click.option("--details/--no-details", default=True, help="List every miss and every invention.")
@click.pass_context
def evaluate(context: click.Context, folder: Path, out: Path | None, details: bool) -> None:
    """Score the extractors on labelled documents: precision, recall and F1 a field."""
    from flows.evaluating import evaluate_command

    click.echo(evaluate_command(folder, out or _home(context).reports / "evaluation", details=details))


@main.group()
def source() -> None:
    """Look at the sources in data/sources/."""


@source.command("list")
@click.pass_context
def list_sources(context: click.Context) -> None:
    """List the sources with their state."""
    from flows.sources import listing

    click.echo(listing())


@source.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
def check(files: tuple[Path, ...]) -> None:
    """Check source files; a mistake is told with file, line and key."""
    from flows.sources import checked

    click.echo(checked(files))


@source.command()
@click.argument("name")
def show(name: str) -> None:
    """Show one source with all its settings."""
    from flows.sources import shown

    click.echo(shown(name))


@source.command("try")
@click.argument("name")
@click.option("--pages", default=3, show_default=True, help="How many pages to look at.")
def try_(name: str, pages: int) -> None:
    """Crawl a few pages and show what would be extracted. Nothing is kept."""
    from flows.sources import tried

    click.echo(tried(name, pages))


for _command in (
    source_commands.accept,
    source_commands.add,
    source_commands.ledger,
    source_commands.pause,
    source_commands.resume,
):
    source.add_command(_command)
main.add_command(source_commands.export)
main.add_command(source_commands.schedule)
main.add_command(source_commands.backup)


if __name__ == "__main__":
    main()
