"""GEXF 1.2: the network of participants, an edge for each dyad of an event with the common row as its attributes."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from shutil import copyfileobj
from typing import IO, Any

from gahnama.export.cells import day, xml
from gahnama.export.labels import participant_label
from gahnama.export.losses import Losses
from gahnama.export.rows import COLUMNS, pairs, row, told
from gahnama.export.rows import DROPS as DROPS
from gahnama.model import Participant
from gahnama.records import Report

KINDS = {"integer": "integer", "number": "double", "flag": "boolean"}
"""What GEXF calls the kinds of columns; the others are strings."""


@dataclass
class _Node:
    label: str
    code: str
    names: set[str] = field(default_factory=set)


def write(reports: Iterable[Report], file: IO[bytes], losses: Losses) -> None:
    """Writes nodes, then edges, which wait in a temporary file; only the participants are held in memory.

    An edge leads from the doer to whom it was done; of a deed that two do to nobody from one to the other, ``mutual``.
    """
    nodes: dict[str, _Node] = {}
    with tempfile.TemporaryFile() as edges:
        for report in reports:
            _edges(report, nodes, edges, losses)
        file.write(_head(losses).encode())
        for key, node in sorted(nodes.items()):
            values = (node.code, "; ".join(sorted(node.names)))
            file.write(f'<node id="{xml(key)}" label="{xml(node.label)}">{_values(values)}</node>\n'.encode())
        file.write(b"</nodes>\n<edges>\n")
        edges.seek(0)
        copyfileobj(edges, file)
    file.write(b"</edges>\n</graph>\n</gexf>\n")


def _edges(report: Report, nodes: dict[str, _Node], file: IO[bytes], losses: Losses) -> None:
    event = report.event
    values = row(report)
    told_values = [told(values[column.name]) for column in COLUMNS]
    sided = False
    for count, (one, other) in enumerate(pairs(event)):
        if one is None or other is None:
            continue
        sided = True
        ends = [_node(who, report.document.language, nodes) for who in (one, other)]
        file.write(
            f'<edge id="{xml(event.id)}-{count}" source="{xml(ends[0])}" target="{xml(ends[1])}"'
            f' label="{xml(event.type)}"{_days(event.time.earliest, event.time.latest)}>'
            f"{_values([*told_values, told(not event.recipients)])}</edge>\n".encode()
        )
    if not sided:
        losses.add("whole events (without two sides)")


def _node(who: Participant, language: str, nodes: dict[str, _Node]) -> str:
    """The key of a participant's node: its id, else code, sector and name; the node has every name it was given."""
    key = who.id or f"{who.code} {who.sector} {who.name}"
    node = nodes.setdefault(key, _Node(participant_label(who, language), who.code))
    node.names.add(who.name)
    return key


def _days(first: date | None, last: date | None) -> str:
    starts = f' start="{day(first)}"' if first else ""
    return starts + (f' end="{day(last)}"' if last else "")


def _head(losses: Losses) -> str:
    dropped = f"; dropped: {losses.told()}" if losses.counts else ""
    columns = [(column.name, KINDS.get(column.kind, "string")) for column in COLUMNS] + [("mutual", "boolean")]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
        f"<meta><creator>gahnama</creator><description>Who did what to whom{xml(dropped)}</description></meta>\n"
        '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
        f"{_attributes('node', [('code', 'string'), ('names', 'string')])}{_attributes('edge', columns)}<nodes>\n"
    )


def _attributes(kind: str, columns: list[tuple[str, str]]) -> str:
    rows = "".join(f'<attribute id="{n}" title="{name}" type="{type_}"/>' for n, (name, type_) in enumerate(columns))
    return f'<attributes class="{kind}">{rows}</attributes>\n'


def _values(values: Iterable[Any]) -> str:
    rows = "".join(f'<attvalue for="{n}" value="{xml(value)}"/>' for n, value in enumerate(values) if value)
    return f"<attvalues>{rows}</attvalues>"
