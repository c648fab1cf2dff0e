"""`python -m fjkx`."""

from fjkx.cli import run

if __name__ == "__main__":
    run()
