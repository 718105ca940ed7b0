import type { S3ClientConfig } from "@aws-sdk/client-s3";
import { BroadsheetError } from "../core/errors.ts";
import type { ObjectStore } from "../core/ports.ts";
import { S3ObjectStore } from "./s3-object-store.ts";

/** Whether a place is an address, not the path of a folder. */
export function isStoreAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(place);
}

/**
 * Opens a store. Only this function knows which kinds exist. Each kind's code is loaded when first needed, so that
 * using one does not cost loading the other.
 *
 * @param place `s3://bucket` or `s3://bucket/prefix`, with `?endpoint=https://…&region=…&path-style` for servers other
 *   than AWS (what is not given, and the credentials, come from the environment), or the path of a folder, which is
 *   created if absent
 * @throws BroadsheetError `invalid-request` for a URL of another kind, `unavailable` if the folder cannot be created or
 *   written
 */
export async function openStore(place: string): Promise<ObjectStore> {
  const bucket = /^s3:\/\/([^/?]+)(?:\/([^?]*?)\/?)?(?:\?(.*))?$/.exec(place);
  if (bucket !== null) {
    const [, name = "", prefix = "", query = ""] = bucket;
    return new S3ObjectStore({
      bucket: name,
      prefix: prefix === "" ? "" : `${prefix}/`,
      client: clientSettings(query, place),
    });
  }
  if (isStoreAddress(place)) {
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

/** Reads the settings behind the `?` of an address. @throws BroadsheetError `invalid-request` */
function clientSettings(query: string, place: string): S3ClientConfig {
  const settings: S3ClientConfig = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (name === "endpoint" && /^https?:\/\/[^/]+\/?$/.test(value)) settings.endpoint = value;
    else if (name === "region" && /^[a-z0-9-]+$/.test(value)) settings.region = value;
    else if (name === "path-style" && /^(true|false|)$/.test(value)) settings.forcePathStyle = value !== "false";
    else
      throw new BroadsheetError("invalid-request", {
        code: "unknown-store",
        message: `"${place}" is not the address of a store: it cannot have ${name}=${value}`,
        seen: `${name}=${value}`,
        allowed: ["endpoint=https://host", "region=NAME", "path-style"],
      });
  }
  return settings;
}
