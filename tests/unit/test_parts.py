"""Cutting inputs into parts, and reading a part."""

import datetime as dt
import json
import pickle
from dataclasses import replace

import geopandas as gpd
import pytest

from geoevents.batch import read_batch
from geoevents.errors import InputError, OutputError
from geoevents.model import Article
from geoevents.parts import Counts, Job, Part, cut, environment, read_part
from geoevents.reading import ReadingOptions, read_inputs
from geoevents.selection import Selection

TEXT = "قصفت طائرات حربية أمس أطراف مدينة الرقة، وقتل ثلاثة مدنيين. الخبر"


def write_lines(path, count, text=TEXT):
    with path.open("w", encoding="utf-8") as stream:
        for number in range(count):
            record = {"id": f"a{number}", "text": f"{text} {number}", "published": "2017-06-01"}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


@pytest.fixture
def job(tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    return Job(folder=str(folder))


@pytest.mark.parametrize("part_bytes", [1, 50, 171, 1000, 10**6])
def test_every_line_is_in_one_part(tmp_path, part_bytes):
    path = write_lines(tmp_path / "a.jsonl", 40)
    data = path.read_bytes()
    parts = cut([path], part_bytes)
    if part_bytes == 10**6:
        assert parts == [Part((str(path),))]
        return
    pieces = [data[part.start : part.stop] for part in parts]
    assert b"".join(pieces) == data
    assert all(piece.endswith(b"\n") for piece in pieces)
    assert (len(parts) > 1) or part_bytes > len(data)


def test_a_last_line_without_an_end(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "a"}\n' * 5 + b'{"text": "b"}')
    parts = cut([path], 14)
    assert parts[-1].stop == path.stat().st_size
    assert parts[0].stop == parts[1].start


def test_wide_letters_are_not_cut(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n' * 50, encoding="utf-16")
    assert cut([path], 100) == [Part((str(path),))]


def test_small_files_go_together_in_order(tmp_path):
    paths = [tmp_path / f"{number}.txt" for number in range(10)]
    for path in paths:
        path.write_text("x", encoding="utf-8")
    parts = cut(paths, 60_000)
    assert [len(part.paths) for part in parts] == [3, 3, 3, 1]
    assert [path for part in parts for path in part.paths] == [str(path) for path in paths]


def test_parts_grow_rather_than_become_many(tmp_path):
    path = write_lines(tmp_path / "a.jsonl", 500)
    assert 5 <= len(cut([path], 1, most=10)) <= 11


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match=r"gone\.txt"):
        cut([tmp_path / "gone.txt"])


def test_parts_hold_what_reading_at_once_gives(tmp_path, job):
    path = write_lines(tmp_path / "a.jsonl", 30)
    total = Counts()
    for number, part in enumerate(cut([path], 1000)):
        total.add(read_part(number, pickle.loads(pickle.dumps(part)), job))
    found = [
        event_id for file in sorted((tmp_path / "parts").iterdir()) for event_id in gpd.read_parquet(file)["event_id"]
    ]
    articles = (
        Article(article_id=f"a{n}", text=f"{TEXT} {n}", language="ar", published=dt.date(2017, 6, 1)) for n in range(30)
    )
    assert found == [event.event_id for _, reading in read_batch(articles) for event in reading.events]
    assert (total.articles, total.events, total.failures) == (30, len(found), 0)
    assert total.first_day == total.last_day == dt.date(2017, 5, 31)


def test_a_part_read_twice_is_there_once(tmp_path, job):
    part = Part((str(write_lines(tmp_path / "a.jsonl", 5)),))
    assert read_part(3, part, job) == read_part(3, part, job)
    (file,) = (tmp_path / "parts").iterdir()
    assert file.name == "part.000003.parquet"
    assert len(gpd.read_parquet(file)) == 5


def test_a_bad_line_is_told_with_its_place(tmp_path, job):
    path = write_lines(tmp_path / "a.jsonl", 8)
    with path.open("a", encoding="utf-8") as stream:
        stream.write('{"text": \n')
    parts = cut([path], 400)
    counts = read_part(len(parts) - 1, parts[-1], job)
    assert counts.failures == 1
    assert counts.told[0].startswith(f"{path} from byte {parts[-1].start}, line ")


def test_a_line_too_long_harms_its_part_only(tmp_path, job):
    path = write_lines(tmp_path / "a.jsonl", 4)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps({"text": "x" * 5000}) + "\n")
    options = ReadingOptions(max_bytes=2000)
    parts = cut([path], 300)
    results = [read_part(number, part, Job(folder=job.folder, options=options)) for number, part in enumerate(parts)]
    assert sum(counts.failures for counts in results) == 1
    assert sum(counts.articles for counts in results) >= 3


def test_filters_hold(tmp_path, job):
    part = Part((str(write_lines(tmp_path / "a.jsonl", 5)),))
    chosen = Job(folder=job.folder, selection=Selection(since=dt.date(2018, 1, 1)))
    counts = read_part(0, part, chosen)
    assert (counts.articles, counts.events) == (5, 0)
    assert len(gpd.read_parquet(tmp_path / "parts" / "part.000000.parquet")) == 0


def test_what_corrections_name_is_looked_for_in_all_that_is_read(tmp_path, job):
    path = write_lines(tmp_path / "a.jsonl", 30)
    total = Counts()
    reading = next(reading for _, reading in read_batch(read_inputs([str(path)])))
    event, toponym = reading.events[0], reading.toponyms[0]
    there = frozenset({event.event_id, (event.article_id, toponym.start, toponym.end)})
    chosen = Selection(since=dt.date(2100, 1, 1), without=frozenset({event.event_id}))
    asked = replace(job, selection=chosen, subjects=there | {"none", ("none", 0, 1)})
    for number, part in enumerate(cut([path], 1000)):
        total.add(read_part(number, part, asked))
    assert total.events == 0
    assert total.found == there


def test_a_folder_that_is_gone(tmp_path):
    part = Part((str(write_lines(tmp_path / "a.jsonl", 1)),))
    with pytest.raises(OutputError, match="cannot be written"):
        read_part(0, part, Job(folder=str(tmp_path / "gone")))


def test_environment_names_version_and_places():
    found = environment()
    assert found["geoevents"]
    assert len(found) >= 2
