import { firstRecord, readRecords } from "./csv-records.ts";
import { castText, tableFormat } from "../database/dataset-select.ts";
import { plainText } from "../database/plain-text.ts";
import { quoteName, quoteText } from "../database/quote-sql.ts";
import type { DatasetProfile } from "../dataset.ts";
import { shortText } from "../dataset-limits.ts";

/** U+001F, the Unit Separator, between the values of a column. A dataset that contains it is read from a file. */
const separator = "\u001F";

/** What DuckDB's `trim` removes. */
const outerSpace = /^\p{Zs}|\p{Zs}$/u;

/**
 * A SELECT of a small CSV's typed columns in stored row order, with the values in the SQL itself. It gives the same
 * table as `datasetSelect` but needs no file. When the dataset was stored, DuckDB's reading was checked against ours.
 *
 * @returns undefined for other formats, no rows, more than `shortText`, or bytes that contain U+001F; one such
 *   dataset makes a report read all its datasets from files
 */
export function inlineSelect(
  profile: Pick<DatasetProfile, "format" | "table" | "delimiter" | "rows" | "columns">,
  body: Uint8Array,
): string | undefined {
  if (
    !["csv", "tsv"].includes(tableFormat(profile)) ||
    profile.rows === 0 ||
    body.length > shortText ||
    body.includes(separator.charCodeAt(0))
  )
    return undefined;
  const columns = readColumns(profile, body);
  const texts = columns.map((values, index) => `${quoteText(values.join(separator))} AS t${index}`);
  // From a column: while planning, DuckDB would turn each part of a constant into its own value.
  const split = columns.map((_, index) => `unnest(string_split(t${index}, '${separator}')) AS c${index}`);
  const typed = profile.columns.map((held, index) => {
    const { name, type, notation } = held;
    if (notation !== undefined && type !== "text")
      return `${castText(plainText(`nullif(c${index}, '')`, notation), held)} AS ${quoteName(name)}`;
    const may = {
      beEmpty: columns[index]!.includes(""),
      haveSpaces: type !== "text" && columns[index]!.some((value) => outerSpace.test(value)),
    };
    return `${castText(`c${index}`, held, may)} AS ${quoteName(name)}`;
  });
  return `SELECT ${typed.join(", ")} FROM (SELECT ${split.join(", ")} FROM (SELECT ${texts.join(", ")}))`;
}

/** Reads the values of each column as text, quotes removed. */
function readColumns(
  { delimiter, columns: { length } }: Pick<DatasetProfile, "delimiter" | "columns">,
  body: Uint8Array,
): string[][] {
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
