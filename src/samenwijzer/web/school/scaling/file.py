"""The inspection file: what a school shows of learning together, by rubric of R-OK, to take along (D-458)."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samenwijzer.practice.instruments.scales import queries
from samenwijzer.practice.instruments.scales.models import Proof
from samenwijzer.practice.instruments.scales.queries import ProfileLine
from samenwijzer.practice.instruments.scales.registry import level_titles
from samenwijzer.practice.instruments.scales.rok import Place, places
from samenwijzer.web.school.scaling.profile import trail_in
from samenwijzer.web.school.scaling.session import TEMPLATES
from samenwijzer.web.shell import ViewerRequest, screen


@dataclass(frozen=True)
class Row:
    """One expectation of R-OK with an indicator about it: where the school stands, and its evidence."""

    place: Place
    line: ProfileLine
    level: str

    @property
    def proofs(self) -> list[Proof]:
        """What supports it."""
        return list(self.line.proofs)


@require_safe
@screen
def quality_file(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the file by rubric, or give it as a text file."""
    found = queries.profile(unit=unit, viewer=request.viewer)
    known, titles = places(), level_titles()
    rubrics: dict[str, list[Row]] = {place.rubric: [] for place in known.values()}
    by_place = {key: [one for one in found.lines if key in one.indicator.scale.place] for key in known}
    for key, lines in by_place.items():
        for line in lines:
            level = titles[line.now.level - 1] if line.now and line.now.level else ""
            rubrics[known[key].rubric].append(Row(known[key], line, level))
    title = _("Quality file of %(school)s") % {"school": found.school.name}
    if request.GET.get("bestand"):
        return _as_file(title, rubrics)
    context = {
        "school": found.school,
        "title": title,
        "rubrics": rubrics.items(),
        "last": found.finished[0].finished_at if found.finished else None,
        "trail": trail_in(found.school, (_("Quality file"), "")),
    }
    return render(request, f"{TEMPLATES}/file.html", context)


def _as_file(title: str, rubrics: dict[str, list[Row]]) -> HttpResponse:
    lines = [f"# {title}"]
    for rubric, rows in rubrics.items():
        lines.append(f"## {rubric}")
        for row in rows:
            lines.append(f"### {row.place.code} {row.place.statement}")
            words = row.line.now.words if row.line.now else _("not placed yet")
            lines.append(f"**{row.line.indicator.title}** ({row.level or '…'}): {words}")
            lines += [f"- {one.dated:%Y-%m-%d} {one.title}: {one.words}" for one in row.proofs]
        if not rows:
            lines.append(_("No indicator looks at this rubric."))
    headers = {"Content-Disposition": f'attachment; filename="{slugify(title)}.md"'}
    return HttpResponse("\n\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8", headers=headers)
