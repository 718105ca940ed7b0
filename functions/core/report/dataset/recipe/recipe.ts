import { sha256 } from "../../../json/canonical-json.ts";
import type { DatasetCheck } from "../../template/dataset-checks.ts";
import type { DatasetReading } from "../../template/dataset-reading.ts";

/** How the file is read: what it may not show. Options that come with a file count more than those of a recipe. */
export interface RecipeReading extends Omit<DatasetReading, "header" | "recipe"> {
  /** Whether the first row names the columns, or the line (of a sheet: the row) that names them, from 1. */
  readonly header?: boolean | number;
}

/** Cells that stand for no value: of all columns, or by column as the file names it. */
export type MissingMarkers = readonly string[] | Readonly<Record<string, readonly string[]>>;

/** The types that a step can give a column. A `decimal` is exact, a `number` has the digits of a double. */
export const stepTypes = ["text", "integer", "number", "decimal", "boolean", "date", "timestamp"] as const;
export type StepType = (typeof stepTypes)[number];

/** How numbers may be written, by example. */
export const numberSamples = [
  "1234.56",
  "1,234.56",
  "1234,56",
  "1.234,56",
  "1 234,56",
  "1 234.56",
  "1'234.56",
] as const;
export type NumberSample = (typeof numberSamples)[number];

/**
 * A type, if need be with the way in which its values are written: a number by example, a date or a timestamp by the
 * formats of `strptime`, any of which a value may have.
 */
export type WrittenType =
  | StepType
  | { readonly [type in "integer" | "number" | "decimal"]?: NumberSample }
  | { readonly [type in "date" | "timestamp"]?: readonly string[] };

/** Columns to rows: a list, or `first..last` (all between, in their order), or `first..` (all that follow). */
export interface Unpivot {
  readonly columns: string | readonly string[];
  /** The new column of their names, and that of their values. */
  readonly names: string;
  readonly values: string;
}

export interface Split {
  readonly column: string;
  readonly by: string;
  readonly into: readonly string[];
}

/** One step: a single member, which names it. Each sees the columns as the steps before have left them. */
export type RecipeStep =
  /** Old name → new name. */
  | { readonly names: Readonly<Record<string, string>> }
  /** Column → type. */
  | { readonly types: Readonly<Record<string, WrittenType>> }
  /** Rows of which an SQL condition is true are left out. */
  | { readonly "leave-out": { readonly where: string } }
  | { readonly unpivot: Unpivot }
  | { readonly split: Split }
  /** Columns whose values lose the white space around them. */
  | { readonly trim: readonly string[] }
  /** Column → SQL expression over the columns before this step. */
  | { readonly derive: Readonly<Record<string, string>> }
  /** Column → the unit of its values, for people. */
  | { readonly units: Readonly<Record<string, string>> };

/** The name of a step, which is its only member. */
export const stepNames = ["names", "types", "leave-out", "unpivot", "split", "trim", "derive", "units"] as const;
export type StepName = (typeof stepNames)[number];

/**
 * A dataset's recipe: how its file is read, and how the table becomes the one that reports read. It comes from
 * `parseRecipe`, which leaves nothing out that counts and keeps the order of members, since columns come in it.
 */
export interface Recipe {
  readonly read?: RecipeReading;
  readonly missing?: MissingMarkers;
  readonly steps: readonly RecipeStep[];
  /** What the table that it makes must be: the dataset's contract. It is no part of a version, see `shapingOf`. */
  readonly checks?: readonly DatasetCheck[];
  /** How long the data stay fresh: `36h`. */
  readonly freshness?: string;
  /** Parts of a data contract that would check something and are not read, by JSON pointer. */
  readonly unread?: readonly string[];
}

/**
 * The part of a recipe that makes the table, and so belongs to a version: without the contract, which another table
 * does not follow from. Undefined if there is nothing else: then the file is read as without a recipe.
 */
export function shapingOf(recipe: Recipe | undefined): Recipe | undefined {
  if (recipe === undefined) return undefined;
  const { checks, freshness, unread: _unread, ...shaping } = recipe;
  if (checks === undefined && freshness === undefined) return recipe;
  const isEmpty = shaping.read === undefined && shaping.missing === undefined && shaping.steps.length === 0;
  return isEmpty ? undefined : shaping;
}

/** The version of a recipe: SHA-256 of its JSON. Not of canonical JSON: the order of members is that of columns. */
export function recipeVersion({ read, missing, steps }: Recipe): string {
  return sha256(JSON.stringify({ read, missing, steps }));
}
