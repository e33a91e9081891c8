import zlib

import pytest

from geoevents.reading import ReadFailure, read_inputs
from geoevents.reading.pdf import Glyph, arrange


def visual(line, base=700.0, right=500.0, size=12.0, *, mirrored=True):
    """Glyphs of a right-to-left line as a program draws them: the first letter rightmost, numbers left to right."""
    pairs = dict(zip("()«»", ")(»«", strict=True)) if mirrored else {}
    glyphs, x, words = [], right, line.split(" ")
    for word in words:
        ltr = word[:1].isdigit() or word.isascii()
        letters = word[::-1] if ltr else word
        for letter in letters:
            glyphs.append(Glyph(pairs.get(letter, letter), x - 6, x, base, size))
            x -= 6
        x -= 4
    return glyphs


@pytest.mark.parametrize("mirrored", [True, False])
@pytest.mark.parametrize(
    "line",
    [
        "قصفت طائرات التحالف مدينة الرقة (حي المشلب) أمس",
        "أسفر عن مقتل 15 مدنيا بحسب BBC في 1.5 ساعة",
        "سيطر على «القرية» الواقعة شمالا",
    ],
)
def test_right_to_left_lines_are_turned(line, mirrored):
    glyphs = visual(line, mirrored=mirrored)
    assert arrange(glyphs) == line
    assert arrange(sorted(glyphs, key=lambda one: one.left)) == line


def test_date_with_hyphens_in_an_arabic_line():
    # Programs show 2017-06-01 behind an Arabic word as 01-06-2017, each number from the left.
    glyphs = visual("في")
    glyphs += [Glyph(letter, 400 + 6 * i, 406 + 6 * i, 700, 12) for i, letter in enumerate("01-06-2017")]
    assert arrange(glyphs) == "في 2017-06-01"


def from_left(text, base=700.0, left=60.0):
    """Glyphs of a left-to-right line."""
    return [Glyph(c, left + 6 * i, left + 6 * i + 6, base, 12.0) for i, c in enumerate(text) if c != " "]


def test_arabic_words_inside_a_latin_line_are_turned():
    drawn = "Shells fell on ةقرلا ةنيدم and on ةقبطلا last night"
    assert arrange(from_left(drawn)) == "Shells fell on مدينة الرقة and on الطبقة last night"


@pytest.mark.parametrize(
    ("end", "beginning", "joined"),
    [
        ("the bombard\x02", "ment of the town", "the bombardment of the town"),
        ("a hit-and\x02", "run attack there", "a hit-and-run attack there"),
        ("fighters of al\x02", "Qaeda left it", "fighters of al-Qaeda left it"),
    ],
)
def test_hyphens_at_the_ends_of_lines(end, beginning, joined):
    assert arrange(from_left(end) + from_left(beginning, base=686.0)) == joined


def test_ligature_and_presentation_forms():
    lam_alef = [Glyph("ا", 480, 483, 700, 12), Glyph("ل", 480, 486, 700, 12)]
    assert arrange(lam_alef) == "لا"
    assert arrange([Glyph("\ufefb", 480, 486, 700, 12)]) == "لا"


def test_vowel_marks_join_the_letter_that_they_stand_over():
    letters = visual("قصف")
    marks = [Glyph(mark, letter.left + 2, letter.left + 4, 700, 12) for mark, letter in zip("ُِ", letters, strict=False)]
    assert arrange(letters + marks) == "قُصِف"


def test_lines_join_to_paragraphs_and_columns_stay_apart():
    left = [Glyph("a", x, x + 6, 700 - 14 * row, 12) for row in range(4) for x in range(0, 120, 6)]
    right = [Glyph("b", x, x + 6, 700 - 14 * row, 12) for row in range(4) for x in range(136, 256, 6)]
    assert arrange(left + right) == "\n".join(" ".join([letter * 20] * 4) for letter in "ab")


def make_pdf(stream=b"", *, trailer=b""):
    """The smallest PDF with one page and the standard font."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream"
        % (len(zlib.compress(stream)), zlib.compress(stream)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF" % (
        table,
        trailer,
        len(data),
    )


def read(tmp_path, data):
    (tmp_path / "a.pdf").write_bytes(data)
    (found,) = read_inputs([str(tmp_path / "a.pdf")])
    return found


def test_pdf_file(tmp_path):
    text = b"BT /F 12 Tf 50 700 Td (On 1 June 2017 shells fell on Douma, ) Tj 0 -40 Td (witnesses said.) Tj ET"
    assert read(tmp_path, make_pdf(text)).text == "On 1 June 2017 shells fell on Douma,\nwitnesses said."


def test_bad_pdfs(tmp_path):
    scan = read(tmp_path, make_pdf(b"0 0 100 100 re f"))
    assert isinstance(scan, ReadFailure)
    assert "no text layer" in str(scan)
    assert "broken" in str(read(tmp_path, b"%PDF-1.4 nothing"))
    locked = b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (%s) /U (%s) >> " % (
        b"o" * 32,
        b"u" * 32,
    )
    assert "encrypted" in str(read(tmp_path, make_pdf(trailer=locked)))
