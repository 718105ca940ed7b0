import { markOutbox } from "../core/event/outbox.ts";
import type { World } from "../core/generate-report.ts";
import { ingestUpload } from "../core/upload/ingest-upload.ts";
import { openUploadWorld } from "./open-upload-world.ts";

/**
 * Ingests an upload on a local machine, see `ingestUpload`.
 *
 * @returns the upload's state; `absent` if nothing was announced or has arrived
 * @throws BroadsheetError `unavailable`
 */
export async function ingestArrived(upload: string, { store, clock }: World): Promise<string> {
  // The server wakes its announcer when it gets the answer.
  const outbox = { mark: (folder: string, mark: "end") => markOutbox(folder, mark, store), wake: () => {} };
  return (await ingestUpload(upload, openUploadWorld({ store, clock, outbox })))?.state ?? "absent";
}
