import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "./dataset.ts";

/** What is given for a dataset. */
export interface DatasetContent {
  readonly body: Uint8Array;
  readonly format: DatasetFormat;
  /** Options for reading it. @default none */
  readonly reading?: DatasetReading | undefined;
}
