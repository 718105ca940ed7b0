import type { Warning } from "../../errors.ts";
import type { ColumnType } from "../template/template.ts";
import type { InferredColumn } from "./types/infer-types.ts";
import type { DatasetFormat, DatasetProfile, Misfit, TableFormat } from "./dataset.ts";
import type { Bytes, ScratchFile, ScratchWriter } from "../../ports.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { RecipeReading } from "./recipe/recipe.ts";
import type { MendedRuleName } from "./mended-rules.ts";
import { type CsvScan, scanCsv, scanLongCsv } from "./csv/scan-csv.ts";
import { decodeFile } from "./decode/decode-file.ts";
import { decodeText } from "./decode/decode-text.ts";
import { refuseOther, refuseSignature, refuseText } from "./decode/refuse-other.ts";
import { unpack, unpackFile } from "./decode/unpack.ts";
import { type JsonColumn, type JsonScan, scanJsonRows, scanLongArray, scanLongLines } from "./json/scan-json-rows.ts";
import { tellMixture } from "./json/tell-mixture.ts";
import { kindsOf, readSheet } from "./sheet/read-sheet.ts";
import { sheetToCsv } from "./sheet/sheet-to-csv.ts";

/** A file as our own scan reads it; the database must read the same. */
export interface ReadTable<Table extends Bytes = Uint8Array> extends Pick<
  DatasetProfile,
  "delimiter" | "encoding" | "sheet"
> {
  /** The table as UTF-8 text: the file's own bytes if they are that already. */
  readonly table: Table;
  readonly format: Exclude<TableFormat, "parquet">;
  readonly columns: readonly InferredColumn[];
  readonly rows: number;
  /** Total bytes of each column's values: a checksum that a second reader must match. */
  readonly valueBytes?: readonly number[];
  readonly warnings: readonly Warning[];
  /** Whether values may be in a local notation; JSON and workbooks have their own numbers and dates. */
  readonly notations: boolean;
  readonly mended: readonly MendedRuleName[];
}

export const formatNames: Readonly<Record<DatasetFormat, string>> = {
  csv: "CSV",
  tsv: "TSV",
  json: "JSON",
  ndjson: "NDJSON",
  parquet: "Parquet",
  xlsx: "an Excel workbook (xlsx)",
};

/**
 * Reads a file of a text format, or a workbook: unpacks it, decodes it, finds its table.
 *
 * @param reading how; its header may be a line of the text or a row of the sheet, and what stands above is left out
 * @throws BroadsheetError `invalid-dataset` with the line, row and column of the fault; `too-large`, `limit-exceeded`
 */
export async function readDataset(
  body: Uint8Array,
  format: Exclude<DatasetFormat, "parquet">,
  { header, ...others }: RecipeReading,
  limits: DatasetLimits,
): Promise<ReadTable> {
  const line = typeof header === "number" ? header : undefined;
  const reading = { ...others, ...(header !== undefined && { header: header !== false }) };
  // A range, which comes with the file, says already where the header is.
  if (format === "xlsx") return readWorkbook(body, reading, limits, reading.range === undefined ? line : undefined);
  const { body: unpacked, mended: ofUnpacking } = unpack(body, limits);
  const what = formatNames[format];
  refuseSignature(unpacked, what);
  const { text, encoding, warnings, mended: ofDecoding } = decodeText(unpacked, reading);
  refuseOther(text, what);
  const mended = [...ofUnpacking, ...ofDecoding];
  const decoded = { mended, ...(encoding !== undefined && { encoding }) };
  if (format === "json" || format === "ndjson") {
    return { ...decoded, ...asJson(text, format, scanJsonRows(text, format === "ndjson", limits), warnings) };
  }
  return { ...decoded, ...asCsv(format, scanCsv(text, limits, reading, format, line), { warnings, mended }) };
}

/**
 * Reads a file that is too long for the memory, as `readDataset` does.
 *
 * @param create begins a file of a name
 */
