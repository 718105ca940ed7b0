import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/name.ts";
import { callServer, type ServerOptions } from "./call-server.ts";

export interface RemoteVersions {
  /** Latest first. */
  readonly versions: readonly { readonly version: string; readonly state: string }[];
  /** For `If-Match`. */
  readonly etag: string;
}

/** The versions of a template on a server. */
export async function remoteVersions(server: ServerOptions, name: string): Promise<RemoteVersions> {
  const found: { readonly version: string; readonly state: string }[] = [];
  let etag = "";
  for (let path: string | undefined = `/templates/${name}/versions?limit=200`; path !== undefined; ) {
    const response = await callServer(server, path);
    // Of the first page: a move between two pages then fails, and the command can be repeated.
    etag ||= response.headers.get("etag") ?? "";
    const page = (await response.json()) as { readonly versions: RemoteVersions["versions"]; readonly next?: string };
    found.push(...page.versions);
    path = page.next;
  }
  return { versions: found, etag };
}

/**
 * Splits `name` or `name@version`, where the version may be shortened.
 *
 * @throws BroadsheetError `invalid-request`
 */
export function splitReference(reference: string): { readonly name: string; readonly version?: string } {
  const [name = "", version, more] = reference.split("@");
  assertName(name, "template");
  if (more === undefined && (version === undefined || /^[0-9a-f]{4,64}$/.test(version))) return version === undefined ? { name } : { name, version };
  throw new BroadsheetError("invalid-request", { code: "invalid-version", message: `"${version}" cannot be a version`, seen: reference, allowed: "the first 4 to 64 hexadecimal digits" });
}

/**
 * Finds the version that begins with some digits.
 *
 * @throws BroadsheetError `not-found`, also if several do
 */
export function pickVersion({ versions }: RemoteVersions, name: string, beginning: string): string {
  const found = versions.filter(({ version }) => version.startsWith(beginning));
  if (found.length === 1) return found[0]!.version;
  const message = found.length === 0 ? `the template "${name}" has no version ${beginning}` : `${found.length} versions of "${name}" begin with ${beginning}`;
  throw new BroadsheetError("not-found", { code: "unknown-template-version", message, seen: beginning, allowed: versions.slice(0, 20).map(({ version, state }) => `${version.slice(0, 12)} (${state})`) });
}
