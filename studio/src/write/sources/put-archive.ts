import { api } from "../../api/client.ts";
import { RefusedError } from "../../api/refused-error.ts";
import { sha256Of } from "../../api/sha256-of.ts";
import { take } from "../../api/take.ts";
import { zipFiles } from "./zip-files.ts";

/** Up to here an archive is sent in one request, bytes. */
const largestRequest = 4 * 1024 * 1024;

/** Time between two looks at an upload, ms. */
const lookMs = 500;

/**
 * Stores files as a draft version of a template, which checks them.
 *
 * @returns the version
 * @throws RefusedError with the problems of a faulty template
 */
export async function putArchive(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const body = new Blob([new Uint8Array(zipFiles(files))], { type: "application/zip" });
  if (body.size > largestRequest) return await upload(name, body);
  // The generated type knows binary bodies as texts.
  const stored = await take(
    api.PUT("/templates/{name}", {
      params: { path: { name } },
      body: body as unknown as string,
      bodySerializer: (given: unknown) => given as Blob,
      headers: { "content-type": "application/zip" },
    }),
  );
  return stored.version;
}

/** By a signed URL, which needs no token: it may lead to another server. */
async function upload(name: string, body: Blob): Promise<string> {
  const { id, url, method, headers } = await take(
    api.POST("/templates/{name}/uploads", {
      params: { path: { name } },
      body: { bytes: body.size, sha256: await sha256Of(body) },
    }),
  );
  // The browser sets the length itself.
  const sent = await fetch(url, {
    method,
    headers: Object.fromEntries(Object.entries(headers).filter(([header]) => header !== "content-length")),
    body,
  });
  if (!sent.ok) throw new RefusedError(sent.status, undefined);
  for (;;) {
    const state = await take(api.GET("/templates/{name}/uploads/{id}", { params: { path: { name, id } } }));
    if (state.status === "stored") return state.version!;
    if (state.status === "failed") throw new RefusedError(422, state.failure);
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}
