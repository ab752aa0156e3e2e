"""The settings as a file: download them, see what a file would change, apply it."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from turnout.core.blueprints.actions import apply_blueprint, plan_blueprint
from turnout.core.blueprints.documents import Blueprint, read_blueprint
from turnout.core.blueprints.exporting import export
from turnout.core.blueprints.plans import MOVE, Change, Plan
from turnout.core.blueprints.problems import ChangedSince, InvalidBlueprint, Problem
from turnout.core.blueprints.reading import LONGEST
from turnout.core.events.sources import BLUEPRINT, coming_from
from turnout.core.people.permissions import Permission
from turnout.web.guard import SignedInRequest, counted_as, guard

SHOWN_PROBLEMS = 100


class BlueprintForm(forms.Form):
    """A blueprint, pasted or as a file."""

    text = forms.CharField(
        label=gettext_lazy("Paste your file"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "class": "is-code", "wrap": "off"}),
    )
    file = forms.FileField(
        label=gettext_lazy("Or choose a file"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml,text/*"}),
    )
    remove = forms.BooleanField(
        label=gettext_lazy("Remove anything the file leaves out"),
        required=False,
        help_text=gettext_lazy("Only in the sections it contains, and never anything in use."),
    )
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        file = data.get("file")
        if file:
            if file.size > LONGEST * 4:
                raise forms.ValidationError(_("This file is too large to be a blueprint."))
            try:
                data["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                raise forms.ValidationError(_("This file isn't text.")) from None
            data["name"] = file.name
        if not (data.get("text") or "").strip():
            raise forms.ValidationError(_("Paste a blueprint or choose a file."))
        return data

    def blueprint(self) -> Blueprint:
        """What was sent, read. What is wrong in it is among its problems."""
        return read_blueprint([(self.cleaned_data["name"] or _("blueprint"), self.cleaned_data["text"])])


@guard(Permission.SETTINGS_MANAGE)
def show(request: SignedInRequest) -> HttpResponse:
    """The page to paste one, or to choose a file."""
    return _page(request, BlueprintForm())


@guard(Permission.SETTINGS_MANAGE)
def file(request: SignedInRequest) -> HttpResponse:
    """All settings as YAML, to be kept."""
    return download("turnout.yaml", export())


def download(name: str, text: str) -> HttpResponse:
    """A file to save, in UTF-8."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/yaml; charset=utf-8", headers=headers)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
@counted_as(None)
def plan(request: SignedInRequest) -> HttpResponse:
    """What applying it would change. Nothing is written."""
    form = BlueprintForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    found = plan_blueprint(form.blueprint(), by=request.user, remove=form.cleaned_data["remove"])
    return _planned(request, form, found)


@guard(Permission.SETTINGS_MANAGE, methods=("POST",))
def application(request: SignedInRequest) -> HttpResponse:
    """Apply what was seen. 409 where the settings changed since, with what it would change now."""
    form = BlueprintForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    remove, planned = form.cleaned_data["remove"], request.POST.get("planned", "")
    try:
        with coming_from(BLUEPRINT):
            done = apply_blueprint(form.blueprint(), by=request.user, remove=remove, planned=planned)
    except InvalidBlueprint as refused:
        return _planned(request, form, Plan(form.blueprint().name, problems=refused.problems))
    except ChangedSince:
        anew = plan_blueprint(form.blueprint(), by=request.user, remove=remove)
        return _planned(request, form, anew, is_anew=True)
    return applied(done, f"{reverse('blueprint')}?applied")


def applied(plan: Plan, to: str) -> HttpResponse:
    """The page that says so, or that of changes that wait if there are any now."""
    return redirect(f"{reverse('waiting_changes')}?proposed" if plan.waiting else to)


def sections(plan: Plan) -> list[tuple[Any, list[tuple[Change, bool]]]]:
    """What would change, by what a page calls the section, and whether it waits for a second person."""
    found: dict[str, list[Change]] = {}
    for change in plan.changes:
        found.setdefault(change.setting.section, []).append(change)
    return [
        (changes[0].setting.title, [(each, plan.waits(each)) for each in changes])
        for changes in found.values()
    ]


def _planned(
    request: SignedInRequest, form: BlueprintForm, plan: Plan, is_anew: bool = False
) -> HttpResponse:
    if plan.problems:
        return _page(request, form, problems=_with_lines(plan.problems, form.cleaned_data["text"]))
    tally = [
        (plan.added, _("new")),
        (plan.changed, _("changed")),
        (plan.removed, _("removed")),
        (plan.count(MOVE), _("reordered")),
        (plan.same, _("unchanged")),
    ]
    context = {
        "form": form,
        "plan": plan,
        "sections": sections(plan),
        "tally": [each for each in tally if each[0]],
        "is_anew": is_anew,
    }
    return render(request, "settings/blueprint_plan.html", context, status=409 if is_anew else 200)


def _with_lines(problems: list[Problem], text: str) -> list[tuple[Problem, str]]:
    """Each with what stands on its line."""
    lines = text.splitlines()
    return [
        (each, lines[each.line - 1].strip()[:120] if 0 < each.line <= len(lines) else "")
        for each in problems[:SHOWN_PROBLEMS]
    ]


def _page(
    request: SignedInRequest, form: BlueprintForm, problems: list[tuple[Problem, str]] | None = None
) -> HttpResponse:
    if problems:
        fields = ("text", "name", "remove")
        form = BlueprintForm(initial={name: form.cleaned_data[name] for name in fields})
    either = [form["text"], form["file"]]
    context = {"form": form, "either": either, "problems": problems, "saved": "applied" in request.GET}
    return render(
        request, "settings/blueprint.html", context, status=422 if problems or form.is_bound else 200
    )
