import { api } from "../../api/client.ts";
import { take } from "../../api/take.ts";
import { zipFiles } from "./zip-files.ts";

/**
 * Stores files as a draft version of a template, which checks them.
 *
 * @returns the version
 * @throws RefusedError with the problems of a faulty template
 */
export async function putArchive(name: string, files: ReadonlyMap<string, Uint8Array>): Promise<string> {
  const body = new Blob([new Uint8Array(zipFiles(files))], { type: "application/zip" });
  // The generated type knows binary bodies as texts.
  const stored = await take(api.PUT("/templates/{name}", { params: { path: { name } }, body: body as unknown as string, bodySerializer: (given: unknown) => given as Blob, headers: { "content-type": "application/zip" } }));
  return stored.version;
}
