import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeEach, expect, test } from "vitest";
import { buildEngine, type EngineBuild, readEngine } from "../functions/program/engine-build.ts";
import { projectRoot } from "../functions/program/project-root.ts";

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-engine-"));
const project = pathToFileURL(`${folder}/`);
const front = "functions/core/report/generate-report.ts";
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(() => {
  for (const part of ["functions", "build"]) rmSync(join(folder, part), { recursive: true, force: true });
  cpSync(join(root, "functions/core"), join(folder, "functions/core"), { recursive: true });
  cpSync(join(root, "templates/template.schema.json"), join(folder, "templates/template.schema.json"));
  cpSync(join(root, "package-lock.json"), join(folder, "package-lock.json"));
});

type Lockfile = { packages: Record<string, { version?: string; dependencies?: Record<string, string> }> };

/** Builds the engine of a copy of the project with a changed lockfile. */
function packagesWith(change: (packages: Lockfile["packages"]) => void): EngineBuild["packages"] {
  const lockfile = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as Lockfile;
  change(lockfile.packages);
  writeFileSync(join(folder, "package-lock.json"), JSON.stringify(lockfile));
  return buildEngine(project).packages;
}

/** Changes a source of the copy. */
function rewrite(file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
}

const engine = buildEngine(projectRoot);
const sourcesOf = ({ files }: EngineBuild): string[] => Object.keys(files).filter((file) => file.endsWith(".ts"));

test("comments, line breaks and names of local variables are not in it", () => {
  for (const file of sourcesOf(engine))
    rewrite(file, (text) => `// A licence.\n\n${text.replaceAll(/ \{$/gm, " { // begun\n")}`);
  rewrite(front, (text) => text.replaceAll(/(?<!-)\bstopwatch\b/g, "watchOfStages"));
  expect(buildEngine(project).code).toBe(engine.code);
});

