import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { BroadsheetError } from "../../core/errors.ts";
import type { Remote } from "./open-client.ts";
import { refusalOf } from "./open-client.ts";
import { remoteVersions } from "./remote-versions.ts";

/** Largest archive sent in a request, bytes; larger ones are announced and uploaded. */
export const mostSent = 4 * 1024 * 1024;

/** Time between two looks at an upload, ms. */
const lookMs = 500;

/** A version as the server stored it. */
export interface SentVersion {
  readonly version: string;
  readonly state: string;
  readonly warnings?: readonly Readonly<Record<string, unknown>>[];
}

/** What has a folder that may be sent. */
type Folder = "template" | "theme";

/**
 * Sends the ZIP file of a template or a theme to a server, which checks it and stores it as a draft.
 *
 * @throws BroadsheetError with what the server's check finds
 */
export async function sendArchive(
  name: string,
  archive: Uint8Array,
  remote: Remote,
  of: Folder = "template",
): Promise<SentVersion> {
  if (archive.byteLength > mostSent) return await uploadArchive(name, archive, remote, of);
  const { client, take } = remote;
  const sent = {
    params: { path: { name } },
    headers: { "content-type": "application/zip" },
    // The bytes of the file: the document has no type for them.
    body: archive as unknown as string,
    bodySerializer: (body: string) => body,
  };
  const { data } =
    of === "theme" ? await take(client.PUT("/themes/{name}", sent)) : await take(client.PUT("/templates/{name}", sent));
  return data;
}

async function uploadArchive(name: string, archive: Uint8Array, remote: Remote, of: Folder): Promise<SentVersion> {
  const { client, take, server } = remote;
  const sha256 = createHash("sha256").update(archive).digest("hex");
  const asked = { params: { path: { name } }, body: { bytes: archive.byteLength, sha256 } };
  const { data: announced } =
    of === "theme"
      ? await take(client.POST("/themes/{name}/uploads", asked))
      : await take(client.POST("/templates/{name}/uploads", asked));
  // The length is the client's own to send; the signature in the URL is all that the store asks for.
  const headers = Object.fromEntries(
    Object.entries(announced.headers).filter(([header]) => header !== "content-length"),
  );
  const sent = await fetch(announced.url, { method: announced.method, headers, body: new Uint8Array(archive) }).catch(
    (cause: unknown) => {
      throw new BroadsheetError(
        "unavailable",
        {
          code: "server-unreachable",
          message: `${new URL(announced.url).origin} does not take the file`,
          seen: new URL(announced.url).origin,
        },
        { cause },
      );
    },
  );
  if (!sent.ok) throw refusalOf(sent, await sent.json().catch(() => ""), new URL(announced.url).origin);
  for (;;) {
    const seen = { params: { path: { name, id: announced.id } } };
    const { data: upload } =
      of === "theme"
        ? await take(client.GET("/themes/{name}/uploads/{id}", seen))
        : await take(client.GET("/templates/{name}/uploads/{id}", seen));
    if (upload.status === "failed")
      throw refusalOf(new Response(null, { status: upload.failure?.status ?? 422 }), upload.failure, server);
    if (upload.status === "stored") {
      const { versions } = await remoteVersions(remote, name, of);
      const stored = versions.find(({ version }) => version === upload.version);
      return { ...stored, version: upload.version ?? "", state: stored?.state ?? "draft" };
    }
    await setTimeout(lookMs);
  }
}
