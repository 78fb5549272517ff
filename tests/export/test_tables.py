"""CSV, Parquet and the tab separated formats, read back with pandas, pyarrow and R."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gahnama.export import FORMATS, gdelt, gdelt_mentions, icews, polecat
from gahnama.export.rows import COLUMNS, number, row
from gahnama.records import Report
from tests.export.conftest import HOSTILE, bare, full, hostile, written

NAMES = [column.name for column in COLUMNS]
HEADS = {
    "polecat": polecat.COLUMNS,
    "icews": icews.COLUMNS,
    "gdelt": gdelt.COLUMNS,
    "gdelt-mentions": gdelt_mentions.COLUMNS,
}
WITHOUT_HEAD = ("gdelt", "gdelt-mentions")


def frame(form: str, reports: list[Report]) -> pd.DataFrame:
    """A tab separated export as pandas reads it, as text."""
    names = list(HEADS[form]) if form in WITHOUT_HEAD else None
    return pd.read_csv(
        io.BytesIO(written(form, reports)), sep="\t", dtype=str, keep_default_na=False,
        names=names, header=None if names else 0,
    )  # fmt: skip


def test_csv_reads_back_in_pandas(reports: list[Report]) -> None:
    table = pd.read_csv(
        io.BytesIO(written("csv", reports)), parse_dates=["first_day", "last_day"], dtype={"cameo": str}
    )
    assert list(table.columns) == NAMES
    assert list(table["event"]) == [report.event.id for report in reports]
    first = table.iloc[0]
    assert first["first_day"] == pd.Timestamp(2023, 9, 26)
    assert first["cameo"] == "04"
    assert full().document.text[first["quote_start"] : first["quote_end"]] == first["quote"] == full().quote
    assert first["actors_en"] == "foreign minister, Iran; Iran"
    assert first["actors"] == "وزیر خارجه ایران; ایران"
    assert first["place_en"] == "Tehran"
    assert first["latitude"] == pytest.approx(35.69439)


def test_no_cell_of_a_csv_runs(reports: list[Report]) -> None:
    cells = [cell for line in csv.reader(io.StringIO(written("csv", reports).decode(), newline="")) for cell in line]
    begins = [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))]
    assert begins == ["-9.0", "-9.0", "-9.5"]  # scores: numbers
    hidden = [cell for cell in cells if cell.startswith("'=HYPERLINK")]
    assert len(hidden) >= 5
    expected = HOSTILE.translate(dict.fromkeys([0, 0xB, 0x1B], "\ufffd"))
    assert expected in {cell[1:] for cell in hidden}


def test_numbers_below_zero_stay_numbers() -> None:
    table = pd.read_csv(io.BytesIO(written("csv", [bare()])))
    assert table["score"].item() == -9


def test_parquet_has_types_and_reads_back(reports: list[Report]) -> None:
    table = pq.read_table(io.BytesIO(written("parquet", reports)))
    assert table.column_names == NAMES
    assert table.schema.field("first_day").type == pa.date32()
    assert table.schema.field("actors").type == pa.list_(pa.string())
    rows = table.to_pylist()
    assert rows[0] == row(full())
    assert rows[1] == row(bare())
    assert rows[2] == row(hostile())


def test_half_a_character_is_no_hindrance() -> None:
    report = replace(bare(), document=replace(bare().document, title="\ud83d"))
    for form in FORMATS:
        written(form, [report]).decode("latin-1" if form == "parquet" else "utf-8")
    assert pq.read_table(io.BytesIO(written("parquet", [report])))["title"].to_pylist() == ["\ufffd"]


def test_parquet_tells_what_it_dropped_in_its_metadata() -> None:
    metadata = pq.ParquetFile(io.BytesIO(written("parquet", [full()]))).metadata.metadata
    assert json.loads(metadata[b"gahnama.dropped"])["namings"] == 1


def test_parquet_of_nothing_has_the_columns() -> None:
    table = pq.read_table(io.BytesIO(written("parquet", [])))
    assert (table.num_rows, table.column_names) == (0, NAMES)


@pytest.mark.parametrize("form", HEADS)
def test_each_line_has_its_columns_whatever_the_text_holds(form: str, reports: list[Report]) -> None:
    lines = written(form, reports).decode().splitlines()
    assert {line.count("\t") for line in lines} == {len(HEADS[form]) - 1}
    assert frame(form, reports).shape == (len(lines) - (form not in WITHOUT_HEAD), len(HEADS[form]))


@pytest.mark.parametrize(
    ("form", "count", "some"),
    [
        ("polecat", 40, {0: "Event ID", 6: "Contexts", 14: "Wikipedia Actor ID", 22: "Wikipedia Recipient ID",
                         30: "GeoNames ID", 32: "Feature Type", 39: "Version"}),
        ("icews", 20, {0: "Event ID", 5: "Event Text", 6: "CAMEO Code", 11: "Story ID", 19: "Longitude"}),
        ("gdelt", 61, {0: "GLOBALEVENTID", 5: "Actor1Code", 15: "Actor2Code", 25: "IsRootEvent", 26: "EventCode",
                       34: "AvgTone", 35: "Actor1Geo_Type", 51: "ActionGeo_Type", 59: "DATEADDED", 60: "SOURCEURL"}),
        ("gdelt-mentions", 16, {0: "GLOBALEVENTID", 7: "Actor1CharOffset", 11: "Confidence", 15: "Extras"}),
    ],
)  # fmt: skip
def test_the_columns_are_those_of_the_data_sets(form: str, count: int, some: dict[int, str]) -> None:
    assert len(set(HEADS[form])) == count
    assert {place: HEADS[form][place] for place in some} == some


def test_polecat() -> None:
    first, second = (dict(found) for _, found in frame("polecat", [full(), bare()]).iterrows())
    told = {name: value for name, value in first.items() if value != "None"}
    assert told == {
        "Event ID": "e0123456789abcde", "Event Date": "2023-09-26", "Event Type": "CONSULT",
        "Event Mode": "third-party; multilateral", "Intensity": "4.0", "Quad Code": "VERBAL COOPERATION",
        "Contexts": "diplomatic; territory; historical",
        "Actor Name": "foreign minister, Iran; Iran", "Actor Country": "IRN; IRN", "Actor COW": "630; 630",
        "Primary Actor Sector": "GOV", "Actor Sectors": "GOV; GOV", "Actor Title": "foreign minister; None",
        "Actor Name Raw": "وزیر خارجه ایران; ایران",
        "Recipient Name": "Armenia", "Recipient Country": "ARM", "Recipient COW": "371",
        "Primary Recipient Sector": "MIL", "Recipient Sectors": "MIL", "Recipient Title": "army",
        "Recipient Name Raw": "ارمنستان",
        "Placename": "Tehran", "City": "Tehran", "Country": "IRN", "Latitude": "35.69439", "Longitude": "51.42151",
        "GeoNames ID": "112931", "Raw Placename": "تهران", "Feature Type": "city", "Source": "خبرنامه",
        "Publication Date": "2023-09-27", "Language": "fa", "Version": "gahnama 0 fa:1",
    }  # fmt: skip
    assert (second["Event Date"], second["Actor Name"], second["Latitude"]) == ("", "None", "")


def test_icews_has_a_row_a_dyad() -> None:
    first, second = (dict(found) for _, found in frame("icews", [full()]).iterrows())
    assert first == {
        "Event ID": str(number(full().event.id)), "Event Date": "2023-09-26",
        "Source Name": "foreign minister, Iran", "Source Sectors": "GOV", "Source Country": "Iran",
        "Event Text": "Consult", "CAMEO Code": "04", "Intensity": "4.0",
        "Target Name": "Armenia", "Target Sectors": "MIL", "Target Country": "Armenia",
        "Story ID": str(number(full().key)), "Sentence Number": "2", "Publisher": "خبرنامه",
        "City": "Tehran", "District": "", "Province": "", "Country": "Iran",
        "Latitude": "35.69439", "Longitude": "51.42151",
    }  # fmt: skip
    assert second["Source Name"] == "Iran"
    assert second["Event ID"] == str(number(full().event.id, 1))


def test_gdelt_events() -> None:
    first = dict(frame("gdelt", [full()]).iloc[0])
    told = {name: value for name, value in first.items() if value}
    assert told == {
        "GLOBALEVENTID": str(number(full().event.id)), "SQLDATE": "20230926", "MonthYear": "202309", "Year": "2023",
        "FractionDate": "2023.7288",
        "Actor1Code": "IRNGOV", "Actor1Name": "FOREIGN MINISTER, IRAN", "Actor1CountryCode": "IRN",
        "Actor1Type1Code": "GOV",
        "Actor2Code": "ARMMIL", "Actor2Name": "ARMENIA", "Actor2CountryCode": "ARM", "Actor2Type1Code": "MIL",
        "IsRootEvent": "1", "EventCode": "04", "EventBaseCode": "04", "EventRootCode": "04", "QuadClass": "1",
        "GoldsteinScale": "4.0", "NumMentions": "2", "NumSources": "1", "NumArticles": "1",
        "Actor1Geo_Type": "0", "Actor2Geo_Type": "0", "ActionGeo_Type": "4", "ActionGeo_FullName": "Tehran, Iran",
        "ActionGeo_CountryCode": "IRN", "ActionGeo_Lat": "35.69439", "ActionGeo_Long": "51.42151",
        "DATEADDED": "20230927000000", "SOURCEURL": "https://example.org/news?a=1&b=2",
    }  # fmt: skip


def test_gdelt_mentions_lead_back_to_the_text() -> None:
    table = frame("gdelt-mentions", [full()])
    assert set(table["GLOBALEVENTID"]) == set(frame("gdelt", [full()])["GLOBALEVENTID"])
    assert len(table) == 2 * 2
    for _, found in table.iterrows():
        extras = json.loads(found["Extras"])
        assert full().document.text[extras["start"] : extras["end"]] == extras["quote"]
        assert int(found["ActionCharOffset"]) == extras["start"]
        assert (extras["edtf"], extras["sha256"], extras["review"]) == (full().event.time.edtf, full().sha256, "right")
    assert list(table["SentenceID"]) == ["2", "1", "2", "1"]
    assert list(table["Confidence"].unique()) == ["75"]


def test_gdelt_numbers_fit_64_bits(reports: list[Report]) -> None:
    table = pd.read_csv(io.BytesIO(written("gdelt", reports)), sep="\t", header=None, names=list(gdelt.COLUMNS))
    assert table["GLOBALEVENTID"].dtype == "int64"
    assert table["GLOBALEVENTID"].is_unique


def test_a_battle_is_a_dyad_of_its_two_sides(reports: list[Report]) -> None:
    found = frame("icews", reports[-1:])
    assert list(zip(found["Source Country"], found["Target Country"], strict=True)) == [("Iran", "Armenia")]
    assert list(found["CAMEO Code"]) == ["19"]


R = {
    "csv": 't <- read.csv("x", colClasses="character", encoding="UTF-8", na.strings="")',
    "polecat": 't <- read.delim("x", colClasses="character", encoding="UTF-8", na.strings="None", check.names=FALSE)',
    "icews": 't <- read.delim("x", colClasses="character", encoding="UTF-8", check.names=FALSE)',
    "gdelt": 't <- read.delim("x", header=FALSE, colClasses="character", encoding="UTF-8")',
    "gdelt-mentions": 't <- read.delim("x", header=FALSE, colClasses="character", encoding="UTF-8")',
}


@pytest.mark.parametrize("form", R)
def test_it_reads_back_in_r(form: str, reports: list[Report], tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("R is not installed (on Debian: apt install r-base-core)")
    (tmp_path / "x").write_bytes(written(form, reports))
    code = f'{R[form]}; cat(nrow(t), ncol(t), t[1, 1], sep="\\n")'
    done = subprocess.run(["Rscript", "-e", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    if form == "csv":
        shape, first = (len(reports), len(NAMES)), reports[0].event.id
    else:
        table = frame(form, reports)
        shape, first = table.shape, table.iloc[0, 0]
    assert done.stdout.split() == [str(shape[0]), str(shape[1]), first]
    assert done.stderr == ""


def test_hostile_text_stays_in_its_cell() -> None:
    (found,) = (dict(found) for _, found in frame("polecat", [hostile()]).iterrows())
    assert found["Language"] == "fa"
    assert found["Actor Name Raw"].startswith("=HYPERLINK")
    assert found["Publication Date"] == date(2023, 9, 27).isoformat()
