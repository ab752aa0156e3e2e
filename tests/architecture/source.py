"""The project's own files, for rules about them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "turnout"


@cache
def files() -> list[Path]:
    """Every file that is, or would be, under version control."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:  # unpacked without its history
        skipped = {".venv", "data", ".git", "__pycache__"}
        return [p for p in ROOT.rglob("*") if p.is_file() and not skipped & set(p.relative_to(ROOT).parts)]
    return [path for line in listed.stdout.splitlines() if (path := ROOT / line).is_file()]


def modules(under: Path = PACKAGE) -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and path.is_relative_to(under)]


def templates() -> list[Path]:
    return [path for path in files() if path.suffix in {".html", ".svg"} and path.is_relative_to(PACKAGE)]


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def inside_functions(path: Path) -> Iterator[ast.AST]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (inner for inner in ast.walk(node) if inner is not node)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))
