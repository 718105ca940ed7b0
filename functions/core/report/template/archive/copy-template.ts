import { assertName } from "../../../names/name.ts";
import { openTemplate } from "../open-template.ts";
import { claimName } from "../store/claim-name.ts";
import { readVersionFiles } from "../store/read-version.ts";
import { storeVersion } from "../store/store-template.ts";
import { listVersions, recordVersion, type VersionRecord } from "../store/version-record.ts";
import type { Template } from "../template.ts";
import type { DraftWorld } from "./store-draft.ts";

/** A version that is to be copied, and the name of the copy. */
export interface AskedCopy {
  readonly from: string;
  /** @default the current version; of a template that is not published, the latest */
  readonly version?: string | undefined;
  readonly name: string;
}

/**
 * Stores a version of a template as a draft under a new name. Its files stay as they are, with the theme that it took,
 * so that the copy is the same version and its reports look the same. It reads the same datasets.
 *
 * @throws BroadsheetError `invalid-request` for a name that no template may have, `not-found` for an unknown template
 *   or version, `conflict` (`template-exists`), `invalid-template` if it was stored by an engine with other rules
 */
export async function copyTemplate(
  { from, version, name }: AskedCopy,
  by: VersionRecord["by"],
  { store, clock }: Pick<DraftWorld, "store" | "clock">,
): Promise<Template> {
  assertName(name, "template", "/name");
  const versions = await listVersions(store, from);
  const latest = versions.find(({ state }) => state === "current") ?? versions[0];
  const wanted = version ?? latest?.version;
  const source = await openTemplate(store, { name: from, ...(wanted !== undefined && { version: wanted }) });
  const files = await readVersionFiles(store, "template", from, source.version);
  await claimName({ store, clock }, name);
  const template = await storeVersion(store, name, files);
  await recordVersion(store, name, {
    version: template.version,
    created: clock.now(),
    origin: "draft",
    by,
    warnings: versions.find((known) => known.version === template.version)?.warnings ?? [],
  });
  return template;
}
