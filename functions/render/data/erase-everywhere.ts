import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import type { Clock, ObjectStore } from "../../core/ports.ts";
import { datasetLimits } from "../../core/report/dataset/dataset-limits.ts";
import { eraseRows, type ErasureRequest } from "../../core/report/dataset/erase-rows.ts";
import { type Erasure, erasureKey, writeErasure } from "../../core/report/dataset/store/erasure.ts";
import { readGraph } from "../../core/report/dataset/view/view-graph.ts";
import { prepareChoicesOver } from "../../core/report/find-choices.ts";
import { shapeDataset } from "../../core/report/shape-dataset.ts";
import { forgetChoices } from "../../core/report/template/store/forget-choices.ts";
import { lookAtViews } from "../../core/service/view/look-at-views.ts";
import { forgetRefreshes } from "../../core/service/view/forget-refreshes.ts";

/**
 * Erases rows of a dataset, as `eraseRows` does, and what else was made of them to be read again: choices of
 * parameters, and the records of how views were made. Reports stay. A repetition goes on where one was cut short.
 *
 * @returns the finished record, which says whether the store keeps what was deleted
 * @throws BroadsheetError as `eraseRows`
 */
export async function eraseEverywhere(
  name: string,
  request: ErasureRequest,
  { store, clock }: { readonly store: ObjectStore; readonly clock: Clock },
): Promise<Erasure> {
  const erasure = await eraseOnScratch(name, request, store);
  if (erasure.finished !== undefined) return erasure;
  const views = new Set([...erasure.views, ...(erasure.viewVersions ?? []).map((view) => view.name)]);
  for (const view of views) await forgetRefreshes(store, view);
  for (const dataset of [name, ...views]) await forgetChoices(store, dataset);
  const kept = (await store.head(erasureKey(erasure)))?.versioned === true;
  const finished = { ...erasure, finished: clock.now(), kept };
  await writeErasure(store, finished);
  await prepareChoicesOver(name, { store, openScratch: openScratchFolder });
  return finished;
}

async function eraseOnScratch(name: string, request: ErasureRequest, store: ObjectStore): Promise<Erasure> {
  const scratch = await openScratchFolder();
  try {
    return await eraseRows(store, name, request, {
      scratch,
      limits: datasetLimits,
      shape: (given, recipe, limits) => shapeDataset(given, recipe, scratch, limits),
      currentViews: (views) => currentViews(store, views),
    });
  } finally {
    await scratch.dispose();
  }
}

async function currentViews(store: ObjectStore, names: readonly string[]): Promise<ReadonlySet<string>> {
  const graph = await readGraph(store);
  const looks = await lookAtViews(
    store,
    graph,
    names.filter((view) => graph.has(view)),
  );
  return new Set(names.filter((view) => looks.get(view)?.state === "current"));
}
