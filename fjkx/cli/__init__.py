"""The command line: what was typed → core → what is shown."""


def run() -> None:
    """Entry point of `fjkx`. A process this short gains by never collecting garbage: not while
    it starts, and not when it is torn down."""
    import gc
    import sys

    gc.disable()
    code = main()
    gc.freeze()
    sys.exit(code)


def main(argv: list[str] | None = None) -> int:
    """Run one command line, `sys.argv` by default, and return the exit code.

    Nothing is raised: every failure is a line on stderr.
    """
    try:
        from fjkx.cli import boundary
    except KeyboardInterrupt:
        return 130
    return boundary.guard(argv)
