"""Workbooks as scenario files: what is read however it was typed, and one message with its cell a mistake."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from sim.errors import InputError
from sim.scenario.loading import load
from sim.scenario.registers import Registers
from sim.scenario.scenario import Scenario
from sim.scenario.workbook.archive import MAX_MEMBERS, MAX_UNFOLDED
from tests.scenario.samples import LIVE, LIVE_SHOCKS
from tests.scenario.workbooks import CASES, SETS, Change, Sheets, cell, row, written

Read = Callable[..., Scenario]


@pytest.fixture
def read(folder: Path, registers: Registers) -> Read:
    """Loads a file of the folder, by default the good workbook after a change."""

    def _read(change: Change | None = None, *overrides: str, name: str = "my.xlsx") -> Scenario:
        path = folder / name if change is None else written(folder / name, change)
        return load(
            path,
            registers,
            live_levers=LIVE,
            live_flags=("science_centre",),
            live_shocks=LIVE_SHOCKS,
            overrides=overrides,
        )

    return _read


def refused(read: Read, *args: object, **names: str) -> str:
    with pytest.raises(InputError) as caught:
        read(*args, **names)
    return str(caught.value)


@pytest.mark.parametrize("name", CASES)
def test_a_broken_workbook_gives_one_message_that_names_the_cell(name: str, read: Read) -> None:
    case = CASES[name]
    with pytest.raises(InputError) as caught:
        read(case.change)
    (problem,) = caught.value.problems
    assert problem.file.endswith("my.xlsx")
    assert problem.line == (case.at or None)
    assert problem.key.startswith(case.key)
    assert case.says in problem.message
    assert case.cure in problem.cure
    assert f"my.xlsx, {case.at}: " in str(problem) or not case.at


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(CASES) >= 60


def test_all_mistakes_of_a_workbook_are_told_at_once(read: Read) -> None:
    def change(sheets: Sheets) -> None:
        for one in ("unknown lever", "opening far away", "unknown kind", "horizon out of range"):
            CASES[one].change(sheets)

    with pytest.raises(InputError) as caught:
        read(change)
    assert {str(p.line) for p in caught.value.problems} == {
        "Levers 政策杠杆!A4",
        "Projects 项目!B2",
        "Shocks 冲击!B2",
        "Scenario 情景!B5",
    }


def test_the_good_workbook_is_what_it_says(read: Read) -> None:
    scenario = read(lambda _: None)
    content = scenario.content()
    assert content["title"] == {"en": "Test", "zh": "测试"}
    assert {key: content[key] for key in SETS} == SETS
    assert scenario.projects["weifang_yantai"] == 2026.5
    assert scenario.projects["suburban"] == float("inf")
    assert scenario.warnings == ()
    assert scenario.provenance["levers.rcep_use"] == ("my.xlsx", "Levers 政策杠杆!D4")
    assert "  rcep_use: 60.0  # my.xlsx, Levers 政策杠杆!D4\n" in scenario.to_resolved_yaml()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("60", 60),
        ("６０．５", 60.5),
        (" 60 ", 60),
        ("\u00a060", 60),
        ("6e1", 60),
        ("60%", 60),
        ("６０％", 60),
        (60.0, 60),
        ("0,060.5", None),
    ],
)
def test_a_number_is_read_however_it_was_typed(typed: object, meant: float | None, read: Read) -> None:
    if meant is None:
        assert "D4" in refused(read, cell("levers", "D4", typed))
    else:
        assert read(cell("levers", "D4", typed)).levers["rcep_use"] == meant


def test_thousands_and_signs_are_read(read: Read) -> None:
    assert read(cell("levers", "D5", "1,500")).levers["port_capacity"] == {
        "port_rizhao": {"containers": 1500}
    }
    minus = read(row("levers", "public_investment", "青岛", None, "−1"))
    assert minus.levers["public_investment"] == {"qingdao": -1}


def test_a_percentage_is_what_it_shows_in_the_unit_of_the_lever(read: Read) -> None:
    assert read(cell("levers", "D4", 0.07, "0%")).levers["rcep_use"] == 7
    assert read(cell("levers", "D6", 0.3, "0.0%")).levers["labour_mobility"] == {"qingdao-yantai": 0.3}


def test_a_formula_is_the_result_that_was_saved_with_it(folder: Path, read: Read) -> None:
    path = written(folder / "my.xlsx", cell("levers", "D4", "=30*2"))
    saved = rewritten(path, "xl/worksheets/sheet2.xml", lambda xml: xml.replace(b"<v />", b"<v>60</v>"))
    assert saved != written(folder / "other.xlsx").read_bytes()
    path.write_bytes(saved)
    assert read().levers["rcep_use"] == 60


def test_rows_and_columns_may_move(read: Read) -> None:
    def moved(sheets: Sheets) -> None:
        levers = sheets["levers"]
        levers.insert_rows(1, 3)
        levers["A1"] = "notes of mine"
        levers.insert_cols(2)
        levers.move_range("A6:G6", rows=20)
        levers.row_dimensions[8].hidden = True
        sheets["projects"].sheet_state = "hidden"

    assert read(moved).digest == read(lambda _: None).digest


def test_merged_names_stand_in_every_row_that_they_cover(read: Read) -> None:
    def merged(sheets: Sheets) -> None:
        sheets["levers"].merge_cells("A2:A3")

    assert read(merged).levers["rd_growth"] == SETS["levers"]["rd_growth"]


@pytest.mark.parametrize("name", ["Levers", "政策杠杆", "政策杠杆 Levers", "levers", "LEVERS  政策杠杆"])
def test_a_sheet_answers_to_either_name(name: str, read: Read) -> None:
    def renamed(sheets: Sheets) -> None:
        sheets["levers"].title = name
        sheets["levers"]["D1"] = "取值\nValue"
        sheets["levers"]["A1"] = "杠杆代码"

    assert read(renamed).digest == read(lambda _: None).digest


def test_what_is_not_read_is_told(read: Read) -> None:
    def more(sheets: Sheets) -> None:
        sheets["levers"].parent.create_sheet("Meine Notizen").append(["anything", 5])
        sheets["levers"].parent.create_sheet("Lever")
        sheets["levers"]["G1"], sheets["levers"]["G3"] = "2026 target", 7
        sheets["shocks"].parent.remove(sheets["shocks"])

    warnings = "\n".join(read(more).warnings)
    assert "'Meine Notizen' is no part of a scenario" in warnings
    assert "Did you mean 'Levers 政策杠杆'" in warnings
    assert "Levers 政策杠杆!G1: the column '2026 target' is not read" in warnings
    assert "no sheet 'Shocks 冲击'" in warnings


def test_all_places_reach_where_no_row_names_a_place_and_other_places_only_the_unnamed(read: Read) -> None:
    def capacity(first: str, second: str) -> object:
        change = row("levers", "port_capacity", first, second, 7)
        return read(change).levers["port_capacity"]

    box = {"containers": 1500}
    assert capacity("全部", "全部") == {"default": 7, "port_rizhao": {**box, "default": 7}}
    assert capacity("其余", "全部") == {"default": 7, "port_rizhao": box}
    assert capacity("全部", "ore") == {"default": {"ore": 7}, "port_rizhao": {**box, "ore": 7}}
    assert capacity("日照", "其余") == {"port_rizhao": {**box, "default": 7}}


def test_a_workbook_builds_on_files_and_takes_overrides(folder: Path, read: Read) -> None:
    (folder / "under.yaml").write_text("levers: {public_investment: 1, rcep_use: 10}\n", encoding="utf-8")
    scenario = read(row("scenario", "extends", "under.yaml"), "levers.rd_growth=3")
    assert scenario.levers["public_investment"] == 1
    assert scenario.levers["rcep_use"] == 60
    assert scenario.levers["rd_growth"] == 3


def rewritten(path: Path, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A zip archive with one member changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, change(data) if name == member else data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("my.xls", b"anything", "'.xls' file is not read"),
        ("my.ods", b"PK", "'.ods' file is not read"),
        ("my.xlsx", b"", "not an Excel workbook"),
        ("my.xlsx", b"a,b\n1,2\n", "not an Excel workbook"),
        ("my.xlsx", b"PK\x03\x04 cut off", "not an Excel workbook"),
        ("my.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "protected by a password"),
        ("my.xlsx", bytes(9 * 1024 * 1024), "more than"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    name: str, content: bytes, says: str, folder: Path, read: Read
) -> None:
    (folder / name).write_bytes(content)
    assert says in refused(read, name=name)


def test_a_workbook_that_is_not_there_is_told_with_those_that_are(folder: Path, read: Read) -> None:
    written(folder / "my.xlsx")
    assert "Did you mean 'my.xlsx'" in refused(read, name="mine.xlsx")


def archive(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in members.items():
            new.writestr(name, data)
    return buffer.getvalue()


def test_what_would_exhaust_memory_is_refused_before_it_is_read(folder: Path, read: Read) -> None:
    path = folder / "my.xlsx"
    path.write_bytes(archive({"xl/workbook.xml": bytes(MAX_UNFOLDED + 1)}))
    assert "unfolds to" in refused(read)
    path.write_bytes(archive({f"{n}.xml": b"<a/>" for n in range(MAX_MEMBERS + 1)}))
    assert "unfolds to" in refused(read)
    laughs = b'<!DOCTYPE a [<!ENTITY l "' + b"ha" * 50 + b'"><!ENTITY m "&l;&l;">]><a>&m;</a>'
    for encoded in (laughs, laughs.decode().encode("utf-16")):
        path.write_bytes(archive({"xl/workbook.xml": encoded}))
        assert "declares entities" in refused(read)
    path.write_bytes(archive({"xl/workbook.xml": b'<?xml version="1.0" encoding="UTF-9"?><a/>'}))
    assert "damaged" in refused(read)
    sheet = "xl/worksheets/sheet2.xml"
    path.write_bytes(
        rewritten(written(path), sheet, lambda xml: xml.replace(b"</sheetData>", b"<c/>" * 200_001))
    )
    assert "more than 200000 cells" in refused(read)


def test_an_encrypted_member_is_refused(folder: Path, read: Read) -> None:
    path = written(folder / "my.xlsx")
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert "encrypted" in refused(read)


def test_huge_merged_and_linked_ranges_cost_nothing(folder: Path, read: Read) -> None:
    path = written(folder / "my.xlsx")
    huge = (
        b'<mergeCells count="1"><mergeCell ref="H1:XFD1048576"/></mergeCells>'
        b'<hyperlinks><hyperlink ref="H1:XFD1048576" location="A1"/></hyperlinks>'
    )
    path.write_bytes(
        rewritten(
            path, "xl/worksheets/sheet2.xml", lambda x: x.replace(b"</sheetData>", b"</sheetData>" + huge)
        )
    )
    assert read().levers["rcep_use"] == 60


@pytest.mark.parametrize(
    "member", ["xl/worksheets/sheet2.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"]
)
def test_a_damaged_workbook_is_refused_or_read_but_never_a_crash(
    member: str, folder: Path, read: Read
) -> None:
    path = written(folder / "my.xlsx")
    whole, chance = path.read_bytes(), random.Random(member)

    def damage(xml: bytes) -> bytes:
        data = bytearray(xml)
        for _ in range(chance.choice((1, 1, 3, 20))):
            at = chance.randrange(len(data))
            data[at : at + chance.choice((0, 1, 1, 5))] = bytes([chance.randrange(32, 127)])
        return bytes(data)

    for _ in range(25):
        path.write_bytes(whole)
        path.write_bytes(rewritten(path, member, damage))
        try:
            read()
        except InputError as error:
            assert all(problem.file.endswith("my.xlsx") for problem in error.problems)


def test_a_cut_workbook_is_refused(folder: Path, read: Read) -> None:
    whole = written(folder / "my.xlsx").read_bytes()
    for size in range(0, len(whole), len(whole) // 15):
        (folder / "my.xlsx").write_bytes(whole[:size])
        assert "my.xlsx" in refused(read)


def test_only_a_part_may_be_carried_out_and_late(read: Read) -> None:
    def change(sheets: Sheets) -> None:
        sheets["scenario"].append(["implementation.share", "50%"])
        sheets["scenario"].append(["implementation.years_late", 1])

    scenario = read(change)
    assert scenario.levers["rcep_use"] == {2021: 0, 2026: 30}
    assert scenario.projects["weifang_yantai"] == 2027.5


def test_a_workbook_is_laid_on_a_file_and_its_shocks_join_those_below(
    folder: Path, registers: Registers, read: Read
) -> None:
    under = folder / "under.yaml"
    under.write_text(
        "title: {en: Under, zh: 下}\nquestion: What if?\nhorizon: 2025\ndrivers: test.yaml\n"
        "levers: {public_investment: 1}\n"
        "shocks: {dollar: {kind: exchange_rate, cause: Why not., size: {2022: 5}}}\n",
        encoding="utf-8",
    )
    over = written(folder / "over.xlsx")
    live = {"live_levers": LIVE, "live_flags": ("science_centre",), "live_shocks": LIVE_SHOCKS}
    stack = load([under, over], registers, **live)
    assert stack.name == "under+over"
    assert (stack.title_en, stack.title_zh) == ("Under + Test", "下＋测试")
    assert [shock.name for shock in stack.shocks] == ["dollar", "slump"]
    assert {"public_investment", "rcep_use"} <= set(stack.levers)
    assert "Scenario 情景!B2" in stack.to_resolved_yaml()


@pytest.mark.parametrize("name", ["base.yaml", "plan.yaml"])
def test_a_file_kept_elsewhere_may_build_on_the_project_s_own(
    name: str, tmp_path: Path, registers: Registers, read: Read
) -> None:
    change = row("scenario", "extends", name)
    if name == "base.yaml":
        assert read(change).digest == read(lambda _: None).digest
    else:
        assert "there is no lever 'urban_core_capacity'" in refused(read, change)
