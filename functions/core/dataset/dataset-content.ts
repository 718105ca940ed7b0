import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "./dataset.ts";

/** What is given for a dataset. */
export interface DatasetContent {
  readonly body: Uint8Array;
  readonly format: DatasetFormat;
  /** What is said of how to read it. @default nothing */
  readonly reading?: DatasetReading | undefined;
}
