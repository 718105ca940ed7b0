import { BroadsheetError, type Problem } from "../../../errors.ts";
import { lastMoveOf } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { type Configuration, type DatasetPlaces, isSchedule } from "../publication.ts";

/**
 * The current places of the datasets on which a publication waits.
 *
 * @throws BroadsheetError `not-found` naming each dataset that does not exist by JSON pointer
 */
export async function datasetPlaces({ on }: Configuration, store: ObjectStore): Promise<DatasetPlaces> {
  const named = on.flatMap((trigger, index) =>
    isSchedule(trigger) ? [] : trigger.data.map((name, at) => ({ name, pointer: `/on/${index}/data/${at}` })),
  );
  const problems: Problem[] = [];
  const places = await Promise.all(
    named.map(async ({ name, pointer }) => {
      const place = await lastMoveOf(store, `datasets/${name}`);
      if (place === undefined)
        problems.push({
          code: "unknown-dataset",
          message: `There is no dataset "${name}"`,
          where: { pointer, dataset: name },
          seen: name,
        });
      return [name, { sequence: place?.sequence ?? 0, version: place?.version ?? "" }] as const;
    }),
  );
  if (problems.length > 0) throw new BroadsheetError("not-found", problems);
  return Object.fromEntries(places);
}
