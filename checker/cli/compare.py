"""Options of ``checker check`` that compare the article with another text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from checker.cli.completing import complete_file
from checker.cli.inputs import FRENCH_MARKS
from checker.cli.options import complain, fail, option_group
from checker.document import Document, InputError

if TYPE_CHECKING:
    from checker.align import Similarity
    from checker.comparison import Comparison

SELF = "self"
"""The value of ``--source`` for files that hold the French beside the English."""
ALIGNMENTS = ("lexical", "embeddings")
_ENGLISH = (".mt.en", ".ref.en", ".en", "_en", "-en")


comparison_options = option_group(
    "comparing",
    click.option("--reference", "references", multiple=True, metavar="FILE", shell_complete=complete_file, help="Compare the article with a reference translation (rules REF); once for each article, in their order."),
    click.option("--source", "sources", multiple=True, metavar="FILE|FOLDER|self", shell_complete=complete_file, help="Compare the article with its French original (rules SRC); once for each article, a folder in which ART.fr.txt belongs to ART.en.txt, or “self”: the sources in XLIFF, TMX and PO files."),
    click.option("--source-field", metavar="NAME", help="Compare each record of JSON Lines with the French in this field."),
    click.option("--align", "alignment", type=click.Choice(ALIGNMENTS), default=ALIGNMENTS[0], help="How French and English sentences are paired: by their words (default), or by sentence embeddings (extra align), which takes seconds an article and pairs free translations better."),
)
"""The options that name texts to compare with; ``Companions`` reads them."""


class Companions:
    """The texts that the articles are compared with.

    Args:
        references: a reference for each article, in order; none: no comparison.
        sources: a French original for each article, in order, or one folder that holds them, or
            ``self``: the files have it beside the English.
        source_field: the field of a JSON Lines record that has it.
        alignment: one of ``ALIGNMENTS``.
    """

    def __init__(self, references: tuple[str, ...], sources: tuple[str, ...], source_field: str | None, alignment: str) -> None:
        if sources and source_field:
            raise click.UsageError("give --source or --source-field, not both")
        if alignment != ALIGNMENTS[0] and not (sources or source_field):
            raise click.UsageError("--align is for the French original: give --source or --source-field with it")
        self._similarity = _embeddings() if alignment == "embeddings" else None
        self._field = source_field
        self._self = sources == (SELF,)
        self._references = _Queue(references, "reference") if references else None
        self._sources = _Queue(sources, "source") if sources else None
        self._folder = Path(sources[0]) if len(sources) == 1 and Path(sources[0]).is_dir() else None

    @property
    def any(self) -> bool:
        """Whether anything is compared."""
        return self._references is not None or self._sources is not None or self._field is not None

    def comparisons(self, document: Document) -> list[Comparison]:
        """The comparisons of the next article.

        Raises:
            InputError: it has no companion, or one that cannot be read or is another text.
        """
        found = self._with_source(document)
        if self._references is not None:
            _prove_single(document, "give each a file of its own")
            found.append(_with_reference(document, self._references.of(document)))
        return found

    def _with_source(self, document: Document) -> list[Comparison]:
        if self._field is not None:
            from checker.cli.records import record_comparisons

            return record_comparisons(document, self._field, self._similarity)
        if self._sources is None:
            return []
        from checker.source.article import compare, compare_segments

        if self._self:
            for complaint in document.complaints:
                complain(complaint)
            return [compare_segments(document, self._similarity)]
        _prove_single(document, "name the field that has the French with --source-field")
        return [compare(document, Document.from_path(self._source_of(document, self._sources)), self._similarity)]

    def _source_of(self, document: Document, sources: _Queue) -> str:
        if self._folder is None:
            return sources.of(document)
        candidates = _originals(self._folder, Path(document.path))
        found = next((candidate for candidate in candidates if candidate.is_file()), None)
        if found is None:
            names = ", ".join(candidate.name for candidate in candidates)
            raise InputError(f"{document.path}: no French original in {self._folder} ({names})")
        return str(found)


def _embeddings() -> Similarity:
    """The embeddings of the extra ``align``, loaded once for all articles."""
    from checker.align import Embeddings
    from checker.extras import MissingExtra

    try:
        return Embeddings()
    except MissingExtra as wrong:
        fail(str(wrong))


class _Queue:
    """The paths that an option gave, one for each article; an article that comes again keeps its own."""

    def __init__(self, paths: tuple[str, ...], option: str) -> None:
        self._left = iter(paths)
        self._given: dict[str, str] = {}
        self._option = option

    def of(self, document: Document) -> str:
        """The path for an article.

        Raises:
            InputError: none is left.
        """
        if document.path not in self._given:
            path = next(self._left, None)
            if path is None:
                raise InputError(f"{document.path}: no {self._option} is left for it; give one --{self._option} for each article")
            self._given[document.path] = path
        return self._given[document.path]


def _originals(folder: Path, path: Path) -> list[Path]:
    """Where the original of an article may stand, the likeliest first; never the article itself."""
    bare = next((path.stem[: -len(mark)] for mark in _ENGLISH if path.stem.endswith(mark)), path.stem)
    names = dict.fromkeys([*(f"{bare}{mark}{path.suffix}" for mark in FRENCH_MARKS), path.name])
    return [folder / name for name in names if (folder / name).resolve() != path.resolve()]


def _prove_single(document: Document, way_out: str) -> None:
    if len(document.articles) > 1:
        raise InputError(f"{document.path}: several articles in one file; to compare them {way_out}")


def _with_reference(document: Document, path: str) -> Comparison:
    from checker.align import NothingInCommon
    from checker.reference.comparison import ReferenceComparison
    from checker.reference.inputs import prove_english
    from checker.reference.segments import UnitComparison
    from checker.reference.units import have_units

    reference = Document.from_path(path)
    for side in (document, reference):
        prove_english(side.path, side.text)
        for complaint in side.complaints:
            complain(complaint)
    try:
        return UnitComparison(document, reference) if have_units(document, reference) else ReferenceComparison(document, reference)
    except NothingInCommon as error:
        raise InputError(f"{document.path}, {path}: {error}; are they the same article?") from None
