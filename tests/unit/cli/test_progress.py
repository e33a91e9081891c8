import io
import sys

import pytest

from geoevents.cli import progress
from geoevents.cli.progress import Progress, count_articles, progress_line


def test_rate_and_time_left():
    assert progress_line(500, "70 events", 10.0, 2000) == "500 of 2000 articles, 70 events, 50 articles/s, 0:30 left"
    assert progress_line(5, "7 events", 10.0, None) == "5 articles, 7 events, 0.5 articles/s"
    assert progress_line(10, "", 1.0, 100_010).endswith("2:46:40 left")


def test_more_than_counted_tells_no_time_left():
    assert "left" not in progress_line(11, "", 1.0, 10)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "b.html").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "c.txt").write_text("x", encoding="utf-8")
    (tmp_path / "other.bin").write_bytes(b"x")
    (tmp_path / "d.jsonl").write_text('{"text": "a"}\n{"text": "b"}', encoding="utf-8")
    return tmp_path


def test_articles_are_counted_as_they_will_be_read(folder):
    assert count_articles([str(folder)]) == 4
    assert count_articles([str(folder / "*.txt"), str(folder / "d.jsonl")]) == 3


@pytest.mark.parametrize("name", ["-", "https://example.org/a.txt", "missing.txt", "table.csv"])
def test_what_cannot_be_counted(name, folder):
    (folder / "table.csv").write_text("text\na\n", encoding="utf-8")
    assert count_articles([str(folder / name) if name.endswith("csv") else name]) is None


def test_counting_takes_no_long_time(folder):
    assert count_articles([str(folder)], longest_s=-1) is None


def test_told_on_standard_error_after_a_while(folder, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    shown = Progress([str(folder)], quiet=False)
    shown.show(1, "no events")
    assert sys.stderr.getvalue() == ""
    clock[0] = 40.0
    shown.show(2, "3 events")
    assert sys.stderr.getvalue() == "2 of 4 articles, 3 events, 0.1 articles/s, 0:40 left\n"


def test_one_article_is_singular():
    assert progress.progress_line(1, "1 event", 2.0, 1) == "1 of 1 article, 1 event, 0.5 articles/s, 0:00 left"
    assert progress.progress_line(1, "", 2.0, None) == "1 article, 0.5 articles/s"


def test_quiet(folder, monkeypatch):
    monkeypatch.setattr(progress, "_AFTER_S", -1.0)
    monkeypatch.setattr(progress, "_EVERY_S", {False: -1.0})
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    Progress([str(folder)], quiet=True).show(2, "")
    assert sys.stderr.getvalue() == ""
