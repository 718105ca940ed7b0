import { existsSync, rmSync } from "node:fs";
import { BroadsheetError } from "../../../../core/errors.ts";
import { profileNamed } from "../../../remote/find-target.ts";
import { forgetTokens } from "../../../remote/profile/kept-tokens.ts";
import { profileFile, readProfiles, writeProfiles } from "../../../remote/profile/profile-file.ts";
import { givenTokenFile } from "./log-in-to.ts";
import { tell } from "../print-answer.ts";

/**
 * `broadsheet logout`: forgets the tokens that `login` has kept. A token's own file, a password store and AWS's
 * credentials are not ours to change.
 *
 * @throws BroadsheetError `not-found` for an unknown profile
 */
export function logOut(
  given: string | undefined,
  { remove = false, json = false }: Readonly<Record<"remove" | "json", boolean | undefined>>,
): void {
  const all = readProfiles();
  const name = given ?? all.default;
  if (name === undefined)
    throw new BroadsheetError("not-found", {
      code: "unknown-profile",
      message: `${profileFile()} has no default profile`,
    });
  const { server, oidc } = profileNamed(name);
  const own = givenTokenFile(name);
  const had = (oidc !== undefined && forgetTokens(server, oidc)) || existsSync(own);
  rmSync(own, { force: true });
  if (remove) {
    const { [name]: _, ...profiles } = all.profiles;
    const { default: usual, ...rest } = all;
    writeProfiles({ ...rest, ...(usual !== name && usual !== undefined && { default: usual }), profiles });
  }
  if (json) process.stdout.write(`${JSON.stringify({ profile: name, forgotten: had, removed: remove }, null, 2)}\n`);
  else
    tell(
      `${had ? `The tokens of "${name}" are forgotten` : `"${name}" had no tokens`}${remove ? ", and it is removed" : ""}.`,
    );
}
