import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../core/errors.ts";
import type { SecretPlace } from "./connections.ts";

/** Longest secret, characters. */
const longest = 16_384;

/**
 * Reads a secret from its place, without the line break at its end.
 *
 * @param connection its name, for messages, which say where the secret should be and never what it is
 * @throws BroadsheetError `unavailable`, `secret-missing`
 */
export async function readSecret(place: SecretPlace, connection: string): Promise<string> {
  const found = "env" in place ? process.env[place.env] : await readFile(place.file, "utf8").catch(() => undefined);
  const secret = found?.replace(/\r?\n$/, "");
  if (secret !== undefined && secret !== "" && secret.length <= longest) return secret;
  throw new BroadsheetError("unavailable", {
    code: "secret-missing",
    message: `The secret of the connection "${connection}" cannot be read: ${"env" in place ? `the environment has no ${place.env}` : `there is no ${place.file}, or it is empty`}`,
    where: { name: connection },
    hint: "the operator of the server puts it there",
  });
}
