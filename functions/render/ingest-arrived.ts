import { markOutbox } from "../core/service/event/outbox.ts";
import type { World } from "../core/report/generate-report.ts";
import { ingestUpload } from "../core/service/upload/ingest-upload.ts";
import { openUploadWorld } from "./open-upload-world.ts";

/**
 * Ingests an upload on a local machine, see `ingestUpload`.
 *
 * @returns the upload's state; `absent` if nothing was announced or has arrived
 * @throws BroadsheetError `unavailable`
 */
export async function ingestArrived(upload: string, world: World): Promise<string> {
  const { store, clock } = world;
  // The server wakes its announcer when it gets the answer.
  const outbox = { mark: (folder: string, mark: "end") => markOutbox(folder, mark, store), wake: () => {} };
  const checkUpload: Parameters<typeof openUploadWorld>[0]["checkUpload"] = async (asked) =>
    (await import("./check-archive.ts")).checkArchive(asked, world);
  return (await ingestUpload(upload, openUploadWorld({ store, clock, outbox, checkUpload })))?.state ?? "absent";
}
