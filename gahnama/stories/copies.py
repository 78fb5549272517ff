"""Near-duplicate texts (wire copies): MinHash sketches by rensa over runs of words. Yields Sketch.

Whether two texts are copies depends on these two alone.
"""

from __future__ import annotations

import re
import struct
import zlib

from gahnama.language import TextRules

PERMUTATIONS = 128
BANDS = 32
"""Two texts are compared when one of the bands of their sketches is equal: 95 of 100 pairs that share 60 % do."""
ALIKE = 0.6
"""The share of runs of words from which on two texts are copies of one."""
_RUN = 4
_SEED = 1_402
_WORD = re.compile(r"\w+")


def sketch(text: str, rules: TextRules) -> bytes:
    """128 numbers of 32 bits, little-endian; b"" for a text of fewer words than a run has."""
    from rensa import RMinHash

    words = _WORD.findall(rules.normal(text).replace(rules.joiner, ""))
    if len(words) < _RUN:
        return b""
    made = RMinHash(PERMUTATIONS, _SEED)
    made.update(sorted({" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)}))
    return struct.pack(f"<{PERMUTATIONS}I", *made.digest())


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
