import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";
import { engineParts } from "../functions/engine-digest.ts";
import { projectRoot } from "../functions/program/project-root.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-engine-"));
afterAll(() => rmSync(folder, { recursive: true }));
cpSync(join(root, "functions/core"), join(folder, "functions/core"), { recursive: true });
cpSync(join(root, "templates/template.schema.json"), join(folder, "templates/template.schema.json"));

type Lockfile = { packages: Record<string, { version?: string; dependencies?: Record<string, string> }> };

/** Returns the parts of the engine in a copy of the project with a changed lockfile. */
function partsWith(change: (packages: Lockfile["packages"]) => void): ReturnType<typeof engineParts> {
  const lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  change(lockfile.packages);
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lockfile));
  return engineParts(pathToFileURL(`${folder}/`));
}

const parts = engineParts(projectRoot);

// A bundle of the engine takes seconds.
if (process.env["WHOLE"] !== undefined) test("the engine is what a bundle of the render holds: every source and package of it, and every font", async () => {
  const { metafile } = await build({
    entryPoints: [join(root, "functions/core/generate-report.ts")],
    absWorkingDir: root,
    bundle: true,
    format: "esm",
    platform: "node",
    mainFields: ["module", "main"],
    external: ["canvas", "@duckdb/node-bindings-*"],
    outdir: "out",
    splitting: true,
    write: false,
    metafile: true,
  });
  const inputs = Object.keys(metafile.inputs);
  expect(parts.sources.map(([path]) => path)).toEqual(inputs.filter((path) => !path.includes("node_modules/")).sort());
  const packages = new Set(parts.packages.map(([path]) => path));
  const bundled = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  expect([...new Set(bundled)].filter((path) => !packages.has(path))).toEqual([]);
  const fonts = readdirSync(join(root, "node_modules/@expo-google-fonts")).map((name) => `node_modules/@expo-google-fonts/${name}`);
  expect(fonts.filter((path) => !packages.has(path))).toEqual([]);
  expect([...packages].filter((path) => /node-bindings-/.test(path)).length).toBeGreaterThan(1);
});

test("what the render does not import decides no byte: a package of the studio, the API or the stack, a source of the lint", () => {
  expect(partsWith(() => undefined)).toEqual(parts);
  const changed = partsWith((packages) => {
    packages["node_modules/react"] = { version: "19.2.0" };
    packages[""]!.dependencies!["react"] = "^19.2.0";
    for (const name of ["hono", "commander", "@aws-sdk/client-s3"]) packages[`node_modules/${name}`]!.version = "99.0.0";
  });
  expect(changed).toEqual(parts);
  writeFileSync(join(folder, "functions/core/check-template.ts"), "export {};\n");
  writeFileSync(join(folder, "functions/core/chart/new.ts"), "");
  expect(partsWith(() => undefined)).toEqual(parts);
});

test("a package that a render reaches through another one counts, as it is nested", () => {
  const changed = partsWith((packages) => void (packages["node_modules/vega-scenegraph"]!.version = "99.0.0"));
  expect(changed.packages.filter(([, version]) => version === "99.0.0").map(([path]) => path)).toEqual(["node_modules/vega-scenegraph"]);
  const nested = partsWith((packages) => void (packages["node_modules/vega/node_modules/vega-scenegraph"] = { version: "98.0.0" }));
  expect(nested.packages.map(([path]) => path)).toContain("node_modules/vega/node_modules/vega-scenegraph");
});

test("a package that is imported and not locked is named", () => {
  expect(() => partsWith((packages) => void delete packages["node_modules/vega"])).toThrow("package-lock.json has no package vega");
});
