"""Near-duplicate texts (wire copies): MinHash sketches by rensa over runs of words. Yields Sketch.

Whether two texts are copies, and which of their events are one telling, depends on these two alone.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Sequence

from gahnama.language import TextRules
from gahnama.model import Event

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


def same_tellings(
    mine: Sequence[tuple[Event, Sequence[str]]], theirs: Sequence[tuple[Event, Sequence[str]]]
) -> list[tuple[str, str]]:
    """The ids of the events of two copies that are one telling: of one type, their first mentions in nearly the same
    words, one to one, the most alike first, then the nearest by place in the text."""
    places = [{one.id: place for place, (one, _) in enumerate(_in_place(events))} for events in (mine, theirs)]
    ranked = sorted(
        (
            -share,
            abs(places[0][one.id] - places[1][other.id]),
            min(one.id, other.id),
            max(one.id, other.id),
            (one.id, other.id),
        )
        for one, words in mine
        for other, others in theirs
        if one.type == other.type and (share := _share(words, others)) >= TOLD
    )
    found: dict[str, str] = {}
    for row in ranked:
        left, right = row[-1]
        if left not in found and right not in found.values():
            found[left] = right
    return list(found.items())


def _in_place(events: Sequence[tuple[Event, Sequence[str]]]) -> list[tuple[Event, Sequence[str]]]:
    return sorted(events, key=lambda row: (row[0].mentions[0], row[0].id))


def _share(one: Sequence[str], other: Sequence[str]) -> float:
    return len({*one} & {*other}) / (len({*one} | {*other}) or 1)


def bands(sketched: bytes) -> list[int]:
    """The keys under which a sketch is looked up: copies have one in common but for rare bad luck. 63 bits at most."""
    size = len(sketched) // BANDS
    return [band << 32 | zlib.crc32(sketched[band * size : (band + 1) * size]) for band in range(BANDS) if size]


def alikeness(one: bytes, other: bytes) -> float:
    """The estimated share of runs of words that two texts have in common, 0 to 1."""
    if not one or not other:
        return 0.0
    pairs = zip(struct.iter_unpack("<I", one), struct.iter_unpack("<I", other), strict=True)
    return sum(a == b for a, b in pairs) / PERMUTATIONS
