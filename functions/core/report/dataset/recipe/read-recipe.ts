import { parseRecipe } from "./parse-recipe.ts";
import { readTexts } from "./read-texts.ts";
import type { Recipe } from "./recipe.ts";

/**
 * Reads a recipe from YAML or JSON, which is YAML, see `readTexts`.
 *
 * @throws BroadsheetError `invalid-request` with every fault, by JSON pointer, line and column; `too-large`
 */
export function readRecipe(text: string): Recipe {
  return readTexts(text, "recipe", parseRecipe);
}
