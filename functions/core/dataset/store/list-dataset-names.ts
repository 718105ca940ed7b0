import type { ObjectStore } from "../../ports.ts";

/** The names of the stored datasets, sorted. One whose first version is still being written is not among them. */
export async function listDatasetNames(store: ObjectStore): Promise<string[]> {
  const names = await listFolders(store, "datasets/");
  const heads = await Promise.all(names.map((name) => store.head(`datasets/${name}/current.json`)));
  return names.filter((_, index) => heads[index] !== undefined);
}

/** The complete versions of a dataset, sorted. */
export async function listDatasetVersions(store: ObjectStore, name: string): Promise<string[]> {
  const versions = await listFolders(store, `datasets/${name}/`);
  const heads = await Promise.all(versions.map((version) => store.head(`datasets/${name}/${version}/dataset.json`)));
  return versions.filter((_, index) => heads[index] !== undefined);
}

async function listFolders(store: ObjectStore, prefix: string): Promise<string[]> {
  const folders: string[] = [];
  let after: string | undefined;
  do {
    // Each page names the next.
    const page = await store.list(prefix, { delimiter: "/", ...(after === undefined ? {} : { after }) });
    folders.push(...page.prefixes.map((folder) => folder.slice(prefix.length, -1)));
    after = page.next;
  } while (after !== undefined);
  return folders;
}
