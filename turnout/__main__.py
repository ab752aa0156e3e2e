"""`python -m turnout` is the `turnout` command."""

from turnout.config.cli import main

if __name__ == "__main__":  # a child that starts anew reads this file, too
    main()
