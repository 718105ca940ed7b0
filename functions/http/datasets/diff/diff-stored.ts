import { BroadsheetError } from "../../../core/errors.ts";
import type { Clock, ObjectStore } from "../../../core/ports.ts";
import { readDatasetProfile } from "../../../core/report/dataset/store/read-dataset-profile.ts";
import type { DatasetProfile } from "../../../core/report/dataset/dataset.ts";
import type { DatasetReference } from "../../../core/report/request/report-request.ts";
import type { DatasetDiff } from "../../../core/service/publication/changes/data-changes.ts";
import type { Services } from "../../services.ts";
import type { RunOverBoth } from "./diff.ts";
import { diffVersions } from "./diff-versions.ts";

type Pinned = Required<DatasetReference>;

/** Runs SELECTs over two versions, as the tables `old` and `new`, in a process of its own. */
export function runOverBoth(
  runQuery: Services["runQuery"],
  old: Pick<DatasetReference, "name"> & Pick<DatasetProfile, "version">,
  current: Pick<DatasetReference, "name"> & Pick<DatasetProfile, "version">,
): RunOverBoth {
  return async (sql) => {
    const datasets = {
      old: { name: old.name, version: old.version },
      new: { name: current.name, version: current.version },
    };
    const answer = await runQuery({ sql, datasets, parameters: {}, format: "json" });
    return (JSON.parse(answer) as { readonly rows: Awaited<ReturnType<RunOverBoth>> }).rows;
  };
}

/**
 * What changed from one stored version to another, which may have another name.
 *
 * @param until when no further step is begun, milliseconds since the epoch
 * @throws BroadsheetError `not-found` if a version is gone, `limit-exceeded` if it takes too long, `unavailable`
 */
export async function diffStored(
  from: Pinned,
  to: Pinned,
  until: number,
  { store, clock, runQuery }: { readonly store: ObjectStore; readonly clock: Clock } & Pick<Services, "runQuery">,
): Promise<DatasetDiff> {
  const [older, newer] = await Promise.all([readDatasetProfile(store, from), readDatasetProfile(store, to)]);
  const run = runOverBoth(runQuery, from, to);
  return await diffVersions({ name: to.name, from: older, to: newer }, undefined, async (sql) => {
    if (clock.now() > until)
      throw new BroadsheetError("limit-exceeded", {
        code: "diff-too-slow",
        message: "The comparison of the two versions took too long and was given up",
        where: { dataset: to.name },
      });
    return await run(sql);
  });
}
