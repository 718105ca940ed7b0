import type { DatasetProfile as Profile } from "../../core/report/dataset/dataset.ts";
import { describeProblem } from "../problem-details.ts";

/** The schema `DatasetProfile`. Leaves out the data values that a profile keeps for messages. */
export function describeDataset(
  name: string,
  { version, format, reading, encoding, sheet, delimiter, bytes, rows, columns, warnings }: Profile,
): Record<string, unknown> {
  return {
    name,
    version,
    format,
    reading,
    encoding,
    sheet,
    delimiter,
    bytes,
    rows,
    columns: columns.map(({ name: column, type, nulls, couldBe }) => ({
      name: column,
      type,
      nulls,
      ...(couldBe !== undefined && { couldBe: couldBe.type }),
    })),
    warnings: warnings.map(describeProblem),
  };
}
