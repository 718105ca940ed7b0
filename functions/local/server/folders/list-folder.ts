import { lstat, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../../../core/json/canonical-json.ts";
import { templateFiles } from "../../../core/report/template/store/template-files.ts";
import type { FolderFile } from "../../../http/services.ts";

/** Digests of files by path, size and time, so that a file is read again only if it may have changed. */
export type KnownFiles = Map<string, { readonly stamp: string; readonly sha256: string }>;

/**
 * Lists a template's files on disk, in order. Links, and what does not belong to a template, are left out; a file that
 * disappears meanwhile is too.
 */
export async function listFolder(folder: string, known: KnownFiles = new Map()): Promise<FolderFile[]> {
  const files = await filesBelow(folder, "");
  const kept = templateFiles(new Map(files.map((path) => [path, new Uint8Array()])));
  const listed = await Promise.all([...kept.keys()].map((path) => describe(folder, path, known)));
  return listed.filter((file) => file !== undefined);
}

async function filesBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => []);
  const found = await Promise.all(
    entries.map(async (entry) => {
      if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
      if (entry.isDirectory()) return await filesBelow(folder, `${below}${entry.name}/`);
      return entry.isFile() ? [below + entry.name] : [];
    }),
  );
  return found.flat();
}

async function describe(folder: string, path: string, known: KnownFiles): Promise<FolderFile | undefined> {
  const file = join(folder, ...path.split("/"));
  try {
    const { size, mtimeMs, ino } = await lstat(file);
    const stamp = `${ino} ${size} ${mtimeMs}`;
    const before = known.get(file);
    const digest = before?.stamp === stamp ? before.sha256 : sha256(await readFile(file));
    known.set(file, { stamp, sha256: digest });
    return { path, bytes: size, sha256: digest };
  } catch {
    return undefined;
  }
}
