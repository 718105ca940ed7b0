import type { Findings } from "../core/compose/check/check-text.ts";
import type { World } from "../core/generate-report.ts";
import type { ToCheck } from "./render-messages.ts";

/**
 * Does what a worker is asked to check: an archive as `checkArchive`, a stored version by its tests as `testVersion`.
 *
 * @throws BroadsheetError as they do
 */
export async function checkOrTest(asked: ToCheck, world: World): Promise<Findings> {
  if ("archive" in asked) return (await import("./check-archive.ts")).checkArchive(asked, world);
  return (await import("./test-version.ts")).testVersion(asked, world);
}
