import type { components } from "../../../../client/create-client.ts";
import { BroadsheetError } from "../../../../core/errors.ts";
import type { Remote } from "../../../remote/open-client.ts";
import { remoteVersions, type RemoteVersions } from "../../../remote/remote-versions.ts";

/** A published template that takes a theme. */
export type ThemeUse = components["schemas"]["ThemeUses"]["uses"][number];

/** The published templates that take a theme. */
export async function usesOf({ client, take }: Remote, name: string): Promise<readonly ThemeUse[]> {
  return (await take(client.GET("/themes/{name}/uses", { params: { path: { name } } }))).data.uses;
}

/** All versions of a theme. */
export async function versionsOf(remote: Remote, name: string): Promise<RemoteVersions> {
  return await remoteVersions(remote, name, "theme");
}

/** The current version. @throws BroadsheetError `not-found` if no version is published */
export function currentOf({ versions }: RemoteVersions, name: string): string {
  const current = versions.find(({ state }) => state === "current");
  if (current !== undefined) return current.version;
  throw new BroadsheetError("not-found", {
    code: "unknown-theme",
    message: `there is no published theme "${name}"`,
    seen: name,
    allowed: versions.slice(0, 20).map(({ version, state }) => `${name}@${version.slice(0, 12)} (${state})`),
  });
}
