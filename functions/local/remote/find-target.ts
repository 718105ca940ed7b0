import { BroadsheetError } from "../../core/errors.ts";
import { hintNearMatch } from "../../core/near-match.ts";
import { type Profile, profileFile, readProfiles } from "./profile/profile-file.ts";

/** What a command line says about where it works. */
export interface TargetOptions {
  readonly server?: string | undefined;
  readonly profile?: string | undefined;
  readonly tokenFile?: string | undefined;
  readonly dataDir?: string | undefined;
  /** Refused, with words that say why. */
  readonly token?: unknown;
}

/** Where a command works: on a server, or on a data directory in this process. */
export type Target =
  | {
      readonly server: string;
      readonly profile: Profile;
      /** BROADSHEET_TOKEN, where it counts. */
      readonly token?: string | undefined;
      /** Name of the profile, if it is one of the configuration. */
      readonly name?: string;
      /** Which option, variable or file named it. */
      readonly from: string;
    }
  | { readonly dataDir: string };

/** Where everything is stored on a machine. */
const usualDirectory = ".broadsheet";

/**
 * Finds where a command works. Options come before variables, and these before the default profile: `--server`,
 * `--profile` and `--data-dir`, then BROADSHEET_SERVER, BROADSHEET_PROFILE, then `default` in the configuration. If
 * nothing names a server, it is the data directory of this folder.
 *
 * A token goes only where its owner said: that of a profile to the profile's server, BROADSHEET_TOKEN to a server that
 * was named without a profile, or by one that has no way of its own.
 *
 * @param otherwise the server of a command that never works on a data directory
 * @throws BroadsheetError `invalid-request` for options that do not go together, and for an unknown profile
 */
export function findTarget(
  options: TargetOptions,
  otherwise?: string,
  environment: NodeJS.ProcessEnv = process.env,
): Target {
  const { dataDir, tokenFile } = options;
  if (options.token !== undefined) throw secretOnCommandLine();
  const given = (["server", "profile", "dataDir"] as const).filter((one) => options[one] !== undefined);
  if (given.length > 1) throw several(given);
  if (dataDir !== undefined) {
    if (tokenFile !== undefined) throw strayToken();
    return { dataDir };
  }
  const at = (profile: Profile, from: string, name?: string): Target => {
    const { token, sigv4, oidc } = profile;
    const own = tokenFile ?? token ?? sigv4 ?? oidc;
    return {
      server: assertServer(profile.server, from),
      profile: tokenFile === undefined ? profile : { server: profile.server, token: { file: tokenFile } },
      token: own === undefined ? environment["BROADSHEET_TOKEN"] || undefined : undefined,
      ...(name !== undefined && { name }),
      from,
    };
  };
  const ofProfile = (name: string, from: string): Target => at(profileNamed(name), from, name);
  const ofServer = (server: string, from: string): Target => at({ server }, from);
  if (options.server !== undefined) return ofServer(options.server, "--server");
  if (options.profile !== undefined) return ofProfile(options.profile, "--profile");
  const { BROADSHEET_SERVER: server = "", BROADSHEET_PROFILE: named = "" } = environment;
  if (server !== "") return ofServer(server, "BROADSHEET_SERVER");
  if (named !== "") return ofProfile(named, "BROADSHEET_PROFILE");
  const usual = readProfiles().default;
  if (usual !== undefined) return ofProfile(usual, profileFile());
  if (otherwise !== undefined) return ofServer(otherwise, "--server");
  if (tokenFile !== undefined) throw strayToken();
  return { dataDir: usualDirectory };
}

/** @throws BroadsheetError `not-found` with the profiles that there are */
export function profileNamed(name: string): Profile {
  const { profiles } = readProfiles();
  if (Object.hasOwn(profiles, name)) return profiles[name]!;
  const known = Object.keys(profiles);
  throw new BroadsheetError("not-found", {
    code: "unknown-profile",
    message: `there is no profile "${name}" in ${profileFile()}`,
    seen: name,
    allowed: known.length > 0 ? known : undefined,
    hint: hintNearMatch(name, known).hint ?? `broadsheet login ${name} --server https://… adds it`,
  });
}

/** @throws BroadsheetError `invalid-request` for an address that is none */
export function assertServer(server: string, from: string): string {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "")
    return server.replace(/\/+$/, "");
  throw new BroadsheetError("invalid-request", {
    code: "invalid-option",
    // A password in it must not be printed.
    ...(url?.password
      ? { message: `the address of ${from} has a password in it`, hint: "leave it out: --token-file, a profile" }
      : { message: `${from} takes the address of a server, not "${server}"`, seen: server }),
    allowed: "http://localhost:8080",
  });
}

function several(given: readonly string[]): BroadsheetError {
  const options = given.map((one) => `--${one.replace("dataDir", "data-dir")}`);
  return new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `${options.join(" and ")} name different places`,
    seen: options,
    allowed: "one of --server, --profile and --data-dir",
  });
}

function strayToken(): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: "--token-file is for a server, and none is named",
    hint: "add --server https://… or --profile NAME",
  });
}

function secretOnCommandLine(): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "secret-on-command-line",
    message: "--token is refused: other users of the machine, and the shell's history, would have the secret",
    allowed: "--token-file FILE, the variable BROADSHEET_TOKEN, or a profile (broadsheet login)",
  });
}
