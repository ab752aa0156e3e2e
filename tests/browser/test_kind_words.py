"""Hints for whoever writes, where words put a person in the place of a cause."""

import pytest
from playwright.sync_api import expect

from tests.browser import scene

HURTS = {
    "hindsight": (
        "The driver should have checked the doors first.",
        "we could have seen this on Monday",
        "They really ought to have called us.",
    ),
    "omission": ("She forgot to close the gate.", "The night shift failed to write it down."),
    "error": ("In the end it was human error.", "Just a user error, nothing to see."),
    "cause": ("The root cause was @Dee Hartley.", "It happened because of him"),
    "trait": (
        "He was careless with the list.",
        "The new contractor was too lazy to look.",
        "a stupid mistake",
    ),
    "rule": ("The crew did not follow the cleaning procedure.", "They ignored the checklist again"),
    "blame": ("Whose fault is that?", "Why did you send it?", "who approved this"),
    "careful": ("Everyone has to be more careful.", "Action: remind all staff of the policy"),
}
FINE = (
    "The disk failed to mount after the update.",
    "We could have a call at three.",
    "You could have lunch first.",
    "I forgot to attach the photo, here it is.",
    "> The driver should have checked the doors first.",
    'The customer wrote "you should have told me".',
    "The log says `user error 42`.",
    "The job should have run at six; it didn't.",
    "Who is on the way? I can drive.",
    "Careful, the floor is wet.",
    "The release broke the login page.",
    "Because of the rain we closed early.",
    "The alarm should have rung.",
    "Nobody was hurt.",
    "Please remind me tomorrow.",
    "The process is broken in two places.",
)


FOUND = """async (sentences) => {
  const { firstHint } = await import(document.querySelector('script[src*="kind-words"]').src);
  return sentences.map((sentence) => firstHint(sentence)?.[0] ?? null);
}"""
SAY = "Write to everyone here"


@pytest.fixture
def room(install, open_as):
    return open_as("bo", f"/incidents/{install.do(scene.report)}/")


def test_sentences_that_hurt_are_told_by_their_sort_and_others_are_let_be(room):
    told = {sentence: sort for sort, sentences in HURTS.items() for sentence in sentences}
    assert dict(zip(told, room.evaluate(FOUND, list(told)), strict=True)) == told
    assert [each for each in zip(FINE, room.evaluate(FOUND, list(FINE)), strict=True) if each[1]] == []


def test_only_the_writer_gets_a_hint_and_can_wave_it_off(room):
    room.get_by_label(SAY).press_sequentially("He was careless with the list")
    hint = room.locator(".kind-hint")
    expect(hint).to_contain_text("He was careless")
    expect(hint).to_contain_text("A trait explains little")
    hint.get_by_role("button", name="It's fine").click()
    expect(hint).to_be_hidden()
    expect(room.get_by_label(SAY)).to_be_focused()
    room.get_by_label(SAY).press_sequentially(". She was careless, too")
    room.get_by_role("button", name="Send").click()
    expect(room.locator(".timeline")).to_contain_text("She was careless, too")


def test_the_update_sheet_gives_hints_too(room):
    room.get_by_role("link", name="Post an update").first.click()
    dialog = room.get_by_role("dialog")
    dialog.get_by_label("What does everybody need to know?").press_sequentially("It was human error")
    expect(dialog.locator(".kind-hint")).to_contain_text("easy to do, and hard to notice")
