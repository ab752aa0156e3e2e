"""Conditions: any of some groups, each of which needs all of its conditions, over typed references.

A room says what may be asked about in a `Scope`. A rule keeps its conditions as the JSON that
`Conditions.data` answers; `parse` reads and checks it. They can say what they mean, and why they held or not.
"""

from turnout.core.conditions.parsing import Fault, Wrong, parse
from turnout.core.conditions.references import Option, Reference, Scope
from turnout.core.conditions.rules import Answer, Condition, Conditions, Reasons

__all__ = [
    "Answer",
    "Condition",
    "Conditions",
    "Fault",
    "Option",
    "Reasons",
    "Reference",
    "Scope",
    "Wrong",
    "parse",
]