export async function readLongDataset(
  file: ScratchFile,
  format: "csv" | "tsv" | "json" | "ndjson",
  reading: DatasetReading,
  limits: DatasetLimits,
  create: (name: string) => ScratchWriter,
): Promise<ReadTable<ScratchFile>> {
  const { body: unpacked, mended: ofUnpacking } = await unpackFile(file, limits, () => create("unpacked"));
  const what = formatNames[format];
  refuseSignature(unpacked.subarray(0, 64), what);
  const decoding = decodeFile(unpacked, reading, limits, () => create("decoded"));
  const { text, encoding, warnings, look } = decoding;
  const mended = [...ofUnpacking, ...decoding.mended];
  refuseText(text, what, look);
  checkDatasetLimit("bytes", text.length, limits);
  const decoded = { mended, ...(encoding !== undefined && { encoding }) };
  if (format === "json") return { ...decoded, ...asJson(text, format, scanLongArray(text, limits), warnings) };
  if (format === "ndjson") return { ...decoded, ...asJson(text, format, scanLongLines(text, limits), warnings) };
  const scan = scanLongCsv(text, limits, reading, format, () => create("table"));
  return { ...decoded, ...asCsv(format, scan, { warnings, mended }) };
}

function asJson<Table extends Bytes>(
  table: Table,
  format: "json" | "ndjson",
  scan: JsonScan,
  warnings: readonly Warning[],
): Omit<ReadTable<Table>, "mended"> {
  return {
    table,
    format,
    rows: scan.rows,
    notations: false,
    columns: scan.columns.map(typedColumn),
    warnings: [...warnings, ...scan.warnings],
  };
}

function asCsv<Table extends Bytes>(
  format: "csv" | "tsv",
  { columns, kept: _kept, first: _first, ...scan }: CsvScan<Table>,
  decoded: Pick<ReadTable, "warnings" | "mended">,
): ReadTable<Table> {
  return {
    ...scan,
    mended: [...decoded.mended, ...scan.mended],
    format,
    notations: true,
    columns: columns.map((name) => ({ name, ruledOut: {} })),
    warnings: [...decoded.warnings, ...scan.warnings],
  };
}

/** Reads a table in a sheet: its cells as CSV, with the types that the sheet gives them. */
async function readWorkbook(
  body: Uint8Array,
  reading: DatasetReading,
  limits: DatasetLimits,
  line: number | undefined,
): Promise<ReadTable> {
  const found = await readSheet(body, reading, limits, line);
  const { csv, rows: places } = sheetToCsv(found, limits);
  const header = found.names === undefined ? reading.header : true;
  const { columns, kept, first, ...scan } = scanCsv(
    csv,
    limits,
    { delimiter: ",", ...(header !== undefined && { header }) },
    "sheet",
  );
  // The data rows of the sheet: those after the header, if it is in the area.
  const from = places.get(first) ?? found.area.top;
  const kinds = columns.map((name, index) => ({
    name,
    ...kindsOf(found, found.area.left + kept[index]!, from, from + scan.rows - 1),
  }));
  const mixed = kinds.flatMap(tellMixture);
  const inferred = kinds.map(typedColumn);
  const mended: MendedRuleName[] = [
    ...scan.mended,
    ...found.mended,
    ...(mixed.length > 0 ? ["mixed-column" as const] : []),
  ];
  const warnings = scan.warnings.map(({ where, ...warning }) => ({
    ...warning,
    where: { name: found.sheet, row: where?.row },
  }));
  return {
    ...scan,
    mended,
    sheet: found.sheet,
    format: "csv",
    notations: false,
    columns: inferred,
    warnings: [...found.warnings, ...warnings, ...mixed],
  };
}

/** A column of a format with types of its own, before its values are read. */
function typedColumn({ name, kinds, strings }: Pick<JsonColumn, "name" | "kinds" | "strings">): InferredColumn {
  const others = new Map([...kinds].filter(([kind]) => kind !== "string"));
  const column = { name, ruledOut: ruledOut(kinds), typed: true };
  return strings === 0 ? column : { ...column, strings: { count: strings, otherwise: ruledOut(others) } };
}

/** For formats with types of their own: the column types that the kinds of value rule out. */
function ruledOut(kinds: JsonColumn["kinds"]): Partial<Record<ColumnType, Misfit>> {
  const types: Partial<Record<ColumnType, Misfit>> = {};
  const allowed: Readonly<Record<Exclude<ColumnType, "text">, string>> = {
    integer: "number",
    number: "number",
    boolean: "boolean",
    date: "string",
    timestamp: "string",
  };
  for (const [type, kind] of Object.entries(allowed) as [Exclude<ColumnType, "text">, string][]) {
    const others = [...kinds].filter(([other]) => other !== kind).map(([, misfit]) => misfit);
    const first = others.sort((a, b) => a.row - b.row)[0];
    if (first !== undefined) types[type] = first;
  }
  return types;
}
