"""The set-up script says in a sentence what it lacks (a pretended machine in a folder)."""

import shutil
import subprocess
from pathlib import Path

import pytest

KIT = Path(__file__).parents[2] / "kit"
REAL = ("sh", "dirname", "grep", "cat", "tr", "env")
ADMINISTRATOR = "#!/bin/sh\necho 0\n"
ORDINARY_USER = "#!/bin/sh\necho 1000\n"
FAILS = "#!/bin/sh\nexit 1\n"
SUCCEEDS = "#!/bin/sh\nexit 0\n"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder with kit and a few commands of a bare system; no Python, nothing installed."""
    (tmp_path / "bin").mkdir()
    for name in REAL:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    shutil.copy(KIT, tmp_path / "kit")
    return tmp_path


def install(machine: Path, **commands: str) -> None:
    for name, script in commands.items():
        path = machine / "bin" / name.replace("_", "-")
        path.write_text(script)
        path.chmod(0o755)


def run(machine: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(machine / "kit"), *arguments],
        env={"PATH": str(machine / "bin")}, check=False, capture_output=True, text=True,
        stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_help_names_both_commands(machine: Path):
    done = run(machine)

    assert done.returncode == 0
    assert "./kit serve" in done.stdout
    assert "./kit test" in done.stdout


def test_an_unknown_command_is_refused(machine: Path):
    assert run(machine, "sevre").returncode == 2


def test_without_rights_the_exact_packages_are_named(machine: Path):
    install(machine, id=ORDINARY_USER, dpkg_query=FAILS, apt_get=FAILS)

    done = run(machine, "test")

    assert done.returncode == 1
    assert "Požádejte správce" in done.stderr
    assert "apt-get install --no-install-recommends python3 python3-venv" in done.stderr
    assert "chromium" in done.stderr


def test_serving_asks_for_no_browser(machine: Path):
    install(machine, id=ORDINARY_USER, dpkg_query=FAILS, apt_get=FAILS)

    assert "chromium" not in run(machine, "serve").stderr


def test_without_a_network_the_network_is_blamed(machine: Path):
    install(machine, id=ADMINISTRATOR, dpkg_query=FAILS, apt_get=FAILS)

    done = run(machine, "serve")

    assert done.returncode == 1
    assert "připojení k síti" in done.stderr


def test_an_old_python_is_named_where_there_is_no_apt(machine: Path):
    old = '#!/bin/sh\n[ "$1" = --version ] && echo "Python 3.9.2" && exit\nexit 1\n'
    install(machine, id=ORDINARY_USER, python3=old)

    done = run(machine, "serve")

    assert done.returncode == 1
    assert "Python 3.11" in done.stderr
    assert "Python 3.9.2" in done.stderr


def test_a_prepared_machine_needs_no_rights(machine: Path):
    """Nothing is asked of the administrator; the first thing that fails here is the environment."""
    install(machine, id=ORDINARY_USER, dpkg_query=FAILS, apt_get=FAILS, rm=SUCCEEDS)
    install(machine, python3='#!/bin/sh\n[ "$1" != -m ]\n')

    done = run(machine, "serve")

    assert "správce" not in done.stderr
    assert str(machine / ".venv") in done.stderr
