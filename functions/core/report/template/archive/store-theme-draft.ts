import type { Clock, ObjectStore } from "../../../ports.ts";
import { assertName } from "../../../names/name.ts";
import { loadTheme, type SharedTheme } from "../shared/load-theme.ts";
import { storeFilesOf } from "../store/store-template.ts";
import { templateVersion } from "../store/template-version.ts";
import { recordVersion, type VersionRecord } from "../store/version-record.ts";
import { themeRoots } from "../theme/theme-roots.ts";
import { readArchive } from "./read-archive.ts";

/**
 * Checks a shared theme in a ZIP file and stores it as a draft. Only a published theme can be taken by templates.
 *
 * @returns the theme, and whether the version is new
 * @throws BroadsheetError `invalid-template` with what the check finds, `limit-exceeded`, `unavailable`
 */
export async function storeThemeDraft(
  name: string,
  archive: Uint8Array,
  by: VersionRecord["by"],
  { store, clock }: { readonly store: ObjectStore; readonly clock: Clock },
): Promise<{ readonly theme: SharedTheme; readonly isNew: boolean }> {
  assertName(name, "theme");
  const files = readArchive(archive, themeRoots);
  const theme = loadTheme(name, templateVersion(files), files);
  await storeFilesOf(store, "theme", name, theme.version, files);
  const isNew = await recordVersion(
    store,
    name,
    { version: theme.version, created: clock.now(), origin: "draft", by, warnings: theme.warnings },
    "theme",
  );
  return { theme, isNew };
}
