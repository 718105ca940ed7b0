import { BroadsheetError } from "../../../errors.ts";
import type { ObjectStore } from "../../../ports.ts";
import { currentVersion } from "../store/current-version.ts";
import { listTemplatePage } from "../store/list-templates.ts";
import { readVersionFiles } from "../store/read-version.ts";
import { listVersions } from "../store/version-record.ts";
import type { ThemeReference } from "../theme/theme-reference.ts";
import type { ThemeShelf } from "./take-theme.ts";

/** Most themes that a message lists. */
const mostListed = 50;

/** The themes of a store. One whose name is unpublished can no longer be taken. */
export function storedThemes(store: ObjectStore): ThemeShelf {
  return {
    async find(reference) {
      const version = await findThemeVersion(store, reference);
      return version === undefined ? undefined : await readVersionFiles(store, "theme", reference.name, version);
    },
    async list() {
      const { templates } = await listTemplatePage(store, { limit: mostListed, kind: "theme" });
      return templates.map(({ name, version }) => `${name}@${version.slice(0, 12)}`);
    },
  };
}

/**
 * The whole version that a reference names: the current one, or the one that begins with its digits, published or not.
 *
 * @returns undefined if nothing is published under the name, or it has no such version
 * @throws BroadsheetError `invalid-template` if several versions begin with the digits
 */
export async function findThemeVersion(
  store: ObjectStore,
  { name, version }: ThemeReference,
): Promise<string | undefined> {
  const current = await currentVersion(store, name, "theme");
  if (current === undefined || version === "current" || current === version) return current;
  const found = (await listVersions(store, name, "theme")).filter((known) => known.version.startsWith(version));
  if (found.length > 1)
    throw new BroadsheetError("invalid-template", {
      code: "ambiguous-version",
      message: `${found.length} versions of the theme "${name}" begin with ${version}`,
      where: { file: "template.yaml", name: "theme" },
      seen: `${name}@${version}`,
      allowed: found.map((known) => known.version),
      hint: "write more of its digits",
    });
  return found[0]?.version;
}
