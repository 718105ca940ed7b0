import type { TemplateFiles } from "../template.ts";
import { folderOf, type Kept } from "./kept.ts";

/**
 * Key of the object that holds all files of a version, so that opening a template of sixty files takes one
 * read. It is stored in addition to the files and may be missing.
 */
export function packKey(name: string, version: string, kind: Kept = "template"): string {
  return `${folderOf(kind, name)}/${version}.pack`;
}

/** Key of a version's ZIP file: stored, the first time that it is asked for, if it is too large for an answer. */
export function archiveKey(name: string, version: string, kind: Kept = "template"): string {
  return `${folderOf(kind, name)}/${version}.zip`;
}

/**
 * Packs files into one object: a line of JSON, `{"path": bytes, ...}`, then the contents in the same order.
 *
 * @param files at most 64 MiB
 */
export function packFiles(files: TemplateFiles): Uint8Array {
  const entries = [...files];
  const header = JSON.stringify(Object.fromEntries(entries.map(([path, body]) => [`/${path}`, body.byteLength])));
  return Buffer.concat([Buffer.from(`${header}\n`), ...entries.map(([, body]) => body)]);
}

/**
 * @returns `undefined` if it is not a pack: the caller then reads the files themselves, and checks their version in any
 * case
 */
export function unpackFiles(pack: Uint8Array): TemplateFiles | undefined {
  const end = pack.indexOf(10);
  try {
    const sizes = Object.entries(
      JSON.parse(new TextDecoder().decode(pack.subarray(0, end))) as Readonly<Record<string, number>>,
    );
    let start = end + 1;
    return new Map(sizes.map(([path, size]) => [path.slice(1), pack.slice(start, (start += size))]));
  } catch {
    return undefined;
  }
}
