"""DOCX: paragraphs and tables in the order of the document; its properties give title and date."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from geoevents.errors import InputError
from geoevents.reading.documents import Document, Draft, ReadFailure, ReadingOptions
from geoevents.reading.plain import first_line_title

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST_UNPACKED = 200_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


def read(document: Document, options: ReadingOptions) -> Iterator[Draft | ReadFailure]:  # noqa: ARG001
    """Read a Word document.

    The publication date is not taken from the file's properties: they tell when the file was made.

    Raises
    ------
    InputError
        The file is encrypted, broken, no DOCX, empty, or unpacks to more than 200 MB.
    """
    data = document.read()
    _check_archive(data)
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    try:
        content = docx.Document(io.BytesIO(data))
        text = "\n".join(_lines(content))
        title = content.core_properties.title or None
    except (OpcError, etree.LxmlError, KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
        raise InputError("broken, or not a Word document (.docx)") from error
    if not text.strip():
        raise InputError("no text in the document")
    yield Draft(text=text, title=title or first_line_title(text), url=document.url)


def _check_archive(data: bytes) -> None:
    if data.startswith(_OLD_OFFICE):
        raise InputError("an old (.doc) or encrypted Word document: save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise InputError("broken, or not a Word document (.docx)") from error
    if sum(entry.file_size for entry in entries) > _LARGEST_UNPACKED:
        raise InputError(f"unpacks to more than {_LARGEST_UNPACKED // 1_000_000} MB: refused")
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("encrypted: save it without a password")


def _lines(content: object) -> Iterator[str]:
    from docx.table import Table

    for block in content.iter_inner_content():  # type: ignore[attr-defined]
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text
