import type { TextBlock } from "../../core/report/rendition/compare/text-block.ts";
import { addUp } from "./add-up.ts";
import { chartBlocks } from "../chart/chart-blocks.ts";
import { child, elements, type OfficePackage, type PartElement, readPackage, textOf, within } from "./read-package.ts";
import { type ReadCell, readSheetCells } from "./read-sheet-cells.ts";
import type { ShownMarks } from "./show-number.ts";
import { readStyles } from "./workbook-styles.ts";

/** Name of a cell's style → what the cell says. */
const kinds: Readonly<Record<string, string>> = {
  Running: "running",
  "Report heading 1": "heading",
  "Report heading 2": "heading",
  "Report heading 3": "heading",
  "Report heading": "heading",
  "Report text": "text",
  Kicker: "text",
  Standfirst: "text",
  Dateline: "text",
  Quotation: "text",
  Marker: "marker",
  Speaker: "speaker",
  Term: "term",
  Meaning: "meaning",
  "Report code": "code",
  Formula: "formula",
  "Box title": "box title",
  Entry: "entry",
  Lead: "lead",
  "Key value": "value",
  "Key label": "key label",
  "Key standing": "standing",
  "Key note": "key note",
  "Key trend": "alt",
  "Caption number": "caption",
  "Caption title": "caption",
  "Caption deck": "caption",
  "Report source": "source",
  "Data title": "data",
};

/** Styles of cells that say something together with the others of their row. */
const inRows = new Set([
  "Column heading",
  "Cell",
  "Row heading",
  "Group row",
  "Subtotal row",
  "Total row",
  "Muted row",
  "Highlighted row",
  "Data heading",
  "Data cell",
]);

interface ReadSheet {
  readonly rows: ReadonlyMap<number, readonly ReadCell[]>;
  /** Place of a cell → the sheet to which it leads. */
  readonly leads: ReadonlyMap<string, string>;
  /** Row from 1 → what the drawings say that begin there. */
  readonly drawings: ReadonlyMap<number, readonly TextBlock[]>;
}

/**
 * The lines of a workbook in reading order, for `compareRendition`: those of its first sheet, and where a line leads to
 * another sheet, that sheet's. Numbers are as they are displayed in the report's language, and as their formulas add
 * them up.
 *
 * @param marks those of the report's language
 * @throws BroadsheetError `invalid-request` if the workbook is not as Broadsheet writes it
 */
export function xlsxBlocks(file: Uint8Array, marks: ShownMarks): TextBlock[] {
  const parts = readPackage(file);
  const title = within(parts.part("docProps/core.xml"), "title").map(textOf).join("");
  const sheets = readSheets(parts, marks);
  const [first] = sheets.keys();
  const unread = new Set(sheets.keys());
  const blocks: TextBlock[] = [{ kind: "title", text: settle(title) }];
  if (first !== undefined) visitSheet(first, sheets, unread, blocks);
  // No statement leads there.
  for (const name of unread) blocks.push({ kind: "sheet", text: name });
  // Only when long texts are whole again: a space may be where they are divided.
  return blocks
    .map(({ kind, text }) => ({ kind, text: kind === "row" ? text : settle(text) }))
    .filter(({ kind, text }) => kind === "row" || text !== "");
}

function readSheets(parts: OfficePackage, marks: ShownMarks): Map<string, ReadSheet> {
  const styles = readStyles(parts.part("xl/styles.xml"));
  const related = parts.related("xl/workbook.xml");
  const cells = new Map<string, ReadonlyMap<number, readonly ReadCell[]>>();
  const cellOf = (sheet: string, place: string): string | undefined => {
    const row = cells.get(sheet)?.get(Number(place.replace(/^[A-Z]+/, "")));
    const cell = row?.find((each) => each.place === place);
    return cell?.number ?? cell?.text;
  };
  return new Map(
    within(parts.part("xl/workbook.xml"), "sheet").map(({ attributes }) => {
      const path = related.get(attributes["r:id"] ?? "")?.target ?? "";
      const sheet = parts.part(path);
      const links = within(sheet, "hyperlink").flatMap(({ attributes: link }): [string, string][] => {
        const match = /^'(.*)'!A1$/.exec(link["location"] ?? "");
        return match === null ? [] : [[link["ref"] ?? "", match[1]!.replaceAll("''", "'")]];
      });
      const [name, rows] = [attributes["name"] ?? "", readSheetCells(sheet, styles, marks)];
      cells.set(name, rows);
      const chart = (target: string): TextBlock[] => chartBlocks(parts, target, marks, cellOf);
      return [name, { rows, leads: new Map(links), drawings: readDrawings(parts, path, sheet, chart) }];
    }),
  );
}

