import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import { type Erasure, readErasures } from "../../core/report/dataset/store/erasure.ts";
import { listDatasetVersions } from "../../core/report/dataset/store/list-dataset-names.ts";
import { viewsOver } from "../../core/report/dataset/view/change-views.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import type { DatasetReference } from "../../core/report/request/report-request.ts";
import type { AcceptedBatch } from "../../core/service/batch/batch.ts";
import { listBatches } from "../../core/service/batch/status/list-batches.ts";
import { areViewsSettling } from "../../core/service/view/are-views-settling.ts";
import type { LifecycleWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import { listReports } from "../../core/service/lifecycle/status/list-reports.ts";
import { listEditions } from "../../core/service/publication/edition/list-editions.ts";
import { publicationNames } from "../../core/service/publication/record/list-publications.ts";

/** A report, batch or edition that was made from data which are no longer stored. */
export interface Remain {
  readonly kind: "report" | "batch" | "edition";
  readonly id: string;
  readonly self: string;
  /** Of an edition. */
  readonly publication?: string;
  readonly title?: string;
  readonly datasets: readonly Required<DatasetReference>[];
}

export interface RemainPage {
  readonly remains: readonly Remain[];
  /** Pass as `after` for the next page; absent on the last one. A page before it may be short. */
  readonly next?: string;
}

/** Pattern of a page's `next`. */
export const remainCursor = "^(?:reports|batches|editions:[a-z0-9][a-z0-9-]{0,62}):[0-9a-z-]*$";

/** Publications looked through for one page, at most: each costs a listing. */
const mostPublications = 50;

/** How a page goes on: what it found, and where the next begins. */
interface Found {
  readonly remains: readonly Remain[];
  readonly next?: string | undefined;
}

type Versions = (reference: Required<DatasetReference>) => boolean;

/**
 * Lists what was made from versions of a dataset, or of views over it, that are no longer stored: reports, batches and
 * editions, with which their renditions, traces and packs go. A page reads some thousand records at most.
 *
 * A view's version is the hash of its rows. While the table that an erasure has deleted is made anew, it may come back
 * as the same version: until that is known, nothing is listed.
 *
 * @returns `settling` while a view over the dataset is still to be made from what its sources are now
 * @throws BroadsheetError `invalid-request` for `after`; `unavailable`
 */
export async function listRemains(
  dataset: string,
  world: LifecycleWorld,
  { limit, after = "reports:" }: { readonly limit: number; readonly after?: string | undefined },
): Promise<RemainPage | "settling"> {
  const graph = await readGraph(world.store);
  const erasures = await readErasures(world.store, dataset);
  const erased = erasures.flatMap(({ viewVersions = [] }) => viewVersions.map(({ name }) => name));
  const settled = [dataset, ...erased.filter((view) => graph.has(view))];
  if (await areViewsSettling(world.store, settled)) return "settling";
  const isGone = await goneVersions([dataset, ...viewsOver(dataset, graph)], erasures, world.store);
  // An erasure may have begun meanwhile.
  if (await areViewsSettling(world.store, settled)) return "settling";
  const [kind = "", first = "", second = ""] = after.split(":");
  const page = { limit, isGone };
  const { remains, next } =
    kind === "reports"
      ? await reports(first, page, world)
      : kind === "batches"
        ? await batches(first, page, world)
        : kind === "editions"
          ? await editions(first, second, page, world)
          : refuse(after);
  return { remains, ...(next !== undefined && { next }) };
}

interface Page {
  readonly limit: number;
  readonly isGone: Versions;
}

/**
 * Whether a reference is to one of these datasets in a version that is not stored, or to what an erasure has deleted of
 * another that was a view over the dataset then or before: its name may have been given to other data since.
 */
async function goneVersions(
  names: readonly string[],
  erasures: readonly Erasure[],
  store: ObjectStore,
): Promise<Versions> {
  const erased = new Map<string, Set<string>>();
  for (const { name, versions } of erasures.flatMap(({ viewVersions = [] }) => viewVersions))
    erased.set(name, new Set([...(erased.get(name) ?? []), ...versions]));
  const stored = new Map<string, ReadonlySet<string>>();
  for (const name of new Set([...names, ...erased.keys()]))
    stored.set(name, new Set(await listDatasetVersions(store, name)));
  return ({ name, version }) =>
    stored.get(name)?.has(version) === false && (names.includes(name) || erased.get(name)?.has(version) === true);
}

async function reports(cursor: string, { limit, isGone }: Page, world: LifecycleWorld): Promise<Found> {
  const goneOf = ({ datasets }: Readonly<{ datasets: AcceptedBatch["datasets"] }>) =>
    Object.values(datasets).filter(isGone);
  const found = await listReports(world, {
    limit,
    after: cursor === "" ? undefined : cursor,
    matches: ({ accepted }) => goneOf(accepted).length > 0,
  });
  return {
    remains: found.reports.map(({ id, accepted, ...report }) => ({
      kind: "report",
      id,
      self: `/reports/${id}`,
      ...("title" in report && { title: report.title }),
      datasets: goneOf(accepted),
    })),
    next: found.next === undefined ? "batches:" : `reports:${found.next}`,
  };
}

async function batches(cursor: string, { limit, isGone }: Page, world: LifecycleWorld): Promise<Found> {
  const goneOf = ({ datasets, rows }: AcceptedBatch) =>
    [...Object.values(datasets), ...("dataset" in rows ? [rows.dataset] : [])].filter(isGone);
  const found = await listBatches(world, {
    limit,
    after: cursor === "" ? undefined : cursor,
    matches: ({ accepted }) => goneOf(accepted).length > 0,
  });
  return {
    remains: found.batches.map(({ id, accepted }) => ({
      kind: "batch",
      id,
      self: `/batches/${id}`,
      datasets: goneOf(accepted),
    })),
    next: found.next === undefined ? "editions:0:" : `batches:${found.next}`,
  };
}

/** @param from the publication with which it begins, or the first after this */
async function editions(
  from: string,
  cursor: string,
  { limit, isGone }: Page,
  { store }: LifecycleWorld,
): Promise<Found> {
  const remains: Remain[] = [];
  let looked = 0;
  for await (const publication of publicationNames(store)) {
    if (publication < from) continue;
    if (remains.length === limit || looked === mostPublications) return { remains, next: `editions:${publication}:` };
    looked += 1;
    const { editions: found, next } = await listEditions(publication, store, {
      limit: limit - remains.length,
      after: publication === from && cursor !== "" ? cursor : undefined,
      matches: ({ request }) => request !== undefined && Object.values(request.datasets).some(isGone),
    });
    for (const edition of found)
      remains.push({
        kind: "edition",
        id: edition.id,
        publication,
        self: `/publications/${publication}/editions/${edition.id}`,
        ...("title" in edition && { title: edition.title }),
        datasets: Object.values(edition.request!.datasets).filter(isGone),
      });
    if (next !== undefined) return { remains, next: `editions:${publication}:${next}` };
  }
  return { remains };
}

function refuse(after: string): never {
  throw new BroadsheetError("invalid-request", {
    code: "invalid-cursor",
    message: '"after" must come from "next" of the previous page',
    where: { name: "after" },
    seen: after.slice(0, 100),
  });
}
