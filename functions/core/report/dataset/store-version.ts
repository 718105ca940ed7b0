import { BroadsheetError, isCorrupt } from "../../errors.ts";
import type { ObjectStore, ScratchFile, ScratchSpace } from "../../ports.ts";
import { checkDatasetLimit, type DatasetLimits } from "./dataset-limits.ts";
import type { DatasetContent, StagedContent } from "./dataset-content.ts";
import { datasetVersion } from "./dataset-version.ts";
import type { DatasetFormat, DatasetProfile } from "./dataset.ts";
import type { DatasetReading } from "../template/dataset-reading.ts";
import { profileShaped, withRecipe } from "./profile-shaped.ts";
import type { CheckResult } from "./contract/check-result.ts";
import { isOfContent, judgeVersion, type RecordRefusal, type Refusal } from "./contract/judge-version.ts";
import { judgingMs } from "./contract/run-checks.ts";
import { openDataset } from "./open-dataset.ts";
import { type Recipe, recipeVersion, shapingOf } from "./recipe/recipe.ts";
import type { ShapeDataset } from "./recipe/shape.ts";
import { isLongFormat, type LongFormat, profileLong } from "./profile-long.ts";
import { packingOf } from "./decode/unpack.ts";
import { formatNames } from "./read-dataset.ts";
import { profileDataset, type ProfiledDataset } from "./profile-dataset.ts";
import { confirmReading, isReadByOlder } from "./store/older-reader.ts";
import { filesOf, parquetFile } from "./store/files-of.ts";
import { keep, keepFile } from "./store/keep-object.ts";
import { storeInFiles } from "./store/store-in-files.ts";
import { keepMap, mapTable, withMap } from "./store/map-table.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";

const mediaTypes: Readonly<Record<DatasetFormat, string>> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  tsv: "text/tab-separated-values; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

/** What storing a version needs, beside its content. */
export interface VersionTools {
  readonly scratch: ScratchSpace;
  readonly limits: DatasetLimits;
  /** Version → profile of content profiled before; used only if the format is the same. @default none */
  readonly known?: ReadonlyMap<string, DatasetProfile>;
  /** The dataset's recipe. @default it has none */
  readonly recipe?: Recipe | undefined;
  /** Runs the recipe; where a dataset may have one, there must be one. */
  readonly shape?: ShapeDataset | undefined;
  /** Hears of a version that breaks the contract in the recipe. @default nobody */
  readonly refused?: RecordRefusal | undefined;
}

/** A stored version, and how it holds the contract by which it was stored. */
export interface JudgedProfile extends DatasetProfile {
  /** Absent if the dataset has no checks. Not part of `dataset.json`: a contract may change. */
  readonly checks?: readonly CheckResult[];
}

/**
 * Stores a version without making it current, see `storeDataset`. An earlier reader's version stays as it is: if this
 * reader reads the bytes alike, that is noted beside it (see `confirmReading`), otherwise they become another version.
 */
