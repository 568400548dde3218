"""Run the command line from a checkout: ``python cli.py review meeting.vtt``."""

from discourse.cli import main

if __name__ == "__main__":
    main()
