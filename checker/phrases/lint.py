"""The lint of phrase lists: every line must prove itself by its own example."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.document import Document
from checker.phrases.conditions import parse_conditions
from checker.phrases.entries import Entry, PhraseList
from checker.phrases.index import PhraseIndex, PhraseMatch


def lint_list(found: PhraseList) -> Iterator[tuple[str, str]]:
    """Yield (entry id, fault) for every fault of a phrase list."""
    ids = [entry.id for entry in found.entries]
    for before, after in zip(ids, ids[1:]):
        if before > after:
            yield after, f"not sorted: stands after {before}"
    for double in sorted({i for i in ids if ids.count(i) > 1}):
        yield double, "this id is taken"
    for name in ("summary", "rationale"):
        if not found.properties.get(name):
            yield "-", f"the line “#: {name}: …” is missing"
    for entry in found.entries:
        for fault in lint_entry(entry):
            yield entry.id, fault


def lint_entry(entry: Entry) -> Iterator[str]:
    """Yield the faults of one entry."""
    for name in ("french", "pattern", "rewrite", "example"):
        if not getattr(entry, name).strip():
            yield f"{name} is empty"
    if any(value != value.strip() for value in vars(entry).values() if isinstance(value, str)):
        yield "space at the edge of a column"
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", entry.id):
        yield "the id is not kebab-case"
    try:
        index = PhraseIndex([entry])
        parse_conditions(entry.when)
        for alternative in range(len(entry.patterns)):
            entry.compiled(alternative)
    except (ValueError, re.error) as error:
        yield str(error)
        return
    if not entry.example.strip():
        return
    found = _search(index, entry, entry.example)
    if not found:
        yield "the example does not fire"
    for miss in filter(None, entry.miss.split(" || ")):
        if _search(index, entry, miss):
            yield f"the miss fires: {miss}"
    if found and entry.rewrites:
        match = found[0]
        after = entry.example[: match.start] + entry.rewrites[0] + entry.example[match.end :]
        if any(m.start < match.start + len(entry.rewrites[0]) and match.start < m.end for m in _search(index, entry, after)):
            yield f"the rewrite fires again: {after}"


def _search(index: PhraseIndex, entry: Entry, text: str) -> list[PhraseMatch]:
    """Search an example; conditions on the number of matches or the zone are met by repetition."""
    conditions = entry.conditions
    if conditions.count > 1:
        text = "\n\n".join([text] * conditions.count)
    found = list(index.search(Document(text)))
    if not found and "zone" in entry.when:
        body = "It is a long sentence of the body that ends with a full stop, as sentences of articles do."
        for frame in (f"{text}\n\n{body}\n\n{body}", f"{body}\n\n{text}\n\n{body}", f"A headline\n\n{body}\n\n{text}\n\n{body}"):
            found = list(index.search(Document(frame)))
            if found:
                offset = frame.index(text)
                return [PhraseMatch(m.number, m.entry, m.start - offset, m.end - offset) for m in found]
    return found
