"""Transcripts of looking: what each command prints, where, and its exit code."""

import pytest

from tests.office import PLAN, Office

# -- looking ----------------------------------------------------------------------------------


# -- other plans ------------------------------------------------------------------------------
