import { readFile } from "node:fs/promises";
import { BroadsheetError } from "../core/errors.ts";
import type { Connections, SecretPlace, StoredSecret } from "./connections.ts";

/** Longest secret, characters. */
const longest = 16_384;

/** Variables that this process alone has, see `withholdSecrets`. */
const withheld = new Map<string, string>();

/**
 * Takes the variables that connections name out of the environment, which workers inherit, and keeps them. Those of AWS
 * stay: workers reach a store by them.
 */
export function withholdSecrets(connections: Connections): void {
  const places = [...connections.values()].flatMap((one): readonly (SecretPlace | string | undefined)[] =>
    one.engine === "postgres" ? [one.password] : one.engine === "http" ? Object.values(one.headers) : [],
  );
  for (const place of places) {
    if (typeof place !== "object" || !("env" in place) || place.env.startsWith("AWS_")) continue;
    const value = process.env[place.env];
    if (value === undefined) continue;
    withheld.set(place.env, value);
    delete process.env[place.env];
  }
}

/**
 * Reads a secret from its place, without the line break at its end. One with a line break within is no password, and
 * cannot be sent in a header.
 *
 * @param connection its name, for messages, which say where the secret should be and never what it is
 * @throws BroadsheetError `unavailable`, `secret-missing`
 */
export async function readSecret(place: SecretPlace, connection: string): Promise<string> {
  const found =
    "env" in place
      ? (process.env[place.env] ?? withheld.get(place.env))
      : "file" in place
        ? await readFile(place.file, "utf8").catch(() => undefined)
        : await readStored(place, connection);
  const secret = found?.replace(/\r?\n$/, "");
  const fault =
    secret === undefined || secret === "" || secret.length > longest
      ? "env" in place
        ? `the environment has no ${place.env}`
        : "file" in place
          ? `there is no ${place.file}, or it is empty`
          : `${nameOf(place)} is empty`
      : // oxlint-disable-next-line no-control-regex -- these are what is looked for
        /[\x00-\x08\x0a-\x1f\x7f]/.test(secret)
        ? `${nameOf(place)} has more than one line, or control characters`
        : undefined;
  if (secret !== undefined && fault === undefined) return secret;
  throw missing(connection, `The secret of the connection "${connection}" cannot be read: ${fault}`);
}

/**
 * Reads certificates in PEM.
 *
 * @throws BroadsheetError `unavailable`, `secret-missing`
 */
export async function readCertificates(file: string | StoredSecret, connection: string): Promise<string> {
  if (typeof file !== "string") return await readStored(file, connection);
  return await readFile(file, "utf8").catch((error: unknown) => {
    throw missing(connection, `The certificates of the connection "${connection}" cannot be read: ${file}`, error);
  });
}

/** @throws BroadsheetError `unavailable`, `secret-missing`, which repeats nothing of the secret */
async function readStored(place: StoredSecret, connection: string): Promise<string> {
  const refuse = (fault: string, cause?: unknown): never => {
    throw missing(connection, `The secret of the connection "${connection}" cannot be read: ${fault}`, cause);
  };
  const { GetSecretValueCommand, SecretsManagerClient } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient({
    // A secret is in the region that its ARN names, wherever this process runs.
    region: place.secret.split(":")[3]!,
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
  });
  try {
    const { SecretString } = await client
      .send(new GetSecretValueCommand({ SecretId: place.secret }))
      .catch((error: unknown) => refuse(`${place.secret}: ${reasonOf(error)}`));
    if (SecretString === undefined) return refuse(`${place.secret} is no text`);
    if (place.field === undefined) return SecretString;
    const value = memberOf(SecretString, place.field);
    return value ?? refuse(`${place.secret} is no JSON with a text as its member ${place.field}`);
  } finally {
    client.destroy();
  }
}

/** Why a call failed: the name of its error, and its code or words where that says nothing. */
function reasonOf(error: unknown): string {
  const { name, message, code } = error as Error & { readonly code?: unknown };
  if (!/^(?:Aggregate|Type)?Error$/.test(name)) return name;
  return typeof code === "string" ? code : message.slice(0, 200) || name;
}

function memberOf(text: string, field: string): string | undefined {
  try {
    const found = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    const value = typeof found === "object" && found !== null && Object.hasOwn(found, field) ? found[field] : undefined;
    return typeof value === "string" ? value : undefined;
  } catch {
    return undefined;
  }
}

function nameOf(place: SecretPlace): string {
  if ("env" in place) return place.env;
  return "file" in place ? place.file : `${place.secret}${place.field === undefined ? "" : `, ${place.field}`}`;
}

function missing(connection: string, message: string, cause?: unknown): BroadsheetError {
  return new BroadsheetError(
    "unavailable",
    {
      code: "secret-missing",
      message,
      where: { name: connection },
      hint: "the operator of the server puts it there",
    },
    { cause },
  );
}
