"""Other systems' words for severity, status and discipline, in ours."""

import re
from typing import Any

from turnout.incidents.definitions.models import StatusCategory

_SEVERITIES = {
    1: "critical emergency catastrophic blocker highest extreme fatal disaster urgent",
    2: "major high serious severe significant",
    3: "moderate medium partial degraded normal average",
    4: "minor low small limited",
    5: "none note info informational trivial maintenance lowest negligible cosmetic insignificant near-miss",
}
_STATUSES = {
    StatusCategory.CLOSED: "closed done completed complete finished archived resolved fixed postmortem",
    StatusCategory.LEARNING: "reviewing review learning post-incident submitted",
    StatusCategory.CANCELED: "canceled cancelled withdrawn void abandoned",
    StatusCategory.DECLINED: "declined rejected invalid duplicate merged not-an-incident false-alarm",
}
_STILL_OPEN = """open opened new triage reported investigating identified fixing in-progress active ongoing
    live monitoring watching paused on-hold pending acknowledged assigned scheduled initially-submitted"""
_UPDATES = {
    "investigating": "investigating open new triage reported acknowledged",
    "fixing": "identified fixing in-progress mitigating",
    "monitoring": "monitoring watching verifying",
    "paused": "paused on-hold pending",
    "reviewing": "resolved completed fixed mitigated solved postmortem",
    "closed": "closed done",
}
_DISCIPLINES = {
    "engineering": "engineering technical technology tech it software infrastructure outage platform service",
    "security": "security infosec cyber cybersecurity information-security",
    "privacy": "privacy personal-data data-protection data-breach gdpr data",
    "operations": "operations ops operational logistics supply supply-chain production staffing",
    "customer": "customer customers customer-success support product product-quality quality",
    "finance": "finance financial money payments accounting fraud billing",
    "people": "people people-and-safety people-&-safety safety health health-and-safety hr injury accident",
    "legal": "legal law compliance regulatory",
    "communications": "communications communication comms press pr public-relations media",
    "facilities": "facilities facility building buildings site premises property",
}


def _by_word(words: Any) -> dict[str, Any]:
    return {word: ours for ours, theirs in words.items() for word in theirs.split()}


_SEVERITY, _STATUS, _DISCIPLINE, _UPDATE = map(_by_word, (_SEVERITIES, _STATUSES, _DISCIPLINES, _UPDATES))
_OPEN = set(_STILL_OPEN.split())
_RANK = re.compile(r"(?:sev|severity|s|p|prio|priority|level|l)?-?([0-5])(?:-.*)?")


def _plain(word: Any) -> str:
    return re.sub(r"[\s_-]+", "-", str(word)[:100].strip().casefold())


def severity_rank(word: Any) -> int | None:
    """1 (worst) to 5, from a word, a number, or forms like SEV-2 and P1; None if it says nothing we know."""
    plain = _plain(word)
    if plain in _SEVERITY:
        return int(_SEVERITY[plain])
    found = _RANK.fullmatch(plain.removesuffix(".0"))
    return max(1, int(found[1])) if found else None


def category_of(word: Any) -> tuple[StatusCategory, str]:
    """Where in its life an incident comes in, and a note where that isn't what its own system said."""
    plain = _plain(word)
    if plain in _STATUS:
        return _STATUS[plain], ""
    if plain in _OPEN:
        return StatusCategory.LEARNING, f"was “{str(word)[:60]}” there; here it is over, and in review"
    return StatusCategory.LEARNING, f"has a status we don't know, “{str(word)[:60]}”: here it is in review"


def update_status_key(word: Any) -> str | None:
    """The status an update speaks of; None if it says nothing we know."""
    return _UPDATE.get(_plain(word))


def discipline_key(word: Any) -> str | None:
    return _DISCIPLINE.get(_plain(word))
