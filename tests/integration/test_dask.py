"""A Dask scheduler and two workers on loopback."""

import json
import os
import signal
import subprocess
import sys
import time

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal

from geoevents.errors import InputError, NetworkError, OutputError

pytest.importorskip("distributed")
dask_geopandas = pytest.importorskip("dask_geopandas")
# Of the libraries' own making, such as slow event loops on a busy machine.
pytestmark = pytest.mark.filterwarnings("ignore")

TEXTS = (
    "قصفت طائرات حربية أمس أطراف مدينة الرقة، وقتل ثلاثة مدنيين.",
    "دارت اشتباكات عنيفة قرب تدمر بين الجيش وتنظيم داعش.",
    "سقطت قذائف هاون على بلدة نبل بريف حلب الشمالي صباح اليوم.",
    "لا جديد في هذا الخبر.",
)


class Cluster:
    """A scheduler and its workers, each a process."""

    def __init__(self, folder, workers=2):
        self.file = folder / "scheduler.json"
        scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", "0")
        self._wait(self.file.exists)
        self.address = json.loads(self.file.read_text(encoding="utf-8"))["address"]
        self.workers = [self._start("worker", "--nthreads", "1", "--no-nanny") for _ in range(workers)]
        self.processes = [scheduler, *self.workers]

    def _start(self, *arguments):
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--scheduler-file", str(self.file), "--no-dashboard"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait(self, ready):
        for _ in range(300):
            if ready():
                return
            time.sleep(0.1)
        raise TimeoutError

    def wait_for_workers(self, number):
        from distributed import Client

        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(number, timeout=60)

    def end(self):
        for process in reversed(self.processes):
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    made = Cluster(tmp_path_factory.mktemp("dask"))
    try:
        made.wait_for_workers(2)
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    path = tmp_path_factory.mktemp("reports") / "reports.jsonl"
    with path.open("w", encoding="utf-8") as stream:
        for number in range(1200):
            text = f"{TEXTS[number % len(TEXTS)]} الخبر {number}."
            record = {"id": f"a{number}", "text": text, "published": "2017-06-01", "source": "وكالة"}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def run(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "geoevents", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=180,
    )


@pytest.fixture(scope="module")
def expected(reports):
    path = reports.with_name("expected.parquet")
    done = run("export", reports, "-o", path)
    assert done.returncode == 0, done.stderr
    return gpd.read_parquet(path)


def same(folder, expected):
    found = dask_geopandas.read_parquet(folder).compute().reset_index(drop=True)
    assert_geodataframe_equal(found, expected)
    return True


def test_the_cluster_gives_what_one_process_gives(cluster, reports, expected, tmp_path):
    done = run("export", reports, "--dask", cluster.address, "-o", tmp_path / "events.parquet")
    assert done.returncode == 0, done.stderr
    assert f"{len(expected)} events from 1200 articles" in done.stderr
    assert same(tmp_path / "events.parquet", expected)
    assert list(tmp_path.iterdir()) == [tmp_path / "events.parquet"]


def test_a_folder_of_files_with_a_broken_one(cluster, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(TEXTS[number % 3], encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    done = run("export", folder, "--dask", cluster.address, "--published", "2017-06-01", "-o", tmp_path / "e.parquet")
    assert done.returncode == 3
    assert "broken.json" in done.stderr
    assert "1 could not be read" in done.stderr
    assert len(dask_geopandas.read_parquet(tmp_path / "e.parquet").compute()) == 9


def test_what_follows_with_dask_geopandas(cluster, reports, expected, tmp_path):
    from geoevents.distributed import export_partitions

    folder = tmp_path / "events.parquet"
    export_partitions([reports], folder, cluster.address, part_bytes=20_000)
    events = dask_geopandas.read_parquet(folder)
    assert events.npartitions > 5
    assert events.crs == "EPSG:4326"
    counts = events.groupby(["admin1", "category"]).size().compute()
    assert counts.to_dict() == expected.groupby(["admin1", "category"]).size().to_dict()
    east = events.cx[38:42, 34:37]
    assert len(east.compute()) == len(expected.cx[38:42, 34:37]) > 0


def test_an_older_result_is_replaced_whole(cluster, reports, expected, tmp_path):
    from geoevents.distributed import export_partitions

    folder = tmp_path / "events.parquet"
    export_partitions([reports], folder, cluster.address, part_bytes=10_000)
    before = len(list(folder.iterdir()))
    export_partitions([reports], folder, cluster.address, part_bytes=50_000)
    assert len(list(folder.iterdir())) < before
    assert same(folder, expected)


def test_other_files_are_not_removed(cluster, reports, tmp_path):
    from geoevents.distributed import export_partitions

    folder = tmp_path / "events.parquet"
    folder.mkdir()
    (folder / "thesis.txt").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError, match="other things"):
        export_partitions([reports], folder, cluster.address)
    assert (folder / "thesis.txt").exists()


def test_a_failing_run_leaves_the_older_result(cluster, reports, tmp_path):
    from geoevents.distributed import export_partitions

    folder = tmp_path / "events.parquet"
    export_partitions([reports], folder, cluster.address)
    before = sorted(path.read_bytes() for path in folder.iterdir())

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        export_partitions([reports], folder, cluster.address, part_bytes=10_000, told=stop)
    assert sorted(path.read_bytes() for path in folder.iterdir()) == before
    assert list(tmp_path.iterdir()) == [folder]


def test_no_scheduler(reports, tmp_path, monkeypatch):
    from geoevents import distributed

    monkeypatch.setattr(distributed, "CONNECT_S", 1.0)
    with pytest.raises(NetworkError, match="no Dask scheduler"):
        distributed.export_partitions([reports], tmp_path / "e.parquet", "tcp://127.0.0.1:9")
    assert not list(tmp_path.iterdir())


def test_machines_that_differ(cluster):
    from geoevents import distributed
    from geoevents.parts import environment

    with distributed._connected(cluster.address) as client:
        distributed._check_workers(client, cluster.address, environment())
        with pytest.raises(InputError, match=r"differs .* in: geoevents$"):
            distributed._check_workers(client, cluster.address, {**environment(), "geoevents": "0.0.0"})


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-", "-o", "e.parquet"), "all workers share"),
        (("https://example.org/a", "-o", "e.parquet"), "all workers share"),
        (("a.txt", "-o", "e.geojson"), "GeoParquet"),
        (("a.txt", "-o", "e.parquet", "--workers", "2"), "do not go together"),
    ],
)
def test_wrong_usage(arguments, words):
    done = run("export", *arguments, "--dask", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
def test_a_killed_worker_loses_and_doubles_nothing(reports, expected, tmp_path):
    from geoevents.distributed import export_partitions

    cluster = Cluster(tmp_path)
    try:
        cluster.wait_for_workers(2)
        killed = []

        def kill_one(_, done, parts):
            if done == 3 and not killed:
                assert parts > 20
                killed.append(cluster.workers[0].pid)
                os.kill(cluster.workers[0].pid, signal.SIGKILL)

        counts = export_partitions([reports], tmp_path / "e.parquet", cluster.address, part_bytes=10_000, told=kill_one)
        assert killed
        assert counts.articles == 1200
        assert counts.events == len(expected)
        assert same(tmp_path / "e.parquet", expected)
        assert cluster.workers[0].wait(timeout=10) == -signal.SIGKILL
        assert cluster.workers[1].poll() is None
    finally:
        cluster.end()
