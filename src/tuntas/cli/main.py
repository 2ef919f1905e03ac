"""The door of `tuntas`. Only what every call needs is imported here: `--version` must answer at once."""

import sys

from tuntas import __version__


def main(argv: list[str] | None = None) -> int:
    """Run the command line; the exit code is 0 (done), 1 (done with findings) or 2 (usage or file error)."""
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        sys.stdout.write(f"tuntas {__version__}\n")
        return 0
    from tuntas.cli.program import run_program

    return run_program(arguments)


if __name__ == "__main__":
    sys.exit(main())
