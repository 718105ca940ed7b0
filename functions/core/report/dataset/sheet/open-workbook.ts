import { BroadsheetError } from "../../../errors.ts";
import type { ReadEntry } from "./check-archive.ts";
import { XmlScanner } from "./xml-scanner.ts";

/** A workbook without its cells. */
export interface Workbook {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly path: string }[];
  readonly date1904: boolean;
  /** Texts to which cells refer. */
  readonly strings: readonly string[];
  /** Indexes of those with a character beyond the first plane, written by its number. */
  readonly beyondPlane: ReadonlySet<number>;
  /** Number format of each cell style: a built-in format's number, or the format's code. */
  readonly formats: readonly (number | string)[];
  readonly read: ReadEntry;
}

/** Longest number format, characters: Excel's own limit. Each cell's format is read to see whether it is a date. */
const longestFormat = 255;

/**
 * Reads what the sheets of a workbook (ECMA-376, part 1) have in common: their names, the shared texts and the number
 * formats.
 *
 * @throws BroadsheetError `invalid-dataset`: `not-xlsx` if there is no workbook in the archive, `damaged-part`,
 *   `long-format`
 */
export function openWorkbook(read: ReadEntry): Workbook {
  const root = relationships(read, "").find(({ type }) => type === "officeDocument")?.path ?? "xl/workbook.xml";
  const body = read(root);
  if (body === undefined) throw notXlsx(`no ${root}`);
  const related = relationships(read, root);
  const part = (type: string): { readonly path: string; readonly body: Uint8Array } | undefined => {
    const path = related.find((one) => one.type === type)?.path;
    const found = path === undefined ? undefined : read(path);
    return path === undefined || found === undefined ? undefined : { path, body: found };
  };
  const paths = new Map(related.filter(({ type }) => type === "worksheet").map(({ id, path }) => [id, path]));
  const { sheets, date1904 } = readSheets(new XmlScanner(body, root), paths);
  const [styles, strings] = [part("styles"), part("sharedStrings")];
  return {
    sheets,
    date1904,
    read,
    ...(strings === undefined ? { strings: [], beyondPlane: new Set() } : readStrings(strings.body, strings.path)),
    formats: styles === undefined ? [] : readFormats(styles.body, styles.path),
  };
}

/** The refusal of an archive that holds no workbook. */
export function notXlsx(seen: string): BroadsheetError {
  return new BroadsheetError("invalid-dataset", {
    code: "not-xlsx",
    message: "The file is not a readable Excel workbook (xlsx)",
    seen,
    hint: "Save it again as XLSX, or the sheet as CSV UTF-8",
  });
}

interface Relationship {
  readonly id: string;
  /** The last part of the type's address, which strict and transitional workbooks share. */
  readonly type: string;
  readonly path: string;
}

/** @param source path of the part whose relationships are read; empty for the archive's own */
function relationships(read: ReadEntry, source: string): Relationship[] {
  const folder = source.slice(0, source.lastIndexOf("/") + 1);
  const path = `${folder}_rels/${source.slice(folder.length)}.rels`;
  const body = read(path);
  if (body === undefined) return [];
  const scanner = new XmlScanner(body, path);
  const found: Relationship[] = [];
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token !== "open" || !scanner.is("Relationship") || scanner.attribute("TargetMode") === "External") continue;
    const [id, type, target] = ["Id", "Type", "Target"].map((name) => scanner.attribute(name) ?? "") as [
      string,
      string,
      string,
    ];
    found.push({
      id,
      type: type.slice(type.lastIndexOf("/") + 1),
      path: new URL(target, `file:///${folder}`).pathname.slice(1),
    });
  }
  return found;
}

/** @param paths id of a relationship → path of the sheet */
function readSheets(scanner: XmlScanner, paths: ReadonlyMap<string, string>): Pick<Workbook, "sheets" | "date1904"> {
  const sheets: { name: string; hidden: boolean; path: string }[] = [];
  let date1904 = false;
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token !== "open") continue;
    if (scanner.is("workbookPr")) date1904 = ["1", "true", "on"].includes(scanner.attribute("date1904") ?? "");
    if (!scanner.is("sheet")) continue;
    // A chart sheet or a macro sheet has no cells.
    const path = paths.get(scanner.attribute("id") ?? "");
    if (path !== undefined)
      sheets.push({
        name: scanner.attribute("name") ?? "",
        hidden: (scanner.attribute("state") ?? "visible") !== "visible",
        path,
      });
  }
  return { sheets, date1904 };
}

function readStrings(body: Uint8Array, path: string): Pick<Workbook, "strings" | "beyondPlane"> {
  const scanner = new XmlScanner(body, path);
  const strings: string[] = [];
  const beyondPlane = new Set<number>();
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token !== "open" || !scanner.is("si")) continue;
    scanner.highest = 0;
    strings.push(readRichText(scanner));
    if (scanner.highest > 0xffff) beyondPlane.add(strings.length - 1);
  }
  return { strings, beyondPlane };
}

/** Reads the text of the element that was just opened: its runs, without the reading aids above Chinese characters. */
export function readRichText(scanner: XmlScanner): string {
  if (scanner.empty) return "";
  const parts: string[] = [];
  let inText = false;
  for (let depth = 1; depth > 0;) {
    const token = scanner.next();
    if (token === undefined) break;
    if (token === "open") {
      if (scanner.is("rPh")) scanner.skip();
      else if (!scanner.empty) {
        inText = scanner.is("t");
        depth++;
      }
    } else if (token === "close") {
      inText = false;
      depth--;
    } else if (inText) parts.push(scanner.text());
  }
  return unescapeText(parts.length === 1 ? parts[0]! : parts.join(""));
}

/** Resolves `_x000D_`, as workbooks write characters that XML does not allow (ECMA-376, ST_Xstring). */
export function unescapeText(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9a-fA-F]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function readFormats(body: Uint8Array, path: string): (number | string)[] {
  const scanner = new XmlScanner(body, path);
  const codes = new Map<number, string>();
  const formats: (number | string)[] = [];
  let inCells = false;
  for (let token = scanner.next(); token !== undefined; token = scanner.next()) {
    if (token === "close" && scanner.is("cellXfs")) inCells = false;
    if (token !== "open") continue;
    if (scanner.is("cellXfs")) inCells = !scanner.empty;
    else if (scanner.is("numFmt")) {
      const code = unescapeText(scanner.attribute("formatCode") ?? "");
      if (code.length > longestFormat)
        throw new BroadsheetError("invalid-dataset", {
          code: "long-format",
          message: `A number format of the workbook has ${code.length} characters`,
          seen: code.slice(0, 80),
          allowed: `${longestFormat} characters, as in Excel`,
        });
      codes.set(Number(scanner.attribute("numFmtId")), code);
    } else if (inCells && scanner.is("xf")) {
      const id = Number(scanner.attribute("numFmtId") ?? 0);
      formats.push(codes.get(id) ?? id);
    }
  }
  return formats;
}
