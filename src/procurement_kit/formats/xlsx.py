"""Worksheets as XLSX: live formulas with their values, and texts that are never formulas."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from procurement_kit.documents.sheets import Cell, Look, Sheet

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EARLIEST = datetime(1980, 1, 1)  # noqa: DTZ001 - the writer takes no zone; a file has no clock
A4 = 9
NAME_LENGTH = 31
MONEY = "#,##0.00"
ENTRY = "#FFF4CC"
FORMATS: Mapping[Look, Mapping[str, object]] = {
    Look.TEXT: {"valign": "top"},
    Look.TITLE: {"bold": True, "font_size": 14},
    Look.HEADER: {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"},
    Look.MONEY: {"num_format": MONEY, "valign": "top"},
    Look.COUNT: {"num_format": "0", "valign": "top"},
    Look.SUM: {"num_format": MONEY, "bold": True, "top": 1},
    Look.ENTRY: {
        "num_format": MONEY,
        "valign": "top",
        "border": 1,
        "bg_color": ENTRY,
        "locked": False,
    },
    Look.TEXT_ENTRY: {
        "num_format": "@",
        "valign": "top",
        "border": 1,
        "bg_color": ENTRY,
        "locked": False,
    },
}


def write(sheets: tuple[Sheet, ...]) -> bytes:
    """The workbook; the same sheets always give the same bytes."""
    target = BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": EARLIEST})
    looks = {look: book.add_format(dict(style)) for look, style in FORMATS.items()}
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name[:NAME_LENGTH]), sheet, looks)
    book.close()
    return target.getvalue()


def _write_sheet(page: Worksheet, sheet: Sheet, looks: Mapping[Look, Format]) -> None:
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(sheet.header - 1)
    page.freeze_panes(sheet.header, 1)
    page.set_footer("&C&P / &N")
    if sheet.is_locked:
        page.protect()
    for column, width in enumerate(sheet.widths):
        page.set_column(column, column, width)
    for row, cells in enumerate(sheet.rows):
        for column, cell in enumerate(cells):
            if cell is not None:
                _write_cell(page, row, column, cell, looks[cell.look])


def _write_cell(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    if cell.look in (Look.ENTRY, Look.TEXT_ENTRY):
        _write_entry(page, row, column, cell, look)
    elif isinstance(cell.value, Decimal):
        if cell.formula:
            page.write_formula(row, column, cell.formula, look, float(cell.value))
        else:
            page.write_number(row, column, float(cell.value), look)
    else:
        page.write_string(row, column, cell.value, look)


def _write_entry(page: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    """An empty cell to be filled in; one for money takes only numbers from zero up."""
    page.write_blank(row, column, None, look)
    if cell.look is Look.ENTRY:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        page.data_validation(row, column, row, column, rule)
