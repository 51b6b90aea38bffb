"""Silent failure: what the gates see of sources that were broken on purpose, and how often they cry without cause."""

import os
import random
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from bench.silence.edits import edited
from bench.silence.mutations import MUTATIONS, unchanged
from bench.silence.site import Reader, Site, bases, observe
from flows.watch.judge import judge
from schemas.health import View

VARIANTS = int(os.environ.get("SILENCE_VARIANTS", "6"))  # of each mutation at each source
RERUNS = int(os.environ.get("SILENCE_RERUNS", "3000"))
SEED = int(os.environ.get("SILENCE_SEED", "2026"))
# wrong, lost or invented values from which a mutation counts as harmful: this share of the source's, and this many
SHARE, VALUES = 0.05, 6
CORES = 2
MORE = {"swapped columns": 4, "renamed label": 4}  # few of their variants harm at all


def bench() -> None:
    """Break, run, count."""
    with ProcessPoolExecutor(CORES) as pool:
        broken = [row for part in pool.map(_broken, range(CORES)) for row in part]
        clean = [row for part in pool.map(_clean, range(CORES)) for row in part]
    _print_broken(broken)
    false = [row for row in clean if row[2]]
    print(f"clean re-runs with ordinary edits: {len(clean)}, false alarms: {len(false)}"
          f" ({1000 * len(false) / max(1, len(clean)):.2f} per 1,000; the aim is ≤ 1)")  # fmt: skip
    for source, edits, alarms in false[:20]:
        print(f"  false: {source}: {', '.join(edits)}: {alarms[0]}")


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken visit: how many of the source's values it harmed, of how many, and what was said."""

    mutation: str
    source: str
    variant: int
    harmed: int
    of: int
    alarm: str

    @property
    def harmful(self) -> bool:
        return self.mutation == _AHEAD or (self.harmed >= VALUES and self.harmed >= SHARE * self.of)


_AHEAD = "list stops early"  # harms what comes next: the pages known so far are still visited


def _broken(part: int) -> list[Broken]:
    reader = Reader()
    rows: list[Broken] = []
    for base in bases(reader)[part::CORES]:
        then = set(_values(reader, base.site, base.view))
        for name, mutate in MUTATIONS.items():
            for variant in range(VARIANTS * MORE.get(name, 1)):
                site = mutate(base, random.Random(f"{SEED}/{base.source.name}/{name}/{variant}"))
                if site is None or unchanged(base, site):
                    continue
                view = reader.view(base.source, site)
                alarms = [a for a in judge(base.source, observe(base, view)) if a.source == base.source.name]
                harmed = len(then ^ set(_values(reader, site, view)))
                told = "; ".join(a.what for a in alarms)
                rows.append(Broken(name, base.source.name, variant, harmed, len(then), told))
    return rows


def _values(reader: Reader, site: Site, view: View) -> Iterator[tuple[str, str, str]]:
    for url, page in site.items():
        if not view[url].state:
            yield from ((url, field, value) for field, value in reader.values(url, page))


def _clean(part: int) -> list[tuple[str, list[str], list[str]]]:
    reader = Reader()
    found = bases(reader)
    rows = []
    for number in range(part, RERUNS, CORES):
        rng = random.Random(f"{SEED}/{number}")
        base = found[number // CORES % len(found)]
        site, edits = edited(base, rng)
        alarms = judge(base.source, observe(base, reader.view(base.source, site)))
        rows.append((base.source.name, edits, [a.what for a in alarms]))
    return rows


def _print_broken(rows: list[Broken]) -> None:
    harmful = [r for r in rows if r.harmful]
    for name in MUTATIONS:
        some = [r for r in harmful if r.mutation == name]
        seen = sum(bool(r.alarm) for r in some)
        print(f"  {name:<24} {seen:>4} of {len(some):>4} seen, {len({r.source for r in some})} sources")
    seen = sum(bool(r.alarm) for r in harmful)
    print(
        f"harmful mutations: {len(harmful)}, seen: {seen} ({100 * seen / max(1, len(harmful)):.2f} %; the aim is ≥ 99)"
    )
    small = [r for r in rows if r.harmed and not r.harmful]
    told = sum(bool(r.alarm) for r in small)
    print(f"that harm less (under {VALUES} values or {SHARE:.0%}): {len(small)}, seen: {told}")
    print(f"that change no value: {sum(not r.harmed and not r.harmful for r in rows)}")
    missed = [r for r in harmful if not r.alarm]
    for r in missed[:40]:
        print(f"  not seen: {r.mutation} {r.variant} at {r.source}: {r.harmed} of {r.of} values")
