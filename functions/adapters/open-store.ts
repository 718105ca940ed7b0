import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import { S3ObjectStore } from "./s3-object-store.ts";

/**
 * Opens a store. Only this function knows which kinds exist. Each kind's code is loaded when first needed, so that
 * using one does not cost loading the other.
 *
 * @param place `s3://bucket` or `s3://bucket/prefix` (region and credentials come from the environment), or the path of
 *   a folder, which is created if absent
 * @throws BroadsheetError `invalid-request` for a URL of another kind, `unavailable` if the folder cannot be created or
 *   written
 */
export async function openStore(place: string): Promise<ObjectStore> {
  const bucket = /^s3:\/\/([^/]+)(?:\/(.*?)\/?)?$/.exec(place);
  if (bucket !== null) return new S3ObjectStore({ bucket: bucket[1]!, prefix: bucket[2] ? `${bucket[2]}/` : "" });
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) {
    throw new BroadsheetError("invalid-request", {
      code: "unknown-store",
      message: `"${place}" is not the address of a store`,
      seen: place,
      allowed: "the path of a folder, or s3://bucket",
    });
  }
  const { FileObjectStore } = await import("./file-object-store.ts");
  return FileObjectStore.open(place);
}
