"""The same comparison by Splink (DuckDB): the shipped weights, the same levels, the same pairs. Yields Join.

For archives too large for comparing in Python; ``pip install 'gahnama[splink]'``. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import nan
from typing import Any

from gahnama.errors import GahnamaError
from gahnama.records import Agreement, Join
from gahnama.stories import compare
from gahnama.stories.tellings import Telling
from gahnama.stories.weights import Weights

_NEVER = 5_000_000
_EDGE = 1e-6

_UNTOLD_YET = "(NOT {b}.weak AND NOT {a}.ahead AND {b}.first > {a}.published)"
_CONTRADICT = f"""({{a}}.dated AND {{b}}.dated AND (
    {{a}}.first > {{b}}.last + {compare.SLACK} OR {{b}}.first > {{a}}.last + {compare.SLACK}
    OR {_UNTOLD_YET.format(a="{a}", b="{b}")} OR {_UNTOLD_YET.format(a="{b}", b="{a}")}
    OR ({{a}}.lasting AND {{b}}.lasting AND
        2 * (least({{a}}.last, {{b}}.last) - greatest({{a}}.first, {{b}}.first)) < greatest({{a}}.width, {{b}}.width))
    OR ({{a}}.lasting <> {{b}}.lasting AND least({{a}}.width, {{b}}.width) <= {compare.SHORT})))"""
_NEAR = "({a}.window_first <= {b}.window_last AND {b}.window_first <= {a}.window_last)"
_SPECIAL = """(len(list_intersect({a}.named, {b}.named)) > 0 OR coalesce({a}.place = {b}.place, false)
    OR coalesce({a}.happening = {b}.happening, false))"""
_BY_CODE = f"""(greatest({{a}}.width, {{b}}.width) <= {compare.MONTHS}
    AND len(list_intersect({{a}}.codes, {{b}}.codes)) > 0)"""
_COMPARABLE = f"""{{a}}.document <> {{b}}.document AND list_contains({{a}}.related, {{b}}.type) AND NOT {_CONTRADICT}
    AND (({{a}}.dated AND {{b}}.dated) OR {_NEAR}) AND ({_SPECIAL} OR {_BY_CODE})"""


def _both(types: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{type_}'" for type_ in types)
    return f"(type_l IN ({listed}) AND type_r IN ({listed}))"


def _shared(field: str) -> dict[str, str]:
    common, least = f"len(list_intersect({field}_l, {field}_r))", f"least(len({field}_l), len({field}_r))"
    return {
        "most": f"{common} >= 3 AND 5 * {common} >= 2 * {least}",
        "many": f"{common} >= 2 AND 5 * {common} >= {least}",
        "some": f"{common} > 0",
        "none": "ELSE",
    }


_MUTUAL = _both(compare.MUTUAL)
_ONE_SIDE = "(len(actors_l) = 0 OR len(actors_r) = 0 OR len(list_intersect(actors_l, actors_r)) > 0)"
_CONDITIONS: dict[str, dict[str, str]] = {
    "happening": {
        "unknown": "happening_l IS NULL OR happening_r IS NULL",
        "same": "happening_l = happening_r",
        "another": "ELSE",
    },
    "type": {
        "same family": "type_l <> type_r",
        "same type and mode": "len(list_intersect(modes_l, modes_r)) > 0",
        "other modes": "len(modes_l) > 0 AND len(modes_r) > 0",
        "same type": "ELSE",
    },
    "days": {
        "unknown": "NOT (dated_l AND dated_r)",
        "a day apart and untold": '("first_l" > "last_r" OR "first_r" > "last_l") AND (weak_l OR weak_r)',
        "a day apart": '"first_l" > "last_r" OR "first_r" > "last_l"',
        "same day and untold": "greatest(width_l, width_r) = 0 AND (weak_l OR weak_r)",
        "same day": "greatest(width_l, width_r) = 0",
        "within a week": f"greatest(width_l, width_r) <= {compare.WEEK}",
        "within two months": f"greatest(width_l, width_r) <= {compare.MONTHS}",
        "within years": "ELSE",
    },
    "participants": {
        "unknown": "len(everyone_l) = 0 OR len(everyone_r) = 0",
        "one country alone": "len(everyone_l) = 1 AND everyone_l = everyone_r",
        "same on both sides": f"""CASE WHEN {_MUTUAL}
            THEN len(list_intersect(everyone_l, everyone_r)) > 1 AND everyone_l = everyone_r
            ELSE len(actors_l) > 0 AND len(recipients_l) > 0
                AND actors_l = actors_r AND recipients_l = recipients_r END""",
        "some on both sides": f"""CASE WHEN {_MUTUAL} THEN len(list_intersect(everyone_l, everyone_r)) > 1
            ELSE len(list_intersect(actors_l, actors_r)) > 0
                AND len(list_intersect(recipients_l, recipients_r)) > 0 END""",
        "same doers": f"""NOT {_MUTUAL} AND len(list_intersect(actors_l, actors_r)) > 0
            AND (len(recipients_l) = 0 OR len(recipients_r) = 0)""",
        "same recipients": f"""NOT {_MUTUAL} AND len(list_intersect(recipients_l, recipients_r)) > 0
            AND (len(actors_l) = 0 OR len(actors_r) = 0)""",
        "sides swapped": f"""NOT {_MUTUAL} AND len(list_intersect(actors_l, recipients_r)) > 0
            AND len(list_intersect(recipients_l, actors_r)) > 0""",
        "some in common": "len(list_intersect(everyone_l, everyone_r)) > 0",
        "none in common": "ELSE",
    },
    "named": {
        "several in common": "len(list_intersect(named_l, named_r)) > 1",
        "one in common": "len(list_intersect(named_l, named_r)) = 1",
        "others": "len(named_l) > 0 AND len(named_r) > 0",
        "unknown": "ELSE",
    },
    "doers": {
        "unknown": "len(doers_l) = 0 OR len(doers_r) = 0",
        "same": f"doers_l = doers_r AND {_ONE_SIDE}",
        "in common": f"""2 * len(list_intersect(doers_l, doers_r)) >= least(len(doers_l), len(doers_r))
            AND {_ONE_SIDE}""",
        "other speakers": _both(compare.SPEECH),
        "others": "ELSE",
    },
    "place": {
        "same place": "place_l = place_r",
        "near place": f"""abs(latitude_l - latitude_r) <= {compare.NEAR}
            AND abs(longitude_l - longitude_r) <= {compare.NEAR}""",
        "unknown": "country_l IS NULL OR country_r IS NULL",
        "another country": "country_l <> country_r",
        "same country": "place_l IS NULL OR place_r IS NULL",
        "another scene": _both(compare.SCENES),
        "another place": "ELSE",
    },
    "words": _shared("words"),
    "topic": {"unknown": f"least(len(topic_l), len(topic_r)) < {compare.BRIEF}", **_shared("topic")},
    "status": {
        "same": "aux_l = aux_r",
        "planned and done": "unplanned_l = unplanned_r",
        "told and denied": "undenied_l = undenied_r",
        "other": "ELSE",
    },
}
"""The levels of each field as SQL, in the order in which they are tried; those of ``compare``."""


def joins(tellings: Iterable[Telling], weights: Weights) -> list[Join]:
    """Every pair that is compared at all and weighs at least ``weights.link``, by its ids. Raises without Splink."""
    try:
        import pyarrow
        from splink import DuckDBAPI, Linker
    except ModuleNotFoundError as error:
        raise GahnamaError(f"comparing at scale needs {error.name}: pip install 'gahnama[splink]'") from None
    rows = [_row(one, weights) for one in sorted(tellings, key=lambda one: one.id)]
    if len(rows) < 2:
        return []
    plain = {bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string()}
    kinds = {**plain, list: pyarrow.list_(pyarrow.string())}
    schema = pyarrow.schema([(name, kinds[str if value is None else type(value)]) for name, value in rows[0].items()])
    backend = DuckDBAPI()
    table = backend.register(pyarrow.Table.from_pylist(rows, schema=schema))
    linker = Linker(table, settings(weights), log_level=None, validate_settings=False)
    predicted = linker.inference.predict(threshold_match_weight=weights.link - _EDGE)
    found = [_join(row, weights) for row in predicted.as_record_list()]
    return sorted(found, key=lambda one: (one.left, one.right))


def settings(weights: Weights) -> dict[str, Any]:
    """Splink's settings, with the shipped weights put in: nothing is estimated."""
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": weights.prior,
        "blocking_rules_to_generate_predictions": [
            {
                "blocking_rule": f"l.keys = r.keys AND {_COMPARABLE.format(a='l', b='r')}",
                "sql_dialect": "duckdb",
                "arrays_to_explode": ["keys"],
            }
        ],
        "comparisons": [
            {
                "output_column_name": field,
                "comparison_levels": [
                    {
                        "sql_condition": condition,
                        "label_for_charts": level,
                        "m_probability": weights.probabilities[field][level][0],
                        "u_probability": weights.probabilities[field][level][1],
                    }
                    for level, condition in conditions.items()
                ],
            }
            for field, conditions in _CONDITIONS.items()
        ],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _row(one: Telling, weights: Weights) -> dict[str, Any]:
    first, last = compare.window(one)
    codes = list(compare.codes(one))
    return {
        "unique_id": one.id,
        "document": one.document,
        "published": one.published if one.published is not None else _NEVER,
        "type": one.type,
        "related": sorted(weights.related(one.type)),
        "modes": list(one.modes),
        "first": one.first if one.first is not None else _NEVER,
        "last": one.last if one.last is not None else _NEVER,
        "dated": one.first is not None,
        "window_first": first,
        "window_last": last,
        "width": one.width,
        "weak": one.weak,
        "ahead": bool(set(one.aux) & set(compare.AHEAD)),
        "lasting": one.lasting,
        "actors": list(one.actors),
        "recipients": list(one.recipients),
        "everyone": sorted({*one.actors, *one.recipients}),
        "codes": codes,
        "named": list(one.named),
        "doers": list(one.doers),
        "place": one.place,
        "latitude": _degrees(one.latitude),
        "longitude": _degrees(one.longitude),
        "country": one.country,
        "words": list(one.words),
        "topic": list(one.topic),
        "happening": one.happening,
        "aux": list(one.aux),
        "unplanned": [aux for aux in one.aux if aux != "future"],
        "undenied": [aux for aux in one.aux if aux != "negated"],
        "keys": sorted(
            {
                *codes,
                *one.named,
                *([f"place {one.place}"] if one.place else []),
                *([f"happening {one.happening}"] if one.happening else []),
            }
        ),
    }


def _degrees(value: float | None) -> float:
    """Not a number where there is none: near nothing, in DuckDB as in Python."""
    return value if value is not None else nan


def _join(row: dict[str, Any], weights: Weights) -> Join:
    """A row of Splink's predictions; ``gamma`` counts the levels from the last that is tried, at 0."""
    fields = []
    for field, conditions in _CONDITIONS.items():
        level = list(conditions)[len(conditions) - 1 - row[f"gamma_{field}"]]
        fields.append(Agreement(field, level, weights.bits(field, level)))
    left, right = sorted((str(row["unique_id_l"]), str(row["unique_id_r"])))
    return Join(left, right, float(row["match_weight"]), "splink", tuple(fields))
