"""The fields of an annotation record, checked one by one; errors name the field by its path."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from geoevents.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_SHOWN = 40


class Fields:
    """A JSON object whose fields are taken out with their types checked.

    Parameters
    ----------
    value
        What stands in the file.
    path
        Where it stands in the record ("events[2]"), empty for the record itself.

    Raises
    ------
    InputError
        The value is no object.
    """

    __slots__ = ("_path", "_values")

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, dict):
            raise InputError(f"{path or 'the line'} is not a JSON object")
        self._values: dict[str, Any] = value
        self._path = path

    def error(self, name: str, problem: str) -> InputError:
        """Return the error that a field has a problem."""
        return InputError(f"{self._path}.{name} {problem}" if self._path else f"{name} {problem}")

    def text(self, name: str) -> str:
        """Return a string that must be there and not be empty."""
        value = self.text_or_none(name)
        if not value:
            raise self.error(name, "is missing" if value is None else "is empty")
        return value

    def text_or_none(self, name: str) -> str | None:
        """Return a string, or ``None`` where there is none."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, str):
            raise self.error(name, f"is no text: {_shown(value)}")
        return value

    def choice(self, name: str, allowed: Collection[str]) -> str:
        """Return one of some words."""
        value = self.text(name)
        if value not in allowed:
            raise self.error(name, f"is {_shown(value)}, none of {', '.join(allowed)}")
        return value

    def flag(self, name: str) -> bool:
        """Return a truth value, false where there is none."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, bool):
            raise self.error(name, f"is neither true nor false: {_shown(value)}")
        return bool(value)

    def count_or_none(self, name: str) -> int | None:
        """Return a whole number from 0, or ``None``."""
        value = self._values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise self.error(name, f"is no whole number from 0: {_shown(value)}")
        return value

    def number_or_none(self, name: str, least: float, most: float) -> float | None:
        """Return a number within bounds, or ``None``."""
        value = self._values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise self.error(name, f"is no number: {_shown(value)}")
        if not least <= value <= most:
            raise self.error(name, f"is {value}, not from {least:g} to {most:g}")
        return float(value)

    def date_or_none(self, name: str) -> dt.date | None:
        """Return a day, or ``None``."""
        value = self.text_or_none(name)
        if value is None:
            return None
        try:
            return dt.date.fromisoformat(value)
        except ValueError as error:
            raise self.error(name, f"is {_shown(value)}, not a date: write YYYY-MM-DD") from error

    def span(self, first: str, last: str, length: int) -> tuple[int, int]:
        """Return two offsets into a text of a length, the second behind the first."""
        start, end = self.count_or_none(first), self.count_or_none(last)
        if start is None or end is None:
            raise self.error(first if start is None else last, "is missing")
        if not start < end <= length:
            raise self.error(last, f"is {end}: offsets run from {first} ({start}) to at most {length}")
        return start, end

    def items(self, name: str) -> Iterator[Fields]:
        """Yield the objects of a list, which may be empty but not missing."""
        values = self._values.get(name)
        if not isinstance(values, list):
            raise self.error(name, "is missing" if values is None else "is no list")
        for number, value in enumerate(values):
            yield Fields(value, f"{self._path}.{name}[{number}]" if self._path else f"{name}[{number}]")


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}\u2026"
