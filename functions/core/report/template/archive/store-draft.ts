import { BroadsheetError, type Problem } from "../../../errors.ts";
import type { Clock, ObjectStore } from "../../../ports.ts";
import { claimName, refuseTaken } from "../store/claim-name.ts";
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
 * @param options.onlyNew whether the name must be new: nothing is added to a template that somebody else has
 * @returns the template, and whether the version is new
 * @throws BroadsheetError `invalid-template` with what the check finds, `limit-exceeded`, `unavailable`; `conflict`
 *   (`template-exists`) if the name is to be new and is not
 */
export async function storeDraft(
  name: string,
  archive: Uint8Array,
  by: VersionRecord["by"],
  { store, clock, checkTemplate, seedSamples }: DraftWorld,
  { onlyNew = false }: { readonly onlyNew?: boolean } = {},
): Promise<{ readonly template: Template; readonly isNew: boolean }> {
  const files = await takeTheme(readArchive(archive), storedThemes(store));
  // At once, since the check takes a while.
  if (onlyNew) await refuseTaken(store, name);
  const { errors, warnings } = await checkTemplate({ name, archive });
  if (errors.length > 0) throw new BroadsheetError("invalid-template", errors);
  if (onlyNew) await claimName({ store, clock }, name);
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
