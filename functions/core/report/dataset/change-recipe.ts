import { BroadsheetError } from "../../errors.ts";
import { hasMoved, moveNameFrom, placeOfName } from "../../names/name-log.ts";
import { sha256 } from "../../json/canonical-json.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import type { DatasetLimits } from "./dataset-limits.ts";
import type { DatasetContent } from "./dataset-content.ts";
import { judgingMs, runChecks } from "./contract/run-checks.ts";
import type { DatasetProfile } from "./dataset.ts";
import { profileDataset } from "./profile-dataset.ts";
import { profileShaped, withRecipe } from "./profile-shaped.ts";
import { readRecipe } from "./recipe/read-recipe.ts";
import { type Recipe, shapingOf } from "./recipe/recipe.ts";
import type { ShapeDataset } from "./recipe/shape.ts";
import { fromSource, type JudgedProfile, storeVersion } from "./store-version.ts";
import { dropCopy } from "./store/drop-copy.ts";
import { warningsOfSource } from "./source/provenance.ts";
import { filesOf } from "./store/files-of.ts";
import { watchFreshness } from "./store/freshness.ts";
import { refuseView } from "./view/refuse-view.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { readWhole, tooLongToReadWhole } from "./store/read-whole.ts";
import { keepRecipe, readRecipePlace, recipeFolder } from "./store/stored-recipe.ts";

/** A change of a dataset's recipe. */
export interface RecipeChange {
  /** Its text; undefined: the dataset shall have none. */
  readonly text: string | undefined;
  /** Unlike that of any other change: a repetition has the same. */
  readonly token: string;
  readonly kind: "put" | "rollback" | "remove";
  /** The number of changes that the caller saw, if it counts. */
  readonly seq?: number | undefined;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
  readonly why?: string | undefined;
}

/** What changing a recipe needs. */
export interface RecipeTools {
  readonly scratch: ScratchSpace;
  readonly limits: DatasetLimits;
  readonly shape: ShapeDataset;
}

/** Attempts while others store versions of the dataset or change its recipe. */
const attempts = 10;

/**
 * Gives a dataset a recipe, another one, or none: the bytes of the current version become a version by that recipe,
 * which is current from then on. Nothing changes unless the recipe fits them, and they hold its checks. Repeating the
 * call is safe: one that was cut short is finished, and one that another change has followed changes nothing more.
 *
 * @returns the profile of the current version then
 * @throws BroadsheetError `not-found`; `invalid-dataset`, `limit-exceeded` if it does not fit; `conflict`,
 *   `recipe-changed-meanwhile`, if it is not where the caller saw it; `unavailable`
 */
export async function changeRecipe(
  store: ObjectStore,
  name: string,
  change: RecipeChange,
  tools: RecipeTools,
): Promise<JudgedProfile> {
  const { text, token, seq: seen, kind, at, by, why } = change;
  const recipe = text === undefined ? undefined : readRecipe(text);
  const wanted = text === undefined ? undefined : sha256(text);
  const cause = `${kind}:${token}`;
  const said = { at, ...(by !== undefined && { by }), ...(why !== undefined && { why }) };
  let made: MadeRecipe | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const place = await readRecipePlace(store, name);
    const orTakeBack = async (error: unknown): Promise<never> => {
      // What came meanwhile does not fit the recipe.
      if (made !== undefined && error instanceof BroadsheetError && !error.transient)
        await takeBack(store, name, made, `rollback:back:${token}`);
      throw error;
    };
    const read = readCurrentContent(store, name, tools.limits);
    const { content, seq, profile: before } = await read.catch(orTakeBack);
    const isThere = place.current?.version === wanted;
    // Another change has followed, which counts.
    if (!isThere && (await hasMoved(store, recipeFolder(name), cause))) return before;
    if (!isThere && seen !== undefined && seen !== place.seq) throw changedMeanwhile(name, seen, place.seq);
    const profile = await storeVersion(store, name, content, { ...tools, recipe }).catch(orTakeBack);
    if (await dropCopy(store, name, { made: profile.version, from: content.version })) continue;
    const version = wanted ?? place.current?.version;
    if (!isThere && version !== undefined) {
      if (text !== undefined) await keepRecipe(store, name, text);
      if (recipe?.freshness !== undefined) await watchFreshness(store, name);
      const move = { version, cause, ...(text === undefined && { removed: true as const }), ...said };
      if (!(await moveNameFrom(store, recipeFolder(name), place.seq, move))) continue;
      // A clock that looked before the move found nothing to watch, and would not look again for a day.
      if (recipe?.freshness !== undefined) await watchFreshness(store, name);
      made = { seq: place.seq + 1, version, before: place.current?.version };
    }
    // The same version stays current, unless others stored one meanwhile, which the contract has to judge.
    const moved =
      (profile.version === content.version && (await placeOfName(store, `datasets/${name}`)).seq === seq) ||
      (profile.version !== content.version &&
        (await moveNameFrom(store, `datasets/${name}`, seq, {
          version: profile.version,
          cause: `recipe:${token}:${attempt}`,
          ...said,
        })));
    // Otherwise somebody stored other bytes meanwhile, perhaps without the recipe.
    if (moved) return profile;
  }
  throw new BroadsheetError("unavailable", {
    code: "contended",
    message: `"${name}" is being changed by others; try again`,
    where: { dataset: name },
  });
}

