"""The plan as immutable values, and what follows from it. Imports no other room."""
