import { BroadsheetError } from "../../../errors.ts";
import { moveNameFrom, placeOfName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import { isTorn } from "./is-complete.ts";

/** Attempts while others move the name. */
const attempts = 10;

/** Who takes a name away, when and why, for its log. */
export interface NameRemoval {
  /** Unlike that of any other move. */
  readonly cause: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly by?: { readonly kind: string; readonly name: string } | undefined;
}

/**
 * Takes a name away, whatever others make current meanwhile, so that no new request finds it.
 *
 * @param folder of the name, see `placeOfName`
 * @throws BroadsheetError `unavailable`, `contended`
 */
export async function removeName(store: ObjectStore, folder: string, { cause, at, by }: NameRemoval): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const { version, seq } = await placeOfName(store, folder);
    if (version === undefined) return;
    if (attempt === attempts)
      throw new BroadsheetError("unavailable", {
        code: "contended",
        message: `${folder} is being changed by others; try again`,
        where: { dataset: folder.split("/")[1] },
      });
    await moveNameFrom(store, folder, seq, { version, removed: true, cause, at, ...(by !== undefined && { by }) });
  }
}

/**
 * Deletes what is left of versions that somebody stored again while they were deleted: a profile without its files. One
 * that was stored again whole stays.
 */
export async function deleteTorn(store: ObjectStore, name: string, versions: Iterable<string>): Promise<void> {
  for (const version of versions)
    for (let attempt = 0; attempt < attempts && (await isTorn(store, name, version)); attempt += 1)
      await deleteBelow(store, `datasets/${name}/`, new RegExp(`^${version}[/.]`));
}

/**
 * Deletes the objects whose rest of the key matches; a version's profile first, without which it does not count.
 *
 * @returns whether there were any
 */
export async function deleteBelow(store: ObjectStore, prefix: string, rest: RegExp): Promise<boolean> {
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.list(prefix, { after });
    keys.push(...page.objects.map(({ key }) => key).filter((key) => rest.test(key.slice(prefix.length))));
    after = page.next;
  } while (after !== undefined);
  for (const key of [...keys.filter(isProfile), ...keys.filter((one) => !isProfile(one))]) await store.delete(key);
  return keys.length > 0;
}

function isProfile(key: string): boolean {
  return key.endsWith("/dataset.json");
}
