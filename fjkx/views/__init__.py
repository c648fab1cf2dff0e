"""What is shown: values → documents for every format, and plain dicts for JSON."""
