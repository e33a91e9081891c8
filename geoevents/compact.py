"""The model's values as compact bytes, for passing them between processes.

Plain pickling runs Python code for each field of a frozen value; here a value is one tuple of its fields, taken and
set by C code, so that passing a reading costs a few hundredths of making it. Values that occur again (the places of
a gazetteer) are written once, and articles that the receiver holds are not written at all.
"""

from __future__ import annotations

import io
import pickle
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from geoevents import model
from geoevents.model import Article

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_KINDS: tuple[type, ...] = tuple(kind for kind in vars(model).values() if isinstance(kind, type) and is_dataclass(kind))
_SETTERS = tuple(tuple(kind.__dict__[field.name].__set__ for field in fields(kind)) for kind in _KINDS)


def dumps(value: object, held: Sequence[Article] = ()) -> bytes:
    """Return a value as bytes, for :func:`loads` only.

    Parameters
    ----------
    value
        Anything that can be pickled; quick for the values of :mod:`geoevents.model`.
    held
        The articles that the receiver holds, in its order: only their numbers are written.
    """
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    if held:
        numbers = {id(article): number for number, article in enumerate(held)}

        def reduce_article(article: Article) -> tuple[Callable[..., Any], tuple[Any, ...]]:
            number = numbers.get(id(article))
            return _REDUCERS[Article](article) if number is None else (_held_article, (number,))

        pickler.dispatch_table = {**_REDUCERS, Article: reduce_article}
    else:
        pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return stream.getvalue()


def loads(data: bytes, held: Sequence[Article] = ()) -> Any:  # noqa: ANN401 - what was put in
    """Return the value of :func:`dumps`; only for bytes of a process that this one started."""
    return _Unpickler(io.BytesIO(data), held).load()


class _Unpickler(pickle.Unpickler):
    def __init__(self, stream: io.BytesIO, held: Sequence[Article]) -> None:
        super().__init__(stream)
        self._held = held

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - classes and functions
        if module == __name__ and name == _held_article.__name__:
            return self._held.__getitem__
        return super().find_class(module, name)


def _held_article(number: int) -> Article:
    raise pickle.UnpicklingError(f"article {number} is not held here")


def _made(kind: int, *values: object) -> object:
    made: object = object.__new__(_KINDS[kind])
    for set_field, value in zip(_SETTERS[kind], values, strict=True):
        set_field(made, value)
    return made


def _reducer(number: int, kind: type) -> Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]:
    names = [field.name for field in fields(kind)]
    # attrgetter of one name gives no tuple; no value has one field.
    values = attrgetter(*names)
    return lambda value: (_made, (number, *values(value)))


_REDUCERS: dict[type, Callable[[Any], tuple[Callable[..., Any], tuple[Any, ...]]]] = {
    kind: _reducer(number, kind) for number, kind in enumerate(_KINDS)
}
