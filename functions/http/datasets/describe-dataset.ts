import type { CheckResult } from "../../core/report/dataset/contract/check-result.ts";
import type { DatasetProfile } from "../../core/report/dataset/dataset.ts";
import type { DatasetReading } from "../../core/report/template/dataset-reading.ts";
import { describeProblem } from "../problem-details.ts";
import { describeResult } from "./describe-checks.ts";

/** A profile, with the results of the dataset's checks where they are known. */
type Profile = DatasetProfile & { readonly checks?: readonly CheckResult[] | undefined };

/**
 * The schema `DatasetProfile`. Leaves out the data values that a profile keeps for messages, but for those that its
 * warnings, its proposal and its checks name.
 */
export function describeDataset(name: string, profile: Profile): Record<string, unknown> {
  const {
    version,
    format,
    encoding,
    sheet,
    delimiter,
    bytes,
    rows,
    columns,
    warnings,
    recipe,
    rowsHash,
    rowsAsRead,
    proposal,
    question,
    checks,
    cleaned,
    view,
    source,
    files,
  } = profile;
  return {
    name,
    version,
    format,
    reading: readingOf(profile),
    recipe,
    rowsHash: rowsHash ?? rowsAsRead,
    cleaned,
    view,
    source,
    encoding,
    sheet,
    delimiter,
    bytes,
    rows,
    files: files?.map((file) => ({ sha256: file.sha256, rows: file.rows, bytes: file.bytes })),
    columns: columns.map(({ name: column, type, nulls, couldBe, unit }) => ({
      name: column,
      type,
      nulls,
      ...(couldBe !== undefined && { couldBe: couldBe.type }),
      unit,
    })),
    warnings: warnings.map(describeProblem),
    proposal,
    question,
    checks: checks?.map(describeResult),
  };
}

/** The options for reading that came with the file, without the recipe. */
export function readingOf({ reading }: DatasetProfile): DatasetReading | undefined {
  if (reading?.recipe === undefined) return reading;
  const { recipe: _recipe, ...given } = reading;
  return Object.keys(given).length === 0 ? undefined : given;
}
