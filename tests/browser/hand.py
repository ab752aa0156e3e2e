"""A process of an install's own that does what it is handed: pickled functions in, pickled answers out."""

import pickle
import sys

import django


def main() -> None:
    django.setup()
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what is printed here is no answer
    while True:
        try:
            function, values, more = pickle.load(asked)
        except EOFError:
            return
        try:
            answer = True, function(*values, **more)
        except Exception as error:
            answer = False, repr(error)
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
