"""The JSON Schemas for editors are those of the models."""

from pathlib import Path

from click.testing import CliRunner

from procurement_kit.cli import main

COMMITTED = Path(__file__).parents[2] / "schemas"


def test_the_committed_schemas_equal_a_fresh_export(tmp_path: Path):
    result = CliRunner().invoke(main, ["schemas", "--out", str(tmp_path)])

    assert result.exit_code == 0
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        path.name: path.read_text("utf-8") for path in COMMITTED.iterdir()
    }
