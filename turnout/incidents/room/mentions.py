"""Who is meant by an @Name in a text."""

import re

from django.db.models import Q

from turnout.core.people.models import Person

_AT = re.compile(r"(?<![\w@/])@([\w][^\n@]{0,80})")
MOST = 30  # names looked up in one text


def mentioned_in(text: str) -> list[Person]:
    """Active people whose whole name follows an @ in the text, the longest name winning."""
    after = [match.group(1) for match in _AT.finditer(text)][:MOST]
    if not after:
        return []
    first_words = {words.split()[0].strip(".,:;!?)") for words in after if words.split()}
    starting = Q()
    for word in first_words:
        starting |= Q(name__istartswith=word)
    candidates = sorted(
        Person.objects.active().filter(starting)[:500], key=lambda person: len(person.name), reverse=True
    )
    found = []
    for words in after:
        person = next((each for each in candidates if _begins_with(words, each.name)), None)
        if person and person not in found:
            found.append(person)
    return found


def _begins_with(words: str, name: str) -> bool:
    rest = words[len(name) :]
    return words.casefold().startswith(name.casefold()) and not (
        rest and (rest[0].isalnum() or rest[0] == "_")
    )
