"""Each document type, from file to article, and its bad forms."""

import datetime as dt
import io
import json
import zipfile

import pytest

from geoevents.reading import ReadFailure, ReadingOptions, read_inputs
from geoevents.reading.html import own_date

ARABIC = "قصفت طائرات حربية أطراف مدينة الرقة ليلا، ما أدى إلى مقتل ثلاثة مدنيين.\nولم ترد تفاصيل أخرى."


def read(path, **options):
    return list(read_inputs([str(path)], ReadingOptions(**options)))


def one(path, **options):
    (article,) = read(path, **options)
    return article


def failure(path, **options):
    found = one(path, **options)
    assert isinstance(found, ReadFailure), found
    assert "\n" not in str(found)
    assert str(found).startswith(str(path))
    return str(found.error)


def write(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_plain_text(tmp_path):
    article = one(write(tmp_path / "a.txt", "عنوان الخبر\r\n" + ARABIC))
    assert article.text == "عنوان الخبر\n" + ARABIC
    assert (article.title, article.language, article.published, article.published_basis) == (
        "عنوان الخبر",
        "ar",
        None,
        None,
    )


def test_id_depends_on_the_text_alone(tmp_path):
    first = one(write(tmp_path / "a.txt", ARABIC))
    second = one(write(tmp_path / "b.text", b"\xef\xbb\xbf" + ARABIC.encode()))
    other = one(write(tmp_path / "c.txt", ARABIC + "."))
    assert first.article_id == second.article_id != other.article_id


def test_given_date_and_language_win(tmp_path):
    path = write(tmp_path / "a.txt", "1 June 2017\nShells fell on the town.")
    told = one(path)
    assert (told.published, told.published_basis, told.language) == (dt.date(2017, 6, 1), "text", "en")
    given = one(path, published=dt.date(2016, 1, 1), language="ar")
    assert (given.published, given.published_basis, given.language) == (dt.date(2016, 1, 1), "given", "ar")


def test_markdown(tmp_path):
    content = "---\ntitle: 'The title'\ndate: 2017-06-01\nsource: A paper\n---\n\n# Head\n\nShells **fell** on [Douma](http://x/y).\n\n- one\n- two\n"
    article = one(write(tmp_path / "a.md", content))
    assert article.text == "Head\n\nShells fell on Douma.\n\none\n\ntwo"
    assert (article.title, article.published, article.published_basis, article.source) == (
        "The title",
        dt.date(2017, 6, 1),
        "metadata",
        "A paper",
    )


def test_html(tmp_path):
    page = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="windows-1256"><title>موقع</title>
    <meta property="og:title" content="غارات على الرقة"><meta property="og:site_name" content="جريدة">
    <meta property="article:published_time" content="2017-06-01T08:00:00+03:00"></head><body><nav>الرئيسية اتصل بنا</nav>
    <article><h1>غارات على الرقة</h1><p>{ARABIC}</p><p>{ARABIC} وقال شهود إن القصف استمر حتى الصباح.</p></article>
    <footer>جميع الحقوق محفوظة</footer></body></html>"""
    article = one(write(tmp_path / "a.html", page.encode("cp1256")))
    assert "قصفت طائرات حربية أطراف مدينة الرقة" in article.text
    assert "جميع الحقوق" not in article.text
    assert (article.title, article.published, article.published_basis) == (
        "غارات على الرقة",
        dt.date(2017, 6, 1),
        "metadata",
    )


def test_html_without_date_gets_none(tmp_path):
    page = f"<html><body><article><p>{ARABIC * 3}</p><p>In 2015-03-04 there was a battle. {ARABIC * 3}</p></article></body></html>"
    assert one(write(tmp_path / "a.html", page)).published is None


def test_html_without_text(tmp_path):
    assert "no article text" in failure(write(tmp_path / "a.html", "<html><body></body></html>"))


def test_jsonl_reads_good_lines_and_reports_bad_ones(tmp_path):
    lines = [
        json.dumps(
            {"id": 7, "text": ARABIC, "published": "2017-06-01", "toponyms": [], "events": [], "url": "http://x/1"}
        ),
        "{broken",
        "",
        json.dumps({"id": "no text"}),
        json.dumps(["a list"]),
        json.dumps({"id": "b", "text": "Shells fell.", "published": "soon"}),
        "[" * 100_000,
        json.dumps({"id": "c", "text": "Shells fell.", "language": "EN"}),
    ]
    found = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    articles = [item for item in found if not isinstance(item, ReadFailure)]
    failures = [str(item) for item in found if isinstance(item, ReadFailure)]
    assert [(a.article_id, a.published, a.language) for a in articles] == [
        ("7", dt.date(2017, 6, 1), "ar"),
        ("c", None, "en"),
    ]
    assert [text.partition("a.jsonl, ")[2].partition(":")[0] for text in failures] == [
        "line 2",
        "line 4",
        "line 5",
        "b",
        "line 7",
    ]


def test_json_forms(tmp_path):
    record = {"text": ARABIC}
    assert one(write(tmp_path / "a.json", json.dumps(record))).text == ARABIC
    assert len(read(write(tmp_path / "b.json", json.dumps([record, record])))) == 2
    lines = f"{json.dumps(record)}\n{json.dumps(record)}"
    assert len(read(write(tmp_path / "c.json", lines))) == 2
    assert "broken JSON in line 1" in failure(write(tmp_path / "d.json", '{"text": '))
    assert "list is empty" in failure(write(tmp_path / "e.json", "[]"))
    assert "nested" in failure(write(tmp_path / "f.json", "[" * 200_000))
    assert one(write(tmp_path / "g.jsonl", json.dumps(record, ensure_ascii=False).encode("utf-16"))).text == ARABIC


def test_csv_with_a_column_mapping(tmp_path):
    table = f'id;Body;Day\n1;"{ARABIC}";2017-06-01\n2;;2017-06-01\n'
    path = write(tmp_path / "a.csv", table.encode("cp1256"))
    good, bad = read(path, columns={"text": "Body", "published": "Day"})
    assert (good.text, good.published, good.article_id) == (ARABIC, dt.date(2017, 6, 1), "1")
    assert "row 2" in str(bad)
    assert "--columns text=COLUMN" in failure(path)
    assert "no rows" in failure(write(tmp_path / "b.csv", "text,id\n"))
    assert "no column" in failure(write(tmp_path / "c.csv", ""))


def test_docx(tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph("عنوان الخبر")
    document.add_paragraph(ARABIC)
    document.add_table(1, 2).rows[0].cells[1].text = "تدمر"
    document.save(tmp_path / "a.docx")
    article = one(tmp_path / "a.docx")
    assert article.text == f"عنوان الخبر\n{ARABIC}\n\tتدمر"
    assert article.title == "عنوان الخبر"
    (tmp_path / "unnamed").write_bytes((tmp_path / "a.docx").read_bytes())
    assert one(tmp_path / "unnamed").text == article.text


def test_bad_docx(tmp_path):
    assert "not a Word document" in failure(write(tmp_path / "a.docx", b"PK\x03\x04 broken"))
    assert "encrypted" in failure(write(tmp_path / "b.docx", b"\xd0\xcf\x11\xe0" + bytes(600)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(210_000_000))
    assert "unpacks to more than" in failure(write(tmp_path / "bomb.docx", packed.getvalue()))


RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>وكالة</title>
<item><title>غارات على الرقة</title><link>http://example.org/1</link><guid>g1</guid>
<pubDate>Thu, 01 Jun 2017 00:30:00 +0300</pubDate><description>&lt;p&gt;قصفت طائرات المدينة.&lt;/p&gt;&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title></title><description></description></item></channel></rss>"""


def test_feed(tmp_path):
    good, bad = read(write(tmp_path / "a.xml", RSS))
    assert good.text == "غارات على الرقة\nقصفت طائرات المدينة."
    assert (good.article_id, good.url, good.source, good.published) == (
        "g1",
        "http://example.org/1",
        "وكالة",
        dt.date(2017, 6, 1),
    )
    assert "entry 2" in str(bad)
    assert "not an RSS" in failure(write(tmp_path / "b.rss", "<root/>"))


def test_feed_with_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + RSS[38:]
    assert "entities" in failure(write(tmp_path / "a.rss", bomb))
    assert "entities" in failure(write(tmp_path / "b.rss", bomb.encode("utf-16")))


@pytest.mark.parametrize("content", ["", "  \n\t\n", "\ufeff"])
def test_empty_file(tmp_path, content):
    assert "empty" in failure(write(tmp_path / "a.txt", content))


def test_binary_and_unknown_files(tmp_path):
    assert "PNG" in failure(write(tmp_path / "a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64)))
    assert "unknown suffix '.xyz'" in failure(write(tmp_path / "a.xyz", "text"))
    assert one(
        write(tmp_path / "page.xyz", f"<!DOCTYPE html><html><body><p>{ARABIC * 4}</p></body></html>")
    ).text.startswith("قصفت")


def test_size_limits(tmp_path):
    path = write(tmp_path / "a.txt", ARABIC * 100)
    assert "too large" in failure(path, max_bytes=1000)
    lines = write(tmp_path / "a.jsonl", json.dumps({"text": "x" * 5000}))
    assert "a line of more than" in failure(lines, max_bytes=1000)


def test_a_million_letters_in_one_line(tmp_path):
    assert len(one(write(tmp_path / "a.txt", "قصف " * 250_000)).text) == 1_000_000


def test_folders_globs_and_missing_files(tmp_path):
    (tmp_path / "sub" / ".hidden").mkdir(parents=True)
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/.hidden/d.txt", "photo.jpg"):
        write(tmp_path / name, f"Shells fell near {name}.")
    assert [a.text[17] for a in read(tmp_path)] == ["a", "b", "s"]
    assert [a.text[17] for a in read(f"{tmp_path}/**/*.md")] == ["s"]
    assert "no such file" in failure(tmp_path / "none.txt")
    assert "nothing matches" in failure(f"{tmp_path}/*.pdf")
    assert "no articles in this folder" in failure(_empty(tmp_path))
    assert isinstance(read("a\0b")[0], ReadFailure)


def _empty(folder):
    (folder / "empty").mkdir()
    return folder / "empty"


def test_a_bad_input_does_not_stop_the_others(tmp_path):
    write(tmp_path / "a.txt", "Shells fell.")
    found = list(read_inputs([str(tmp_path / "none"), str(tmp_path / "a.txt")]))
    assert [isinstance(item, ReadFailure) for item in found] == [True, False]


def test_standard_input(monkeypatch):
    def give(data):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        return read("-")[0]

    assert give(ARABIC.encode("cp1256")).text == ARABIC
    assert give(json.dumps({"text": ARABIC, "id": "x"}).encode()).article_id == "x"
    assert isinstance(give(b""), ReadFailure)


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="DC.date.issued" content="2017-06-01">', dt.date(2017, 6, 1)),
        ('<script type="application/ld+json">{"datePublished": "2017-06-01T10:00:00Z"}</script>', dt.date(2017, 6, 1)),
        ('<time datetime="2017-06-01T10:00">x</time><time datetime="2017-06-01">y</time>', dt.date(2017, 6, 1)),
        ('<time datetime="2017-06-01">x</time><time datetime="2017-06-02">y</time>', None),
        ('<meta name="date" content="soon"><meta name="pubdate" content="2017-13-45">', None),
        ("", None),
    ],
)
def test_a_page_own_date(head, date):
    assert own_date(f"<html><head>{head}</head><body><p>2015-03-04</p></body></html>") == date


def test_date_in_the_address():
    assert own_date("<p>x</p>", "https://example.org/2017/06/01/story") == dt.date(2017, 6, 1)