/** The alternative texts of a sheet's pictures and charts, and what charts say, by the row in which each begins. */
function readDrawings(
  parts: OfficePackage,
  path: string,
  sheet: PartElement,
  chartOf: (target: string) => TextBlock[],
): Map<number, TextBlock[]> {
  const found = new Map<number, TextBlock[]>();
  const id = child(sheet, "drawing")?.attributes["r:id"];
  const drawing = id === undefined ? undefined : parts.related(path).get(id)?.target;
  if (drawing === undefined) return found;
  const images = parts.related(drawing);
  for (const anchor of elements(parts.part(drawing))) {
    const row = Number(within(anchor, "row").map(textOf)[0]) + 1;
    const alt = within(anchor, "cNvPr")[0]?.attributes["descr"] ?? "";
    const chart = images.get(within(anchor, "chart")[0]?.attributes["r:id"] ?? "");
    const embedded = within(anchor, "blip")[0]?.attributes["r:embed"] ?? "";
    const shown = chart?.type === "chart" || parts.bytes(images.get(embedded)?.target ?? "") !== undefined;
    const says = chart === undefined ? [] : chartOf(chart.target);
    found.set(row, [...(found.get(row) ?? []), { kind: "alt", text: shown ? alt : `missing: ${alt}` }, ...says]);
  }
  return found;
}

function visitSheet(
  name: string,
  sheets: ReadonlyMap<string, ReadSheet>,
  unread: Set<string>,
  blocks: TextBlock[],
): void {
  const sheet = sheets.get(name);
  if (sheet === undefined || !unread.delete(name)) return;
  const { rows, leads, drawings } = sheet;
  const last = [...rows.keys(), ...drawings.keys()].reduce((most, row) => Math.max(most, row), 0);
  for (let number = 1; number <= last; number++) {
    for (const { kind, text } of drawings.get(number) ?? []) blocks.push({ kind, text: settle(text) });
    const cells = rows.get(number) ?? [];
    if (cells.some(({ style }) => inRows.has(style))) {
      blocks.push({ kind: "row", text: cells.map((cell) => settle(shownIn(cell, rows))).join(" | ") });
      continue;
    }
    for (const cell of cells)
      visitCell(cell, leads.get(cell.place), blocks, (target) => visitSheet(target, sheets, unread, blocks));
  }
}

function visitCell(
  { style, text, place }: ReadCell,
  target: string | undefined,
  blocks: TextBlock[],
  visit: (sheet: string) => void,
): void {
  if (style === "Bullet") return;
  if (style === "Continued") {
    const before = blocks.pop();
    blocks.push({ kind: before?.kind ?? "text", text: `${before?.text ?? ""}${text}` });
    return;
  }
  blocks.push({ kind: kinds[style] ?? `style ${style} of ${place}`, text });
  if (style === "Lead" && target !== undefined) visit(target);
}

/** What a cell displays; of a sum, also what its formula gives if that is something else. */
function shownIn({ place, text, number, formula }: ReadCell, rows: ReadSheet["rows"]): string {
  if (formula === undefined) return text;
  const sum = addUp(formula, Number(place.replace(/^[A-Z]+/, "")), rows);
  return sum === number ? text : `${text} (${formula} gives ${String(sum)})`;
}

/** Without surplus white space, and the marks that only direct text. */
function settle(text: string): string {
  return text
    .replaceAll(/[\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}
