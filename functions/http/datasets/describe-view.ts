import type { ObjectStore } from "../../core/ports.ts";
import { readStoredProfile } from "../../core/report/dataset/store/read-dataset-profile.ts";
import { readersOf, viewCause } from "../../core/report/dataset/view/change-views.ts";
import { readDefinition, type ViewGraph } from "../../core/report/dataset/view/view-graph.ts";
import { readLatest } from "../../core/service/lifecycle/records/read-generation.ts";
import type { ViewLook } from "../../core/service/view/look-at-views.ts";
import { refreshKind } from "../../core/service/view/refresh-kind.ts";
import { describeProblem } from "../problem-details.ts";

/** The schema `ViewSummary`. */
export function summarizeView({ name, entry, state, place, waitsFor }: ViewLook): Record<string, unknown> {
  return { name, sources: entry.sources, state, waitsFor, version: place.version };
}

/** The schema `View`. */
export async function describeView(
  look: ViewLook,
  graph: ViewGraph,
  store: ObjectStore,
): Promise<Record<string, unknown>> {
  const { name, entry, place, problems } = look;
  const { text, definition } = await readDefinition(store, entry.definition);
  const profile = place.version === undefined ? undefined : await readStoredProfile(store, name, place.version);
  const { from, ...how } = definition;
  return {
    ...summarizeView(look),
    from,
    ...how,
    text,
    definition: entry.definition,
    since: new Date(entry.at).toISOString(),
    by: entry.by,
    rows: profile?.rows,
    madeFrom: await madeFrom(look, store),
    problems: problems?.map(describeProblem),
    readBy: readersOf(name, graph),
  };
}

/** The versions from which the present table was made, by the claim of its refresh. */
async function madeFrom(
  { name, place }: ViewLook,
  store: ObjectStore,
): Promise<Readonly<Record<string, string>> | undefined> {
  if (place.version === undefined || place.cause?.startsWith(viewCause) !== true) return undefined;
  const found = await readLatest(store, refreshKind(name), place.cause.slice(viewCause.length));
  return found?.claim?.accepted.sources;
}
