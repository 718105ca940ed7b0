import type { DatasetProfile as Profile } from "../../core/report/dataset/dataset.ts";
import type { DatasetReading } from "../../core/report/template/dataset-reading.ts";
import { describeProblem } from "../problem-details.ts";

/**
 * The schema `DatasetProfile`. Leaves out the data values that a profile keeps for messages, but for those that its
 * warnings and its proposal name.
 */
export function describeDataset(name: string, profile: Profile): Record<string, unknown> {
  const { version, format, encoding, sheet, delimiter, bytes, rows, columns, warnings, recipe, rowsHash, proposal } =
    profile;
  return {
    name,
    version,
    format,
    reading: readingOf(profile),
    recipe,
    rowsHash,
    encoding,
    sheet,
    delimiter,
    bytes,
    rows,
    columns: columns.map(({ name: column, type, nulls, couldBe, unit }) => ({
      name: column,
      type,
      nulls,
      ...(couldBe !== undefined && { couldBe: couldBe.type }),
      unit,
    })),
    warnings: warnings.map(describeProblem),
    proposal,
  };
}

/** The options for reading that came with the file, without the recipe. */
export function readingOf({ reading }: Profile): DatasetReading | undefined {
  if (reading?.recipe === undefined) return reading;
  const { recipe: _recipe, ...given } = reading;
  return Object.keys(given).length === 0 ? undefined : given;
}
