import { api } from "../../api/client.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { sha256Of } from "../../api/upload/sha256-of.ts";
import { take } from "../../api/take.ts";
import { zipFiles } from "./zip-files.ts";

/** Up to here an archive is sent in one request, bytes. */
const largestRequest = 4 * 1024 * 1024;

/** Time between two looks at an upload, ms. */
const lookMs = 500;

/** What files may become a version of. */
type Kept = "template" | "theme";

/**
 * Stores files as a draft version of a template or theme, which checks them.
 *
 * @returns the version
 * @throws RefusedError with the problems of a faulty one
 */
export async function putArchive(
  name: string,
  files: ReadonlyMap<string, Uint8Array>,
  kept: Kept = "template",
): Promise<string> {
  return await putZip(name, new Blob([new Uint8Array(zipFiles(files))]), kept);
}

/** The same with a ZIP file as it is. */
export async function putZip(name: string, zip: Blob, kept: Kept): Promise<string> {
  const body = new Blob([zip], { type: "application/zip" });
  if (body.size > largestRequest) return await upload(name, body, kept);
  const sent = {
    params: { path: { name } },
    // The generated type knows binary bodies as texts.
    body: body as unknown as string,
    bodySerializer: (given: unknown) => given as Blob,
    headers: { "content-type": "application/zip" },
  };
  const stored =
    kept === "theme" ? await take(api.PUT("/themes/{name}", sent)) : await take(api.PUT("/templates/{name}", sent));
  return stored.version;
}

/** By a signed URL, which needs no token: it may lead to another server. */
async function upload(name: string, body: Blob, kept: Kept): Promise<string> {
  const asked = { params: { path: { name } }, body: { bytes: body.size, sha256: await sha256Of(body) } };
  const { id, url, method, headers } =
    kept === "theme"
      ? await take(api.POST("/themes/{name}/uploads", asked))
      : await take(api.POST("/templates/{name}/uploads", asked));
  // The browser sets the length itself.
  const sent = await fetch(url, {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([header]) => header !== "content-length")),
    body,
  });
  if (!sent.ok) throw new RefusedError(sent.status, undefined);
  const params = { path: { name, id } };
  for (;;) {
    const state =
      kept === "theme"
        ? await take(api.GET("/themes/{name}/uploads/{id}", { params }))
        : await take(api.GET("/templates/{name}/uploads/{id}", { params }));
    if (state.status === "stored") return state.version!;
    if (state.status === "failed") throw new RefusedError(422, state.failure);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
