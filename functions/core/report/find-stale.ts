import { BroadsheetError, type Problem, type Warn } from "../errors.ts";
import { pointerTo } from "../json/json-pointer.ts";
import type { ObjectStore } from "../ports.ts";
import { freshnessMs } from "./dataset/store/freshness.ts";
import { readArrival } from "./dataset/store/read-arrival.ts";
import type { AcceptedRequest, DatasetReference, StaleDataset } from "./request/report-request.ts";
import type { Template } from "./template/template.ts";

/** What a request asks for, and what it was pinned to. */
interface Pinned {
  readonly template: Pick<Template, "datasets">;
  /** As requested: a dataset that is named with its version was chosen, and is not judged. */
  readonly asked: Readonly<Record<string, DatasetReference>>;
  readonly datasets: Readonly<Record<string, Required<DatasetReference>>>;
}

/**
 * Finds the datasets of a request whose data are older than the template takes for fresh. It is found out once, when a
 * report is requested, and stands in the claim: its renders need no clock.
 *
 * @param at when the report was requested, milliseconds since the epoch
 * @returns what the claim records of those that may be used nevertheless; undefined if there are none
 * @throws BroadsheetError `invalid-dataset` with a problem `stale-data` for each whose severity is `error`; `damaged`,
 *   `unavailable`
 */
export async function findStale(
  { template, asked, datasets }: Pinned,
  at: number,
  store: ObjectStore,
): Promise<AcceptedRequest["stale"]> {
  const problems: Problem[] = [];
  const stale: [string, StaleDataset][] = [];
  for (const { alias, freshness } of template.datasets) {
    const dataset = datasets[alias];
    if (freshness === undefined || dataset === undefined || asked[alias]?.version !== undefined) continue;
    const { arrived } = await readArrival(store, dataset.name);
    if (at < arrived + freshnessMs(freshness.within)) continue;
    const one = { since: new Date(arrived).toISOString(), within: freshness.within };
    if (freshness.severity === "warning") stale.push([alias, one]);
    else problems.push(staleProblem(alias, one));
  }
  if (problems.length > 0) throw new BroadsheetError("invalid-dataset", problems);
  return stale.length === 0 ? undefined : Object.fromEntries(stale);
}

/** Marks a report whose data were no longer fresh when it was requested. */
export function warnOfStale({ stale = {} }: Pick<AcceptedRequest, "stale">, warn: Warn): void {
  for (const [alias, one] of Object.entries(stale)) warn(staleProblem(alias, one));
}

function staleProblem(alias: string, { since, within }: StaleDataset): Problem & { readonly code: "stale-data" } {
  return {
    code: "stale-data",
    message: `New data last came to "${alias}" at ${since}, longer before the report was requested than ${within}`,
    where: { pointer: pointerTo("/datasets", alias), dataset: alias },
    seen: since,
    allowed: within,
    hint: "store newer data, or name the dataset with its version to use it as it is",
  };
}
