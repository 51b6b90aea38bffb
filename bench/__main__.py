"""`make bench`: every measurement in turn, or those named: `make bench ARGS=orchestration`."""

import importlib
import sys
from pathlib import Path


def main(names: list[str]) -> None:
    """Run each module of this folder that has a `bench` function; each prints its figures."""
    here = Path(__file__).parent
    known = sorted(p.stem for p in [*here.glob("*.py"), *here.glob("*/")] if p.stem.isidentifier() and p.stem[0] != "_")
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no such measurement: {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    for name in names or known:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "bench"):
            print(f"\n# {name}", flush=True)
            module.bench()


if __name__ == "__main__":
    main(sys.argv[1:])
