import { deserialize, serialize } from "node:v8";
import { gunzipSync, gzipSync } from "node:zlib";

/**
 * A value of any kind, bytes included, as text for the JSON of an invocation: compressed, since Lambda passes 6 MB at
 * most. Both ends run the same release.
 */
export function pack(value: unknown): string {
  return gzipSync(serialize(value), { level: 1 }).toString("base64");
}

/** The value that `pack` took. */
export function unpack(packed: string): unknown {
  return deserialize(gunzipSync(Buffer.from(packed, "base64")));
}
