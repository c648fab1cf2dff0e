"""`NamedTuple`, made without compiling code.

`typing.NamedTuple` makes the constructor of every class from source text that it compiles: 0.1 ms
each, of which a command that only looks needs about sixty: 7 % of what Python, Typer and Rich take
to start. To a type checker this one is that one.
"""

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:

    class NamedTuple(tuple):
        """A tuple whose items have the names, and the defaults, that its class declares."""

        __slots__ = ()

        def __init_subclass__(cls):
            cls._fields = cls.__match_args__ = tuple(cls.__annotations__)
            cls._field_defaults = {n: vars(cls)[n] for n in cls._fields if n in vars(cls)}
            for place, name in enumerate(cls._fields):
                setattr(cls, name, property(itemgetter(place)))

        def __new__(cls, *values, **named):
            """Values in the order of the fields or by name. Raises TypeError for too many or too
            few."""
            fields = cls._fields
            if named or len(values) < len(fields):
                named = {**cls._field_defaults, **dict(zip(fields, values, strict=False)), **named}
                found = tuple(named[name] for name in fields if name in named)
                values = found + values[len(fields) :]
            if len(values) != len(fields) or len(named) > len(fields):
                raise TypeError(f"{cls.__name__} has the fields {', '.join(fields)}")
            return tuple.__new__(cls, values)

        def __repr__(self):
            pairs = (f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(pairs)})"

        def _asdict(self):
            """The values by their names."""
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **named):
            """The same with other values for some fields. Raises TypeError as the class does."""
            return type(self)(**{**self._asdict(), **named})
