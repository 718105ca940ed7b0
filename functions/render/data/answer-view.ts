import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { ObjectStore } from "../../core/ports.ts";
import type { DatasetProfile, OpenedDataset } from "../../core/report/dataset/dataset.ts";
import type { DatasetLimits } from "../../core/report/dataset/dataset-limits.ts";
import { openDataset } from "../../core/report/dataset/open-dataset.ts";
import { readView } from "../../core/report/dataset/view/parse-view.ts";
import { profileOfMade, storeMade } from "../../core/report/dataset/view/store-made.ts";
import type { ViewDefinition } from "../../core/report/dataset/view/view.ts";
import { readDefinition } from "../../core/report/dataset/view/view-graph.ts";
import { makeView } from "../../core/report/make-view.ts";
import { firstRowsOf } from "./first-rows-of.ts";

/** A view to try over what its sources are now, or to make of these versions and store. */
export type AskedView = (
  | { readonly text: string }
  | { readonly definition: string; readonly sources: Readonly<Record<string, string>> }
) & {
  /** Longest time that its SELECT may take, ms. @default by the limits */
  readonly deadlineMs?: number;
};

/** All that a view reads may be as large as this many of the largest datasets. */
const mostDatasets = 2;

/**
 * Tries a view, or makes its table and stores it as a version of its dataset, which does not make it current.
 *
 * @throws BroadsheetError as `makeView`; `not-found` if a source is gone; `limit-exceeded` if they are too large
 */
export async function answerView(
  name: string,
  asked: AskedView,
  limits: DatasetLimits,
  store: ObjectStore,
): Promise<{ readonly profile: DatasetProfile; readonly first?: string }> {
  const isTrial = "text" in asked;
  const definition = isTrial ? readView(asked.text) : (await readDefinition(store, asked.definition)).definition;
  const datasets = await openSources(store, definition, isTrial ? {} : asked.sources);
  refuseLarge(datasets, limits);
  const scratch = await openScratchFolder();
  try {
    const { deadlineMs } = asked;
    const tools = { scratch, openScratch: openScratchFolder, limits, ...(deadlineMs !== undefined && { deadlineMs }) };
    const made = await makeView(definition, datasets, tools);
    if (!isTrial) return { profile: await storeMade(store, name, made) };
    const profile = profileOfMade(made);
    return { profile, first: await firstRowsOf(profile, made.table) };
  } finally {
    await scratch.dispose();
  }
}

async function openSources(
  store: ObjectStore,
  { from }: ViewDefinition,
  sources: Readonly<Record<string, string>>,
): Promise<readonly OpenedDataset[]> {
  return await Promise.all(
    Object.entries(from).map(async ([alias, name]) => {
      const version = Object.hasOwn(sources, name) ? sources[name] : undefined;
      return await openDataset(store, alias, { name, ...(version !== undefined && { version }) });
    }),
  );
}

function refuseLarge(datasets: readonly OpenedDataset[], { bytes }: DatasetLimits): void {
  const seen = datasets.reduce((sum, { profile }) => sum + profile.bytes, 0);
  const allowed = mostDatasets * bytes;
  if (seen <= allowed) return;
  throw new BroadsheetError("limit-exceeded", {
    code: "sources-too-large",
    message: `The datasets of the view have ${seen} bytes in all; at most ${allowed} are read at once`,
    where: { pointer: "/from" },
    seen,
    allowed,
    hint: "aggregate the largest of them in a view of its own first",
  });
}
