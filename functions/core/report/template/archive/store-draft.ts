import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { storeVersion } from "../store/store-template.ts";
import { recordVersion, type VersionRecord } from "../store/version-record.ts";
import type { Template } from "../template.ts";
import { takeTheme } from "../shared/take-theme.ts";
import { storedThemes } from "../shared/theme-shelf.ts";
import { readArchive } from "./read-archive.ts";

export interface DraftWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Checks the archive, in a process of its own. */
  checkTemplate(asked: {
    readonly name: string;
    readonly archive: Uint8Array;
  }): Promise<{ readonly errors: readonly Problem[]; readonly warnings: readonly Problem[] }>;
  seedSamples(template: Template, options: { readonly onlyAbsent: boolean }): Promise<void>;
}

/**
 * Checks a template in a ZIP file and stores it as a draft, with the shared theme that it names, and with samples for
 * datasets whose names nothing has yet.
 *
 * @returns the template, and whether the version is new
 * @throws BroadsheetError `invalid-template` with what the check finds, `limit-exceeded`, `unavailable`
 */
export async function storeDraft(
  name: string,
  archive: Uint8Array,
  by: VersionRecord["by"],
  { store, clock, checkTemplate, seedSamples }: DraftWorld,
): Promise<{ readonly template: Template; readonly isNew: boolean }> {
  const files = await takeTheme(readArchive(archive), storedThemes(store));
  const { errors, warnings } = await checkTemplate({ name, archive });
  if (errors.length > 0) throw new BroadsheetError("invalid-template", errors);
  const template = await storeVersion(store, name, files);
  const isNew = await recordVersion(store, name, {
    version: template.version,
    created: clock.now(),
    origin: "draft",
    by,
    warnings,
  });
  await seedSamples(template, { onlyAbsent: true });
  return { template, isNew };
}
