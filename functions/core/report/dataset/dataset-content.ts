import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "./dataset.ts";

/** A dataset as it is sent: bytes, their format and how to read them. */
export interface DatasetContent {
  readonly body: Uint8Array;
  readonly format: DatasetFormat;
  /** Options for reading it. @default none */
  readonly reading?: DatasetReading | undefined;
}
