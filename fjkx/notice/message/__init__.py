"""Messages of units: from their text to what is to be recorded of each task."""
