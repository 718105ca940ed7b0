import type { Warning } from "../../errors.ts";
import type { ScratchFile } from "../../ports.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetFormat } from "./dataset.ts";
import type { SourceProvenance } from "./source/provenance.ts";

/** A dataset as it is sent whose bytes may be in a file, too many for the memory. */
export interface StagedContent extends Omit<DatasetContent, "body"> {
  readonly body: Uint8Array | ScratchFile;
  /**
   * Parquet files of ours that hold the rows of a source one after the other, if they are too long for one; then
   * `body` is the first.
   */
  readonly files?: readonly ScratchFile[] | undefined;
}

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
