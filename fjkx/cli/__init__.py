"""The command line: what was typed → core → what is shown."""


def run() -> None:
    """Entry point of `fjkx`. A process this short gains by never collecting garbage, and by not
    taking the interpreter apart at its end (3 % of the time): all that was put out is flushed."""
    import gc
    import os

    gc.disable()
    os._exit(main())


def main(argv: list[str] | None = None) -> int:
    """Run one command line, `sys.argv` by default, and return the exit code.

    Nothing is raised: every failure is a line on stderr.
    """
    try:
        from fjkx.cli import boundary
    except KeyboardInterrupt:
        return 130
    return boundary.guard(argv)
