import { isName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";

/** Names listed at a time. */
const pageSize = 1000;

/**
 * Lists the names of stored datasets, sorted, by listing alone. A dataset whose first version is still being written
 * may be included.
 *
 * @param most maximum number of names @default all
 */
export async function listDatasetNames(store: ObjectStore, most = Infinity): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    // Each page gives the start of the next.
    const page = await store.list("datasets/", {
      delimiter: "/",
      limit: Math.min(pageSize, most - names.length),
      after,
    });
    names.push(...page.prefixes.map((folder) => folder.slice("datasets/".length, -1)).filter(isName));
    after = page.next;
  } while (after !== undefined && names.length < most);
  return names;
}

/** Lists the complete versions of a dataset, sorted: those that have a profile. */
export async function listDatasetVersions(store: ObjectStore, name: string): Promise<string[]> {
  const versions: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(`datasets/${name}/`, { after });
    versions.push(...page.objects.flatMap(({ key }) => /\/([0-9a-f]{64})\/dataset\.json$/.exec(key)?.[1] ?? []));
    after = page.next;
  } while (after !== undefined);
  return versions;
}
