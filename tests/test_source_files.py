from pathlib import Path

import pytest

from schemas.source_files import SourceFileError, load_source, load_sources

GOOD = """name = "koivu"
owner = "Setlementti Koivu ry"
start = ["http://koivu.example/"]

[scope]
depth = 2

[expect]
projects = [1, 5]
fill.end_date = 0.9
"""


def write(folder: Path, text: str, name: str = "koivu") -> Path:
    path = folder / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_source_is_read(tmp_path: Path) -> None:
    source = load_source(write(tmp_path, GOOD))
    assert source.hosts == {"koivu.example", "www.koivu.example"}
    assert source.expect.projects == (1, 5)
    assert source.expect.fill == {"end_date": 0.9}
    assert source.active


MISTAKES = [
    (("[scope]", "[scop]"), 5, "scop", "did you mean `scope`?"),
    (("depth = 2", "dept = 2"), 6, "scope.dept", "did you mean `depth`?"),
    (("depth = 2", "depth = 'kaksi'"), 6, "scope.depth", "(it is 'kaksi')"),
    (('owner = "Setlementti Koivu ry"\n', ""), 1, "owner", "is missing"),
    (("http://koivu.example/", "koivu.example"), 3, "start", "http:// or https://"),
    (("[1, 5]", "[5, 1]"), 9, "expect.projects", "the smaller one first"),
    (("0.9", "90"), 10, "expect.fill.end_date", "less than or equal to 1"),
    (("fill.end_date", "fill.end_dat"), 10, "expect.fill.end_dat", "did you mean `end_date`?"),
    (("[scope]", 'kind = "regster"\n[scope]'), 5, "kind", "did you mean `register`?"),
    (("[scope]", "[follow]\ndetails = ['(']\n[scope]"), 6, "follow.details", "not a regular expression"),
    (("[scope]", "[schedule]\ncron = 'maanantaisin'\n[scope]"), 6, "schedule.cron", "cron line"),
    (('name = "koivu"', 'name = "kuusi"'), 1, "name", "koivu.toml"),
    (("depth = 2", "depth = = 2"), 6, "not TOML", "Invalid value"),
    (('start = ["http://koivu.example/"]\n', ""), 1, "the file", "needs `start`"),
]


@pytest.mark.parametrize(("change", "line", "key", "words"), MISTAKES)
def test_a_mistake_names_file_line_key_and_what_to_do(
    tmp_path: Path, change: tuple[str, str], line: int, key: str, words: str
) -> None:
    assert change[0] in GOOD
    path = write(tmp_path, GOOD.replace(*change))
    with pytest.raises(SourceFileError) as error:
        load_source(path)
    message = str(error.value)
    assert message.startswith(f"{path}:{line}: {key}"), message
    assert words in message


def test_all_mistakes_of_all_files_come_at_once(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("depth", "dept").replace("owner", "omistaja"))
    write(tmp_path, "name = 1", "toinen")
    with pytest.raises(SourceFileError) as error:
        load_sources(tmp_path)
    assert len(str(error.value).splitlines()) >= 5


def test_a_file_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(SourceFileError, match="not UTF-8"):
        load_source(tmp_path / "x.toml")


def test_missing_places_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFileError, match="no such source file"):
        load_source(tmp_path / "ei.toml")
    with pytest.raises(SourceFileError, match="no such folder"):
        load_sources(tmp_path / "ei")


def test_codes_become_addresses(tmp_path: Path) -> None:
    text = GOOD.replace('start = ["http://koivu.example/"]\n', "") + (
        '\n[[codes]]\naddress = "https://www.koivu.example/p.php?projektikoodi=S{}"\nfirst = 10\nlast = 12\n'
    )
    source = load_source(write(tmp_path, text))
    assert source.codes[0].addresses()[-1] == "https://www.koivu.example/p.php?projektikoodi=S12"
    assert source.hosts == {"koivu.example", "www.koivu.example"}
