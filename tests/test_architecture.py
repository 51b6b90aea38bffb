"""The direction of imports, and the promises about size that a newcomer relies on."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("schemas", "fetchers", "extractors", "store", "flows")
LONGEST_FILE = 300


def sources(*folders: str) -> list[Path]:
    return sorted(p for folder in folders for p in (ROOT / folder).rglob("*.py"))


def imports(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_imports_go_one_way() -> None:
    command = [Path(sys.executable).parent / "lint-imports"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("folder", "never"),
    [
        ("schemas", {"fetchers", "extractors", "store", "flows", "website", "prefect", "sqlite3"}),
        ("extractors", {"fetchers", "store", "flows", "website", "prefect", "sqlite3", "httpx", "subprocess", "time"}),
        ("fetchers", {"extractors", "store", "flows", "website", "prefect", "sqlite3"}),
        ("store", {"fetchers", "extractors", "flows", "website", "prefect", "httpx"}),
        ("website", {"fetchers", "store", "flows", "prefect"}),
    ],
)
def test_a_folder_knows_nothing_to_its_right(folder: str, never: set[str]) -> None:
    assert sources(folder)
    wrong = {str(p.relative_to(ROOT)): found for p in sources(folder) if (found := imports(p) & never)}
    assert wrong == {}


def test_the_website_knows_the_words_of_the_extractors_and_nothing_else_of_them() -> None:
    lines = [line for p in sources("website") for line in p.read_text("utf-8").splitlines() if "extractors" in line]
    assert [line for line in lines if line.startswith("from extractors.language.")]
    assert [line for line in lines if "import" in line and not line.startswith("from extractors.language.")] == []


def test_only_the_pipeline_and_what_starts_it_know_prefect() -> None:
    knowing = {p.name for p in sources(*PACKAGES) if "prefect" in imports(p)}
    assert knowing == {"pipeline.py", "prefect_server.py", "scheduling.py"}


def test_help_and_status_load_neither_prefect_nor_datasette() -> None:
    code = "import sys, flows.cli, flows.status, flows.ingesting; print({'prefect', 'datasette'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_files_stay_small() -> None:
    long = {
        str(p.relative_to(ROOT)): n for p in sources(*PACKAGES) if (n := len(p.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}
