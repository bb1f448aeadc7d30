"""Positions of the Language Server Protocol: against what Python’s own codecs count."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types

from checker.lsp.positions import Text, visible

CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
TEXTS = st.text(st.sampled_from("ab é“😀𝔘\n\r\u2028\u0085\x0c\u0301\ud83d\udc00\t"), max_size=40)


def units(text: str, encoding: str) -> int:
    codec, size = CODECS[encoding]
    return sum(len(char.encode(codec, "surrogatepass")) for char in text) // size


@pytest.mark.parametrize("encoding", CODECS)
def test_positions_count_units_of_the_line(encoding: str) -> None:
    @given(TEXTS, st.data())
    def run(source: str, data: st.DataObject) -> None:
        offset = data.draw(st.integers(0, len(source)))
        if source[offset - 1 : offset + 1] == "\r\n":
            return
        before = re.split(r"\r\n|\n|\r", source[:offset])
        expected = types.Position(len(before) - 1, units(before[-1], encoding))
        assert Text(source, encoding).position(offset) == expected
        assert Text(source, encoding).offset(expected) == offset

    run()


@pytest.mark.parametrize("encoding", CODECS)
def test_any_position_is_somewhere(encoding: str) -> None:
    @given(TEXTS, st.integers(0, 50), st.integers(0, 50))
    def run(source: str, line: int, character: int) -> None:
        text = Text(source, encoding)
        offset = text.offset(types.Position(line, character))
        position = text.position(offset)
        assert 0 <= offset <= len(source)
        assert (position.line, position.character) <= (line, character)

    run()


@pytest.mark.parametrize("encoding", CODECS)
def test_incremental_edits_are_those_of_the_client(encoding: str) -> None:
    @given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 5), TEXTS), max_size=4))
    def run(source: str, edits: list[tuple[int, int, str]]) -> None:
        changes: list[types.TextDocumentContentChangeEvent] = []
        text = Text(source, encoding)
        for start, length, new in edits:
            start = min(start, len(source))
            end = min(start + length, len(source))
            if "\r\n" in (source[start - 1 : start + 1], source[end - 1 : end + 1]):
                continue
            changes.append(types.TextDocumentContentChangePartial(Text(source, encoding).range(start, end), new))
            source = source[:start] + new + source[end:]
        assert text.edited(changes).source == source

    run()


def test_positions_beyond_a_line_and_inside_a_pair() -> None:
    text = Text("a😀b\r\nc", "utf-16")
    assert text.offset(types.Position(0, 99)) == 3
    assert text.offset(types.Position(9, 0)) == len(text.source)
    assert text.offset(types.Position(0, 2)) == 1
    assert text.edited([types.TextDocumentContentChangeWholeDocument("new")]).source == "new"
    assert text.whole == types.Range(types.Position(0, 0), types.Position(1, 1))


def test_half_a_pair_is_not_sent_to_people() -> None:
    assert visible("a\ud83db😀") == "a\ufffdb😀"
