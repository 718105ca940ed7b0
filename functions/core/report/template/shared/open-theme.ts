import { loadTheme, type SharedTheme } from "./load-theme.ts";
import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "../store/current-version.ts";
import { readVersionFiles, nothingPublished } from "../store/read-version.ts";

/**
 * Opens a shared theme: the version named, or the current one.
 *
 * @throws BroadsheetError `not-found`
 */
export async function openTheme(
  store: ObjectStore,
  { name, version }: { readonly name: string; readonly version?: string },
): Promise<SharedTheme> {
  const wanted = version ?? (await currentVersion(store, name, "theme"));
  if (wanted === undefined) throw nothingPublished("theme", name);
  return loadTheme(name, wanted, await readVersionFiles(store, "theme", name, wanted));
}
