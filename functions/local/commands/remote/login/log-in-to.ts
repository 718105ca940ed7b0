import { spawn } from "node:child_process";
import { join } from "node:path";
import { BroadsheetError } from "../../../../core/errors.ts";
import { isName } from "../../../../core/names/name.ts";
import { assertServer } from "../../../remote/find-target.ts";
import { keepTokens } from "../../../remote/profile/kept-tokens.ts";
import {
  type Oidc,
  type Profile,
  profileFile,
  readProfiles,
  stateFolder,
  writePrivate,
  writeProfiles,
} from "../../../remote/profile/profile-file.ts";
import { readFileInto } from "../../../inputs/read-input.ts";
import { tell, writeJson } from "../print-answer.ts";

export interface LoginOptions {
  readonly server?: string;
  readonly tokenFile?: string;
  readonly tokenCommand?: readonly string[];
  readonly withToken?: boolean;
  readonly sigv4?: boolean;
  readonly region?: string;
  readonly service?: string;
  readonly awsProfile?: string;
  readonly issuer?: string;
  readonly client?: string;
  readonly scope: readonly string[];
  readonly audience?: string;
  readonly redirect?: string;
  readonly browser: boolean;
  readonly json?: boolean;
}

/**
 * `broadsheet login`: writes a profile, and logs in with the browser if it names an OpenID provider. The first profile
 * becomes the default one.
 *
 * @throws BroadsheetError `invalid-request` for options that do not go together
 */
export async function logInTo(name: string, options: LoginOptions): Promise<void> {
  if (!isName(name))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-name",
      message: `"${name}" cannot be the name of a profile`,
      seen: name,
      allowed: "lower-case letters, digits and hyphens",
    });
  const before = readProfiles();
  const old = before.profiles[name];
  const server = options.server ?? old?.server;
  if (server === undefined)
    throw new BroadsheetError("invalid-request", {
      code: "missing-server",
      message: `the profile "${name}" is new: say which server it is for`,
      seen: name,
      allowed: "--server https://reports.example",
    });
  const way = wayOf(options);
  // What belongs to one server says nothing about another.
  const kept = way === undefined && (options.server === undefined || options.server === old?.server) ? old : undefined;
  const profile: Profile = kept ?? { server: assertServer(server, "--server"), ...way };
  if (options.withToken === true) await keepGivenToken(name);
  if (profile.oidc !== undefined) await logInWithBrowser(profile.server, profile.oidc, options.browser);
  const profiles = {
    ...before,
    default: before.default ?? name,
    profiles: {
      ...before.profiles,
      [name]: options.withToken === true ? { ...profile, token: { file: givenTokenFile(name) } } : profile,
    },
  };
  writeProfiles(profiles);
  if (options.json === true) return await writeJson({ profile: name, ...profiles.profiles[name] });
  const standard = profiles.default === name ? "; it is the default" : `: add --profile ${name}`;
  tell(`The profile "${name}" calls ${profile.server}${standard}. It is in ${profileFile()}.`);
}

/** @returns the part of a profile that says how its caller is known; `undefined` if no option does */
function wayOf(options: LoginOptions): Omit<Profile, "server"> | undefined {
  const { tokenFile, tokenCommand, withToken, sigv4, issuer, region, service, awsProfile } = options;
  const { client, scope, audience, redirect } = options;
  const given = Object.entries({ tokenFile, tokenCommand, withToken, sigv4, issuer })
    .filter(([, value]) => value !== undefined)
    .map(([option]) => wordOf(option));
  if (given.length > 1)
    throw invalid(`${given.join(" and ")} are different ways to say who you are`, given, "one of them");
  refuseStray({ region, service, awsProfile }, "sigv4", sigv4 === true);
  refuseStray(
    { client, scope: scope.length > 0 ? scope : undefined, audience, redirect },
    "issuer",
    issuer !== undefined,
  );
  if (tokenFile !== undefined) return { token: { file: tokenFile } };
  if (tokenCommand !== undefined) return { token: { command: tokenCommand } };
  if (withToken === true) return {};
  if (sigv4 === true)
    return {
      sigv4: {
        ...(region !== undefined && { region }),
        ...(service !== undefined && { service }),
        ...(awsProfile !== undefined && { profile: awsProfile }),
      },
    };
  return issuer === undefined ? undefined : { oidc: oidcOf(issuer, options) };
}

/** @throws BroadsheetError `invalid-request` for the first option that says nothing without another, not given one */
function refuseStray(options: Readonly<Record<string, unknown>>, other: string, isThere: boolean): void {
  if (isThere) return;
  for (const [option, value] of Object.entries(options))
    if (value !== undefined) throw invalid(`${wordOf(option)} is for --${other}`, value, `--${other} too`);
}

/** @returns how the command line has the name of an option: `--aws-profile` */
function wordOf(option: string): string {
  return `--${option.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function oidcOf(issuer: string, { client, scope, audience, redirect }: LoginOptions): Oidc {
  if (client === undefined) throw invalid("--issuer needs the id of a public client", issuer, "--client ID too");
  if (!URL.canParse(issuer)) throw invalid(`--issuer takes an address, not "${issuer}"`, issuer, "https://id.example");
  return {
    issuer,
    client,
    ...(scope.length > 0 && { scopes: scope }),
    ...(audience !== undefined && { audience }),
    ...(redirect !== undefined && { redirect }),
  };
}

function invalid(message: string, seen: unknown, allowed: string): BroadsheetError {
  return new BroadsheetError("invalid-request", { code: "invalid-option", message, seen, allowed });
}

/** Where `--with-token` keeps the token. */
export function givenTokenFile(name: string): string {
  return join(stateFolder(), "tokens", `${name}.token`);
}

async function keepGivenToken(name: string): Promise<void> {
  const [token = ""] = new TextDecoder().decode(await readFileInto("-", "--with-token")).split(/\r?\n/, 1);
  if (!/^[\x21-\x7e]+$/.test(token))
    throw invalid("standard input has no token on its first line", `${token.length} characters`, "visible ASCII signs");
  writePrivate(givenTokenFile(name), `${token}\n`);
}

async function logInWithBrowser(server: string, oidc: Oidc, browser: boolean): Promise<void> {
  const { logIn } = await import("../../../remote/profile/open-id.ts");
  const tokens = await logIn(oidc, (address) => {
    tell(`Log in with your browser:\n  ${address}`);
    if (browser) openBrowser(address);
  });
  keepTokens(server, oidc, tokens);
}

/** A machine without a browser has shown the address already. */
function openBrowser(address: string): void {
  const [program, ...words] =
    process.platform === "darwin" ? ["open"] : process.platform === "win32" ? ["explorer"] : ["xdg-open"];
  const child = spawn(program!, [...words, address], { stdio: "ignore", detached: true });
  child.on("error", () => {});
  child.unref();
}
