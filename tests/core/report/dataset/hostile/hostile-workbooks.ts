import { type HostileFile, type HostileKinds, repeated } from "./hostile-file.ts";
import { letters, type WorkbookParts, writeRows, writeWorkbook, writeZip } from "./write-workbook.ts";

const xlsx = (parts: WorkbookParts): HostileFile => ({ format: "xlsx", body: writeWorkbook(parts) });

const number = (row: number, column: number): string => `><v>${row * column}</v>`;
const small = writeRows(3, 3, number);

/** Entities that expand to a billion laughs. */
const laughs = `<!DOCTYPE x [<!ENTITY a0 "ha">${Array.from({ length: 9 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join("")}]>`;

export const hostileWorkbooks: HostileKinds = {
  "xlsx: cells": (random) => {
    const columns = random.pick([1, 3, 30, 1000]);
    return xlsx({
      rows: writeRows(
        Math.floor(random.between(100_000, 950_000) / columns),
        columns,
        random.pick([
          () => "><v>1</v>",
          number,
          () => ' t="b"><v>1</v>',
          () => ' t="str"><v>x</v>',
          () => ' t="e"><v>#N/A</v>',
        ]),
      ),
    });
  },
  "xlsx: more cells than are allowed": (random) =>
    xlsx({ rows: `<row>${"<c><v>1</v></c>".repeat(3)}</row>`.repeat(random.between(400_000, 1_500_000)) }),
  "xlsx: a long text in many cells": (random) =>
    xlsx({
      rows: writeRows(random.between(1_000, 20_000), 5, () => ' t="s"><v>0</v>'),
      strings: `<si><t>${"x".repeat(random.pick([32_000, 1_000_000]))}</t></si>`,
    }),
  "xlsx: a text of many runs": () =>
    xlsx({
      rows: writeRows(3, 2, () => ' t="s"><v>0</v>'),
      strings: `<si>${"<r><t>x</t></r>".repeat(2_000_000)}</si>`,
    }),
  "xlsx: many texts": (random) =>
    xlsx({
      rows: small,
      strings: random
        .pick(["<si><t>x</t></si>", "<si/>", "<si><t>&#127829;</t></si>", "<si><t>_x0041_</t></si>"])
        .repeat(3_000_000),
    }),
  "xlsx: overlapping merged cells": (random) =>
    xlsx({
      rows: writeRows(20_000, 3, number),
      after: `<mergeCells>${Array.from({ length: 5_000 }, (_, index) => `<mergeCell ref="A${1 + (index % random.between(1, 9))}:A20000"/>`).join("")}</mergeCells>`,
    }),
  "xlsx: many merged cells": (random) =>
    xlsx({
      rows: writeRows(60_000, 2, number),
      after: `<mergeCells>${Array.from({ length: random.between(10_000, 300_000) }, (_, index) => `<mergeCell ref="A${3 * index + 2}:A${3 * index + 4}"/>`).join("")}</mergeCells>`,
    }),
  "xlsx: merged columns": () =>
    xlsx({
      rows: writeRows(1_000, 1_000, (_row, column) => (column % 2 === 0 ? "><v>1</v>" : ">")),
      after: `<mergeCells>${Array.from({ length: 1_000 }, (_, column) => `<mergeCell ref="${letters(column)}2:${letters(column)}1048576"/>`).join("")}</mergeCells>`,
    }),
  "xlsx: a merged header": (random) =>
    xlsx({
      rows: writeRows(400, 1_000, () => "><v>1</v>"),
      after: `<mergeCells>${Array.from({ length: 500 }, (_, index) => `<mergeCell ref="${letters(2 * index)}1:${letters(2 * index + 1)}${random.pick([1, 2, 900])}"/>`).join("")}</mergeCells>`,
    }),
  "xlsx: merged cells of a whole sheet": () =>
    xlsx({ rows: small, after: '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>' }),
  "xlsx: cells far apart": (random) =>
    xlsx({
      rows: Array.from(
        { length: random.between(2, 50_000) },
        (_, index) =>
          `<row r="${20 * index + 1}"><c r="${letters((index * 7) % 16_384)}${20 * index + 1}"><v>1</v></c></row>`,
      ).join(""),
    }),
  "xlsx: a diagonal": (random) =>
    xlsx({
      rows: Array.from(
        { length: random.between(900, 16_000) },
        (_, index) =>
          `<row r="${index + 1}"><c r="${letters(index)}${index + 1}"><v>1</v></c>${index === 0 ? "" : `<c r="${letters(index - 1)}${index + 1}"><v>1</v></c>`}</row>`,
      ).join(""),
    }),
  "xlsx: islands": () =>
    xlsx({
      rows: Array.from(
        { length: 100 },
        (_, row) =>
          `<row r="${row + 1}">${Array.from({ length: 8_000 }, (_cell, column) => `<c r="${letters(2 * column)}${row + 1}"><v>1</v></c>`).join("")}</row>`,
      ).join(""),
    }),
  "xlsx: a link over a whole sheet": () =>
    xlsx({ rows: small, after: '<hyperlinks><hyperlink ref="A1:XFD1048576" location="S0!A1"/></hyperlinks>' }),
  "xlsx: widths of endless columns": () =>
    xlsx({ rows: small, before: '<cols><col min="1" max="2000000000" width="9"/></cols>' }),
  "xlsx: a huge dimension": () => xlsx({ rows: small, before: '<dimension ref="A1:XFD1048576"/>' }),
  "xlsx: array formulas": () =>
    xlsx({ rows: writeRows(20_000, 3, (row) => `><f t="array" ref="A1:XFD1048576">SUM(${row})</f><v>1</v>`) }),
  "xlsx: a shared formula": () =>
    xlsx({
      rows: writeRows(30_000, 3, (row) =>
        row === 1
          ? `><f t="shared" ref="A2:C30001" si="0">${repeated("A1+", 8_000)}1</f><v>1</v>`
          : '><f t="shared" si="0"/><v>1</v>',
      ),
    }),
  "xlsx: a long number format": (random) =>
    xlsx({
      rows: writeRows(50_000, 3, () => ' s="1"><v>1</v>'),
      styles: `<numFmts><numFmt numFmtId="164" formatCode="${"0".repeat(random.pick([255, 1_000_000]))}"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>`,
    }),
  "xlsx: dates": () =>
    xlsx({
      rows: writeRows(200_000, 2, (row) => ` s="1"><v>${row % 60_000}.5</v>`),
      styles:
        `<numFmts><numFmt numFmtId="164" formatCode="${'[$-409]\\"'.repeat(20)}yyyy-mm-dd hh:mm"/></numFmts><cellXfs><xf/><xf numFmtId="164"/></cellXfs>`.replaceAll(
          '\\"',
          "&quot;x&quot;",
        ),
    }),
  "xlsx: a million styles": () => xlsx({ rows: small, styles: `<cellXfs>${"<xf/>".repeat(2_000_000)}</cellXfs>` }),
  "xlsx: entities that expand": (random) =>
    xlsx({
      rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row>`,
      prologue: random.pick([laughs, ""]),
    }),
  "xlsx: elements in elements": (random) =>
    xlsx({ rows: random.pick(["<row>", "<x>", '<c r="A1">', "<is>"]).repeat(1_000_000) }),
  "xlsx: a tag of endless attributes": () =>
    xlsx({ rows: `<row><c ${repeated('x="1" ', 3_000_000)}r="A1"><v>1</v></c></row>${small}` }),
  "xlsx: many cells with attributes": () =>
    xlsx({ rows: `<row>${`<c ${'x="1" '.repeat(20)}><v>1</v></c>`.repeat(3)}</row>`.repeat(100_000) }),
  "xlsx: notes and nothing else": () => xlsx({ rows: small, after: `<!-- ${repeated("x", 60_000_000)} -->` }),
  "xlsx: many sheets": (random) =>
    xlsx({ rows: writeRows(random.between(10, 400), 10, number), sheets: random.between(100, 10_000) }),
  "xlsx: a bomb": (random) => ({
    format: "xlsx",
    body: writeZip({ "xl/workbook.xml": Buffer.alloc(random.between(20_000_000, 140_000_000)) }),
  }),
  "xlsx: many entries": () => ({
    format: "xlsx",
    body: writeZip(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`x/${index}`, "x"]))),
  }),
  "xlsx: odd cells": (random) =>
    xlsx({
      rows:
        random.pick([
          '<row r="0"><c r="A0"><v>1</v></c></row>',
          '<row r="99999999"><c><v>1</v></c></row>',
          '<row><c r="ZZZ1"><v>1</v></c></row>',
          '<row><c t="s"><v>7</v></c></row>',
          "<row><c><v>1e999</v></c></row>",
          '<row><c s="99"><v>1</v></c></row>',
        ]) + small,
    }),
};