export async function storeVersion(
  store: ObjectStore,
  name: string,
  { body: sent, format, reading: given = {}, files, ...origin }: StagedContent,
  { scratch, limits, known, recipe, shape, refused }: VersionTools,
): Promise<JudgedProfile> {
  if (files !== undefined) return await storeFiles(store, name, { ...origin, files }, { scratch, limits, recipe });
  const body = settle(sent, { format, recipe, limits });
  const shaping = (await holdsCleaned(store, name, body, given, recipe)) ? undefined : shapingOf(recipe);
  const reading = withRecipe(given, shaping);
  const version = datasetVersion(origin.rowsOfSource ?? body, reading);
  const judge = async (profile: DatasetProfile, table?: Uint8Array): Promise<JudgedProfile> => {
    if (recipe?.checks === undefined) return profile;
    // What is stored may be read as Parquet: the SELECT is that of the same bytes.
    const opened =
      table === undefined
        ? await openDataset(store, name, { name, version: profile.version })
        : { read: () => Promise.resolve(table) };
    const judging = { store, scratch, deadlineMs: judgingMs(limits), refused };
    const checks = await judgeVersion(name, { ...opened, profile }, recipe.checks, judging);
    return { ...profile, checks };
  };
  const stored = await readSound(store, name, version);
  if (stored !== undefined) refuseOther(stored, name, format);
  if (stored !== undefined && !(await isReadByOlder(store, name, stored))) return await judge(stored);
  const met = stored === undefined && (await isTorn(store, name, version)) ? undefined : known?.get(version);
  const found: ProfiledDataset<Content> =
    met?.format === format && met.table === undefined
      ? { profile: withoutParquet(met) }
      : isStaged(body)
        ? await profileLong(body, format as LongFormat, reading, scratch, limits)
        : shaping === undefined
          ? await profileDataset(body, format, reading, scratch, limits, undefined, origin.rowsOfSource === undefined)
          : await profileShaped({ body, format, reading: given }, { scratch, limits, recipe: shaping, shape }).catch(
              recordMisfit({ dataset: name, version, checks: recipeVersion(shaping) }, refused),
            );
  const { profile: read, table, parquet } = fromSource(found, { body, reading, ...origin });
  const map = await mapTable(read, { body, table, parquet }, limits);
  const profile = withMap(read, map);
  const there = profile.version === version ? stored : await readSound(store, name, profile.version);
  if (there !== undefined) {
    refuseOther(there, name, format);
    const judged = await judge(there);
    if (await isReadByOlder(store, name, there)) await confirmReading(store, name, there.version);
    return judged;
  }
  const made = table ?? body;
  const { checks } = await judge(profile, isStaged(made) ? undefined : made);
  const folder = `datasets/${name}/${profile.version}`;
  const [content] = filesOf(profile);
  const keepIn = async (file: string, bytes: Content, type: string): Promise<unknown> =>
    await (isStaged(bytes) ? keepFile : keep)(store, `${folder}/${file}`, bytes as Uint8Array & ScratchFile, type);
  if (content === `data.${format}`) await keepIn(content, body, mediaTypes[format]);
  if (table !== undefined) await keepIn(`table.${profile.table}`, table, mediaTypes[profile.table!]);
  if (parquet !== undefined) await keepIn(parquetFile(profile.parquet!), parquet, mediaTypes.parquet);
  await keepMap(store, folder, map);
  await keep(store, `${folder}/dataset.json`, encode(profile), "application/json");
  // Another writer may have been first; the stored profile counts.
  const first = (await readStoredProfile(store, name, profile.version)) ?? profile;
  refuseOther(first, name, format);
  return { ...(await withSoundParquet(store, folder, first, profile)), ...(checks !== undefined && { checks }) };
}

/**
 * Stores rows of a source that are too many for one file.
 *
 * @throws BroadsheetError `too-large` if the dataset has a recipe or a contract, which need all of a file
 */
async function storeFiles(
  store: ObjectStore,
  name: string,
  {
    files,
    rowsOfSource,
    ...origin
  }: Pick<StagedContent, "rowsOfSource" | "source" | "warnings"> & Readonly<{ files: readonly ScratchFile[] }>,
  { scratch, limits, recipe }: Pick<VersionTools, "scratch" | "limits" | "recipe">,
): Promise<JudgedProfile> {
  if (recipe !== undefined) {
    const length = files.reduce((sum, file) => sum + file.length, 0);
    throw tooLong({ length }, "a dataset with a recipe or a contract", limits);
  }
  const sound = (version: string): ReturnType<typeof readSound> => readSound(store, name, version);
  return await storeInFiles(store, name, { ...origin, files, rowsOfSource: rowsOfSource! }, { scratch, limits, sound });
}

/** Bytes in memory, or too many for it. */
type Content = Uint8Array | ScratchFile;

function isStaged(body: Content): body is ScratchFile {
  return "path" in body;
}

/**
 * A staged file stays one if it is long, or packed and may be, and nothing is done with it that needs all of it: a
 * recipe or a contract reads the whole, and so do workbooks.
 *
 * @throws BroadsheetError `too-large` for more than may be read in memory
 */
function settle(
  body: Content,
  {
    format,
    recipe,
    limits,
  }: { readonly format: DatasetFormat; readonly recipe: Recipe | undefined; readonly limits: DatasetLimits },
): Content {
  if (!isStaged(body)) return body;
  checkDatasetLimit("bytes", body.length, limits);
  const isLong = body.length > limits.short || packingOf(body.subarray(0, 4)) !== undefined;
  if (isLong && isLongFormat(format) && recipe === undefined) return body;
  if (body.length > limits.whole)
    throw tooLong(body, recipe === undefined ? formatNames[format] : "a dataset with a recipe or a contract", limits);
  return body.subarray(0);
}

function tooLong({ length }: Pick<Content, "length">, what: string, { whole }: DatasetLimits): BroadsheetError {
  return new BroadsheetError("too-large", {
    code: "too-many-bytes",
    message: `The file has ${length} bytes; at most ${whole} are allowed for ${what}`,
    seen: length,
    allowed: whole,
    hint: "CSV, TSV, JSON and Parquet without a recipe may be larger",
  });
}

