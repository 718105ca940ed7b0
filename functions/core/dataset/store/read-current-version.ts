import type { ObjectStore } from "../../ports.ts";

/** The version that a dataset's name stands for at present; absent when nothing is stored under it. */
export async function readCurrentVersion(store: ObjectStore, name: string): Promise<string | undefined> {
  const current = await store.get(`datasets/${name}/current.json`);
  return current === undefined ? undefined : (JSON.parse(new TextDecoder().decode(current.body)) as { version: string }).version;
}
