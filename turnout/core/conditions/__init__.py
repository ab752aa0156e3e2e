"""Conditions: any of some groups, each of which needs all of its conditions, over typed references.

A room says what may be asked about in a `Scope`. A rule keeps its conditions as the JSON that
`Conditions.data` answers; `parse` reads and checks it. They can say what they mean, and why they held or not.
"""

from turnout.core.conditions.parsing import Fault, InvalidConditions, parse
from turnout.core.conditions.references import Option, Reference, Scope
from turnout.core.conditions.rules import Condition, Conditions, Reasons, Verdict

__all__ = [
    "Condition",
    "Conditions",
    "Fault",
    "InvalidConditions",
    "Option",
    "Reasons",
    "Reference",
    "Scope",
    "Verdict",
    "parse",
]
