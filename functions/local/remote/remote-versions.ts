import { BroadsheetError } from "../../core/errors.ts";
import { assertName } from "../../core/names/name.ts";
import { pages } from "../../client/create-client.ts";
import type { Remote } from "./open-client.ts";

export interface RemoteVersions {
  /** Latest first. */
  readonly versions: readonly {
    readonly version: string;
    readonly state: string;
    readonly warnings?: readonly Readonly<Record<string, unknown>>[];
  }[];
  /** For `If-Match`. */
  readonly etag: string;
}

/** The versions of a template or a theme on a server. */
export async function remoteVersions(
  { client, take }: Pick<Remote, "client" | "take">,
  name: string,
  of: "template" | "theme" = "template",
): Promise<RemoteVersions> {
  const found: RemoteVersions["versions"][number][] = [];
  let etag = "";
  const ask = async (after: string | undefined) => {
    const asked = { params: { path: { name }, query: { limit: 200, ...(after !== undefined && { after }) } } };
    const { data, headers } =
      of === "theme"
        ? await take(client.GET("/themes/{name}/versions", asked))
        : await take(client.GET("/templates/{name}/versions", asked));
    // Of the first page: a move between two pages then fails, and the command can be repeated.
    etag ||= headers.get("etag") ?? "";
    return { data, response: new Response() };
  };
  for await (const { versions } of pages(ask)) found.push(...versions);
  return { versions: found, etag };
}

/**
 * Splits `name` or `name@version`, where the version may be shortened.
 *
 * @throws BroadsheetError `invalid-request`
 */
export function splitReference(
  reference: string,
  what: "template" | "theme" = "template",
): { readonly name: string; readonly version?: string } {
  const [name = "", version, more] = reference.split("@");
  assertName(name, what);
  if (more === undefined && (version === undefined || /^[0-9a-f]{4,64}$/.test(version)))
    return version === undefined ? { name } : { name, version };
  throw new BroadsheetError("invalid-request", {
    code: "invalid-version",
    message: `"${version}" cannot be a version`,
    seen: reference,
    allowed: "the first 4 to 64 hexadecimal digits",
  });
}

/**
 * Finds the version that begins with some digits.
 *
 * @throws BroadsheetError `not-found`, also if several do
 */
export function pickVersion(
  { versions }: RemoteVersions,
  name: string,
  beginning: string,
  what: "template" | "theme" = "template",
): string {
  const found = versions.filter(({ version }) => version.startsWith(beginning));
  if (found.length === 1) return found[0]!.version;
  const message =
    found.length === 0
      ? `the ${what} "${name}" has no version ${beginning}`
      : `${found.length} versions of "${name}" begin with ${beginning}`;
  throw new BroadsheetError("not-found", {
    code: what === "theme" ? "unknown-theme-version" : "unknown-template-version",
    message,
    seen: beginning,
    allowed: versions.slice(0, 20).map(({ version, state }) => `${version.slice(0, 12)} (${state})`),
  });
}
