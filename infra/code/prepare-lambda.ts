import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { nativePackage, type ProcessorName, root } from "./native-package.ts";
import { SetupFault, tellFault } from "../setup-fault.ts";

/**
 * `npm run prepare:lambda [-- arm64 | x86_64 ...]`: fetches DuckDB's compiled binding for Lambda's Linux, whatever this
 * machine's own system and processor. The archive must be the one that package-lock.json pins. What is already here is
 * not fetched again.
 */
const run = promisify(execFile);

const wanted = process.argv.slice(2);
try {
  for (const architecture of wanted.length === 0 ? ["arm64", "x86_64"] : wanted) {
    if (architecture !== "arm64" && architecture !== "x86_64")
      throw new SetupFault(`"${architecture}" is not a Lambda architecture: use arm64 or x86_64`);
    // One after the other, so that the output stays readable.
    await prepare(architecture);
  }
} catch (error) {
  tellFault(error);
}

async function prepare(architecture: ProcessorName): Promise<void> {
  const { name, version, integrity, folder } = nativePackage(architecture);
  if (existsSync(folder)) return void process.stdout.write(`${name} ${version}: here\n`);
  await mkdir(dirname(folder), { recursive: true });
  const work = await mkdtemp(join(dirname(folder), "fetch-"));
  try {
    // On a machine of the same kind, `npm ci` has already fetched and checked it.
    const installed = join(root, "node_modules", name);
    if (existsSync(installed) && (await installedVersion(installed)) === version)
      await cp(installed, join(work, "package"), { recursive: true });
    else await fetchPackage(`${name}@${version}`, integrity, work);
    await rename(join(work, "package"), folder).catch((error: Error) => {
      // Another run may have put it there meanwhile.
      if (!existsSync(folder)) throw error;
    });
    process.stdout.write(`${name} ${version}: prepared\n`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function installedVersion(folder: string): Promise<string> {
  return (JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as { version: string }).version;
}

async function fetchPackage(spec: string, integrity: string, work: string): Promise<void> {
  await run("npm", ["pack", spec, "--pack-destination", work], { cwd: root }).catch(
    (error: Error & { stderr?: string }) => {
      throw new SetupFault(
        `npm could not fetch ${spec}, which needs the network once:\n${error.stderr ?? error.message}`,
      );
    },
  );
  const archive = (await readdir(work)).find((file) => file.endsWith(".tgz"));
  if (archive === undefined) throw new SetupFault(`npm pack ${spec} left no archive`);
  const [algorithm = "", expected] = integrity.split(/-(.*)/s);
  const seen = createHash(algorithm)
    .update(await readFile(join(work, archive)))
    .digest("base64");
  if (seen !== expected)
    throw new SetupFault(`the archive of ${spec} is not the one that package-lock.json pins: ${algorithm}-${seen}`);
  await run("tar", ["-xzf", archive], { cwd: work });
}