/** What was found in content, with where that came from. */
export function fromSource<Table extends Content>(
  { profile: { version: ofBytes, rowsAsRead, ...profile }, table, parquet }: ProfiledDataset<Table>,
  {
    body,
    reading,
    rowsOfSource,
    source,
    warnings = [],
  }: Omit<DatasetContent, "format" | "body"> & { readonly body: Table },
): ProfiledDataset<Table> {
  const isRows = rowsOfSource !== undefined;
  return {
    profile: {
      ...profile,
      version: isRows ? datasetVersion(rowsOfSource, reading, profile) : ofBytes,
      ...(warnings.length > 0 && { warnings: [...warnings, ...profile.warnings] }),
      ...(isRows && { rowsOfSource, rowsHash: profile.rowsHash ?? rowsOfSource, table: "parquet" as const }),
      ...(!isRows && rowsAsRead !== undefined && { rowsAsRead }),
      ...(source !== undefined && { source }),
    },
    ...(parquet !== undefined && { parquet }),
    ...(table !== undefined ? { table } : isRows && { table: body }),
  };
}

/**
 * If the table in Parquet that a stored profile names is lost or damaged, and this release writes the same rows
 * otherwise, the profile names the new file: nothing else of it changes.
 */
async function withSoundParquet(
  store: ObjectStore,
  folder: string,
  first: DatasetProfile,
  { parquet, chunks }: DatasetProfile,
): Promise<DatasetProfile> {
  if (first.parquet === undefined || parquet === undefined || first.parquet.sha256 === parquet.sha256) return first;
  if ((await headOf(store, `${folder}/${parquetFile(first.parquet)}`)) !== undefined) return first;
  const { chunks: _former, ...rest } = first;
  const mended = { ...rest, parquet, ...(chunks !== undefined && { chunks }) };
  await store.put(`${folder}/dataset.json`, encode(mended), "application/json");
  return mended;
}

/**
 * Whether a version that is not sound has its record: it has lost a file, and is read again, since the shortcut would
 * not write its table in Parquet.
 */
async function isTorn(store: ObjectStore, name: string, version: string): Promise<boolean> {
  return (await headOf(store, `datasets/${name}/${version}/dataset.json`)) !== undefined;
}

/** What the store knows of an object; undefined if it is lost or damaged. */
async function headOf(store: ObjectStore, key: string): ReturnType<ObjectStore["head"]> {
  return await store.head(key).catch((error: unknown) => {
    if (isCorrupt(error)) return undefined;
    throw error;
  });
}

/** Whether bytes are those that an erasure left, which a recipe has shaped already. */
async function holdsCleaned(
  store: ObjectStore,
  name: string,
  body: Content,
  given: DatasetReading,
  recipe: Recipe | undefined,
): Promise<boolean> {
  if (recipe === undefined) return false;
  const { recipe: _before, ...reading } = given;
  return (await readSound(store, name, datasetVersion(body, reading)))?.cleaned === true;
}

/** A profile of bytes whose table was written elsewhere: their text is read. */
function withoutParquet({ parquet: _elsewhere, chunks: _there, ...profile }: DatasetProfile): DatasetProfile {
  return profile;
}

function refuseOther(stored: DatasetProfile, name: string, format: DatasetFormat): void {
  if (stored.format === format) return;
  throw new BroadsheetError("conflict", {
    code: "stored-as-other-format",
    message: `The same bytes are already stored as ${stored.format}`,
    where: { dataset: name },
    seen: format,
    allowed: stored.format,
  });
}

/** The profile of a version that is wholly there: one that is damaged or lost is stored again. */
async function readSound(store: ObjectStore, name: string, version: string): Promise<DatasetProfile | undefined> {
  try {
    const profile = await readStoredProfile(store, name, version);
    if (profile === undefined) return undefined;
    const folder = `datasets/${name}/${version}`;
    const heads = await Promise.all(filesOf(profile).map((file) => store.head(`${folder}/${file}`)));
    return heads.includes(undefined) ? undefined : profile;
  } catch (error) {
    if (isCorrupt(error)) return undefined;
    throw error;
  }
}

function encode(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** Records that a recipe does not fit a file any more, as that it breaks its contract. @returns what rethrows */
function recordMisfit(refusal: Omit<Refusal, "problems">, refused: RecordRefusal | undefined) {
  return async (error: unknown): Promise<never> => {
    if (error instanceof BroadsheetError && error.kind === "invalid-dataset" && isOfContent(error.problems))
      await refused?.({ ...refusal, problems: error.problems });
    throw error;
  };
}
