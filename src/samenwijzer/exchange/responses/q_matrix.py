"""Which skills each item is about: a sparse matrix of items by skills, as Tatsuoka's Q-matrix is stored by SciPy."""

from io import BytesIO
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from scipy.sparse import csr_matrix, load_npz

from samenwijzer.foundation.problems import refuse

LARGEST = 50_000_000


class QMatrix:
    """The skills (column numbers) of items (row numbers)."""

    def __init__(self, file: str, data: bytes) -> None:
        """Read ``data``; what is no sparse matrix is a ``FileRefused``."""
        try:
            matrix = csr_matrix(load_npz(BytesIO(data)))
        except (BadZipFile, KeyError, OSError, ValueError, RuntimeError, TypeError) as error:
            raise refuse(
                file,
                _("This is not a sparse matrix of items and skills."),
                _("Save it with scipy.sparse.save_npz, or bring in the responses without it."),
            ) from error
        if matrix.nnz > LARGEST:
            raise refuse(file, _("The file is too large."), _("Split it and bring the parts in one after another."))
        matrix.eliminate_zeros()
        self._starts, self._skills = matrix.indptr, matrix.indices
        self.items = int(matrix.shape[0])

    def skills(self, item: int) -> tuple[str, ...]:
        """Return the skills of ``item``, which must lie below ``items``."""
        return tuple(str(skill) for skill in sorted(self._skills[self._starts[item] : self._starts[item + 1]].tolist()))
