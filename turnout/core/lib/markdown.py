"""What people write, as safe HTML or as plain words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

LONGEST = 50_000  # characters; what is longer is cut, so that no text can hold a page up
DEEPEST = 20  # quotes within lists within quotes …
MOST_MENTIONS = 200  # names looked for in one text
LONGEST_WORD = 4_000  # looking for bare links in an endless word takes time that grows with its square
SCHEMES = {"http", "https", "mailto"}
FIRST_HEADING = 3  # a text stands somewhere down a page

_cleaner = nh3.Cleaner(
    tags=set(
        "a blockquote br code del em h3 h4 h5 h6 hr li ol p pre s span strong ul "
        "table tbody td th thead tr".split()
    ),
    attributes={"a": {"href", "title"}, "ol": {"start"}, "span": {"data-person"}},
    allowed_classes={"span": {"mention"}},
    url_schemes=SCHEMES,
    link_rel="noopener nofollow ugc",
)


def render(text: str, mentions: Mapping[str, str] | None = None) -> SafeString:
    """`text`, written in Markdown, as HTML that is safe to put on a page.

    mentions  ids by name of the people mentioned: their "@Full Name" is highlighted
    """
    text = _cut(text)
    html = _reader_of(text).render(text, {"mentions": _finder(mentions), "ids": mentions or {}})
    return mark_safe(_cleaner.clean(html))  # noqa: S308 (this is the place that makes it safe)


def plain(text: str, *, addresses: bool = True) -> str:
    """`text` without its Markdown. With `addresses`, for email, where links lead follows in brackets."""
    text = _cut(text)
    lines = "".join(_words(_reader_of(text).parse(text, {}), addresses))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + " …"


def _finder(mentions: Mapping[str, str] | None) -> re.Pattern[str] | None:
    names = sorted((mentions or {}), key=len, reverse=True)[:MOST_MENTIONS]  # "Ann Lee" before "Ann"
    return re.compile(rf"(?<!\w)@({'|'.join(map(re.escape, names))})(?!\w)") if names else None


def _mark_mentions(state: StateCore) -> None:
    find = state.env.get("mentions")
    if find is None:
        return
    for block in state.tokens:
        if block.type == "inline":
            block.children = list(_with_mentions(block.children or [], find))


def _with_mentions(tokens: Sequence[Token], find: re.Pattern[str]) -> Iterator[Token]:
    links = 0
    for token in tokens:
        links += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or links:
            yield token
            continue
        end = 0
        for found in find.finditer(token.content):
            yield Token("text", "", 0, content=token.content[end : found.start()])
            yield Token("mention", "", 0, content=found[1])
            end = found.end()
        yield Token("text", "", 0, content=token.content[end:])


def _lower_headings(state: StateCore) -> None:
    """Whatever levels the writer used, on the page they follow each other without a gap."""
    headings = [token for token in state.tokens if token.type.startswith("heading_")]
    levels = sorted({token.tag for token in headings})
    for token in headings:
        token.tag = f"h{min(FIRST_HEADING + levels.index(token.tag), 6)}"


def _mention(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    name = tokens[index].content
    return f'<span class="mention" data-person="{escape(env["ids"].get(name, ""))}">@{escape(name)}</span>'


def _image(renderer: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    """A link to it: a picture from elsewhere would tell that place who is reading."""
    source = tokens[index].attrGet("src") or ""
    return f'<a href="{escape(source)}">{escape(tokens[index].content or source)}</a>'


def _words(tokens: Sequence[Token], addresses: bool) -> Iterator[str]:
    target = ""
    for token in tokens:
        if token.type == "inline":
            yield from _words(token.children or [], addresses)
        elif token.type == "link_open":
            target = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            yield f" ({target})" if addresses and target and token.info != "auto" else ""
        elif token.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif token.type == "list_item_open":
            yield "- "
        elif token.type in {"td_close", "th_close"}:
            yield " "
        elif token.type in {"hr", "heading_close", "paragraph_close", "tr_close"}:
            yield "\n" if token.hidden or token.type == "tr_close" else "\n\n"
        else:
            yield token.content


def _make_reader(*rules: str) -> MarkdownIt:
    options = {"html": False, "linkify": True, "breaks": True, "maxNesting": DEEPEST}
    reader = MarkdownIt("commonmark", options).enable(["table", "strikethrough", *rules])
    reader.core.ruler.push("mentions", _mark_mentions)
    reader.core.ruler.push("headings", _lower_headings)
    reader.add_render_rule("mention", _mention)
    reader.add_render_rule("image", _image)
    return reader


_reader = _make_reader("linkify")
_reader_without_links = _make_reader()


def _reader_of(text: str) -> MarkdownIt:
    longest = max(map(len, text.split()), default=0)
    return _reader if longest <= LONGEST_WORD else _reader_without_links
