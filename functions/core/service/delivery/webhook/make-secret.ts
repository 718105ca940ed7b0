import { randomBytes } from "node:crypto";

/** Bytes of a secret: the specification asks for 24 to 64. */
const secretBytes = 32;

/** A new secret of a webhook: `whsec_` and 32 random bytes in base64. */
export function makeSecret(): string {
  return `whsec_${randomBytes(secretBytes).toString("base64")}`;
}

/** A name for the secrets of a new webhook. */
export function makeSecretName(name: string): string {
  return `webhooks/${name}/${randomBytes(8).toString("hex")}`;
}
