from dataclasses import replace

from geoevents.explain import as_html, as_text, marks


def test_marks_do_not_overlap_and_cite_the_text(reading):
    found = marks(reading)
    assert [(mark.number, reading.article.text[mark.start : mark.end]) for mark in found] == [
        ("E1", "قصفت"),
        ("P1", "الرقة"),
        ("P2", "تدمر"),
    ]


def test_the_longer_of_two_marks_stays(reading):
    whole = replace(reading.toponyms[0], end=reading.toponyms[0].end + 6)
    assert [mark.end for mark in marks(replace(reading, toponyms=(reading.toponyms[0], whole)))][1] == whole.end


def test_text(reading):
    lines = list(as_text(reading))
    assert lines[1] == "published: 2017-06-01 (not told)"
    assert lines[3].startswith("[قصفت|E1] طائرات")
    assert any(line.startswith("P2  تدمر → not resolved") for line in lines)
    assert any(line.startswith("E1  air_strike: Raqqa, 2017-05-31 (relative), asserted, 0.80") for line in lines)


def test_html_holds_no_markup_of_the_article(reading):
    hostile = replace(reading.article, text="<b onclick=x>" + reading.article.text, title="<script>")
    page = as_html([replace(reading, article=hostile)])
    assert "<b onclick" not in page
    assert "<script" not in page
    assert 'dir="rtl"' in page
