import { firstRecord, readRecords } from "./csv-records.ts";
import { castText, tableFormat } from "../database/dataset-select.ts";
import { plainText } from "../database/plain-text.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetProfile } from "../dataset.ts";

/** Larger datasets are read from a file, with all others of the report: DuckDB's CSV reader takes long to begin, and is the faster one from some ten thousand values on. Bytes. */
export const maximumBytes = 131_072;

/** U+001F, made for this: between the values of a column. A dataset that uses it itself is read from a file. */
const separator = "\u001F";

/** What DuckDB's `trim` takes away. */
const outerSpace = /^\p{Zs}|\p{Zs}$/u;

/**
 * The SELECT of a small CSV's typed columns in stored row order, with the values in its text: it gives the same table as `datasetSelect` and needs
 * no file. That our reading of the bytes is DuckDB's has been checked when the dataset was stored.
 *
 * @returns undefined for other formats, for no rows, for more than `maximumBytes`, and for bytes with U+001F among them; one such dataset of a
 *   report sends all of its datasets through files
 */
export function inlineSelect(profile: Pick<DatasetProfile, "format" | "table" | "delimiter" | "rows" | "columns">, body: Uint8Array): string | undefined {
  if (!["csv", "tsv"].includes(tableFormat(profile)) || profile.rows === 0 || body.length > maximumBytes || body.includes(separator.charCodeAt(0))) return undefined;
  const columns = readColumns(profile, body);
  const texts = columns.map((values, index) => `${quoteText(values.join(separator))} AS t${index}`);
  // From a column, since DuckDB makes a value of its own of each part of a constant when it plans.
  const split = columns.map((_, index) => `unnest(string_split(t${index}, '${separator}')) AS c${index}`);
  const typed = profile.columns.map((held, index) => {
    const { name, type, notation } = held;
    if (notation !== undefined && type !== "text") return `${castText(plainText(`nullif(c${index}, '')`, notation), held)} AS ${quoteName(name)}`;
    const may = { beEmpty: columns[index]!.includes(""), haveSpaces: type !== "text" && columns[index]!.some((value) => outerSpace.test(value)) };
    return `${castText(`c${index}`, held, may)} AS ${quoteName(name)}`;
  });
  return `SELECT ${typed.join(", ")} FROM (SELECT ${split.join(", ")} FROM (SELECT ${texts.join(", ")}))`;
}

/** The values of each column as text, quotes removed. */
function readColumns({ delimiter, columns: { length } }: Pick<DatasetProfile, "delimiter" | "columns">, body: Uint8Array): string[][] {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const columns: string[][] = Array.from({ length }, () => []);
  let header = true;
  readRecords(body, firstRecord(body), delimiter ?? ",", ({ blank }, spans) => {
    if (header) header = false;
    else if (!blank || length === 1) {
      for (let field = 0; field < length; field++) {
        const [start, end, size] = [spans[field * 3]!, spans[field * 3 + 1]!, spans[field * 3 + 2]!];
        const text = bytes.toString("utf8", start, end);
        columns[field]!.push(size === end - start ? text : text.replaceAll('""', '"'));
      }
    }
    return true;
  });
  return columns;
}
