"""What people write may be anything; what reaches a page is safe."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from turnout.core.lib.markdown import plain, render

pytestmark = pytest.mark.once

PIECES = [
    *("<script>", "</script>", "<img src=x onerror=alert(1)>", "<svg/onload=x>", "<a href='javascript:1'>"),
    *("[x](javascript:alert(1))", "[a](<javascript:x>)", "<javascript:x>", "&#106;avascript:", "vbscript:x"),
    *(
        "![x](http://e.org/p.png)",
        "[x]: data:text/html,x\n",
        "[x][x]",
        "<http://e.org>",
        "https://e.org/?a=<b>",
    ),
    *('" onclick="x', "`", "```\n", "> ", "- ", "# ", "|a|b|\n|-|-|\n", "**", "~~", "\\", "&lt;", "\n\n"),
    *("@Ann Lee", "@<b>", "\x00", "\u202e"),
]
TAG = re.compile(r"<([^>]*)>")


@settings(max_examples=300)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=20).map("".join))
def test_nothing_that_could_run_ever_comes_out(text: str) -> None:
    html = render(text, {"Ann Lee": '"><script>', "<b>": "1"})
    for tag in TAG.findall(html):
        name = tag.strip("/").split(" ")[0].lower()
        assert name not in {"script", "img", "svg", "iframe", "style", "object", "form", "input"}
        assert not re.search(r"\son\w+\s*=|style\s*=", re.sub(r'"[^"]*"', '""', tag), re.IGNORECASE)
        for address in re.findall(r'href="([^"]*)"', tag):
            assert not re.match(r"\s*(javascript|data|vbscript):", address, re.IGNORECASE)


def test_a_mention_stands_out_but_not_in_code_and_never_half_a_name() -> None:
    html = render("@Ann Lee, `@Ann Lee`, @Annika and x@Ann", {"Ann": "1", "Ann Lee": "2"})
    assert html.count('class="mention"') == 1
    assert '<span class="mention" data-person="2">@Ann Lee</span>' in html


def test_links_are_told_not_to_vouch_and_pictures_become_links() -> None:
    html = render("see example.com ![cat](https://e.org/cat.png)")
    assert '<a href="http://example.com" rel="noopener nofollow ugc">' in html
    assert "<img" not in html
    assert ">cat</a>" in html


def test_headings_begin_below_the_pages_own() -> None:
    assert render("# One\n\n## Two").startswith("<h3>One</h3>\n<h4>Two</h4>")


def test_plain_words_keep_what_a_reader_of_mail_needs() -> None:
    text = plain("# Hi\n\nsee [the *page*](https://e.org)\n\n- one\n- two **bold**\n\n`x < 1`")
    assert text == "Hi\n\nsee the page (https://e.org)\n\n- one\n- two bold\nx < 1"


@pytest.mark.parametrize("piece", ["[", "![", "(http://a.b/", "*a ", "> ", "* a\n", "|a", "<", "[a]("])
def test_no_text_holds_a_page_up(piece: str) -> None:
    began = time.thread_time()
    render(piece * (100_000 // len(piece)))
    assert time.thread_time() - began < 5  # of the processor: well under one
