import { BroadsheetError } from "../../errors.ts";
import { hashStored } from "./store/read-whole.ts";
import { hasMoved, moveNameFrom, placeOfName } from "../../names/name-log.ts";
import type { ObjectStore, ScratchSpace } from "../../ports.ts";
import type { DatasetLimits } from "./dataset-limits.ts";
import type { DatasetProfile, OpenedDataset } from "./dataset.ts";
import { datasetVersion } from "./dataset-version.ts";
import { readerRevision } from "./mended-rules.ts";
import { openDataset } from "./open-dataset.ts";
import type { ShapeDataset, ShapedDataset } from "./recipe/shape.ts";
import { deleteVersions, isProfile } from "./store/delete-versions.ts";
import { deleteBelow, removeName } from "./store/delete-objects.ts";
import { type Erasure, erasureKey, markErased, readErasure, writeErasure } from "./store/erasure.ts";
import { filesOf } from "./store/files-of.ts";
import { leaveDeleted } from "./store/go-back.ts";
import { keep } from "./store/keep-object.ts";
import { listDatasetVersions } from "./store/list-dataset-names.ts";
import { keepMap, mapTable, withMap } from "./store/map-table.ts";
import { readStoredProfile } from "./store/read-dataset-profile.ts";
import { depthIn, viewsOver } from "./view/change-views.ts";
import { formerViewsOver } from "./view/former-views.ts";
import { refuseView } from "./view/refuse-view.ts";
import { readGraph } from "./view/view-graph.ts";

