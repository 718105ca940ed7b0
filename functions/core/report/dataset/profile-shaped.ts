import type { ScratchSpace } from "../../ports.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import type { DatasetContent } from "./dataset-content.ts";
import type { DatasetLimits } from "./dataset-limits.ts";
import type { DatasetProfile } from "./dataset.ts";
import { profileDataset } from "./profile-dataset.ts";
import { columnsAsWritten } from "./recipe/columns-as-written.ts";
import { type Recipe, recipeVersion } from "./recipe/recipe.ts";
import type { ShapeDataset } from "./recipe/shape.ts";
import { followColumns } from "./recipe/step-columns.ts";

/** A recipe, and what running it needs. */
export interface ShapingTools {
  readonly scratch: ScratchSpace;
  readonly limits: DatasetLimits;
  readonly recipe: Recipe;
  readonly shape: ShapeDataset | undefined;
}

/**
 * Reads a whole dataset as its recipe says, and profiles the table that the recipe makes.
 *
 * @returns the profile, whose version is that of the bytes, of how they are read and of the recipe, and the table
 * @throws BroadsheetError `invalid-dataset`, `too-large`, `limit-exceeded`
 */
export async function profileShaped(
  { body, format, reading = {} }: DatasetContent,
  { scratch, limits, recipe, shape }: ShapingTools,
): Promise<{ readonly profile: DatasetProfile; readonly table: Uint8Array }> {
  if (shape === undefined) throw new TypeError("the dataset has a recipe, and nothing here can run it");
  const read = await profileDataset(body, format, withRecipe(reading, recipe), scratch, limits, recipe);
  const { profile, table, typing = [] } = read;
  const { table: shaped, ...made } = await shape({ profile, file: table ?? body }, recipe, limits);
  const typed = typedColumns(profile, recipe);
  const told = profile.warnings.filter((warning) => !typing.includes(warning) || !typed.has(warning.where?.name ?? ""));
  const warnings = [...told, ...made.warnings];
  return { profile: { ...profile, ...made, warnings, table: "parquet", recipe }, table: shaped };
}

/** The columns of the file to which a step gives a type: why they would have another by themselves is no news. */
function typedColumns({ columns, rows }: DatasetProfile, { steps }: Recipe): ReadonlySet<string> {
  const names = columns.map(({ name }) => name);
  const typing = followColumns(names, steps).filter(({ step }) => "types" in step);
  return columnsAsWritten(columns, typing, rows);
}

/** The options for reading that are part of the version: those that came with the file, and the recipe. */
export function withRecipe({ recipe: _before, ...given }: DatasetReading, recipe: Recipe | undefined): DatasetReading {
  return recipe === undefined ? given : { ...given, recipe: recipeVersion(recipe) };
}
