import { Zip, ZipPassThrough } from "fflate";
import { afterOf } from "../api/after-of.ts";
import { api } from "../api/client.ts";
import { fetchFile, saveBlob } from "../api/fetch-file.ts";
import { take } from "../api/take.ts";

/** Most reports that the browser puts into one archive: it fetches each of them. */
export const mostSaved = 1000;

/** Reports that are fetched at the same time. */
const abreast = 4;

/**
 * Saves the reports of a batch that were made as one ZIP file, in the order of the rows. PDFs are packed already, so
 * that they are stored as they are.
 *
 * @param told called with the number of reports fetched
 * @throws RefusedError
 */
export async function saveMade(id: string, file: string, told: (fetched: number) => void): Promise<void> {
  const made = await listMade(id);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const archive = new Zip((error, chunk) => {
    if (error !== null) throw error;
    parts.push(new Uint8Array(chunk));
  });
  for (let at = 0; at < made.length; at += abreast) {
    const batch = made.slice(at, at + abreast);
    const files = await Promise.all(
      batch.map(async ({ pdf }) => new Uint8Array(await (await fetchFile(pdf)).arrayBuffer())),
    );
    for (const [index, bytes] of files.entries()) {
      const entry = new ZipPassThrough(`${batch[index]!.name}.pdf`);
      entry.mtime = new Date(1980, 0, 1);
      archive.add(entry);
      entry.push(bytes, true);
    }
    told(at + batch.length);
  }
  archive.end();
  saveBlob(new Blob(parts, { type: "application/zip" }), file);
}

async function listMade(id: string): Promise<readonly { readonly name: string; readonly pdf: string }[]> {
  const made: { readonly name: string; readonly pdf: string }[] = [];
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const { items, next } = await take(
      api.GET("/batches/{id}/items", {
        params: { path: { id }, query: { limit: 1000, state: "ready", ...(after !== undefined && { after }) } },
      }),
    );
    made.push(...items.flatMap(({ name, pdf }) => (name === undefined || pdf === undefined ? [] : [{ name, pdf }])));
    after = afterOf(next);
  }
  return made;
}