/** Which rows of a dataset are to go. */
export interface ErasureRequest {
  /** Unlike that of any other erasure: a repetition has the same. */
  readonly id: string;
  /** SQL condition over the columns that reports read; rows of which it is true go. */
  readonly where: string;
  /** The version that was current when it was asked for. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
}

/** What erasing needs. */
export interface ErasureTools {
  readonly scratch: ScratchSpace;
  readonly limits: DatasetLimits;
  readonly shape: ShapeDataset;
  /** Tells which views have a table that is made by their present definitions from what their sources are now. */
  readonly currentViews: (views: readonly string[]) => Promise<ReadonlySet<string>>;
}

/**
 * Erases rows of a dataset: what is left of the current version becomes a version of its own, whose bytes are the rows
 * that are left, as Parquet, and nothing else; then every other version goes, and every table of the views over it,
 * which are made anew; also those that views made which once read the dataset. Versions that are held back go too;
 * files that come meanwhile stay. What happened to the dataset goes, since it has values. A contract does not stand in
 * the way.
 *
 * A repetition goes on where one was cut short: the record that says what goes is written before anything does.
 *
 * @returns the record, which has yet to be finished once what else was made from the rows is gone
 * @throws BroadsheetError `not-found`; `conflict` if it is a view (`is-a-view`) or another version has become current
 *   (`version-is-not-current`), and then nothing is erased; `invalid-dataset` for the condition; `limit-exceeded`
 */
export async function eraseRows(
  store: ObjectStore,
  name: string,
  request: ErasureRequest,
  tools: ErasureTools,
): Promise<Erasure> {
  await refuseView(store, name);
  const erasure =
    (await readErasure(store, { ...request, dataset: name })) ?? (await begin(store, name, request, tools));
  if (erasure.finished !== undefined) return erasure;
  await makeCurrent(store, erasure);
  const gone = new Set(erasure.versions);
  await deleteVersions(store, name, erasure, (version) => gone.has(version));
  await deleteCopies(store, erasure);
  // Somebody may have made one of them current meanwhile.
  await leaveDeleted(store, name);
  await deleteBelow(store, `dataset-events/${name}/`, /./);
  for (const view of erasure.views) await eraseView(store, view, erasure);
  for (const { name: view, versions } of erasure.viewVersions ?? [])
    if (!erasure.views.includes(view)) await eraseFormerView(store, view, versions, erasure);
  return erasure;
}

/** Stores the rows that are left, and the record of what goes. */
async function begin(store: ObjectStore, name: string, request: ErasureRequest, tools: ErasureTools): Promise<Erasure> {
  const { limits, shape } = tools;
  const { version: current, seq } = await placeOfName(store, `datasets/${name}`);
  if (current !== request.version) throw notCurrent(name, request.version, current);
  const opened = await openDataset(store, name, { name, version: current });
  const { profile } = opened;
  const recipe = { steps: [{ "leave-out": { where: request.where } }] };
  const made = await shape({ profile, file: await opened.readText() }, recipe, limits);
  const { version, isNew } = await storeCleaned(store, name, opened, made, limits);
  const { id, at, by } = request;
  const graph = await readGraph(store);
  const depth = depthIn(graph);
  // A view that is made anew meanwhile is then not made from a table that has yet to go.
  const views = viewsOver(name, graph).toSorted((a, b) => depth(a) - depth(b));
  const erasure: Erasure = {
    id,
    dataset: name,
    at,
    ...(by !== undefined && { by }),
    from: current,
    seq,
    content: (await hashStored(store, `datasets/${name}/${current}/${filesOf(profile)[0]}`)) ?? "",
    version,
    made: isNew,
    rows: made.rows,
    erased: profile.rows - made.rows,
    versions: (await listDatasetVersions(store, name)).filter((one) => one !== version),
    views,
    viewVersions: await versionsOfViews(store, views, await formerViewsOver(name, graph, store), tools),
  };
  await writeErasure(store, erasure);
  return erasure;
}

/** Stores a version whose bytes are its rows. It keeps the units of its columns. */
async function storeCleaned(
  store: ObjectStore,
  name: string,
  { profile: before }: OpenedDataset,
  { table, columns, ...made }: ShapedDataset,
  limits: DatasetLimits,
): Promise<{ readonly version: string; readonly isNew: boolean }> {
  const units = new Map(before.columns.map((column) => [column.name, column.unit]));
  const version = datasetVersion(table);
  const profile: DatasetProfile = {
    version,
    reader: readerRevision,
    format: "parquet",
    bytes: table.length,
    ...made,
    columns: columns.map((column) => {
      const unit = units.get(column.name);
      return unit === undefined ? column : { ...column, unit };
    }),
    cleaned: true,
  };
  const map = await mapTable(profile, { body: table }, limits);
  const folder = `datasets/${name}/${version}`;
  await keep(store, `${folder}/data.parquet`, table, "application/vnd.apache.parquet");
  await keepMap(store, folder, map);
  const text = new TextEncoder().encode(JSON.stringify(withMap(profile, map)));
  return { version, isNew: await keep(store, `${folder}/dataset.json`, text, "application/json") };
}

/**
 * @throws BroadsheetError `conflict` if another version has become current; then the cleaned one goes, unless it was
 *   there before
 */
async function makeCurrent(store: ObjectStore, erasure: Erasure): Promise<void> {
  const { id, dataset, at, by, from, seq, version, made } = erasure;
  if (version === from) return;
  const folder = `datasets/${dataset}`;
  const cause = `erase:${id}`;
  if (await hasMoved(store, folder, cause)) return;
  if (await moveNameFrom(store, folder, seq, { version, cause, at, ...(by !== undefined && { by }) })) return;
  const { version: current } = await placeOfName(store, folder);
  if (made === true && current !== version) await deleteVersion(store, dataset, version);
  await store.delete(erasureKey({ id, dataset, at }));
  throw notCurrent(dataset, from, current);
}

async function deleteVersion(store: ObjectStore, name: string, version: string): Promise<void> {
  await deleteBelow(store, `datasets/${name}/`, new RegExp(`^${version}[/.]`));
}

/**
 * Deletes versions that somebody made meanwhile from the bytes that are erased, by a recipe or by reading them again.
 * Their makers look for those bytes once they have stored what they made of them, so that nothing is left by either.
 */
async function deleteCopies(store: ObjectStore, erasure: Erasure): Promise<void> {
  const { dataset, version: cleaned, content, versions } = erasure;
  for (const version of await listDatasetVersions(store, dataset)) {
    if (version === cleaned || versions.includes(version)) continue;
    const profile = await readStoredProfile(store, dataset, version);
    const hash = profile && (await hashStored(store, `datasets/${dataset}/${version}/${filesOf(profile)[0]}`));
    if (hash === undefined || hash !== content) continue;
    await markErased(store, version, { dataset, erasure: erasure.id, at: erasure.at });
    await deleteVersion(store, dataset, version);
  }
}

/** Deletes the tables of a view, which has none until it is made anew; one that was made since stays. */
async function eraseView(store: ObjectStore, view: string, erasure: Erasure): Promise<void> {
  const folder = `datasets/${view}`;
  const { at, by } = erasure;
  const cause = `erase:${erasure.id}`;
  if (!(await hasMoved(store, folder, cause))) await removeName(store, folder, { cause, at, by });
  const { version: current } = await placeOfName(store, folder);
  await deleteVersions(store, view, erasure, (version, objects) => {
    const isOld = objects.every(({ modified }) => modified < at);
    return version !== current && (isOld || objects.some(isProfile));
  });
}

/** What of views over a dataset is to go, and of those that once were over it. */
async function versionsOfViews(
  store: ObjectStore,
  views: readonly string[],
  former: readonly string[],
  { currentViews }: ErasureTools,
): Promise<NonNullable<Erasure["viewVersions"]>> {
  const found: { readonly name: string; readonly versions: readonly string[] }[] = [];
  for (const name of views) found.push({ name, versions: await listDatasetVersions(store, name) });
  const kept = await currentViews(former);
  for (const name of former) {
    const { version: current } = await placeOfName(store, `datasets/${name}`);
    const versions: string[] = [];
    // The name may be that of an ordinary dataset by now, whose own versions stay.
    for (const version of await listDatasetVersions(store, name))
      if (!(kept.has(name) && version === current) && (await readStoredProfile(store, name, version))?.view === true)
        versions.push(version);
    found.push({ name, versions });
  }
  return found;
}

/** Deletes what a view made while it read the dataset, or was to be made anew. */
async function eraseFormerView(
  store: ObjectStore,
  view: string,
  versions: readonly string[],
  erasure: Erasure,
): Promise<void> {
  const folder = `datasets/${view}`;
  const { version: current } = await placeOfName(store, folder);
  const gone = new Set(versions);
  if (current !== undefined && gone.has(current))
    await removeName(store, folder, { cause: `erase:${erasure.id}`, at: erasure.at, by: erasure.by });
  await deleteVersions(store, view, erasure, (version) => gone.has(version));
}

function notCurrent(name: string, seen: string, current: string | undefined): BroadsheetError {
  if (current === undefined)
    return new BroadsheetError("not-found", {
      code: "unknown-dataset",
      message: `There is no dataset "${name}"`,
      where: { dataset: name },
      seen: name,
    });
  return new BroadsheetError("conflict", {
    code: "version-is-not-current",
    message: `Another version of "${name}" became current meanwhile; nothing was erased`,
    where: { dataset: name },
    seen,
    allowed: current,
    hint: "ask for the erasure again: it looks at the rows of that version",
  });
}
