import { crc32, deflateRawSync } from "node:zlib";

/** Makes a ZIP archive of files given by path. */
export function writeZip(entries: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(entries)) {
    const content = Buffer.from(text as Uint8Array);
    const packed = deflateRawSync(content, { level: 6 });
    const about = Buffer.alloc(26);
    about.writeUInt16LE(20, 0);
    about.writeUInt16LE(8, 4);
    about.writeUInt32LE(crc32(content), 10);
    about.writeUInt32LE(packed.length, 14);
    about.writeUInt32LE(content.length, 18);
    about.writeUInt16LE(Buffer.byteLength(name), 22);
    const local = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), about, Buffer.from(name), packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from("PK\u0001\u0002", "latin1"), Buffer.from([20, 0]), about, place, Buffer.from(name)]),
    );
    locals.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\u0005\u0006", 0, "latin1");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, list, end]);
}

/** Parts of a workbook with one sheet, as XML inside their root elements. */
export interface WorkbookParts {
  /** Rows of the sheet: `<row><c r="A1"><v>1</v></c></row>`. */
  readonly rows: string;
  /** What follows the rows. */
  readonly after?: string;
  /** What precedes them. */
  readonly before?: string;
  /** Shared texts: `<si><t>x</t></si>`. */
  readonly strings?: string;
  /** `<numFmts>` and `<cellXfs>`. */
  readonly styles?: string;
  /** How many sheets the workbook lists; each is the same part. @default 1 */
  readonly sheets?: number;
  /** What stands before the root element of the sheet: a document type. */
  readonly prologue?: string;
  readonly others?: Readonly<Record<string, string>>;
}

const main =
  'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/** Makes a workbook from its XML, so that it may hold what no program would write. */
export function writeWorkbook({
  rows,
  after = "",
  before = "",
  strings = "",
  styles = "<cellXfs><xf/></cellXfs>",
  sheets = 1,
  prologue = "",
  others = {},
}: WorkbookParts): Uint8Array {
  const list = Array.from(
    { length: sheets },
    (_, index) => `<sheet name="S${index}" sheetId="${index + 1}" r:id="rId1"/>`,
  ).join("");
  const related = [
    ["rId1", "worksheet", "worksheets/sheet1.xml"],
    ["rId2", "sharedStrings", "sharedStrings.xml"],
    ["rId3", "styles", "styles.xml"],
  ];
  const types = [
    ["workbook", "sheet.main"],
    ["worksheets/sheet1", "worksheet"],
    ["sharedStrings", "sharedStrings"],
    ["styles", "styles"],
  ];
  return writeZip({
    "[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${types.map(([part, type]) => `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relation}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${main}><sheets>${list}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${related.map(([id, type, target]) => `<Relationship Id="${id}" Type="${relation}/${type}" Target="${target}"/>`).join("")}</Relationships>`,
    "xl/sharedStrings.xml": `<sst ${main}>${strings}</sst>`,
    "xl/styles.xml": `<styleSheet ${main}>${styles}</styleSheet>`,
    "xl/worksheets/sheet1.xml": `<?xml version="1.0" encoding="UTF-8"?>${prologue}<worksheet ${main}>${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
    ...others,
  });
}

/** The letters of a column, from 0. */
export function letters(column: number): string {
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Rows of a sheet: a header of texts, then cells as `cell` writes them (what follows `<c r="A1"`). */
export function writeRows(rows: number, columns: number, cell: (row: number, column: number) => string): string {
  const parts: string[] = [];
  for (let row = 0; row <= rows; row++) {
    const cells = Array.from(
      { length: columns },
      (_, column) =>
        `<c r="${letters(column)}${row + 1}"${row === 0 ? ` t="inlineStr"><is><t>c${column}</t></is>` : cell(row, column)}</c>`,
    );
    parts.push(`<row r="${row + 1}">${cells.join("")}</row>`);
  }
  return parts.join("");
}
