import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { ObjectStore } from "../../core/ports.ts";
import {
  changeRecipe,
  type RecipeChange,
  type RecipeTools,
  tryRecipe,
} from "../../core/report/dataset/change-recipe.ts";
import { judgeStored } from "../../core/report/dataset/judge-stored.ts";
import { type DatasetLimits, datasetLimits, requestLimits } from "../../core/report/dataset/dataset-limits.ts";
import type { JudgedProfile } from "../../core/report/dataset/store-version.ts";
import { readCurrentVersion } from "../../core/report/dataset/store/read-current-version.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import { answerPull, type AskedPull } from "./answer-pull.ts";
import { type AskedView, answerView } from "./answer-view.ts";
import { firstRowsOf } from "./first-rows-of.ts";

/**
 * A recipe to give to a dataset, or only to try on it; a view to make; a stored version to judge; or what came from a
 * source.
 */
export type AskedRecipe = {
  readonly name: string;
  /** Whether it has the limits of uploads. @default those of requests */
  readonly large?: boolean;
} & (
  | { readonly change: RecipeChange }
  | { readonly text: string }
  | { readonly view: AskedView }
  | { readonly judge: string }
  | { readonly pull: AskedPull }
);

/** What came of it. */
export interface RecipeAnswer {
  /** Of the dataset's current version, or of the one that would be or is judged. */
  readonly profile: JudgedProfile;
  /** The first rows, if it was only tried: JSON as `writeTable` writes it. */
  readonly first?: string;
}

/**
 * Gives a dataset a recipe and computes the choices that templates take from it, or shows what the recipe would make of
 * it. Within the limits for requests, unless an upload does it. Makes a view, see `answerView`; judges a version, see
 * `judgeStored`; stores what a source gave, see `answerPull`.
 *
 * @param notifies see `answerPull`
 * @throws BroadsheetError as `changeRecipe`, `tryRecipe` and these
 */
export async function answerRecipe(asked: AskedRecipe, store: ObjectStore, notifies = false): Promise<RecipeAnswer> {
  const { name } = asked;
  const limits = asked.large === true ? datasetLimits : requestLimits;
  if ("view" in asked) return await answerView(name, asked.view, limits, store);
  if ("pull" in asked) return await answerPull(name, asked.pull, limits, store, notifies);
  if ("judge" in asked)
    return await withTools(limits, async ({ scratch }) => ({
      profile: await judgeStored(store, name, asked.judge, scratch),
    }));
  if (!("change" in asked))
    return await withTools(limits, async (tools) => {
      const { profile, table } = await tryRecipe(store, name, asked.text, tools);
      return { profile, first: await firstRowsOf(profile, table) };
    });
  const before = await readCurrentVersion(store, name);
  return await withTools(limits, async (tools) => {
    const profile = await changeRecipe(store, name, asked.change, tools);
    if (profile.version !== before) await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
    return { profile };
  });
}

async function withTools<T>(limits: DatasetLimits, work: (tools: RecipeTools) => Promise<T>): Promise<T> {
  const scratch = await openScratchFolder();
  try {
    return await work({ scratch, limits, shape: (given, recipe, most) => shapeDataset(given, recipe, scratch, most) });
  } finally {
    await scratch.dispose();
  }
}
