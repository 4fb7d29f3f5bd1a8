"""Static files of components: the modules and pictures that stand in a component's own folder."""

import builtins
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, overload

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

WEB = Path(__file__).resolve().parent.parent
SERVED = (".js", ".svg")


class ComponentFinder(BaseFinder):
    """Serves ``components/<name>/<name>.js``; templates and stylesheets are never served as files."""

    storage = FileSystemStorage(location=WEB)

    @overload
    def find(self, path: str, find_all: Literal[False] = ...) -> str | None: ...
    @overload
    def find(self, path: str, find_all: Literal[True]) -> builtins.list[str]: ...
    def find(self, path: str, find_all: bool = False) -> str | builtins.list[str] | None:
        """Return the file behind a static ``path``, or a list of files when all are asked for.

        For a path that is none of ours the answer is an empty list, as Django's own finders give.
        """
        found = [str(WEB / name) for name, _ in self.list(None) if name == path]
        return found[0] if found and not find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        """Yield the served files of all components with the storage that reads them."""
        for file in sorted((WEB / "components").glob("*/*")):
            if file.suffix in SERVED:
                yield file.relative_to(WEB).as_posix(), self.storage
