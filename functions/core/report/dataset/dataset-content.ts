import type { Warning } from "../../errors.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "./dataset.ts";
import type { SourceProvenance } from "./source/provenance.ts";

/** A dataset as it is sent: bytes, their format and how to read them. */
export interface DatasetContent {
  readonly body: Uint8Array;
  readonly format: DatasetFormat;
  /** Options for reading it. @default none */
  readonly reading?: DatasetReading | undefined;
  /** See `DatasetProfile.rowsOfSource`. @default the version is of the bytes */
  readonly rowsOfSource?: string | undefined;
  /** What making it a file has found. @default nothing */
  readonly warnings?: readonly Warning[] | undefined;
  /** Where it was fetched. @default somebody sent it */
  readonly source?: SourceProvenance | undefined;
}
