"""``samenwijzer translations``: collect texts into catalogues, check that they are complete, compile them.

Texts in code and templates are English; the Dutch stands in ``locale/nl/LC_MESSAGES/django.po`` of the nearest folder
above the text that has a ``locale``, so that a screen and its words live together.
"""

import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LANGUAGE = "nl"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
#: The same in every catalogue and without a date, so that collecting twice changes nothing.
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: Samenwijzer\\n"
"Language: nl\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Text = str | tuple[str, ...]


@click.group()
def command() -> None:
    """Collect, check and compile translations."""


@command.command()
def collect() -> None:
    """Bring the catalogues up to date with the texts; translations that stand are kept."""
    for home, template in _templates().items():
        file = _catalogue_file(home)
        catalogue = _read(file)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            out.write(HEADER.encode())
            write_po(out, catalogue, width=120, sort_output=True, no_location=True, omit_header=True)
        missing = len(_untranslated(catalogue))
        click.echo(f"{file.relative_to(PACKAGE)}: {len(catalogue)} texts, {missing} without translation")


@command.command()
def check() -> None:
    """Fail when a text has no Dutch or two, or a catalogue has a text nobody uses."""
    problems = _said_in_two_ways()
    for home, template in _templates().items():
        file = _catalogue_file(home)
        catalogue = _read(file)
        used = {message.id for message in template if message.id}
        untranslated = {message.id for message in _untranslated(catalogue)}
        standing = {message.id for message in catalogue if message.id}
        missing = (used & untranslated) | (used - standing)
        problems += [f"{file}: not translated: {text!r}" for text in missing]
        problems += [f"{file}: no longer used: {text!r}" for text in standing - used]
    if problems:
        raise click.ClickException("\n".join(sorted(problems)))


@command.command("compile")
def compile_() -> None:
    """Write the compiled catalogues beside their sources."""
    for file in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")):
        # Beside it first, so that a server that starts meanwhile never reads half a catalogue.
        unfinished = file.with_suffix(".unfinished.mo")
        with unfinished.open("wb") as out:
            write_mo(out, _read(file))
        unfinished.replace(file.with_suffix(".mo"))


def _said_in_two_ways() -> list[str]:
    """Name each text that two catalogues translate differently: which one is shown would depend on their order."""
    found: dict[tuple[object, object], dict[str, Path]] = defaultdict(dict)
    for file in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/django.po")):
        for message in _read(file):
            found[message.id, message.context][str(message.string)] = file
    return [
        f"{' and '.join(map(str, said.values()))}: {text!r} is said in two ways: {', '.join(said)}"
        for (text, _context), said in found.items()
        if text and len(said) > 1
    ]


def _templates() -> dict[Path, Catalog]:
    """Return for each home of a catalogue the texts its code and templates use."""
    found: dict[Path, Catalog] = defaultdict(lambda: Catalog(locale=LANGUAGE, domain="django"))
    for file in sorted([*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.html")]):
        for text, context in _texts(file):
            found[_home(file)].add(text, context=context)
    return found


def _texts(file: Path) -> Iterator[tuple[Text, str | None]]:
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        # What templatize leaves between the texts is no Python; line starts would confuse the tokenizer.
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield text, context


def _home(file: Path) -> Path:
    inside = [folder for folder in file.parents if folder.is_relative_to(PACKAGE)]
    return next((folder for folder in inside if (folder / "locale").is_dir()), PACKAGE)


def _catalogue_file(home: Path) -> Path:
    return home / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def _read(file: Path) -> Catalog:
    if not file.exists():
        return Catalog(locale=LANGUAGE, domain="django", fuzzy=False)
    with file.open("rb") as source:
        return read_po(source, locale=LANGUAGE, domain="django")


def _untranslated(catalogue: Catalog) -> list[Message]:
    def is_empty(message: Message) -> bool:
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        return message.fuzzy or not all(strings)

    return [message for message in catalogue if message.id and is_empty(message)]
