import { isName } from "../../name.ts";
import type { ObjectStore } from "../../ports.ts";

/** Names that are listed at a time. */
const pageSize = 1000;

/**
 * The names under which datasets are stored, sorted, by listing alone: one whose first version is still being written may be among them.
 *
 * @param most names at most @default all
 */
export async function listDatasetNames(store: ObjectStore, most = Infinity): Promise<string[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    // Each page names the next.
    const page = await store.list("datasets/", { delimiter: "/", limit: Math.min(pageSize, most - names.length), after });
    names.push(...page.prefixes.map((folder) => folder.slice("datasets/".length, -1)).filter(isName));
    after = page.next;
  } while (after !== undefined && names.length < most);
  return names;
}

/** The complete versions of a dataset, sorted: those that have a profile. */
export async function listDatasetVersions(store: ObjectStore, name: string): Promise<string[]> {
  const versions: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(`datasets/${name}/`, after === undefined ? {} : { after });
    versions.push(...page.objects.flatMap(({ key }) => /\/([0-9a-f]{64})\/dataset\.json$/.exec(key)?.[1] ?? []));
    after = page.next;
  } while (after !== undefined);
  return versions;
}
