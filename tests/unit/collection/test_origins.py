"""What holds an article: keys of files, addresses and everything else."""

import pytest

from geoevents.collection.origins import origin_key, still_holds
from geoevents.model import Article
from geoevents.reading.articles import content_id


def article(origin=None, article_id=None, text="some words"):
    return Article(article_id=article_id or content_id(text), text=text, language="en", origin=origin)


@pytest.mark.parametrize(
    ("origin", "host", "key"),
    [
        ("/news/a b.txt", "", "file:///news/a%20b.txt"),
        ("/news/a%41.txt", "desk 1", "file://desk%201/news/a%2541.txt"),
        ("/news/\udcff.txt", "", "file:///news/%FF.txt"),
        ("https://example.org/a?b=c#top", "desk", "https://example.org/a?b=c"),
        ("HTTPS://me:secret@example.org:8080/a", "", "https://example.org:8080/a"),
    ],
)
def test_keys(origin, host, key):
    assert origin_key(article(origin), host) == key
    # Also of an article that names itself: its file may come to hold another one.
    assert origin_key(article(origin, "x"), host) == key


def test_what_is_no_file_of_one_article():
    one = article()
    assert origin_key(one, "desk") == f"id:{one.article_id}"
    assert origin_key(article(article_id="x"), "desk") is None


def test_only_a_file_of_this_machine_can_be_gone(tmp_path):
    path = tmp_path / "\u0623 %41.txt"
    path.write_text("x", encoding="utf-8")
    here, there = (origin_key(article(str(path)), host) for host in ("desk", "desk 2"))
    assert still_holds(here, "desk")
    path.unlink()
    assert not still_holds(here, "desk")
    assert still_holds(there, "desk")
    assert still_holds(here, "")
    assert not still_holds(origin_key(article(str(path)), ""), "")
    assert not still_holds("file:///no%00path", "")
    assert still_holds("id:abc", "")
    assert still_holds("https://example.org/", "")
