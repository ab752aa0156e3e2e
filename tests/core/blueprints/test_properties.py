"""Whatever the settings are, they come out as they went in; any text is refused or understood."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.core.blueprints.inventing import STRANGE, settings_like
from turnout.core.blueprints.actions import apply_blueprint, install_packs, plan_blueprint
from turnout.core.blueprints.documents import read_blueprint
from turnout.core.blueprints.exporting import dump, export, written
from turnout.core.blueprints.packs import ORDER, packs
from turnout.core.blueprints.plans import present_now
from turnout.core.blueprints.problems import InvalidBlueprint
from turnout.core.blueprints.reading import Mapping, Sequence, read_tree
from turnout.core.people.actions.founding import found_organization

quietly = settings(
    max_examples=12,
    phases=[Phase.explicit, Phase.generate],  # making examples smaller takes minutes here
)


@pytest.fixture
def owner(db):
    """Of an organization with two packs: enough for everything to name something else."""
    owner = found_organization(
        name="New", timezone="UTC", owner_name="Nia Bold", email="nia@example.org", password=None
    )
    install_packs(["people", "legal"], by=owner)
    return owner


@contextmanager
def taken_back() -> Iterator[None]:
    """Each example starts from the same settings."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def blueprint(text):
    return read_blueprint([("any.yaml", text)])


def plain(node):
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(each) for each in node.items]
    return node.text


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"))).map(str.strip) | st.text(STRANGE + "\n")


@settings(quietly, max_examples=200)
@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner), max_leaves=12))
def test_what_is_written_reads_as_it_was(value):
    value = {"x": value}
    assert plain(read_tree(dump(value))) == value


@quietly
@given(wanted=st.builds(present_now).flatmap(settings_like))
def test_applied_and_exported_it_is_the_same_text(owner, wanted):
    text = written(wanted)
    with taken_back():
        done = apply_blueprint(blueprint(text), by=owner, remove=True)
        assert export() == text
        assert plan_blueprint(blueprint(text), by=owner, remove=True).changes == []
        assert done.removed == 0


def valid_texts() -> list[str]:
    return [export(), *(packs()[key].text for key in ORDER)]


@st.composite
def mutated(draw, text):
    """A valid text with something wrong in it, perhaps."""
    lines = text.splitlines()
    for _time in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        how = draw(st.sampled_from("drop double swap indent outdent letter word cut".split()))
        line = lines[at]
        if how == "drop":
            lines[at : at + 1] = [] if len(lines) > 1 else [""]
        elif how == "double":
            lines.insert(draw(st.integers(0, len(lines) - 1)), line)
        elif how == "swap":
            other = draw(st.integers(0, len(lines) - 1))
            lines[at], lines[other] = lines[other], line
        elif how in ("indent", "outdent"):
            lines[at] = "  " + line if how == "indent" else line[2:]
        elif how == "letter":
            place = draw(st.integers(0, len(line)))
            lines[at] = line[:place] + draw(st.sampled_from(STRANGE + "\t\0\x07")) + line[place + 1 :]
        elif how == "word":
            word = draw(st.sampled_from(["null", "[]", "{}", "yes", "&a", "*a", "!!set", "99", "---", ""]))
            lines[at] = f"{line.partition(':')[0]}: {word}"
        else:
            lines[at] = line[: draw(st.integers(0, len(line)))]
    return "\n".join(lines)


@settings(quietly, max_examples=30)
@given(text=st.builds(valid_texts).flatmap(st.sampled_from).flatmap(mutated), remove=st.booleans())
def test_a_damaged_text_is_refused_with_a_reason_or_does_what_its_plan_says(owner, text, remove):
    before = export()
    plan = plan_blueprint(blueprint(text), by=owner, remove=remove)
    assert export() == before
    for each in plan.problems:
        assert each.reason and each.file
        assert 0 <= each.line <= text.count("\n") + 2
    with taken_back():
        try:
            done = apply_blueprint(blueprint(text), by=owner, remove=remove, planned=plan.fingerprint)
        except InvalidBlueprint:
            assert plan.problems
            assert export() == before
        else:
            assert not plan.problems
            assert [each.key for each in done.changes] == [each.key for each in plan.changes]
            assert plan_blueprint(blueprint(text), by=owner, remove=remove).changes == []
