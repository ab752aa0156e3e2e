"""`python -m turnout` is the `turnout` command."""

from turnout.config.cli import main

main()
