import { type DatasetEvent, typeOfEvent } from "../../core/service/contract/dataset-event.ts";
import { listDatasetEvents } from "../../core/service/contract/list-events.ts";
import type { CheckResult } from "../../core/report/dataset/contract/check-result.ts";
import { readResults } from "../../core/report/dataset/contract/judge-version.ts";
import { readRecipePlace } from "../../core/report/dataset/store/stored-recipe.ts";
import type { Clock, ObjectStore } from "../../core/ports.ts";
import { freshnessFor } from "./describe-freshness.ts";
import { describeProblem } from "../problem-details.ts";

/** Events that are shown. */
const mostEvents = 20;

/** The schema `CheckResult`. */
export function describeResult({ pointer, check, severity, columns, allowed, broken }: CheckResult): object {
  return { pointer, check, severity, columns, allowed, holds: broken === undefined, ...broken };
}

/** The results of a version by the dataset's contract; undefined if it has no checks or was not judged by them. */
export async function currentResults(
  store: ObjectStore,
  name: string,
  version: string,
): Promise<{ readonly hasChecks: boolean; readonly results: readonly CheckResult[] | undefined }> {
  const checks = (await readRecipePlace(store, name)).current?.recipe.checks;
  if (checks === undefined) return { hasChecks: false, results: undefined };
  return { hasChecks: true, results: await readResults(store, name, version, checks) };
}

/** The schema `DatasetChecks`: how the current version holds the contract, how fresh it is, and what happened to it. */
export async function describeChecks(
  name: string,
  version: string,
  { store, clock }: { readonly store: ObjectStore; readonly clock: Clock },
): Promise<Record<string, unknown>> {
  const [{ hasChecks, results }, freshness, events] = await Promise.all([
    currentResults(store, name, version),
    freshnessFor(store, name, undefined, clock.now()),
    listDatasetEvents(store, name, mostEvents),
  ]);
  return {
    name,
    version,
    judged: !hasChecks || results !== undefined,
    checks: (results ?? []).map(describeResult),
    ...(freshness !== undefined && { freshness }),
    events: events.map(describeEvent),
  };
}

function describeEvent(event: DatasetEvent): Record<string, unknown> {
  return {
    type: typeOfEvent(event),
    timestamp: new Date(event.finished).toISOString(),
    ...("version" in event && { version: event.version }),
    ...("problems" in event && { problems: event.problems.map(describeProblem) }),
    ...("since" in event && { since: event.since }),
    ...("freshness" in event && { freshness: event.freshness }),
    ...("rows" in event && { rows: event.rows }),
  };
}
