"""What people type is understood, or answered with a command that works when copied."""

from tests.office import Office
