"""Severity criteria: a table of short sentences, for everyone or for one department."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from turnout.core.lib.cached_tables import cached_table
from turnout.core.people.permissions import Permission
from turnout.incidents.definitions.actions.criteria import LONGEST, write_criteria
from turnout.incidents.definitions.actions.suggested_criteria import write_suggested_criteria
from turnout.incidents.definitions.criteria import QUESTIONS, sentences
from turnout.incidents.errors import NotPossible
from turnout.incidents.models import Dimension, Discipline, Severity
from turnout.web.guard import SignedInRequest, guard

Cells = dict[tuple[Dimension, int], str]


@guard(Permission.SETTINGS_MANAGE, methods=("GET", "POST"))
def show(request: SignedInRequest) -> HttpResponse:
    """Severities by side, for everyone or for one department. Sentences left empty there are everyone's."""
    key = request.GET.get("department", "")
    discipline = get_object_or_404(Discipline, pk=key) if key else None
    present, refused = sentences(key or None), ""
    if request.method == "POST":
        said = _said(request)
        try:
            if "suggest" in request.POST:
                write_suggested_criteria(by=request.user)
            else:
                write_criteria(said, discipline=discipline, by=request.user)
            return redirect(f"{reverse('severity_grid')}{f'?department={key}&' if key else '?'}saved")
        except NotPossible as error:
            present, refused = said, str(error)
    context = {
        "discipline": discipline,
        "disciplines": cached_table(Discipline).values(),
        "severities": cached_table(Severity).values(),
        "rows": _rows(present, sentences(None) if discipline else {}),
        "saved": "saved" in request.GET,
        "refused": refused,
        "longest": LONGEST,
        "is_empty": not sentences(None),
    }
    return render(request, "settings/grid.html", context, status=422 if refused else 200)


def _said(request: SignedInRequest) -> Cells:
    """The cells that were sent; what wasn't sent stays as it is."""
    return {
        (side, rank): request.POST[name]
        for side in Dimension
        for rank in (each.rank for each in cached_table(Severity).values())
        if (name := f"{side}-{rank}") in request.POST
    }


def _rows(
    present: Cells, general: Cells
) -> list[tuple[object, object, list[tuple[str, Severity, str, str]]]]:
    """Icon and name of each side, and its cells: field, severity, words, and the words that stand in."""
    return [
        (
            icon,
            name,
            [
                (
                    f"{side}-{each.rank}",
                    each,
                    present.get((side, each.rank), ""),
                    general.get((side, each.rank), ""),
                )
                for each in cached_table(Severity).values()
            ],
        )
        for side, (icon, name, _question) in QUESTIONS.items()
    ]
