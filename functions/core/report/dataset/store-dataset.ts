import { BroadsheetError } from "../../errors.ts";
import { moveName, moveNameFrom, placeOfName } from "../../names/name-log.ts";
import { assertName } from "../../names/name.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import { type DatasetLimits, datasetLimits } from "./dataset-limits.ts";
import type { StagedContent } from "./dataset-content.ts";
import type { DatasetProfile } from "./dataset.ts";
import { type RecordRefusal } from "./contract/judge-version.ts";
import type { ShapeDataset } from "./recipe/shape.ts";
import { goBack, isTakenBack } from "./store/go-back.ts";
import { isComplete } from "./store/is-complete.ts";
import { readRecipePlace } from "./store/stored-recipe.ts";
import { orderOfPull } from "./source/provenance.ts";
import { refuseView } from "./view/refuse-view.ts";
import { type JudgedProfile, storeVersion, type VersionTools } from "./store-version.ts";

/** Attempts while others change the dataset's recipe. */
const attempts = 10;

/**
 * Stores a dataset as an immutable version (see `datasetVersion`) and makes it the current one. The same content is the
 * same version; it is not read again unless an earlier reader read it, whose table may have to differ, or what is
 * stored of it is damaged or lost. The bytes are kept as sent, in `data.*`. If queries cannot read them directly (they
 * are packed, in another encoding, a workbook, or hold more than a table), the table is stored beside them, in
 * `table.*`. Unless the text is short, its table is stored as Parquet too. The version is complete before the name
 * refers to it.
 *
 * If the dataset has a recipe, the table that the recipe makes is stored beside the bytes, and the recipe is part of
 * the version. A recipe that changes meanwhile is applied too: the last one counts, unless newer content has become
 * current, which its own writer reads by it.
 *
 * @param known version → profile of content profiled before; used only if the format is the same
 * @param cause see `moveName`: an upload that is delivered again does not move the name again, and a refresh of a
 *   source yields to a later one
 * @param shape runs the recipe @default the dataset has none
 * @param refused hears of content that breaks the dataset's contract @default nobody
 * @param demand throws if the content is not wanted any more; asked just before the name moves, and once it has moved,
 *   when it goes back @default it stays wanted
 * @throws BroadsheetError what `demand` throws; `invalid-request` for the name; `invalid-dataset`, `too-large`,
 *   `limit-exceeded` for the content, also if the recipe does not fit it, and then nothing changes; `conflict` if the
 *   same bytes are stored in another format, or the name is that of a view (`is-a-view`)
 */
export async function storeDataset(
  store: ObjectStore,
  name: string,
  content: StagedContent,
  scratch: ScratchSpace,
  limits: DatasetLimits = datasetLimits,
  known: ReadonlyMap<string, DatasetProfile> = new Map(),
  cause = "put",
  shape?: ShapeDataset,
  refused?: RecordRefusal,
  demand: () => Promise<void> = () => Promise.resolve(),
): Promise<JudgedProfile> {
  assertName(name, "dataset");
  await refuseView(store, name);
  const folder = `datasets/${name}`;
  let { current } = await readRecipePlace(store, name);
  let made: string | undefined;
  /** A version that was made current and then lost files to somebody who deleted it. */
  let lost: string | undefined;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const tools = { scratch, limits, known, shape, recipe: current?.recipe, refused };
    const profile = await storeVersion(store, name, content, tools).catch(async (error: unknown) => {
      // Somebody gave the dataset a recipe or a contract meanwhile, which what had become current does not fit.
      if (isFinal(error)) await goBackFrom(store, name, { made, cause });
      throw error;
    });
    const { version } = profile;
    // Somebody may have made a view of the name meanwhile.
    await refuseView(store, name);
    await demand();
    if (attempt === 0) await moveName(store, folder, version, cause, orderOfPull(cause));
    if ((attempt > 0 || cause.startsWith("upload:")) && !(await moveOurs(store, name, { version, cause, made, lost })))
      continue;
    // Between the look and the move it may have ceased to be wanted.
    await demand().catch(async (error: unknown) => {
      if (isFinal(error)) await goBackFrom(store, name, { made, cause });
      throw error;
    });
    made = version;
    const { current: then } = await readRecipePlace(store, name);
    const isSettled = then?.version === current?.version;
    current = then;
    // An erasure or a deletion that had this version on its list may have taken it away since it was looked for.
    lost = (await isComplete(store, name, version)) ? undefined : version;
    if (isSettled && lost === undefined) return profile;
  }
  const doing = lost === undefined ? "the recipe of" : "the dataset";
  throw contended(name, `${doing} "${name}" is being changed by others; try again`);
}

/**
 * Makes a version current that was stored in a later attempt, or by an upload that may have been delivered before. What
 * others have made current meanwhile stays: only this content by an earlier recipe gives way, and what it lost.
 *
 * @param made the version that an earlier attempt made current, and `lost` one that others then deleted
 * @returns whether the name is where it is to be
 */
async function moveOurs(
  store: ObjectStore,
  name: string,
  { version, cause, made, lost }: Record<"version" | "cause", string> & Record<"made" | "lost", string | undefined>,
): Promise<boolean> {
  const folder = `datasets/${name}`;
  const place = await placeOfName(store, folder);
  // Moved again also where it still is: who deleted the version may be about to take the name back.
  if (lost !== undefined && (place.version === undefined || place.version === lost || isTakenBack(place, lost)))
    return await moveNameFrom(store, folder, place.seq, { version, cause });
  const isOurs =
    place.version !== undefined && (place.version === made || (cause.startsWith("upload:") && place.cause === cause));
  if (!isOurs || place.version === version) return true;
  return await moveNameFrom(store, folder, place.seq, { version, cause: `recipe:${version}` });
}

/** Whether an error says that the content is refused, and always will be. */
function isFinal(error: unknown): boolean {
  return error instanceof BroadsheetError && !error.transient;
}

/**
 * Takes back what a refused content has made current: in an earlier attempt, before an upload was delivered again, or
 * by a refresh whose source has another definition by now.
 *
 * @param made the version that an earlier attempt made current
 */
async function goBackFrom(
  store: ObjectStore,
  name: string,
  { made, cause }: { readonly made: string | undefined; readonly cause: string },
): Promise<void> {
  if (made !== undefined) return await goBack(store, name, made);
  if (!/^(?:upload|source):/.test(cause)) return;
  const place = await placeOfName(store, `datasets/${name}`);
  if (place.cause === cause && place.version !== undefined) await goBack(store, name, place.version);
}

function contended(name: string, message: string): BroadsheetError {
  return new BroadsheetError("unavailable", { code: "contended", message, where: { dataset: name } });
}

/**
 * Stores a dataset as `storeDataset` does, by its recipe if it has one, but holds it back: nobody gets the version who
 * does not name it, until somebody makes it current, see `promoteDataset`.
 *
 * @throws BroadsheetError as `storeDataset`
 */
export async function holdDataset(
  store: ObjectStore,
  name: string,
  content: StagedContent,
  tools: Pick<VersionTools, "scratch" | "limits" | "shape" | "refused">,
): Promise<JudgedProfile> {
  assertName(name, "dataset");
  await refuseView(store, name);
  const { current } = await readRecipePlace(store, name);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const profile = await storeVersion(store, name, content, { ...tools, recipe: current?.recipe });
    await refuseView(store, name);
    if (await isComplete(store, name, profile.version)) return profile;
  }
  throw contended(name, `the versions of "${name}" are being deleted by others; try again`);
}
