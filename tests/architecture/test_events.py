"""What an event says of itself holds together."""

from string import Formatter

from tests.architecture.source import PACKAGE
from turnout.core.events.fields import Sort
from turnout.core.events.types import model_called, types

ENTRIES = PACKAGE / "web" / "incidents" / "entries"


def test_sentences_name_fields_there_are() -> None:
    for verb, cls in types.items():
        named = {part[1] for part in Formatter().parse(str(cls.sentence)) if part[1]}
        assert named <= {"who", *cls.holds}, verb


def test_ids_are_of_models_there_are_and_say_where_their_words_stand() -> None:
    for verb, cls in types.items():
        for each in cls.holds.values():
            assert each.sort is not Sort.ID or model_called(each.of), verb
            assert not each.words or cls.holds[each.words].sort is Sort.WORDS, verb


def test_what_an_event_is_drawn_as_is_there() -> None:
    for verb, cls in types.items():
        assert (ENTRIES / f"{cls.drawn_as}.html").exists(), verb
        assert not cls.shows or cls.holds[cls.shows].sort is Sort.ID, verb
