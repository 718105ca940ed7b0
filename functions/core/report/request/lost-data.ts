import { BroadsheetError } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import type { AcceptedRequest } from "./report-request.ts";

/**
 * Aliases of the datasets whose version was deleted. This process may still hold what it has read of them, and a
 * listing is what no process keeps.
 */
export async function datasetsGone({ datasets }: AcceptedRequest, store: ObjectStore): Promise<readonly string[]> {
  const found = await Promise.all(
    Object.entries(datasets).map(async ([alias, { name, version }]) => {
      const { objects } = await store.list(`datasets/${name}/${version}/dataset.json`, { limit: 1 });
      return objects.length === 0 ? [alias] : [];
    }),
  );
  return found.flat();
}

/** @param aliases of datasets that are gone */
export function lostData(aliases: readonly string[], { datasets }: AcceptedRequest): BroadsheetError {
  return new BroadsheetError(
    "not-found",
    aliases.map((alias) => ({
      code: "unknown-version",
      message: `the version of the dataset "${datasets[alias]!.name}" from which the report was made was deleted`,
      where: { dataset: datasets[alias]!.name },
      seen: datasets[alias]!.version,
    })),
  );
}
