"""The yearly report of a school: filled in as far as is known, the rest by people; it goes along as a text file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samenwijzer.quality.reports.pack import yearly_report_form
from samenwijzer.quality.reports.yearly import yearly_report
from samenwijzer.web.school.policy.views import trail_of
from samenwijzer.web.shell import ViewerRequest, screen


@require_http_methods(["GET", "HEAD", "POST"])
@screen
def report(request: ViewerRequest, unit: int) -> HttpResponse:
    """Show the report; on POST give it as a file with what was written. Nothing that is written is kept here."""
    found, language = yearly_report(viewer=request.viewer, school=unit), get_language() or "nl"
    sections = [
        (
            section.title.in_language(language),
            [
                (one.question.key, one.question.title.in_language(language),
                 request.POST.get(one.question.key, one.value)[:5000], bool(one.question.figure))
                for one in answers
            ],
        )
        for section, answers in found.sections
    ]  # fmt: skip
    title = f"{yearly_report_form().title.in_language(language)} {found.school} {found.year}"
    if request.method == "POST":
        return _as_file(title, sections)
    context = {
        "report": found,
        "title": title,
        "sections": sections,
        "trail": trail_of(found.school, _("Yearly report")),
    }
    return render(request, "school/report/templates/report.html", context)


def _as_file(title: str, sections: list[tuple[str, list[tuple[str, str, str, bool]]]]) -> HttpResponse:
    lines = [f"# {title}"]
    for heading, answers in sections:
        lines.append(f"## {heading}")
        lines += [f"**{question}**  \n{' '.join(value.split()) or '…'}" for _key, question, value, _known in answers]
    headers = {"Content-Disposition": f'attachment; filename="{slugify(title)}.md"'}
    return HttpResponse("\n\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8", headers=headers)
