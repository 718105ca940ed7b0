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
  const bucket = /^s3:\/\/([A-Za-z0-9][\w.-]*)(?:\/([^?]*?)\/?)?(?:\?(.*))?$/.exec(place);
  if (bucket !== null && isPrefix(bucket[2] ?? "")) {
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
      message: `"${withoutSecret(place)}" is not the address of a store`,
      seen: withoutSecret(place),
      allowed: "the path of a folder, or s3://bucket",
    });
  }
  const { FileObjectStore } = await import("./file-object-store.ts");
  return FileObjectStore.open(place);
}

/** Whether keys may begin with it: S3 servers differ in what an empty step or two dots mean. */
function isPrefix(prefix: string): boolean {
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  return prefix === "" || prefix.split("/").every((step) => !/^(?:|\.|\.\.)$|[\x00-\x1f\x7f\\]/.test(step));
}

/** An address without the name and password that somebody wrote into it. */
function withoutSecret(place: string): string {
  return place.replaceAll(/(:\/\/|%2[Ff])[^/?@]*@/g, "$1…@");
}

/** Reads the settings behind the `?` of an address. @throws BroadsheetError `invalid-request` */
function clientSettings(query: string, place: string): S3ClientConfig {
  const settings: S3ClientConfig = {};
  const given = new URLSearchParams(query);
  for (const [name, value] of given) {
    if (given.getAll(name).length > 1)
      throw new BroadsheetError("invalid-request", {
        code: "unknown-store",
        message: `the address of the store has ${name} more than once`,
        seen: given.getAll(name).map(withoutSecret),
        allowed: `one ${name}`,
      });
    if (name === "endpoint" && isEndpoint(value)) settings.endpoint = value;
    else if (name === "region" && /^[a-z0-9-]+$/.test(value)) settings.region = value;
    else if (name === "path-style" && /^(true|false|)$/.test(value)) settings.forcePathStyle = value !== "false";
    else
      throw new BroadsheetError("invalid-request", {
        code: "unknown-store",
        message: `"${withoutSecret(place)}" is not the address of a store: it cannot have ${name}=${withoutSecret(value)}`,
        seen: `${name}=${withoutSecret(value)}`,
        allowed: ["endpoint=https://host", "region=NAME", "path-style"],
      });
  }
  return settings;
}

/** Whether this is the address of a server: without a path, and without a name and password. */
function isEndpoint(value: string): boolean {
  if (!/^https?:\/\/[^/?#@\s]+\/?$/.test(value) || !URL.canParse(value)) return false;
  const { username, password, hostname } = new URL(value);
  return username === "" && password === "" && hostname !== "";
}
