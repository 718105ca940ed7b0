import { BroadsheetError } from "../../errors.ts";

/** Upper limits for a dataset. */
export interface DatasetLimits {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
}

/**
 * A report reads whole datasets. These limits fit well into a function of 2 GB (a report on 10,000,000 rows of five
 * columns took 0.8 GB).
 */
export const datasetLimits: DatasetLimits = { bytes: 256 * 1024 * 1024, rows: 10_000_000, columns: 1_000 };

/**
 * Checks a measure of a dataset against its limit.
 *
 * @throws BroadsheetError `limit-exceeded`, or `too-large` for bytes
 */
export function checkDatasetLimit(measure: keyof DatasetLimits, seen: number, limits: DatasetLimits): void {
  const allowed = limits[measure];
  if (seen <= allowed) return;
  throw new BroadsheetError(measure === "bytes" ? "too-large" : "limit-exceeded", {
    code: `too-many-${measure}`,
    message: `The dataset has ${seen} ${measure}; at most ${allowed} are allowed`,
    seen,
    allowed,
  });
}
