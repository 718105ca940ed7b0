import type { DatasetLimits } from "../dataset-limits.ts";
import type { DatasetProfile } from "../dataset.ts";
import type { Recipe } from "./recipe.ts";

/** A dataset as its file has it, before the steps of its recipe. */
export interface UnshapedDataset {
  /** As the recipe has it read. */
  readonly profile: DatasetProfile;
  /** The bytes that `profile.table`, or else its format, describes. */
  readonly file: Uint8Array;
}

/** A table that a recipe made. */
export interface ShapedDataset extends Pick<DatasetProfile, "columns" | "rows" | "warnings"> {
  /** Parquet. */
  readonly table: Uint8Array;
  /** SHA-256 of its schema and ordered rows, whatever the bytes of the file are. */
  readonly rowsHash: string;
}

/**
 * Runs a recipe's steps. A stage of its own runs SQL; the door brings it.
 *
 * @throws BroadsheetError `invalid-dataset` for a step that does not fit, by JSON pointer; `limit-exceeded`
 */
export type ShapeDataset = (given: UnshapedDataset, recipe: Recipe, limits: DatasetLimits) => Promise<ShapedDataset>;
