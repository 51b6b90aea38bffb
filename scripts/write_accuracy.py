"""Pin the scores of the gold set and put their table into the README: `make accuracy`."""

import json
import re
from pathlib import Path

from flows.evaluating import evaluate
from flows.evaluation.ratchet import markdown, scores

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
MARKS = re.compile(r"(<!-- accuracy -->\n).*?(<!-- /accuracy -->)", re.S)


def main() -> None:
    """Write tests/gold/baseline.json and the README's table."""
    seen, aside = evaluate(GOLD, held_out=False), evaluate(GOLD, held_out=True)
    told = (
        f"{seen.kinds_right} of {seen.documents} kinds told right; set aside {aside.kinds_right} of {aside.documents}."
    )
    table = f"{markdown(seen, aside)}\n\n{told}\n"
    readme = ROOT / "README.md"
    readme.write_text(MARKS.sub(lambda m: m[1] + table + m[2], readme.read_text("utf-8")), "utf-8")
    pinned = json.dumps(scores(evaluate(GOLD)), ensure_ascii=False, indent=1)
    (GOLD / "baseline.json").write_text(pinned + "\n", "utf-8")


if __name__ == "__main__":
    main()
