"""Every verb there is answers who may, who is told, what is kept and how it goes back; and it is true."""

from dataclasses import dataclass

import pytest

from tests.abuse.asking import answers, verbs
from tests.abuse.scene import LABELS, make_scene
from tests.abuse.verbs import BACK, KEPT, OWN, PARTS, TOLD, WHO
from tests.abuse.walking import POWER, Walk, scripted
from turnout.incidents.access.actions import keepers, proposals, visibility
from turnout.incidents.access.events import MarksChanged
from turnout.incidents.definitions.models.labels import SEALED
from turnout.incidents.incident.actions import details, lifecycle
from turnout.incidents.incident.events import SummaryChanged
from turnout.incidents.reactions import sight


@pytest.mark.once
def test_every_verb_has_its_answers_and_no_answer_is_without_a_verb():
    there = {name for name, _function in verbs()}
    assert there - PARTS == set(answers()), "Say in tests/abuse/verbs.py who may do it and who learns of it"
    assert not PARTS - there
    for each in answers().values():
        assert (each.who in WHO, each.told in TOLD, each.kept in KEPT) == (True, True, True), each
        assert (each.back in BACK, each.own in OWN) == (True, True), each


@pytest.mark.once
def test_a_script_reaches_no_verb_that_decides_about_others():
    """Whatever a token or key could do, it never lets in, keeps out, erases or does what takes two."""
    reached = [each for each in answers().values() if each.verb in scripted()]
    assert len(reached) > 30
    assert [each.verb for each in reached if each.who in POWER or each.takes_two] == []


@pytest.mark.once
@pytest.mark.parametrize("label", LABELS)
def test_nobody_turns_a_verb_against_anybody_unheard(world, label):
    faults = Walk(make_scene(world, label)).faults()
    assert not faults, "\n" + "\n".join(map(str, faults))


def _says_nothing(*_given: object, **_named: object) -> None:
    """In place of a guard, or of somebody who tells."""


HOLES = {
    "nobody asks for a second person": (visibility, "refuse_alone", ["change_label", "exclude_person"]),
    "anyone who responds decides": (visibility, "refuse_unless_keeper", ["change_marks"]),
    "whom it is about ends it": (lifecycle, "refuse_own_case", ["cancel_incident"]),
    "the last but one steps down": (keepers, "refuse_too_few_keepers", ["step_down"]),
    "anyone lets in": (visibility, "refuse_unless_may_let_in", ["grant_access_to_team"]),
    "anyone is the second person": (proposals, "may_agree", ["agree"]),
    "whose access went isn't told": (sight, "tell_outside", ["revoke_access"]),
    "a former lead isn't told": (sight, "tell_outside", ["assign_role"]),
    "what a summary said isn't kept": (details, "SummaryChanged", ["change_summary"]),
    "a use of power folds away": (MarksChanged, "accounts", ["change_marks"]),
}


@pytest.mark.once
def test_holes_are_found(world, monkeypatch):
    """Each guard is taken out, and each notice, one after another: the walk sees every one of them."""
    scene = make_scene(world, SEALED)
    unseen = []
    for hole, (module, name, verbs_with_it) in HOLES.items():
        assert not Walk(scene, verbs_with_it).faults(), hole
        with monkeypatch.context() as patched:
            patched.setattr(module, name, PLANTED.get(name, _says_nothing))
            if not Walk(scene, verbs_with_it).faults():
                unseen.append(hole)
    assert not unseen


@dataclass(frozen=True, kw_only=True)
class Forgetful(SummaryChanged):
    """The same without what it was."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "was", "")


PLANTED = {
    "may_agree": lambda proposal, person: True,
    "SummaryChanged": Forgetful,
    "accounts": False,
}
