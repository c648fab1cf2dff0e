"""`NamedTuple`, made without compiling code.

`typing.NamedTuple` makes the constructor of every class from source text that it compiles: 0.1 ms
each, of which a command that only looks needs about sixty: 7 % of what Python, Typer and Rich take
to start. To a type checker this one is that one.
"""

from collections import namedtuple
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NamedTuple as NamedTuple
else:
    # What reads the first, the second, … item of any tuple: in C, twice as fast as a property.
    _Places = namedtuple("_Places", "a b c d e f g h i j k l m n o p q r s t u v w x y z")
    _READERS = tuple(vars(_Places)[letter] for letter in _Places._fields)

    class NamedTuple(tuple):
        """A tuple whose items have the names, and the defaults, that its class declares: of 26 at
        most."""

        __slots__ = ()

        def __init_subclass__(cls):
            cls._fields = cls.__match_args__ = tuple(cls.__annotations__)
            cls._field_defaults = {n: vars(cls)[n] for n in cls._fields if n in vars(cls)}
            cls._last = tuple(cls._field_defaults.values())
            for name, reader in zip(cls._fields, _READERS, strict=False):
                setattr(cls, name, reader)

        def __new__(cls, *values, **named):
            """Values in the order of the fields or by name. Raises TypeError for too many or too
            few."""
            missing = len(cls._fields) - len(values)
            if named:
                values = cls._arranged(values, named)
            elif missing:
                if not 0 < missing <= len(cls._last):
                    raise cls._refusal()
                values += cls._last[-missing:]
            return tuple.__new__(cls, values)

        @classmethod
        def _arranged(cls, values, named):
            """The values and defaults of all fields in order."""
            given = {**cls._field_defaults, **dict(zip(cls._fields, values, strict=False)), **named}
            found = [given[name] for name in cls._fields if name in given]
            if not len(found) == len(given) == len(cls._fields) >= len(values):
                raise cls._refusal()
            return found

        @classmethod
        def _refusal(cls):
            return TypeError(f"{cls.__name__} has the fields {', '.join(cls._fields)}")

        def __repr__(self):
            pairs = (f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({', '.join(pairs)})"

        def _asdict(self):
            """The values by their names."""
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **named):
            """The same with other values for some fields. Raises TypeError as the class does."""
            return type(self)(**{**self._asdict(), **named})
