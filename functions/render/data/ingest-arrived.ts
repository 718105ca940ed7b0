import type { World } from "../../core/report/generate-report.ts";
import { ingestUpload } from "../../core/service/upload/ingest-upload.ts";
import { markedOutbox } from "./marked-outbox.ts";
import type { UploadToIngest } from "../render-messages.ts";
import { openUploadWorld } from "./open-upload-world.ts";

/**
 * Ingests an upload on a local machine, see `ingestUpload`.
 *
 * @returns the upload's state; `absent` if nothing was announced or has arrived
 * @throws BroadsheetError `unavailable`
 */
export async function ingestArrived({ upload, largest }: UploadToIngest, world: World): Promise<string> {
  const { store, clock } = world;
  const outbox = markedOutbox(store);
  const checkUpload: Parameters<typeof openUploadWorld>[0]["checkUpload"] = async (asked) =>
    (await import("../check-archive.ts")).checkArchive(asked, world);
  return (
    (await ingestUpload(upload, openUploadWorld({ store, clock, outbox, checkUpload, largest })))?.state ?? "absent"
  );
}
