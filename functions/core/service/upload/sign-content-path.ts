import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SecretStore } from "../../ports.ts";
import { partKey, type UploadPart } from "./upload-parts.ts";

/** Name of the key in the secret store. */
const keyName = "uploads";

/**
 * Signs the path that accepts the bytes of one upload until a time, with our own key (HMAC-SHA-256).
 *
 * @param expires milliseconds since the epoch
 * @returns the path and its query
 * @throws BroadsheetError `unavailable`
 */
export async function signContentPath(id: string, expires: number, secrets: SecretStore): Promise<string> {
  return `/uploads/${id}/content${await queryOf(id, expires, secrets)}`;
}

/** Signs the path that accepts one part of an upload, as `signContentPath` does. */
export async function signPartPath(
  id: string,
  part: UploadPart,
  expires: number,
  secrets: SecretStore,
): Promise<string> {
  const key = partKey(id, part);
  return `/${key}${await queryOf(key, expires, secrets)}`;
}

async function queryOf(subject: string, expires: number, secrets: SecretStore): Promise<string> {
  const signature = (await digest(subject, String(expires), secrets)).toString("base64url");
  return `?expires=${expires}&signature=${signature}`;
}

/**
 * Whether we signed a path; not whether it has expired.
 *
 * @param id of the upload, or the key of the part
 * @param expires as in the path
 * @throws BroadsheetError `unavailable`
 */
export async function isOurContentPath(
  id: string,
  expires: string,
  signature: string,
  secrets: SecretStore,
): Promise<boolean> {
  const given = Buffer.from(signature, "base64url");
  const expected = await digest(id, expires, secrets);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

async function digest(id: string, expires: string, secrets: SecretStore): Promise<Buffer> {
  const key = await secrets.ensure(keyName, randomBytes(32).toString("base64"));
  return createHmac("sha256", Buffer.from(key, "base64")).update(`${id}\n${expires}`).digest();
}
