"""The benchmark for silent failure, in small: it breaks sources, the gates see it; it edits them, they do not."""

import random

import pytest

from bench.silence.edits import EDITS, edited
from bench.silence.mutations import MUTATIONS, unchanged
from bench.silence.site import Base, Reader, bases, observe
from flows.watch.judge import judge

pytestmark = pytest.mark.xdist_group("silence")
#: A source with projects on pages and in files, and the mutations that have something to break there.
SOURCE = "setlementti-koivu"
EVERYWHERE = ("soft 404", "consent wall", "script shell", "challenge page", "wrong encoding", "cut PDF",
              "error page named .pdf", "one contact for all", "list stops early")  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture(scope="module")
def base(reader: Reader) -> Base:
    (found,) = (b for b in bases(reader) if b.source.name == SOURCE)
    return found


@pytest.mark.parametrize("name", EVERYWHERE)
@pytest.mark.parametrize("variant", range(2))
def test_a_broken_source_raises_an_alarm_that_names_it(reader: Reader, base: Base, name: str, variant: int) -> None:
    site = MUTATIONS[name](base, random.Random(f"test/{name}/{variant}"))
    assert site is not None
    assert not unchanged(base, site)
    alarms = judge(base.source, observe(base, reader.view(base.source, site)))
    assert alarms
    assert {a.source for a in alarms} == {SOURCE}


def test_an_unchanged_source_raises_none(reader: Reader, base: Base) -> None:
    assert judge(base.source, observe(base, reader.view(base.source, base.site))) == []


@pytest.mark.parametrize("edit", EDITS)
def test_an_ordinary_edit_changes_something_and_raises_none(reader: Reader, base: Base, edit: object) -> None:
    site = dict(base.site)
    edit(base, site, random.Random("edit"))  # type: ignore[operator]
    assert site != dict(base.site)
    assert judge(base.source, observe(base, reader.view(base.source, site))) == []


def test_edits_are_the_same_for_the_same_seed(base: Base) -> None:
    assert edited(base, random.Random(5)) == edited(base, random.Random(5))
