"""What only a process shows: start-up, pipes, signals, the documentation's freshness."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


def run(*arguments, **options):
    return subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        **options,
    )


def test_help_imports_nothing_heavy():
    code = (
        "import sys\nfrom geoevents.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'pandas', 'numpy', 'shapely', 'folium', 'rich', 'lxml', 'sqlite3', 'json', 'geoevents.model'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    done = run("-c", code)
    assert done.returncode == 0, done.stderr


def test_importing_the_package_imports_no_stage():
    done = run("-c", "import geoevents, sys; assert not [m for m in sys.modules if m.startswith('geoevents.')]")
    assert done.returncode == 0, done.stderr


def test_help_is_quick():
    def fastest(*arguments):
        times = []
        for _ in range(5):
            started = time.perf_counter()
            subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
            times.append(time.perf_counter() - started)
        return min(times)

    assert fastest("-m", "geoevents", "--help") <= 5 * fastest("-c", "pass")


def test_broken_pipe_is_silent():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "geoevents", "gazetteer", "info"],
        check=False,
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
    )
    os.close(writer)
    assert done.stderr == b""
    assert done.returncode == 141


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_stopped_run_leaves_nothing_behind(tmp_path):
    source, folder = tmp_path / "many.jsonl", tmp_path / "out"
    folder.mkdir()
    text = "Warplanes bombed the town of Tafas on Monday, killing two soldiers."
    with source.open("w", encoding="utf-8") as stream:
        for number in range(20_000):
            stream.write(json.dumps({"id": f"a{number}", "text": text, "published": "2020-02-04"}) + "\n")
    command = [sys.executable, "-m", "geoevents", "export", str(source), "-q", "-o", str(folder / "e.geojson")]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    end = time.monotonic() + 30
    while not any(folder.iterdir()) and time.monotonic() < end:
        time.sleep(0.05)
    assert [path.name[0] for path in folder.iterdir()] == ["."]
    process.send_signal(signal.SIGTERM)
    assert process.communicate(timeout=30)[1] == "geoevents: stopped\n"
    assert process.returncode == 143
    assert not list(folder.iterdir())


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is full")
def test_a_full_disk_is_told():
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [sys.executable, "-m", "geoevents", "gazetteer", "search", "Palmyra"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.stderr == "geoevents: the output cannot be written: No space left on device\n"
    assert done.returncode == 1


def test_commands_are_documented():
    done = run(str(ROOT / "scripts" / "document_commands.py"), "--check")
    assert done.returncode == 0, done.stdout


def test_arabic_is_written_under_any_locale():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": "0"}
    done = run("-m", "geoevents", "gazetteer", "search", "Palmyra", env=environment)
    assert "تدمر" in done.stdout, done.stderr
