"""Near-duplicate texts (wire copies): MinHash sketches by rensa over runs of words. Yields Sketch.

Whether two texts are copies, and which of their events are one telling, depends on these two alone.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from gahnama.language import TextRules
from gahnama.model import Span

PERMUTATIONS = 128
BANDS = 32
"""Two texts are compared when one of the bands of their sketches is equal: 95 of 100 pairs that share 60 % do."""
ALIKE = 0.6
"""The share of runs of words from which on two texts are copies of one."""
TOLD = 0.5
"""The share of words from which on two mentions in copies of one text are one: outlets mend a word here and there."""
_RUN = 4
_SEED = 1_402
_WORD = re.compile(r"\w+")


def sketch(text: str, rules: TextRules) -> bytes:
    """128 numbers of 32 bits, little-endian; b"" for a text of fewer words than a run has."""
    from rensa import RMinHash

    words = words_of(text, rules)
    if len(words) < _RUN:
        return b""
    made = RMinHash(PERMUTATIONS, _SEED)
    made.update(sorted({" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}))
    return struct.pack(f"<{PERMUTATIONS}I", *made.digest())


def words_of(text: str, rules: TextRules) -> list[str]:
    """The words of a text, folded as Persian readers fold them, in their order."""
    return _WORD.findall(rules.normal(text).replace(rules.joiner, ""))


@dataclass(frozen=True, slots=True)
class Told:
    """What of a stored event says whether it is told in a copy too."""

    id: str
    type: str
    mentions: tuple[Span, ...]


class Mention(NamedTuple):
    """The first mention of an event, with its words."""

    id: str
    type: str
    span: Span
    words: frozenset[str]


def same_tellings(mine: Sequence[Mention], theirs: Sequence[Mention]) -> list[tuple[str, str]]:
    """The ids of the events of two copies that are one telling: of one type, their first mentions in nearly the same
    words, one to one, the most alike first, then the nearest by place in the text."""
    places = [{one.id: place for place, one in enumerate(_in_place(events))} for events in (mine, theirs)]
    ranked = sorted(
        (
            -share,
            abs(places[0][one.id] - places[1][other.id]),
            min(one.id, other.id),
            max(one.id, other.id),
            (one.id, other.id),
        )
        for one in mine
        for other in theirs
        if one.type == other.type and (share := _share(one.words, other.words)) >= TOLD
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for row in ranked:
        left, right = row[-1]
        if left not in found and right not in taken:
            found[left] = right
            taken.add(right)
    return list(found.items())


def _in_place(events: Sequence[Mention]) -> list[Mention]:
    return sorted(events, key=lambda one: (one.span, one.id))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return 1.0 if one == other and one else len(one & other) / (len(one | other) or 1)


def bands(sketched: bytes) -> list[int]:
    """The keys under which a sketch is looked up: copies have one in common but for rare bad luck. 63 bits at most."""
    size = len(sketched) // BANDS
    return [band << 32 | zlib.crc32(sketched[band * size : (band + 1) * size]) for band in range(BANDS) if size]


def alikeness(one: bytes, other: bytes) -> float:
    """The estimated share of runs of words that two texts have in common, 0 to 1."""
    if not one or not other:
        return 0.0
    numbers = (struct.unpack(f"<{PERMUTATIONS}I", sketched) for sketched in (one, other))
    equal = [left == right for left, right in zip(*numbers, strict=True)]
    return equal.count(True) / PERMUTATIONS
