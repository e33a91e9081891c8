"""Reading in processes: the same in any number of them, in order, lazily, and whatever ends a worker."""

import datetime as dt
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from geoevents import batch, compact
from geoevents.batch import map_batch, read_batch
from geoevents.errors import GeoEventsError, InputError
from geoevents.model import Article

TEXTS = (
    "قصفت طائرات حربية أمس أطراف مدينة الرقة، وقتل ثلاثة مدنيين.",
    "دارت اشتباكات عنيفة قرب تدمر بين الجيش وتنظيم داعش.",
    "سقطت قذائف هاون على بلدة نبل بريف حلب الشمالي صباح اليوم.",
    "لا جديد في هذا الخبر.",
)


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(batch, "CHUNK_ARTICLES", 4)


def articles(count):
    for number in range(count):
        text = f"{TEXTS[number % len(TEXTS)]} الخبر {number}."
        yield Article(article_id=f"a{number}", text=text, language="ar", published=dt.date(2017, 6, 1))


def count_events(reading):
    return len(reading.events)


def fail_at_seven(reading):
    if reading.article.article_id == "a7":
        raise ValueError("seven")
    return reading.article.article_id


class _UnpassableError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} {two}")


def raise_unpassable(reading):
    raise _UnpassableError("odd", reading.article.article_id)


def end_once(reading, flag):
    if reading.article.article_id == "a9" and not Path(flag).exists():
        Path(flag).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.article.article_id


def end_always(reading):
    if reading.article.article_id == "a9":
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.article.article_id


def wait_long(reading):
    if reading.article.article_id != "a0":
        time.sleep(60)
    return os.getpid()


@pytest.mark.usefixtures("small_chunks")
def test_any_number_of_workers_reads_the_same():
    one = list(read_batch(articles(30)))
    assert sum(len(reading.events) for _, reading in one) > 10
    for workers in (2, 3):
        assert list(read_batch(articles(30), workers=workers)) == one
        # Explanations take no part in the comparison of events.
        several = read_batch(articles(30), workers=workers)
        assert [repr(reading) for _, reading in several] == [repr(reading) for _, reading in one]


def test_few_articles_start_no_process(monkeypatch):
    monkeypatch.setattr(batch, "_Pool", None)
    assert len(list(read_batch(articles(5), workers=2))) == 5
    assert list(read_batch(articles(0), workers=2)) == []


@pytest.mark.usefixtures("small_chunks")
def test_articles_are_taken_as_they_are_needed():
    taken = 0

    def counted():
        nonlocal taken
        for article in articles(1000):
            taken += 1
            yield article

    outcomes = read_batch(counted(), workers=2)
    for _ in range(10):
        next(outcomes)
    assert taken <= 10 + 4 * (2 * 3 + 1)
    outcomes.close()


def test_a_chunk_is_bounded_by_letters():
    long = Article(article_id="long", text="خبر " * 20_000, language="ar")
    assert len(batch._chunk(iter([long] * 5))) == 1
    assert len(batch._chunk(articles(1000))) == batch.CHUNK_ARTICLES


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("small_chunks")
def test_function_is_run_where_the_article_is_read(workers):
    made = [value for _, value in map_batch(count_events, articles(20), workers=workers)]
    assert made == [len(reading.events) for _, reading in read_batch(articles(20))]


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.usefixtures("small_chunks")
def test_a_failure_harms_no_other(workers):
    outcomes = list(map_batch(fail_at_seven, articles(20), workers=workers))
    assert [article.article_id for article, _ in outcomes] == [f"a{number}" for number in range(20)]
    for article, made in outcomes:
        if article.article_id == "a7":
            assert isinstance(made, ValueError)
            assert str(made) == "seven"
        else:
            assert made == article.article_id


@pytest.mark.usefixtures("small_chunks")
def test_a_failure_tells_where_it_was():
    failures = {article.article_id: made for article, made in map_batch(fail_at_seven, articles(20), workers=2)}
    assert "fail_at_seven" in failures["a7"].__notes__[0]


@pytest.mark.usefixtures("small_chunks")
def test_an_exception_that_cannot_be_passed_is_told_in_words():
    failures = [made for _, made in map_batch(raise_unpassable, articles(12), workers=2)]
    assert all(type(failure) is GeoEventsError for failure in failures)
    assert str(failures[3]) == "_UnpassableError: odd a3"


@pytest.mark.usefixtures("small_chunks")
def test_a_worker_that_is_killed_loses_and_doubles_nothing(tmp_path):
    function = partial(end_once, flag=str(tmp_path / "ended"))
    made = [value for _, value in map_batch(function, articles(40), workers=2)]
    assert (tmp_path / "ended").exists()
    assert made == [f"a{number}" for number in range(40)]


@pytest.mark.usefixtures("small_chunks")
def test_workers_that_end_always_are_told():
    made = []
    with pytest.raises(InputError, match="ended from outside"):
        made.extend(value for _, value in map_batch(end_always, articles(40), workers=2))


@pytest.mark.usefixtures("small_chunks")
def test_who_stops_early_does_not_wait():
    monkey = map_batch(wait_long, articles(40), workers=2)
    batch_size = batch.CHUNK_ARTICLES
    batch.CHUNK_ARTICLES = 1
    try:
        _, pid = next(monkey)
        started = time.monotonic()
        monkey.close()
    finally:
        batch.CHUNK_ARTICLES = batch_size
    assert time.monotonic() - started < 10
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.usefixtures("small_chunks")
def test_processes_that_start_from_nothing_read_the_same(monkeypatch):
    monkeypatch.setattr(multiprocessing, "get_context", multiprocessing.context.SpawnContext)
    one = list(read_batch(articles(20)))
    assert list(read_batch(articles(20), workers=2)) == one


SCRIPT = """
import sys, time
sys.path.insert(0, {folder!r})
from test_batch import articles
from geoevents.batch import read_batch
if __name__ == "__main__":
    for number, _ in enumerate(read_batch(articles(100_000), workers=2)):
        if number == 200:
            print("reading", flush=True)
"""


def _begin(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.format(folder=str(Path(__file__).parent)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "reading\n"
    return process


def _group_is_gone(group):
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(os.name != "posix", reason="signals to a process group")
def test_a_key_ends_all_processes_at_once(tmp_path):
    process = _begin(tmp_path)
    # A terminal sends the signal to the workers, too.
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode != 0
    assert errors.count("Traceback") == 1
    assert _group_is_gone(process.pid)


@pytest.mark.skipif(os.name != "posix", reason="signals to a process group")
def test_workers_end_with_a_killed_parent(tmp_path):
    process = _begin(tmp_path)
    process.kill()
    process.wait(timeout=20)
    process.stdout.close()
    process.stderr.close()
    assert _group_is_gone(process.pid)


def test_compact_bytes_give_back_the_same():
    for _, reading in read_batch(articles(4)):
        for held in ((), (reading.article,)):
            again = compact.loads(compact.dumps(reading, held), held)
            assert repr(again) == repr(reading)
            assert again == reading
            assert (again.article is reading.article) == bool(held)


def test_held_articles_are_not_written():
    article = Article(article_id="a", text="خبر " * 10_000, language="ar")
    assert len(compact.dumps([article], [article])) < 200
    assert len(compact.dumps([article])) > 10_000
