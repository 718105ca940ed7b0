import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { projectRoot } from "../../program/project-root.ts";

const root = fileURLToPath(projectRoot);
const folder = join(root, "build/studio");

/** The files of the viewer at `/docs` and its faces, which come to stand beside those in `studio/public/reference/`. */
export const viewer = [
  "swagger-ui-dist/swagger-ui.css",
  "swagger-ui-dist/swagger-ui-bundle.js",
  "@fontsource/inter/files/inter-latin-400-normal.woff2",
  "@fontsource/inter/files/inter-latin-600-normal.woff2",
  "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2",
  "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
];

/** Name of the file that holds the hash of what the studio was built from. */
const stamp = "sources.sha256";

/**
 * Builds the studio into `build/studio/`, unless it was built from the same sources before. Two processes may do so at
 * once: each builds in a folder of its own.
 *
 * @returns whether it is built: not without Vite (`npm ci --omit=dev`)
 */
export async function buildStudio(): Promise<boolean> {
  const sources = hashSources();
  if (readStamp() === sources) return true;
  const vite = await import("vite").catch(() => undefined);
  if (vite === undefined) return false;
  const made = `${folder}-${process.pid}`;
  const { NODE_ENV } = process.env;
  try {
    // Vite takes the one that is set, and a test run's would build React for development.
    process.env["NODE_ENV"] = "production";
    await vite.build({ configFile: join(root, "studio/vite.config.ts"), build: { outDir: made } });
    for (const file of viewer) copyFileSync(join(root, "node_modules", file), join(made, "reference", basename(file)));
    writeFileSync(join(made, stamp), sources);
    rmSync(folder, { recursive: true, force: true });
    try {
      renameSync(made, folder);
    } catch (error) {
      // The other process has put its own in place meanwhile.
      if (readStamp() !== sources) throw error;
    }
  } finally {
    if (NODE_ENV === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = NODE_ENV;
    rmSync(made, { recursive: true, force: true });
  }
  return true;
}

function readStamp(): string | undefined {
  const file = join(folder, stamp);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Hash of the studio's files, of the client and of what pins the packages. */
function hashSources(): string {
  const files = ["studio", "functions/client"].flatMap((part) =>
    readdirSync(join(root, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name)),
  );
  const hash = createHash("sha256");
  for (const file of [...files, join(root, "package-lock.json")].sort()) {
    const text = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${text.byteLength}\n`).update(text);
  }
  return hash.digest("hex");
}
