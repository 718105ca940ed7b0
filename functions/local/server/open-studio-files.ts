import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { sha256 } from "../../core/json/canonical-json.ts";
import type { StudioFile, StudioFiles } from "../../http/pages/studio-files.ts";
import { projectRoot } from "../../program/project-root.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
  ".wasm": "application/wasm",
  ".bcmap": "application/octet-stream",
};

/** Files that compress themselves. */
const dense = new Set([".woff2"]);

/**
 * The studio as `npm run prepare` built it. A file is read when it is first asked for; only files that the folder held
 * at the start are found, whatever path someone asks for.
 *
 * @param opened called when a browser opens a page of it
 * @returns `undefined` if it was not built
 */
export function openStudioFiles(
  opened: () => void = () => {},
  folder: string = fileURLToPath(new URL("build/studio/", projectRoot)),
): StudioFiles | undefined {
  const known = new Map(
    listFiles(folder)
      .filter((path) => types[extname(path)] !== undefined)
      .map((path) => [path, undefined as StudioFile | undefined]),
  );
  if (!known.has("index.html")) return undefined;
  return {
    find(path) {
      if (!known.has(path)) return undefined;
      if (path === "index.html") opened();
      const file = known.get(path) ?? read(folder, path);
      known.set(path, file);
      return file;
    },
  };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replace(/^\//, ""));
  } catch {
    return [];
  }
}

function read(folder: string, path: string): StudioFile {
  const body = readFileSync(join(folder, path));
  const type = extname(path);
  return {
    body,
    ...(dense.has(type) ? {} : { gzip: gzipSync(body) }),
    contentType: types[type]!,
    etag: `"${sha256(body).slice(0, 32)}"`,
    immutable: path.startsWith("assets/"),
  };
}
