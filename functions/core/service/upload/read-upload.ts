import { parseStored } from "../../errors.ts";
import type { ObjectStore } from "../../ports.ts";
import { type Upload, uploadIdPattern, uploadKey, type UploadOutcome, type UploadStatus } from "./upload.ts";

/**
 * Reads an upload's status.
 *
 * @returns `undefined` if it was never announced, or has expired
 * @throws BroadsheetError `unavailable`
 */
export async function readUpload(store: ObjectStore, id: string): Promise<UploadStatus | undefined> {
  if (!uploadIdPattern.test(id)) return undefined;
  const [announced, outcome] = await Promise.all([
    store.get(uploadKey(id, "upload.json")),
    store.get(uploadKey(id, "outcome.json")),
  ]);
  if (announced === undefined) return undefined;
  const upload = parseStored<Upload>(uploadKey(id, "upload.json"), announced.body);
  if (outcome !== undefined)
    return { ...upload, ...parseStored<UploadOutcome>(uploadKey(id, "outcome.json"), outcome.body) };
  return { ...upload, state: (await store.head(uploadKey(id, "data"))) === undefined ? "waiting" : "received" };
}
