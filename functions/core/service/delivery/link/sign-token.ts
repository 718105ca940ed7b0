import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { SecretStore } from "../../../ports.ts";

/** Name of the key in the secret store. */
const keyName = "links";

/** What a token gives leave to: to fetch one file, or to end one address's letters. */
export type Leave =
  | { readonly kind: "file"; readonly key: string; readonly name: string; readonly expires: number }
  | { readonly kind: "unsubscribe"; readonly address: string; readonly list: string };

/**
 * Signs a leave with our own key (HMAC-SHA-256), so that a link needs no session and no credentials, and ends when it
 * says. The text is safe in an address.
 *
 * @throws BroadsheetError `unavailable`
 */
export async function signToken(leave: Leave, secrets: SecretStore): Promise<string> {
  const body = Buffer.from(JSON.stringify(leave)).toString("base64url");
  return `${body}.${(await digest(body, secrets)).toString("base64url")}`;
}

/**
 * Reads a token that we signed.
 *
 * @returns `undefined` for anything that we did not sign
 * @throws BroadsheetError `unavailable`
 */
export async function readToken(token: string, secrets: SecretStore): Promise<Leave | undefined> {
  const [body = "", signature = "", ...more] = token.split(".");
  const given = Buffer.from(signature, "base64url");
  const expected = await digest(body, secrets);
  if (more.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString("utf8")) as Leave;
}

async function digest(body: string, secrets: SecretStore): Promise<Buffer> {
  const key = await secrets.ensure(keyName, randomBytes(32).toString("base64"));
  return createHmac("sha256", Buffer.from(key, "base64")).update(body).digest();
}
