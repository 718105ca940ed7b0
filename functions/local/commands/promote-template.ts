import { BroadsheetError } from "../../core/errors.ts";
import { openClient, type ServerOptions } from "../remote/open-client.ts";
import { pickVersion, remoteVersions, splitReference } from "../remote/remote-versions.ts";

/**
 * `broadsheet promote`: publishes a version that a server has.
 *
 * @param reference `name@version`
 * @throws BroadsheetError `not-found`, or `invalid-request` without a version
 */
export async function promoteTemplate(reference: string, { why, ...server }: ServerOptions & { readonly why?: string }): Promise<void> {
  const { name, version } = splitReference(reference);
  const remote = await remoteVersions(server, name);
  if (version === undefined) {
    const allowed = remote.versions.slice(0, 20).map((known) => `${name}@${known.version.slice(0, 12)} (${known.state})`);
    throw new BroadsheetError("invalid-request", { code: "missing-version", message: "say which version to promote", seen: reference, allowed });
  }
  const wanted = pickVersion(remote, name, version);
  const { client, take } = openClient(server);
  await take(client.POST("/templates/{name}/promote", { params: { path: { name }, header: { "if-match": remote.etag } }, body: { version: wanted, ...(why !== undefined && { why }) } }));
  process.stdout.write(`${name}@${wanted}\n`);
  process.stderr.write("It is current now.\n");
}
