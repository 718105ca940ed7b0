import { moveName } from "../../../names/name-log.ts";
import type { ObjectStore } from "../../../ports.ts";
import type { Template, TemplateFiles } from "../template.ts";
import { storeVersion } from "./store-template.ts";
import { recordVersion } from "./version-record.ts";

/**
 * Stores a template that comes with a deployment or from a server's folder, and publishes it unless somebody has
 * decided what is current: the next start must not undo a person's promotion, rollback or unpublishing.
 *
 * @param cause see `moveName`: `seed`, or `seed:` and the id of the deployment
 * @param at milliseconds since the epoch
 * @throws BroadsheetError as `storeTemplate`
 */
export async function publishBundled(
  store: ObjectStore,
  name: string,
  files: TemplateFiles,
  cause: string,
  at: number,
): Promise<Template> {
  const template = await storeVersion(store, name, files);
  await recordVersion(store, name, { version: template.version, created: at, origin: "bundled", warnings: [] });
  await moveName(store, `templates/${name}`, template.version, cause, { yieldTo: isDecision });
  return template;
}

/** Whether a person caused a move, see `movePublished`. */
function isDecision(cause: string): boolean {
  return /^(?:promote|rollback|remove):/.test(cause);
}