/** A recipe that this change has made current, and the one before. */
interface MadeRecipe {
  readonly seq: number;
  readonly version: string;
  readonly before: string | undefined;
}

/**
 * Takes back a recipe that a file does not fit, or whose checks it breaks, which came meanwhile. One that another
 * change has followed stays.
 */
async function takeBack(
  store: ObjectStore,
  name: string,
  { seq, version, before }: MadeRecipe,
  cause: string,
): Promise<void> {
  const move = { version: before ?? version, cause, ...(before === undefined && { removed: true as const }) };
  await moveNameFrom(store, recipeFolder(name), seq, move);
}

/**
 * What a recipe would make of a dataset's current bytes: nothing is stored, and a broken check is a result.
 *
 * @throws BroadsheetError as `changeRecipe`
 */
export async function tryRecipe(
  store: ObjectStore,
  name: string,
  text: string,
  tools: RecipeTools,
): Promise<TriedDataset> {
  const { content, profile } = await readCurrentContent(store, name, tools.limits);
  if (profile.cleaned === true) throw cleanedRows(name, profile.version);
  return await tryContent(content, readRecipe(text), tools);
}

/** A dataset that is not stored: its profile with the results of the recipe's checks, and its table. */
export interface TriedDataset {
  readonly profile: JudgedProfile;
  readonly table: Uint8Array;
}

/**
 * What content would be by a recipe, or without one: nothing is stored. A broken check is a result, not a refusal.
 *
 * @throws BroadsheetError `invalid-dataset`, `too-large`, `limit-exceeded`
 */
export async function tryContent(
  content: DatasetContent,
  recipe: Recipe | undefined,
  { scratch, limits, shape }: RecipeTools,
): Promise<TriedDataset> {
  const shaping = shapingOf(recipe);
  const { body, format, reading = {} } = content;
  const { recipe: _before, ...given } = reading;
  const found =
    shaping === undefined
      ? await profileDataset(body, format, given, scratch, limits)
      : await profileShaped(content, { scratch, limits, shape, recipe: shaping });
  const { profile, table = body } = fromSource(found, { ...content, reading: withRecipe(given, shaping) });
  if (recipe?.checks === undefined) return { profile, table };
  const checks = await runChecks(recipe.checks, { profile, read: async () => table }, scratch, judgingMs(limits));
  return { profile: { ...profile, checks }, table };
}

async function readCurrentContent(
  store: ObjectStore,
  name: string,
  { whole }: Pick<DatasetLimits, "whole">,
): Promise<{
  readonly content: DatasetContent & { readonly version: string };
  readonly seq: number;
  readonly profile: DatasetProfile;
}> {
  await refuseView(store, name);
  const { version, seq } = await placeOfName(store, `datasets/${name}`);
  const profile = version === undefined ? undefined : await readStoredProfile(store, name, version);
  if (version === undefined || profile === undefined)
    throw new BroadsheetError("not-found", {
      code: "unknown-dataset",
      message: `There is no dataset "${name}"`,
      where: { dataset: name },
      seen: name,
    });
  const { format, reading, rowsOfSource, source } = profile;
  if (profile.files !== undefined) throw tooLongToReadWhole(name, profile.bytes);
  const body = await readWhole(store, name, `datasets/${name}/${version}/${filesOf(profile)[0]}`, whole);
  if (body === undefined)
    throw new BroadsheetError("unavailable", {
      code: "missing-object",
      message: `The content of the dataset "${name}" is missing from the store`,
      where: { dataset: name },
      seen: version,
    });
  const warnings = warningsOfSource(profile);
  return { content: { version, body, format, reading, rowsOfSource, source, warnings }, seq, profile };
}

/** A dry run would show what no recipe makes. */
function cleanedRows(name: string, version: string): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "rows-were-erased",
    message: `The current version of "${name}" is what an erasure left: a recipe has shaped its rows already and is not applied to them again`,
    where: { dataset: name },
    seen: version,
    hint: "the recipe can be put: it shapes the files that come later",
  });
}

function changedMeanwhile(name: string, seen: number, seq: number): BroadsheetError {
  return new BroadsheetError("conflict", {
    code: "recipe-changed-meanwhile",
    message: `Somebody has changed the recipe of "${name}" meanwhile`,
    where: { dataset: name },
    seen,
    allowed: seq,
    hint: "read the recipe again",
  });
}
