import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SecretStore } from "../../ports.ts";

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
  const signature = (await digest(id, String(expires), secrets)).toString("base64url");
  return `/uploads/${id}/content?expires=${expires}&signature=${signature}`;
}

/**
 * Whether we signed a path; not whether it has expired.
 *
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
