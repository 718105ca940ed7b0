import { assertName } from "../../names/name.ts";
import type { Clock, ObjectStore } from "../../ports.ts";
import { type AnnouncedUpload, type Upload, uploadKey } from "./upload.ts";

/**
 * Records an upload that is about to arrive.
 *
 * @param announced what it is, name, size and hash, which the uploaded bytes must match
 * @throws BroadsheetError `invalid-request` for the name, `unavailable`
 */
export async function announceUpload(
  announced: AnnouncedUpload,
  { store, clock, newToken }: { readonly store: ObjectStore; readonly clock: Clock; newToken(): string },
): Promise<Upload> {
  assertName(announced.name, announced.of ?? "dataset", "/name");
  const upload: Upload = { id: newToken(), ...announced, created: clock.now() };
  await store.put(
    uploadKey(upload.id, "upload.json"),
    new TextEncoder().encode(JSON.stringify(upload)),
    "application/json",
  );
  return upload;
}
