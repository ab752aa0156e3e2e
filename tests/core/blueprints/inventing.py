"""Settings nobody would think of, made from what the settings say of themselves."""

from typing import Any

from hypothesis import strategies as st

from turnout.core.blueprints.plans import Present
from turnout.core.blueprints.settings import Setting, settings
from turnout.core.conditions.operations import OPERATIONS
from turnout.core.conditions.references import DAY, NUMBER
from turnout.core.conditions.value import ConditionsValue
from turnout.core.values import (
    Choice,
    ChoiceOrRef,
    Choices,
    Group,
    IpRange,
    Key,
    Link,
    LongText,
    Many,
    Number,
    Ref,
    Refs,
    Text,
    Value,
    YesNo,
)

STRANGE = "abcXYZ019 éß漢字🚲 :#-?!&*|>'\"%@`{}[],~=<\\_\u2028\u00a0\ufeff"
WORDS = st.text(st.sampled_from(STRANGE), max_size=40) | st.sampled_from(
    ["no", "null", "~", "1", "01", "1.5", "2026-01-01", "- a", "a: b", "# c", "x " * 60, "|", "'", "yes"]
)
KEYS = st.from_regex(r"[a-z0-9][a-z0-9_-]{0,12}", fullmatch=True)


def tidy_words(field: Text) -> st.SearchStrategy[str]:
    words = st.lists(WORDS, max_size=3).map("\n".join) if isinstance(field, LongText) else WORDS
    return (
        words.map(field.tidy)
        .map(lambda text: field.tidy(text[: field.most]))
        .filter(lambda text: bool(text) or not field.required)
    )


def value_of(field: Value[Any], keys: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    """A value this field could hold where these items are there."""
    if isinstance(field, Key):
        return KEYS
    if isinstance(field, Link):
        return KEYS.map("https://{}.example/".format)
    if isinstance(field, IpRange):
        labels = WORDS.map(lambda words: words[:40]) if field.named else st.just("")
        return st.builds("{} {}".format, st.ip_addresses(), labels).map(field.tidy)
    if isinstance(field, Text):
        return tidy_words(field)
    if isinstance(field, YesNo):
        return st.booleans()
    if isinstance(field, Number):
        number = st.integers(field.least, min(field.most, field.least + 1000))
        return number if field.required else st.just(field.default) | number
    if isinstance(field, ChoiceOrRef):
        words = [*field.words, *(field.prefix + key for key in keys[field.to])]
        return st.sampled_from(words if field.required else ["", *words])
    if isinstance(field, Choice):
        some = st.sampled_from(sorted(field.options)[:20])
        return some if field.required else st.just(field.start) | some
    if isinstance(field, Choices):
        return st.lists(st.sampled_from([*field.options]), max_size=3).map(field.tidy)
    if isinstance(field, Ref):
        one = st.sampled_from(keys[field.to] or [""])
        return one if field.required else st.just("") | one
    if isinstance(field, Refs):
        if not keys[field.to]:
            return st.just(())
        some_keys = st.lists(st.sampled_from(keys[field.to]), min_size=int(field.required), max_size=3)
        return some_keys.map(field.tidy)
    if isinstance(field, Many):
        each = value_of(field.of, keys)
        return st.lists(each if isinstance(field.of, Group) else each.filter(bool), max_size=3).map(tuple)
    if isinstance(field, Group):
        return st.fixed_dictionaries({name: value_of(each, keys) for name, each in field.parts.items()})
    if isinstance(field, ConditionsValue):
        return st.lists(st.lists(_condition(field, keys), min_size=1, max_size=3), max_size=2)
    return st.just(field.start)


@st.composite
def _condition(draw: st.DrawFn, field: ConditionsValue, keys: dict[str, list[str]]) -> dict[str, Any]:
    reference = draw(st.sampled_from([*field.scope.references.values()]))
    name, operation = draw(st.sampled_from(sorted(OPERATIONS[reference.kind].items())))
    options = keys.get(field.sections.get(reference.name, "")) or [each.value for each in reference.options()]
    if reference.kind == NUMBER:
        one: st.SearchStrategy[str] = st.integers(0, 99).map(str)
    elif reference.kind == DAY:
        one = st.dates().map(str)
    else:
        one = st.sampled_from(options) if options else WORDS.filter(bool)
    most = {"one": 1, "some": 3}.get(operation.takes, 0)
    values = draw(st.lists(one, min_size=int(bool(most)), max_size=most, unique=True))
    return {"of": reference.name, "is": name, "values": values}


AS_THEY_ARE = (
    "lifecycles",
    "custom_fields",
    "forms",
)  # parts depend on each other in ways only their verbs know


@st.composite
def settings_like(draw: st.DrawFn, present: Present) -> Present:
    """The settings there are with things added, worded anew and put in another order."""
    keys = {section: list(items) for section, items in present.items()}
    made: Present = {}
    for section, setting in settings().items():
        grows = setting.add and section not in (*AS_THEY_ARE, "severities")
        new = draw(_new_keys(setting, keys[section])) if grows else []
        keys[section] += new
        if section in AS_THEY_ARE:
            made[section] = present[section]
            continue
        if setting.arrange:
            keys[section] = draw(st.permutations(keys[section]))
        elif not setting.is_one:
            keys[section].sort()
        items = {key: draw(_item(setting, key, present, keys)) for key in keys[section]}
        made[section] = {key: items[key] for key in setting.together(keys[section], items)}
        _name_apart(made[section])
    return made


def _new_keys(setting: Setting, there: list[str]) -> st.SearchStrategy[list[str]]:
    key = tidy_words(setting.key) if type(setting.key) is Text else KEYS
    taken = {each.casefold() for each in there}
    free = key.filter(lambda each: bool(each) and each.casefold() not in taken)
    return st.lists(free, max_size=2, unique_by=lambda each: each.casefold())


@st.composite
def _item(draw: st.DrawFn, setting: Setting, key: str, present: Present, keys: dict[str, list[str]]) -> Any:
    there = present[setting.section].get(key)
    if there is not None and draw(st.booleans()):
        return dict(there)
    data = {name: draw(value_of(field, keys)) for name, field in setting.fields.items()}
    if setting.section == "notification_rules" and not data["tell_roles"]:
        data["tell"] = data["tell"] or (keys["teams"][0],)  # a rule tells somebody
    if setting.section == "durations" and data["start"] == data["end"]:
        data["end"] = "closed_at" if data["start"] != "closed_at" else "started_at"
    if setting.section == "allowed_addresses" and not data["addresses"]:
        data["only_these"] = False  # a list that is on lets in somebody
    return {**data, **{name: there[name] for name in setting.fixed if there}}


def _name_apart(items: dict[str, Any]) -> None:
    """Names have to be their own, and one that changes hands takes two steps."""
    for number, data in enumerate(items.values()):
        if "name" in data and len(items) > 1:
            data["name"] = f"{number} {data['name']}"[:60].strip()
