import pytest

from geoevents.errors import EncodingError
from geoevents.reading.charset import decode

ARABIC = "سيطرت قوات النظام على بلدة السخنة في ريف حمص الشرقي، بعد «معارك عنيفة» استمرت ثلاثة أيام."
HEADLINE = "غارات جوية على مدينة دوما"


@pytest.mark.parametrize("text", [ARABIC, HEADLINE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1256", "iso8859_6"])
def test_arabic_is_read_in_every_encoding(text, encoding):
    data = text.encode(encoding, errors="ignore")
    assert decode(data) == data.decode(encoding)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_refused(encoding):
    with pytest.raises(EncodingError, match="byte order mark"):
        decode("Fighting near Palmyra".encode(encoding))


@pytest.mark.parametrize("text", ["“Shells fell on Douma” — the café’s owner said", "Über die Brücke von Deir ez-Zor"])
def test_western_text_keeps_its_letters(text):
    assert decode(text.encode("cp1252")) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("Привет, это русский текст о войне", "cp1251"), ("שלום עולם זה טקסט", "cp1255"), ("你好世界这是一个文本", "gbk")],
)
def test_other_alphabets_are_refused_not_misread(text, encoding):
    with pytest.raises(EncodingError, match="neither UTF-8 nor Windows-1256"):
        decode(text.encode(encoding))


def test_declared_encoding_is_believed_behind_utf8():
    text = "Привет, это русский текст"
    assert decode(text.encode("cp1251"), declared="windows-1251") == text
    assert decode(text.encode(), declared="windows-1251") == text
    assert decode(ARABIC.encode("cp1256"), declared="no-such-encoding") == ARABIC


def test_damaged_utf8_names_the_byte():
    data = ARABIC.encode()
    with pytest.raises(EncodingError, match=r"0x.. at 40"):
        decode(data[:40] + b"\xff" + data[40:])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"PK\x03\x04" + bytes(100), "zip"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x7fELF" + bytes(50), "program"),
    ],
)
def test_binary_is_refused_in_words(data, words):
    with pytest.raises(EncodingError, match=words):
        decode(data)


def test_broken_utf16_is_refused():
    with pytest.raises(EncodingError, match="UTF-16"):
        decode(b"\xff\xfe\x41")
