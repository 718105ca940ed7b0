import { isName } from "../../../names/name.ts";
import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "./current-version.ts";

/** The published templates by name, each with its current version. */
export async function listTemplates(store: ObjectStore): Promise<readonly { name: string; version: string }[]> {
  const names: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list("templates/", { delimiter: "/", after });
    names.push(...page.prefixes.map((prefix) => prefix.slice("templates/".length, -1)));
    after = page.next;
  } while (after !== undefined);
  const found = await Promise.all(
    names.filter(isName).map(async (name) => ({ name, version: await currentVersion(store, name) })),
  );
  // Files without a current.json are from an interrupted publication, which does not count.
  return found.flatMap(({ name, version }) => (version === undefined ? [] : [{ name, version }]));
}
