"""fjkx: keep an annual work plan alive from the notice to the last closed item."""

__version__ = "0.1.0"
