import { hash } from "node:crypto";
import { Decimal } from "../decimal.ts";

/**
 * JSON in one canonical form: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them (RFC
 * 8785), and a `Decimal` with all its digits. Equal values give equal text, hence equal hashes. Members that are
 * `undefined` are left out, as `JSON.stringify` does.
 *
 * @throws TypeError for NaN, infinities, bigint, functions and symbols, which JSON cannot hold
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`JSON cannot hold ${value}`);
    return JSON.stringify(value);
  }
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object") {
    let members = "";
    for (const key of Object.keys(value).sort()) {
      const member = (value as Readonly<Record<string, unknown>>)[key];
      if (member !== undefined)
        members += `${members === "" ? "" : ","}${JSON.stringify(key)}:${canonicalJson(member)}`;
    }
    return `{${members}}`;
  }
  throw new TypeError(`JSON cannot hold a ${typeof value}`);
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(content: Uint8Array | string): string {
  return hash("sha256", content);
}