test("a source may move: paths are not in it", () => {
  rmSync(join(folder, "functions/core"), { recursive: true });
  cpSync(join(root, "functions/core"), join(folder, "functions/wing/core"), { recursive: true });
  const moved = "functions/wing/core/errors.ts";
  mkdirSync(join(folder, "functions/ground"));
  const there = join(folder, "functions/ground/problems.ts");
  renameSync(join(folder, moved), there);
  writeFileSync(there, readFileSync(there, "utf8").replaceAll('"./', '"../wing/core/'));
  const importers = readdirSync(join(folder, "functions/wing/core"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts"),
  );
  for (const file of importers.map((path) => `functions/wing/core/${path}`)) {
    const depth = file.split("/").length - 2;
    const text = readFileSync(join(folder, file), "utf8")
      .replace(/"(?:\.\/|(?:\.\.\/)+)errors\.ts"/, `"${"../".repeat(depth)}ground/problems.ts"`)
      .replace(/"((?:\.\.\/)+)templates\//, '"../$1templates/');
    writeFileSync(join(folder, file), text);
  }
  mkdirSync(join(folder, dirname(front)), { recursive: true });
  writeFileSync(join(folder, front), 'export * from "../../wing/core/report/generate-report.ts";\n');
  const before = buildEngine(projectRoot);
  const after = buildEngine(project);
  expect(sourcesOf(after)).toContain("functions/ground/problems.ts");
  expect(after.code).toBe(before.code);
});

test("a constant, an operator or the order of two imports is in it", () => {
  const changes: readonly ((text: string) => string)[] = [
    (text) => text.replace(/=== undefined/, "!== undefined"),
    (text) => text.replace(/"chart"/, '"charts"'),
    (text) => `import "../relative-date.ts";\n${text}\nglobalThis.seen = 1;\n`,
  ];
  const original = readFileSync(join(folder, front), "utf8");
  const codes = changes.map((change) => {
    writeFileSync(join(folder, front), original);
    rewrite(front, change);
    return buildEngine(project).code;
  });
  expect(new Set([...codes, engine.code]).size).toBe(changes.length + 1);
});

test("what the render does not import decides no byte: a package of the studio, the API or the stack, a source of the lint", () => {
  const changed = packagesWith((packages) => {
    packages["node_modules/react"] = { version: "19.2.0" };
    packages[""]!.dependencies!["react"] = "^19.2.0";
    for (const name of ["hono", "commander", "@aws-sdk/client-s3"])
      packages[`node_modules/${name}`]!.version = "99.0.0";
  });
  expect(changed).toEqual(engine.packages);
  writeFileSync(join(folder, "functions/core/report/check-template.ts"), "export {};\n");
  writeFileSync(join(folder, "functions/core/report/chart/new.ts"), "");
  expect(buildEngine(project).code).toBe(engine.code);
});

const named = ({ packages }: EngineBuild): readonly string[] =>
  packages.map(([path]) => path.replace(/.*node_modules./, ""));

test("what makes renditions has a digest of its own, with HarfBuzz and pdfium", () => {
  for (const part of ["adapters", "proof", "render"])
    cpSync(join(root, "functions", part), join(folder, "functions", part), { recursive: true });
  const before = buildEngine(project, "renditions");
  const makers = ["harfbuzzjs", "@hyzyla/pdfium"];
  expect(named(before)).toEqual(expect.arrayContaining([...named(engine), ...makers]));
  expect(named(engine).filter((name) => makers.includes(name))).toEqual([]);
  rewrite("functions/core/report/rendition/html/write-html.ts", (text) =>
    text.replace("font-src data:", "font-src  data:"),
  );
  expect(buildEngine(project, "renditions").code).not.toBe(before.code);
  expect(buildEngine(project).code).toBe(engine.code);
});

test("every font package is in it, and DuckDB of every platform", () => {
  const names = new Set(engine.packages.map(([path]) => path));
  const fonts = readdirSync(join(root, "node_modules/@expo-google-fonts")).map(
    (name) => `node_modules/@expo-google-fonts/${name}`,
  );
  expect(fonts.filter((path) => !names.has(path))).toEqual([]);
  expect([...names].filter((path) => /node-bindings-/.test(path)).length).toBeGreaterThan(1);
});

test("a package that a render reaches through another one counts, as it is nested", () => {
  const changed = packagesWith((packages) => void (packages["node_modules/vega-scenegraph"]!.version = "99.0.0"));
  expect(changed.filter(([, version]) => version === "99.0.0").map(([path]) => path)).toEqual([
    "node_modules/vega-scenegraph",
  ]);
  const nested = packagesWith(
    (packages) => void (packages["node_modules/vega/node_modules/vega-scenegraph"] = { version: "98.0.0" }),
  );
  expect(nested.map(([path]) => path)).toContain("node_modules/vega/node_modules/vega-scenegraph");
});

test("a package that is imported and not locked is named", () => {
  expect(() => packagesWith((packages) => void delete packages["node_modules/vega"])).toThrow(
    "package-lock.json has no package vega",
  );
});

test("a kept build is used while its sources are as they were, and made again when one changes", () => {
  const first = readEngine(project);
  const kept = join(folder, "build/engine.json");
  const marked = { ...first, code: "kept" };
  writeFileSync(kept, JSON.stringify(marked));
  expect(readEngine(project).code).toBe("kept");
  rewrite(front, (text) => text.replace(/=== undefined/, "!== undefined"));
  const second = readEngine(project);
  expect([second.code, first.code]).not.toContain("kept");
  expect(second.code).not.toBe(first.code);
  expect(JSON.parse(readFileSync(kept, "utf8"))).toEqual(second);
  writeFileSync(kept, JSON.stringify(marked).slice(0, 100));
  expect(readEngine(project).code).toBe(second.code);
});

test("a project that cannot be written builds its engine each time", () => {
  symlinkSync(join(folder, "nowhere/at/all"), join(folder, "build"));
  expect(readEngine(project).code).toBe(engine.code);
  rmSync(join(folder, "build"));
});

test("a file that only became newer leaves the digest", () => {
  readEngine(project);
  utimesSync(join(folder, front), 1, 1);
  expect(readEngine(project).code).toBe(engine.code);
});
