import { BroadsheetError, type Warning } from "../../../errors.ts";
import { cellKind } from "./cell-kind.ts";

/**
 * Whether the first record of a table names its columns or is data.
 *
 * Names that are all numbers suggest data, unless they are consecutive years or count from 0 as pandas does. A decimal
 * or a date above a column of its kind also means data. A whole number above numbers may be a name, so it gives a
 * warning.
 *
 * @param sample the first records, as cells
 * @throws BroadsheetError `invalid-dataset`, `unclear-header`, if it may be either
 */
export function findHeader(
  sample: readonly (readonly string[])[],
  line: number,
): { readonly header: boolean; readonly warnings: readonly Warning[] } {
  const names = (sample[0] ?? []).map((name) => name.trim());
  const rows = sample.slice(1);
  const filled = names.filter((name) => name !== "");
  const where = { line };
  const hint = "say whether there is a header when you send the file (`header`)";
  const without = (): { header: boolean; warnings: Warning[] } => ({
    header: false,
    warnings: [
      {
        code: "dataset-warning",
        message: `The file has no header: its first row is data, and the columns are named column_1 to column_${names.length}`,
        where,
        seen: names.slice(0, 5),
        hint,
      },
    ],
  });
  if (filled.length > 0 && filled.every((name) => cellKind(name) === "number")) {
    const whole = filled.map((name) => (/^\d{1,15}$/.test(name) ? Number(name) : Number.NaN));
    const inARow = whole.every((value, index) => index === 0 || value === whole[index - 1]! + 1);
    const first = whole[0]!;
    const years = inARow && first >= 1500 && first <= 2200;
    if (inARow && whole.length > 1 && (first === 0 || years))
      return {
        header: true,
        warnings: [
          {
            code: "dataset-warning",
            message: "Every column name is a number: the first row was taken for the header",
            where,
            seen: names.slice(0, 5),
            hint,
          },
        ],
      };
    if ((inARow && whole.length > 1 && first === 1) || (years && rows.length > 0)) {
      throw new BroadsheetError("invalid-dataset", {
        code: "unclear-header",
        message: "The first row holds numbers, which may be names or data",
        where,
        seen: names.slice(0, 5),
        hint,
      });
    }
    return without();
  }
  const suspect = names.findIndex((name, column) => {
    const kind = cellKind(name);
    if (kind !== "number" && kind !== "date") return false;
    const kinds = rows.map((cells) => cellKind(cells[column] ?? "")).filter((below) => below !== "empty");
    return kinds.length > 0 && kinds.filter((below) => below === kind).length >= kinds.length * 0.8;
  });
  if (suspect === -1) return { header: true, warnings: [] };
  const others = names.filter((name) => /^\d+$/.test(name)).length;
  const decisive = names.some(
    (name, column) =>
      !/^\d+$/.test(name) &&
      ["number", "date"].includes(cellKind(name)) &&
      rows.length > 0 &&
      rows.every((cells) => ["empty", cellKind(name)].includes(cellKind(cells[column] ?? ""))),
  );
  if (decisive) return without();
  // Years and counts are common column names beside a column of words.
  const year = /^(?:1[5-9]|20|21)\d\d$/;
  if (names.every((name) => !/^\d+$/.test(name) || year.test(name)) || others > 2)
    return { header: true, warnings: [] };
  return {
    header: true,
    warnings: [
      {
        code: "dataset-warning",
        message: `The column name "${names[suspect]}" is a number above numbers: the first row may be data`,
        where,
        seen: names.slice(0, 5),
        hint,
      },
    ],
  };
}
