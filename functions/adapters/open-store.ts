import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import { S3ObjectStore } from "./s3-object-store.ts";

/**
 * Opens a store: the one place that knows which kinds there are. A bucket's client and the store of
 * files are loaded when they are first needed, so that neither weighs on who uses the other.
 *
 * @param place `s3://bucket` or `s3://bucket/prefix` (region and credentials are the environment's), or the path of a folder,
 *   which is made if absent
 * @throws BroadsheetError `invalid-request` for a URL of another kind, `unavailable` if the folder cannot be made or written
 */
export async function openStore(place: string): Promise<ObjectStore> {
  const bucket = /^s3:\/\/([^/]+)(?:\/(.*?)\/?)?$/.exec(place);
  if (bucket !== null) return new S3ObjectStore({ bucket: bucket[1]!, prefix: bucket[2] ? `${bucket[2]}/` : "" });
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(place)) {
    throw new BroadsheetError("invalid-request", {
      code: "unknown-store",
      message: `There is no store at "${place}"`,
      seen: place,
      allowed: "the path of a folder, or s3://bucket",
    });
  }
  const { FileObjectStore } = await import("./file-object-store.ts");
  return FileObjectStore.open(place);
}
