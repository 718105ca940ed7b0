import { execFile } from "node:child_process";
import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { readEngine } from "../program/engine-build.ts";
import { projectRoot } from "../program/project-root.ts";
import { shippedFolders } from "../seed/template-folders.ts";
import { bundleConstruct } from "./bundle-construct.ts";
import { bundlePackage } from "./bundle-package.ts";
import { copyClient, copyFonts, copyStudio, copyTemplates } from "./copy-parts.ts";
import { listComponents } from "./list-components.ts";
import { packAssemblies } from "./pack-assembly.ts";
import { cjkFonts, lambdaCode, mainPackage } from "./package-names.ts";
import { printNotice } from "./print-notice.ts";
import { printSbom } from "./print-sbom.ts";
import { version } from "../version.ts";
import { writeManifests } from "./write-manifests.ts";

/**
 * `npm run package [-- --out FOLDER] [--aws]`: makes the npm packages as archives, in `build/package/` unless told
 * otherwise, and with `--aws` the built stack for each of Lambda's processors. The same sources give the same archives.
 */
const run = promisify(execFile);

const root = fileURLToPath(projectRoot);
const { values } = parseArgs({
  options: { out: { type: "string", default: join(root, "build/package") }, aws: { type: "boolean", default: false } },
});
const work = join(root, `build/package-${process.pid}`);
const folders = Object.fromEntries([mainPackage, cjkFonts, lambdaCode].map((name) => [name, join(work, name)]));

try {
  for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
  writeManifests(root, folders);
  // The fonts take longest to compress.
  const archives = await Promise.all([
    packFonts(folders[cjkFonts]!),
    packMain(folders[mainPackage]!),
    packLambda(folders[lambdaCode]!),
  ]);
  if (values.aws) archives.push(...(await packAssemblies(root, work, join(values.out, "aws"), version)));
  for (const { file, bytes } of archives) process.stdout.write(`${file}: ${(bytes / 1e6).toFixed(1)} MB\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function packFonts(folder: string): Promise<Archive> {
  const files = copyFonts(root, folder, true);
  writeFileSync(
    join(folder, "README.md"),
    `The Chinese, Japanese and Korean fonts of [Broadsheet](https://www.npmjs.com/package/${mainPackage}).\n`,
  );
  copyFileSync(join(root, "node_modules/@expo-google-fonts/noto-sans-sc/LICENSE_FONT"), join(folder, "LICENSE"));
  describe(folder, cjkFonts, files);
  return pack(folder);
}

async function packLambda(folder: string): Promise<Archive> {
  // Processes of their own: what they do would stop the others meanwhile.
  await run(process.execPath, [join(root, "infra/code/prepare-lambda.ts")], { cwd: root });
  const { stdout } = await run(process.execPath, [join(root, "infra/code/write-parts.ts"), folder], {
    cwd: root,
    maxBuffer: 64 * 1024 * 1024,
  });
  writeFileSync(
    join(folder, "README.md"),
    `The functions on AWS of [Broadsheet](https://www.npmjs.com/package/${mainPackage}), for the construct of \`${mainPackage}/cdk\`.\n`,
  );
  copyFileSync(join(root, "LICENSE"), join(folder, "LICENSE"));
  const binding = "node_modules/@duckdb/node-bindings/package.json";
  describe(folder, lambdaCode, [...(JSON.parse(stdout) as string[]), binding]);
  return pack(folder);
}

async function packMain(folder: string): Promise<Archive> {
  const programs = join(folder, "build/programs");
  mkdirSync(programs, { recursive: true });
  const bundles = await bundlePackage(
    root,
    { engine: readEngine(projectRoot), renditions: readEngine(projectRoot, "renditions") },
    programs,
  );
  const inputs = [
    ...bundles.flatMap((bundle) => Object.keys(bundle.inputs)),
    ...["pdfkit/package.json", "@hyzyla/pdfium/package.json", "harfbuzzjs/package.json"].map(
      (file) => `node_modules/${file}`,
    ),
    ...copyFonts(root, folder, false),
    ...(await copyClient(root, folder)),
    ...(await copyStudio(root, folder)),
  ];
  copyTemplates(root, folder, shippedFolders.keys());
  await bundleConstruct(root, folder);
  mkdirSync(join(folder, "bin"));
  cpSync(join(root, "functions/packaging/installed/broadsheet.mjs"), join(folder, "bin/broadsheet.mjs"));
  chmodSync(join(folder, "bin/broadsheet.mjs"), 0o755);
  for (const name of ["README.md", "LICENSE", "CHANGELOG.md", "SECURITY.md"])
    copyFileSync(join(root, name), join(folder, name));
  describe(folder, mainPackage, inputs);
  return pack(folder);
}

/** Writes what the package contains of others: NOTICE for people, `sbom.json` for programs. */
function describe(folder: string, name: string, inputs: readonly string[]): void {
  const components = listComponents(root, inputs);
  writeFileSync(join(folder, "NOTICE"), printNotice(name, components));
  writeFileSync(join(folder, "sbom.json"), printSbom({ name, version }, components));
}

interface Archive {
  readonly file: string;
  readonly bytes: number;
}

async function pack(folder: string): Promise<Archive> {
  mkdirSync(values.out, { recursive: true });
  // npm sets the times and modes of all files, and takes them in order.
  const { stdout } = await run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", values.out], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  });
  const [packed] = JSON.parse(stdout) as [{ filename: string; size: number }];
  return { file: join(values.out, packed.filename), bytes: packed.size };
}
