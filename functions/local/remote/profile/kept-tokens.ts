import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ExitError, exitCodes } from "../../exit-codes.ts";
import { type KeptTokens, type Oidc, stateFolder, writePrivate } from "./profile-file.ts";

/** A token is renewed this long before it expires, ms: it must last as long as the request. */
const marginMs = 60_000;

/** Tokens belong to a server and a provider: a profile that is changed does not send them elsewhere. */
function fileOf(server: string, { issuer, client }: Oidc): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([server, issuer, client]))
    .digest("hex");
  return join(stateFolder(), "tokens", `${digest.slice(0, 32)}.json`);
}

export function keepTokens(server: string, oidc: Oidc, tokens: KeptTokens): void {
  writePrivate(fileOf(server, oidc), `${JSON.stringify(tokens)}\n`);
}

export function readTokens(server: string, oidc: Oidc): KeptTokens | undefined {
  const file = fileOf(server, oidc);
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, "utf8")) as KeptTokens;
  } catch {
    // Somebody else wrote it: as good as none.
    return undefined;
  }
}

/** @returns whether there were any */
export function forgetTokens(server: string, oidc: Oidc): boolean {
  const file = fileOf(server, oidc);
  const had = existsSync(file);
  rmSync(file, { force: true });
  return had;
}

/**
 * The token of a person who has logged in, renewed if it is about to expire.
 *
 * @param renew even if it seems valid: the server has refused it
 * @throws ExitError `notAllowed` if they must log in again
 */
export async function takeToken(server: string, oidc: Oidc, profile: string, renew = false): Promise<string> {
  const tokens = readTokens(server, oidc);
  const valid = tokens !== undefined && (tokens.expires === undefined || tokens.expires - marginMs > Date.now());
  if (valid && !renew) return tokens.access;
  if (tokens?.refresh === undefined) throw loggedOut(profile, tokens === undefined);
  const { refresh } = await import("./open-id.ts");
  const next = await refresh(oidc, tokens.refresh).catch((error: unknown) => {
    // A refresh token that is refused is of no more use.
    throw (error as { problems?: readonly { code: string }[] }).problems?.[0]?.code === "login-refused"
      ? loggedOut(profile, false)
      : error;
  });
  keepTokens(server, oidc, next);
  return next.access;
}

function loggedOut(profile: string, never: boolean): ExitError {
  return new ExitError(
    { exitCode: exitCodes.notAllowed, heading: "not-logged-in" },
    {
      code: "not-logged-in",
      message: never ? `you are not logged in to the profile "${profile}"` : `the login to "${profile}" has expired`,
      seen: profile,
      hint: `broadsheet login ${profile}`,
    },
  );
}
