import { sha256 } from "../../../json/canonical-json.ts";
import { lostObject } from "../../../errors.ts";
import { placeOfName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { readRecipe } from "../recipe/read-recipe.ts";
import type { Recipe } from "../recipe/recipe.ts";

/**
 * A dataset's recipes have a log of their own, and each its text beside it, with its author's comments:
 *
 *     datasets/{name}/recipe/log/{seq}.json, current.json   see `name-log.ts`
 *     datasets/{name}/recipe/{sha256 of the text}.yaml      never changed
 */
export function recipeFolder(dataset: string): string {
  return `datasets/${dataset}/recipe`;
}

/** A recipe as it is stored. */
export interface StoredRecipe {
  /** SHA-256 of its text. */
  readonly version: string;
  readonly text: string;
  readonly recipe: Recipe;
}

/** Where a dataset's recipe is. */
export interface RecipePlace {
  /** Absent if the dataset has none. */
  readonly current?: StoredRecipe;
  /** The number of its changes so far. */
  readonly seq: number;
}

/** The current recipe of a dataset. @throws BroadsheetError `unavailable` if its content is lost, `damaged` */
export async function readRecipePlace(store: ObjectStore, dataset: string): Promise<RecipePlace> {
  const { version, seq } = await placeOfName(store, recipeFolder(dataset));
  if (version === undefined) return { seq };
  const current = await readStoredRecipe(store, dataset, version);
  if (current === undefined) throw lostObject(recipeKey(dataset, version), `The recipe of the dataset "${dataset}"`);
  return { seq, current };
}

/** A recipe that the dataset has or had. */
export async function readStoredRecipe(
  store: ObjectStore,
  dataset: string,
  version: string,
): Promise<StoredRecipe | undefined> {
  const object = await store.get(recipeKey(dataset, version));
  if (object === undefined) return undefined;
  const text = new TextDecoder().decode(object.body);
  return { version, text, recipe: readRecipe(text) };
}

/** Keeps the text of a recipe, which does not make it current. @returns its version */
export async function keepRecipe(store: ObjectStore, dataset: string, text: string): Promise<string> {
  const version = sha256(text);
  await store.create(recipeKey(dataset, version), new TextEncoder().encode(text), "application/yaml; charset=utf-8");
  return version;
}

function recipeKey(dataset: string, version: string): string {
  return `${recipeFolder(dataset)}/${version}.yaml`;
}
