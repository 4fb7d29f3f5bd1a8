"""Three lines a learner: how many responses, the number of the skill of each, and 0 or 1 for each.

The layout of Piech et al. (2015), *Deep Knowledge Tracing*, in which ASSISTments 2015 is spread. No items, no time.
After the count may stand ``# 12 …``: the number of the learner in the whole file, and a remark that is not read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from samenwijzer.exchange.responses.content import Course, Response, Responses, dataset_of
from samenwijzer.exchange.responses.rest import Rest
from samenwijzer.foundation.problems import Problem, Problems, refuse
from samenwijzer.foundation.tables import MAX_BYTES

LAYOUT = "sequences"
_COUNT = re.compile(r"(\d+)(?:\s*#\s*(\d+).*)?")


@dataclass(frozen=True)
class Block:
    """The lines of one learner: ``line`` is that of the count, ``number`` the place of the learner in the file."""

    line: int
    number: int
    lines: tuple[str, ...]


def read(path: Path, problems: Problems | None = None) -> Responses:
    """Return the responses in the text at ``path``; raise ``FileRefused`` with every mistake in it.

    The lines of a learner stand or fall together: a mistake is told on the line of the count.
    """
    problems = problems if problems is not None else Problems()
    responses: list[Response] = []
    learners: dict[str, int] = {}
    for block in _blocks(path):
        found = _responses(path.name, block, problems)
        first = learners.setdefault(str(block.number), block.line)
        if first != block.line:
            _tell(problems, path.name, block, 0, _("Learner %(n)s stands on line %(first)s already."), first=first)
        else:
            responses += found
    problems.refuse_if_any()
    if not responses:
        raise refuse(path.name, _("There are no responses in this file."), _("Choose another file."))
    skills = sorted({row.skills[0] for row in responses}, key=int)
    dataset = dataset_of(path)
    return Responses(
        layout=LAYOUT,
        file=path.name,
        digest=sha256(path.read_bytes()).hexdigest(),
        responses=tuple(responses),
        courses=(Course(dataset, dataset, (), tuple(dict.fromkeys(row.learner for row in responses))),),
        skills={skill: skill for skill in skills},
        dataset=dataset,
        has_names=False,
    )


def write_rest(path: Path, rest: Rest, out: TextIO) -> None:
    """Write the lines of the learners that were set aside; behind their count stands what is wrong."""
    for block in _blocks(path):
        if block.line in rest.reasons:
            count = block.lines[0].partition("#")[0].strip()
            out.write(f"{count} # {block.number} {rest.told(block.line)}\n")
            out.writelines(f"{line}\n" for line in block.lines[1:])


def _blocks(path: Path) -> Iterator[Block]:
    if path.stat().st_size > MAX_BYTES:
        raise refuse(path.name, _("The file is too large."), _("Split it and bring the parts in one after another."))
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise refuse(
            path.name, _("This is not a text file."), _("Export again as CSV, or choose another file.")
        ) from error
    filled = [(number, line.strip()) for number, line in enumerate(lines, start=1) if line.strip()]
    for start in range(0, len(filled), 3):
        group = filled[start : start + 3]
        match = _COUNT.fullmatch(group[0][1])
        number = int(match[2]) if match and match[2] else start // 3 + 1
        yield Block(group[0][0], number, tuple(line for _number, line in group))


def _responses(file: str, block: Block, problems: Problems) -> list[Response]:
    count = _COUNT.fullmatch(block.lines[0])
    if not count or len(block.lines) < 3:
        _tell(problems, file, block, 0, _("Here the three lines of learner %(n)s should begin with a number."))
        return []
    skills, marks = (line.rstrip(",").split(",") for line in block.lines[1:])
    if not len(skills) == len(marks) == int(count[1]):
        what = _("Learner %(n)s should have %(count)s responses, but has %(skills)s skills and %(marks)s marks.")
        _tell(problems, file, block, 0, what, count=count[1], skills=len(skills), marks=len(marks))
    elif (wrong := next((skill for skill in skills if not skill.strip().isdecimal()), None)) is not None:
        _tell(problems, file, block, 1, _("“%(text)s” is not the number of a skill (learner %(n)s)."), text=wrong)
    elif (wrong := next((mark for mark in marks if mark.strip() not in ("0", "1")), None)) is not None:
        _tell(problems, file, block, 2, _("“%(text)s” is neither 0 nor 1 (learner %(n)s)."), text=wrong)
    else:
        learner = str(block.number)
        return [
            Response(block.line, f"{learner}:{place}", learner, "", (str(int(skill)),), float(mark))
            for place, (skill, mark) in enumerate(zip(skills, marks, strict=True))
        ]
    return []


def _tell(problems: Problems, file: str, block: Block, line: int, what: str, **said: object) -> None:
    remedy = _("Every learner has three lines: how many, the skills, and 0 or 1 for each, with commas between.")
    field = ("", _("line of the skills"), _("line of the marks"))[line]
    problems.add(Problem(file, what % {"n": block.number, **said}, remedy, block.line, field))
