import { sha256 } from "../canonical-json.ts";
import type { DatasetContent } from "../dataset/dataset-content.ts";
import { BroadsheetError } from "../errors.ts";
import type { Clock, ObjectStore } from "../ports.ts";
import { readUpload } from "./read-upload.ts";
import { type Upload, uploadKey, type UploadOutcome } from "./upload.ts";

export interface UploadWorld {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /**
   * Stores a dataset, as the dataset stage does.
   *
   * @param cause why the name moves to this version; a repeated cause moves nothing
   * @returns the version
   */
  storeDataset(name: string, content: DatasetContent, cause: string): Promise<string>;
}

/**
 * Turns a completed upload into a version of its dataset. It fails the upload if the bytes differ from those announced
 * or are not a dataset. Repeated calls are safe.
 *
 * @returns the upload's outcome; `undefined` if nothing was announced, or nothing has arrived
 * @throws BroadsheetError `unavailable`: try again
 */
export async function ingestUpload(id: string, world: UploadWorld): Promise<UploadOutcome | undefined> {
  const upload = await readUpload(world.store, id);
  if (upload === undefined || upload.state === "waiting") return undefined;
  if (upload.state === "stored" || upload.state === "failed") {
    // An earlier call may have been cut short here, or the same bytes were sent again.
    await world.store.delete(uploadKey(id, "data"));
    return upload;
  }
  const data = await world.store.get(uploadKey(id, "data"));
  if (data === undefined) return undefined;
  let outcome: UploadOutcome;
  try {
    checkBytes(upload, data.body);
    const version = await world.storeDataset(upload.name, { body: data.body, format: upload.format, reading: upload.reading }, `upload:${id}`);
    outcome = { state: "stored", finished: world.clock.now(), version };
  } catch (error) {
    if (!(error instanceof BroadsheetError) || error.transient) throw error;
    outcome = { state: "failed", finished: world.clock.now(), kind: error.kind, problems: error.problems };
  }
  return endUpload(id, outcome, world.store);
}

/**
 * Writes an upload's outcome, unless it has one, and deletes its bytes.
 *
 * @returns the stored outcome: the first one stays
 * @throws BroadsheetError `unavailable`
 */
export async function endUpload(id: string, outcome: UploadOutcome, store: ObjectStore): Promise<UploadOutcome> {
  const key = uploadKey(id, "outcome.json");
  const created = await store.create(key, new TextEncoder().encode(JSON.stringify(outcome)), "application/json");
  const present = created ? undefined : await store.get(key);
  await store.delete(uploadKey(id, "data"));
  return present === undefined ? outcome : (JSON.parse(new TextDecoder().decode(present.body)) as UploadOutcome);
}

function checkBytes(upload: Upload, body: Uint8Array): void {
  const seen = sha256(body);
  if (seen === upload.sha256 && body.byteLength === upload.bytes) return;
  throw new BroadsheetError("invalid-dataset", {
    code: "upload-differs",
    message: "the uploaded bytes are not those announced",
    where: { dataset: upload.name },
    seen: { bytes: body.byteLength, sha256: seen },
    allowed: { bytes: upload.bytes, sha256: upload.sha256 },
  });
}
