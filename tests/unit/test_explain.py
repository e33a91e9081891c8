import re
from dataclasses import replace

from geoevents.explain import as_html, as_text, marks
from geoevents.model import Candidate, Explanation


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


def explained(reading):
    text = reading.article.text
    at = text.index("الرقة")
    toponym = reading.toponyms[0]
    other = replace(toponym.place, place_id="sy.other", name="Raqqa al-Sharqiyah", admin1="Hama")
    lost = Candidate(other, 0.07, ("not in the region",))
    slots = (
        ("trigger", "قصفت", 0, 4),
        ("location", "الرقة", at, at + 5),
        ("actor1", "طائرات", None, None),
        ("other time", "أمس", text.index("أمس"), text.index("أمس") + 3),
    )
    why = Explanation(rule="attack.shelling", slots=slots, alternatives=("place found by: header",))
    event = replace(reading.events[0], explanation=why)
    return replace(reading, toponyms=(replace(toponym, candidates=(*toponym.candidates, lost)),), events=(event,))


def test_an_event_tells_its_slots_with_offsets_and_what_lost(reading):
    lines = [line.strip() for line in as_text(explained(reading))]
    at = reading.article.text.index("الرقة")
    assert "rule: attack.shelling" in lines
    assert "trigger: قصفت (0-4)" in lines
    assert f"location: الرقة ({at}-{at + 5})" in lines
    assert "actor1: طائرات" in lines
    assert any(line.startswith("passed over, time: أمس (") for line in lines)
    assert "also: place found by: header" in lines
    (lost,) = [line for line in lines if line.startswith("not this")]
    assert lost.startswith("not this الرقة: Raqqa al-Sharqiyah (0.07, ")
    assert lost.endswith("not in the region)")


def test_the_trigger_is_marked_where_it_was_read(reading):
    twice = replace(reading.article, text=reading.article.text.replace("دارت", "قصفت"))
    at = twice.text.rindex("قصفت")
    why = Explanation(rule="r", slots=(("trigger", "قصفت", at, at + 4),))
    event = replace(reading.events[0], text_end=len(twice.text), explanation=why)
    found = marks(replace(reading, article=twice, events=(event,), toponyms=()))
    assert [(mark.start, mark.end) for mark in found] == [(at, at + 4)]


def test_marks_link_to_why_and_dates_stand_apart_from_arabic_words(reading):
    page = as_html([reading, explained(reading)])
    for target in set(re.findall(r'href="#([\w-]+)"', page)):
        assert page.count(f'id="{target}"') == 1
    assert len(re.findall(r'id="([\w-]+)"', page)) == len(set(re.findall(r'id="([\w-]+)"', page)))
    assert "<bdi>الرقة</bdi> → <bdi>Raqqa (" in page
    assert "<b><bdi>trigger</bdi></b> <bdi>قصفت</bdi> <small>0-4</small>" in page
