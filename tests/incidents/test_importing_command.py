"""`turnout import incidents`, as it is typed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from turnout.config.cli import main
from turnout.incidents.importing.columns import SYNONYMS
from turnout.incidents.models import Incident

DOCS = Path(__file__).resolve().parents[2] / "docs" / "import.md"


@pytest.fixture
def run(world, tmp_path):
    def run(content: str, *options: str, name: str = "old.csv") -> Result:
        file = tmp_path / name
        file.write_text(content, encoding="utf-8")
        return CliRunner().invoke(main, ["import", "incidents", str(file), *options])

    return run


def test_a_clean_file_ends_well(run):
    result = run("id,title\n1,Fog\n2,Ice\n")
    assert result.exit_code == 0, result.output
    assert Incident.objects.count() == 2


def test_a_rejected_row_is_shown_counted_and_reported(run, tmp_path):
    report = tmp_path / "problems.csv"
    result = run("id,title,date\n1,Fog,2024\n=2,,2024\n", "--report", str(report))
    assert result.exit_code == 1
    assert "line 3" in result.output
    assert report.read_text().splitlines() == [
        "line,id,rejected,reason",
        "3,'=2,True,has neither a title nor a summary",
    ]


def test_a_report_can_be_jsonl(run, tmp_path):
    report = tmp_path / "problems.jsonl"
    run(
        '{"id": 1, "title": "Fog", "date": "2024", "severity": "purple"}',
        "--report",
        str(report),
        name="old.jsonl",
    )
    assert json.loads(report.read_text())["rejected"] is False


def test_a_mapping_file_and_the_command_line_go_together(run, tmp_path):
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("id: Nr\ntitle: Wrong\n")
    result = run("Nr,Was\n1,Nebel\n", "--mapping", str(mapping), "--map", "title=Was")
    assert result.exit_code == 0, result.output
    assert Incident.objects.get().name == "Nebel"


def test_a_dry_run_says_so_and_writes_nothing(run):
    result = run("id,title\n1,Fog\n", "--dry-run")
    assert "nothing was written" in result.output
    assert not Incident.objects.exists()


def test_a_limit_ends_it_early(run):
    run("id,title\n1,Fog\n2,Ice\n3,Hail\n", "--limit", "2")
    assert Incident.objects.count() == 2


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--map", "title"], "Write --map as field=column"),
        (["--map", "title=Headline"], "no column 'Headline'"),
        (["--map", "colour=title"], "don't know the field"),
        (["--report", "/nowhere/at/all.csv"], "can't be written"),
        (["--format", "jsonl"], "is not JSON"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(run, options, says):
    result = run("id,title\n1,Fog\n", *options)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output


def test_a_file_that_is_not_there_is_said_so(db):
    result = CliRunner().invoke(main, ["import", "incidents", "nowhere.csv"])
    assert result.exit_code == 2
    assert "does not exist" in result.output


def test_before_there_is_an_organization_it_says_what_to_do_first(db, tmp_path):
    file = tmp_path / "old.csv"
    file.write_text("id,title\n1,Fog\n")
    result = CliRunner().invoke(main, ["import", "incidents", str(file)])
    assert result.exit_code == 1
    assert "no organization here yet" in result.output


def test_the_docs_name_every_field_and_every_column_name():
    text = DOCS.read_text(encoding="utf-8")
    for field, names in SYNONYMS.items():
        assert f"| `{field}`" in text
        assert f"| {', '.join(names)} |" in text
