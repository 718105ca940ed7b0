import { zipFiles } from "../write/sources/zip-files.ts";
import { api } from "./client.ts";
import { take } from "./take.ts";

/**
 * Stores files as the first draft of a template, which checks them. They are small: a new template has no samples.
 *
 * @returns the version
 * @throws RefusedError also if there is a template of that name already
 */
export async function putNewTemplate(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const body = new Blob([new Uint8Array(zipFiles(files))], { type: "application/zip" });
  const stored = await take(
    api.PUT("/templates/{name}", {
      params: { path: { name }, header: { "if-none-match": "*" } },
      // The generated type knows binary bodies as texts.
      body: body as unknown as string,
      bodySerializer: (given: unknown) => given as Blob,
      headers: { "content-type": "application/zip" },
    }),
  );
  return stored.version;
}
