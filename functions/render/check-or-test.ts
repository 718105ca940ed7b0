import type { Findings } from "../core/report/compose/check/check-text.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { World } from "../core/report/generate-report.ts";
import { uploadKey } from "../core/service/upload/upload.ts";
import type { ToCheck, UploadToCheck } from "./render-messages.ts";

/**
 * Does what a worker is asked to check: an archive as `checkArchive`, sent along or uploaded; a stored version by its
 * tests as `testVersion`.
 *
 * @throws BroadsheetError as they do
 */
export async function checkOrTest(asked: ToCheck, world: World): Promise<Findings> {
  if ("archive" in asked) return (await import("./check-archive.ts")).checkArchive(asked, world);
  if ("upload" in asked) return checkUploaded(asked, world);
  return (await import("./test-version.ts")).testVersion(asked, world);
}

async function checkUploaded({ name, upload }: UploadToCheck, world: World): Promise<Findings> {
  const data = await world.store.get(uploadKey(upload, "data"));
  if (data === undefined)
    throw new BroadsheetError("not-found", {
      code: "unknown-upload",
      message: "the bytes of the upload are no longer there",
      seen: upload,
    });
  return (await import("./check-archive.ts")).checkArchive({ name, archive: data.body }, world);
}
