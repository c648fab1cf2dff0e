"""Notices: from their bytes to a plan, and what was left out of it."""
