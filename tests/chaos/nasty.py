"""What a careless or hostile hand may put anywhere, as hypothesis strategies."""

from hypothesis import strategies as st

HAND_MADE = [
    "", " ", "\x00", "a\x00b", "\x00" * 50, "²", "٣٤", "１２", "1e9", "-1", "0", "00", "0x10", "1.5", "NaN",
    "inf",
    "9" * 9, "9" * 10, "9" * 19, "9" * 400, "2147483648", "9223372036854775808", "true", "null", "[]", "{}",
    "None",
    "\u202e\u202dabc", "\u200f\u200e", "\ufeff", "\ufffe", "\uffff", "🧯" * 50, "e\u0301" * 40, "ﷺ" * 20,
    "\ud7ff\ue000", "\U0010ffff", "İ" * 30, "ß" * 30, "\x1b[31m", "\r\n\r\nX: y", "\n", "\t", "\x7f\x80",
    "' OR 1=1 --", '"; DROP TABLE x; --', "%", "%%", "%s", "%(x)s", "{0.__class__}", "{{ 7*7 }}",
    "{% load x %}",
    "../../etc/passwd", "..\\..\\x", "C:\\x", "/", "//", "//evil.example", "\\\\evil", "file:///etc/passwd",
    "javascript:alert(1)", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "]]>", "<!--",
    "@", "@@", "@Ada Moreno", "@" * 500, "@Ada " * 200, "INC-", "INC-1", "#1", "inc 999999999", '"', '"a"*',
    "NEAR(a b)",
    "a AND", "OR OR", "* *", "(", ")", "^a", "a:b", "-a", "&", "!", "<->", ":*", "'", "\\", "`", "a" * 3000,
    "2026-13-45", "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-30T99:99", "12:60",
    "24:00",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "~", "2026-01-01~", "~2026-01-01", "1-1", "1.1",
    "9" * 17 + "-01ARZ3NDEKTSV4RRFFQ69G5FAV", "2026-01-01T00:00:00+00:00~²", "0001-01-01T00:00:00+23:59~5",
    "01ARZ3NDEKTSV4RRFFQ69G5FAV", "7" + "Z" * 25, "8" + "Z" * 25, "state=any&q=%00", "q=" + "a" * 400,
    "Europe/Lisbon", "../UTC", "Etc/GMT+99", "a@b", "a@b.c", "@example.org", "a\n@example.org",
    "a@[127.0.0.1]",
    "http://", "http://[", "https://[::1", "http://a:99999/", "https://xn--/", "mailto:x",
    "https://" + "a" * 2100,
    "owner", "admin", "yes", "no", "on", "open", "restricted", "lead",
]  # fmt: skip
LONG = ["x" * 100_000, "é " * 50_000, "@Ada " * 20_000, "[" * 100_000, "*a " * 33_000, "9" * 100_000]

# Surrogates can't be sent as UTF-8; broken bytes are sent as such, see `raw_bytes`.
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
short = st.one_of(st.sampled_from(HAND_MADE), anything)
text = st.one_of(st.sampled_from(HAND_MADE), st.sampled_from(HAND_MADE), anything, st.sampled_from(LONG))
raw_bytes = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([b"\xff\xfe", b"\xed\xa0\x80", b"%ff%fe", b"%ed%a0%80", b"\xc3", b"%00"]),
)
headers = st.dictionaries(
    st.sampled_from(
        "Cookie Authorization Host Origin Referer Accept Accept-Language Accept-Encoding X-Request-Id "
        "X-Quick HX-Request X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto User-Agent "
        "If-Modified-Since Range "
        "Sec-Fetch-Site X-CSRFToken Content-Encoding X-HTTP-Method-Override".split()
    ),
    st.one_of(
        st.sampled_from(
            [
                "", "yes", "true", "Bearer", "Bearer ", "Bearer tno_x", "Basic Og==", "Bearer " + "a" * 5000,
                "evil.example", "null", "https://evil.example", "testserver:99999", "[::1", "a b",
                "gzip, br, *;q=x",
                "xx-XX,;q=,*", "en;q=9e999", "bytes=0-,5-1", "Thu, 32 Foo 2026",
                '"\\000\\000\\000\\000\\000\\000aaa"',
                "turnout_session=\"\\000\\000\\000\\000\\000\\000\\000\\000aaa\"; csrftoken=x",
                "turnout_session=" + "a" * 32,
                "turnout_session=; ;;=; a", "csrftoken=\"", "é", "\x85", "x" * 8000,
            ]
        ),
        st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40),
    ),
    max_size=3,
)  # fmt: skip
methods = st.sampled_from(
    [
        "GET",
        "GET",
        "GET",
        "POST",
        "POST",
        "POST",
        "POST",
        "HEAD",
        "OPTIONS",
        "PUT",
        "PATCH",
        "DELETE",
        "TRACE",
        "BREW",
    ]
)
