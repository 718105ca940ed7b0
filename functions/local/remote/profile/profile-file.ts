import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { parseDocument, stringify } from "yaml";
import { BroadsheetError } from "../../../core/errors.ts";
import { schemaValidator } from "../../../core/json/json-schema.ts";

/** How a server is called. At most one of `token`, `sigv4` and `oidc`. */
export interface Profile {
  readonly server: string;
  readonly token?: { readonly file: string } | { readonly command: readonly string[] };
  readonly sigv4?: { readonly region?: string; readonly service?: string; readonly profile?: string };
  readonly oidc?: Oidc;
}

/** A public client of an OpenID provider. */
export interface Oidc {
  readonly issuer: string;
  readonly client: string;
  readonly scopes?: readonly string[];
  /** For providers that issue tokens for several services. */
  readonly audience?: string;
  /** Where the browser returns to; a provider may demand a fixed port. @default any free port of 127.0.0.1 */
  readonly redirect?: string;
}

/** What a login has given. */
export interface KeptTokens {
  readonly access: string;
  readonly refresh?: string;
  /** Milliseconds since 1970. */
  readonly expires?: number;
}

export interface Profiles {
  /** The profile of a command that names neither server nor profile. */
  readonly default?: string;
  readonly profiles: Readonly<Record<string, Profile>>;
}

const text = { type: "string", minLength: 1 } as const;
const object = (properties: object, required: readonly string[] = []): object => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});

const validate = schemaValidator(
  object(
    {
      default: text,
      profiles: {
        type: "object",
        additionalProperties: object(
          {
            server: { type: "string", format: "uri", pattern: "^https?://" },
            token: {
              type: "object",
              additionalProperties: false,
              properties: { file: text, command: { type: "array", items: { type: "string" }, minItems: 1 } },
              minProperties: 1,
              maxProperties: 1,
            },
            sigv4: object({ region: text, service: text, profile: text }),
            oidc: object(
              {
                issuer: { type: "string", format: "uri", pattern: "^https?://" },
                client: text,
                scopes: { type: "array", items: text },
                audience: text,
                redirect: { type: "string", pattern: "^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?/" },
              },
              ["issuer", "client"],
            ),
          },
          ["server"],
        ),
      },
    },
    [],
  ) as Readonly<Record<string, unknown>>,
);

/** `$XDG_CONFIG_HOME/broadsheet/config.yaml`, or the same below `~/.config`. */
export function profileFile(environment: NodeJS.ProcessEnv = process.env): string {
  return join(baseOf(environment["XDG_CONFIG_HOME"], ".config"), "broadsheet", "config.yaml");
}

/** The folder of what `login` has received. */
export function stateFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(baseOf(environment["XDG_STATE_HOME"], ".local/state"), "broadsheet");
}

/** The XDG specification ignores relative paths. */
function baseOf(given: string | undefined, otherwise: string): string {
  return given !== undefined && given.startsWith("/") ? given : join(homedir(), otherwise);
}

/**
 * Reads the profiles.
 *
 * @returns none if there is no file
 * @throws BroadsheetError `invalid-request` with the file's line for what is not YAML, and a pointer for other faults
 */
export function readProfiles(file = profileFile()): Profiles {
  if (!existsSync(file)) return { profiles: {} };
  const value = (readYaml(file) ?? {}) as Profiles;
  const violations = validate(value);
  if (violations.length > 0)
    throw new BroadsheetError(
      "invalid-request",
      violations.map(({ code, pointer, message, seen, allowed, hint }) => ({
        code,
        message: /^(missing|unknown)-field$/.test(code) ? message : `"${pointer.slice(1)}" ${message}`,
        where: { file, pointer },
        // A token that somebody wrote here must not be printed as well.
        ...(pointer.endsWith("/token")
          ? { allowed: "{file: PATH} or {command: [PROGRAM, WORD, …]}: the file must hold no secret" }
          : { seen, allowed, hint }),
      })),
    );
  for (const [name, profile] of Object.entries(value.profiles ?? {})) {
    const ways = (["token", "sigv4", "oidc"] as const).filter((way) => profile[way] !== undefined);
    if (ways.length > 1)
      throw new BroadsheetError("invalid-request", {
        code: "invalid-profile",
        message: `the profile "${name}" has several ways to identify its caller`,
        where: { file, pointer: `/profiles/${name}` },
        seen: ways,
        allowed: "one of token, sigv4 and oidc",
      });
  }
  return { ...value, profiles: value.profiles ?? {} };
}

/** @throws BroadsheetError `invalid-request` for a file that cannot be read, or is not YAML */
function readYaml(file: string): unknown {
  const refuse = (message: string, line?: number, column?: number, cause?: unknown): BroadsheetError =>
    new BroadsheetError(
      "invalid-request",
      { code: "invalid-profile", message, where: { file, line, column } },
      { cause },
    );
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code ?? String(cause);
    throw refuse(`the configuration cannot be read: ${reason}`, undefined, undefined, cause);
  }
  const document = parseDocument(text);
  const [fault] = document.errors;
  if (fault !== undefined) {
    const [start] = fault.linePos ?? [];
    throw refuse(`the configuration is not YAML: ${fault.message.split("\n")[0]}`, start?.line, start?.col);
  }
  try {
    // What is neither a tree nor small is no configuration: an alias may lead to what holds it.
    return JSON.parse(JSON.stringify(document.toJS() ?? null)) as unknown;
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0];
    throw refuse(`the configuration is not YAML that has an end: ${reason}`, undefined, undefined, cause);
  }
}

/** Writes the profiles; the file appears whole. Comments in it are lost. */
export function writeProfiles(profiles: Profiles, file = profileFile()): void {
  writePrivate(file, stringify(profiles));
}

/** Writes a file that only its owner can read, in a folder of the same kind. */
export function writePrivate(file: string, content: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const partial = `${file}.${process.pid}.part`;
  writeFileSync(partial, content, { mode: 0o600 });
  chmodSync(partial, 0o600);
  renameSync(partial, file);
}
