"""A plan file's text ↔ plan: read with every finding, checked, and edited by splices."""
