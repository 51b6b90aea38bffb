"""`kotokanta schedule`: Prefect serves one deployment a source, by the cron line of its file, and one check a day."""

from pathlib import Path

from prefect import flow, serve
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron
from prefect.types.entrypoint import EntrypointType

from flows.pipeline import gates, refresh
from flows.settings import SOURCES, Home
from schemas.errors import UsageError
from schemas.source import Source
from schemas.source_files import load_sources
from store.archive import Archive
from store.connection import writer_lock

_ZONE = "Europe/Helsinki"
_EACH_DAY = "30 6 * * *"


@flow(name="scheduled-refresh", validate_parameters=False)
def scheduled_refresh(home: str, names: list[str]) -> list[str]:
    """Refresh the named sources when no other run is writing; one that is, is waited for."""
    with writer_lock(Path(home), wait=True):
        Archive(Home(Path(home)).archive).__exit__(None, None, None)  # damage is found before anything starts
        alarms: list[str] = refresh(home, names)
        return alarms


@flow(name="scheduled-check", validate_parameters=False)
def scheduled_check(home: str) -> list[str]:
    """Look for sources that were not visited for too long, whatever became of their own runs."""
    with writer_lock(Path(home), wait=True):
        lines: list[str] = gates(home, [])
        return lines


def deployments(home: Home, sources: list[Source]) -> list[RunnerDeployment]:
    """Return what is to be served. Raises `UsageError` when no source has a schedule."""
    timed = [s for s in sources if s.active and s.schedule.cron]
    if not timed:
        raise UsageError(f'no enabled source in {SOURCES} has a [schedule] with a line such as cron = "0 3 * * 1"')
    folder = str(home.folder)
    made = [
        scheduled_refresh.to_deployment(
            name=s.name,
            description=f"{s.title or s.name}: fetch, read, check, publish",
            schedule=Cron(str(s.schedule.cron), timezone=_ZONE),
            parameters={"home": folder, "names": [s.name]},
            tags=["kotokanta", str(s.kind)],
            entrypoint_type=EntrypointType.MODULE_PATH,  # runs start anywhere, not in the checkout alone
        )
        for s in timed
    ]
    check = scheduled_check.to_deployment(
        name="check",
        description="Tell of sources that went quiet",
        schedule=Cron(_EACH_DAY, timezone=_ZONE),
        parameters={"home": folder},
        tags=["kotokanta"],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    return [d for d in (*made, check) if isinstance(d, RunnerDeployment)]


def serve_schedules(home: Home) -> None:
    """Serve until stopped: runs start by the clock, each in a process of its own."""
    serve(*deployments(home, load_sources(SOURCES)), pause_on_shutdown=False, print_starting_message=False)
