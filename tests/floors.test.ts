import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

/**
 * The house plan, as a test: an import may only run downward. The plan itself is in CONTRIBUTING.md.
 */
const root = join(import.meta.dirname, "..");
const stages = ["request", "template", "dataset", "query", "compose", "chart", "layout", "pdf", "publish"];
const groundFloor = ["errors.ts", "ports.ts", "canonical-json.ts", "name.ts", "near-match.ts", "json-schema.ts", "schema-defaults.ts"].map((file) => `functions/core/${file}`);
/** The doors of the core: they alone bring stages together. */
const doors = ["generate-report.ts", "accept-report.ts", "check-template.ts", "generate-chart.ts"].map((file) => `functions/core/${file}`);

/** What the stack is built from: the names of the variables, and the digest of what it bundles. */
const infraNeeds = ["functions/environment.ts", "functions/local/engine-digest.ts"];

/** Packages that only one place may know. */
const homes: Readonly<Record<string, readonly string[]>> = {
  vega: ["functions/core/chart/"],
  "vega-lite": ["functions/core/chart/"],
  "vega-interpreter": ["functions/core/chart/"],
  pdfkit: ["functions/core/pdf/"],
  fontkit: ["functions/core/pdf/"],
  "@duckdb/node-api": ["functions/core/dataset/", "functions/core/query/"],
  liquidjs: ["functions/core/compose/"],
  hono: ["functions/http/"],
  "@hono/zod-openapi": ["functions/http/"],
  "@hono/node-server": ["functions/local/"],
};

/** Node's modules that touch nothing outside the process. */
const pureNode = new Set(["node:crypto", "node:zlib", "node:buffer", "node:util", "node:stream", "node:events"]);
const forbiddenInCore = /\bprocess\.|\bDate\.now\(|\bnew Date\(\)|\bIntl\.|\.toLocale\w*\(|\bperformance\./;

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const sources = ["functions", "infra"].flatMap(typescriptFiles);
const imports = sources.flatMap(importsOf);

test("there is something to check", () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(imports.length).toBeGreaterThan(sources.length);
});

test("no import runs upward", () => {
  const broken = imports.filter((item) => item.target.startsWith("functions/") || item.target.startsWith("infra/"));
  expect(broken.map(whyUpward).filter(Boolean)).toEqual([]);
});

test("a package is imported only where it lives", () => {
  const strays = imports.filter(({ file, target, typeOnly }) => {
    const name = packageName(target);
    const home = name === undefined ? undefined : homes[name];
    return home !== undefined && !typeOnly && !home.some((folder) => file.startsWith(folder));
  });
  expect(strays.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test("the core knows no disk, no clock, no environment, no SDK, no locale of the machine", () => {
  const core = sources.filter((file) => file.startsWith("functions/core/"));
  const reaching = imports
    .filter(({ file }) => file.startsWith("functions/core/"))
    .filter(({ target }) => (target.startsWith("node:") && !pureNode.has(target)) || target.startsWith("@aws-sdk/"))
    .map(({ file, target }) => `${file} imports ${target}`);
  const touching = core.flatMap((file) =>
    withoutComments(readFileSync(join(root, file), "utf8"))
      .split("\n")
      .filter((line) => forbiddenInCore.test(line))
      .map((line) => `${file}: ${line.trim()}`),
  );
  expect([...reaching, ...touching]).toEqual([]);
});

test("no drawer of unsorted things", () => {
  expect(sources.filter((file) => /(^|\/|-)(utils?|helpers?|commons?|managers?|misc)(\/|-|\.)/.test(file))).toEqual([]);
});

test.each([
  ["functions/core/errors.ts", "functions/core/ports.ts", false],
  ["functions/core/layout/a.ts", "functions/core/compose/b.ts", false],
  ["functions/core/compose/a.ts", "functions/core/layout/b.ts", true],
  ["functions/core/lifecycle/a.ts", "functions/core/generate-report.ts", true],
  ["functions/adapters/a.ts", "functions/core/compose/b.ts", false],
  ["functions/proof/a.ts", "functions/core/pdf/b.ts", false],
  ["functions/http/a.ts", "functions/local/b.ts", false],
  ["infra/a.ts", "functions/core/ports.ts", false],
])("the plan itself refuses %s importing %s", (file, target, typeOnly) => {
  expect(whyUpward({ file, target, typeOnly })).toBeTruthy();
});

test("the plan allows what it should", () => {
  expect(whyUpward({ file: "functions/core/layout/a.ts", target: "functions/core/compose/b.ts", typeOnly: true })).toBe("");
  expect(whyUpward({ file: "functions/core/pdf/a.ts", target: "functions/core/errors.ts", typeOnly: false })).toBe("");
  expect(whyUpward({ file: "functions/core/generate-report.ts", target: "functions/core/pdf/a.ts", typeOnly: false })).toBe("");
  expect(whyUpward({ file: "functions/local/a.ts", target: "functions/http/b.ts", typeOnly: false })).toBe("");
});

/** Why an import of ours may not be, or the empty text. */
function whyUpward({ file, target, typeOnly }: Import): string {
  return allowed(file, target, typeOnly) ? "" : `${file} imports ${typeOnly ? "types of " : ""}${target}`;
}

function allowed(file: string, target: string, typeOnly: boolean): boolean {
  const stage = stageOf(file);
  const targetStage = stageOf(target);
  if (file === "functions/core/errors.ts" || file === "functions/core/ports.ts") return false;
  if (groundFloor.includes(file)) return groundFloor.includes(target);
  if (doors.includes(file)) return target.startsWith("functions/core/");
  if (stage !== undefined) {
    if (groundFloor.includes(target) || stage === targetStage) return true;
    return typeOnly && targetStage !== undefined && stages.indexOf(targetStage) < stages.indexOf(stage);
  }
  const around = ["functions/core/lifecycle/", "functions/core/upload/"].find((folder) => file.startsWith(folder));
  if (around !== undefined) {
    const ownOrTypes = target.startsWith(around) || (typeOnly && targetStage !== undefined);
    return groundFloor.includes(target) || ownOrTypes;
  }
  if (file.startsWith("functions/proof/")) {
    const ownOrTypes = target.startsWith("functions/proof/") || (typeOnly && target.startsWith("functions/core/"));
    return groundFloor.includes(target) || ownOrTypes;
  }
  if (file.startsWith("functions/adapters/")) return groundFloor.includes(target) || target.startsWith("functions/adapters/");
  if (file.startsWith("infra/")) return target.startsWith("infra/") || infraNeeds.includes(target);
  if (file.startsWith("functions/http/")) return target.startsWith("functions/http/") || target.startsWith("functions/core/");
  return file.startsWith("functions/local/") || file.startsWith("functions/lambda/") || file.endsWith(".lambda.ts") || file === "functions/environment.ts"
    ? target.startsWith("functions/")
    : false;
}

function stageOf(file: string): string | undefined {
  return stages.find((stage) => file.startsWith(`functions/core/${stage}/`));
}

function packageName(target: string): string | undefined {
  if (target.startsWith("functions/") || target.startsWith("node:")) return undefined;
  return target.split("/").slice(0, target.startsWith("@") ? 2 : 1).join("/");
}

function importsOf(file: string): Import[] {
  const text = withoutComments(readFileSync(join(root, file), "utf8"));
  const found = text.matchAll(
    /\b(?:(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?|(import)\s*\(\s*)["']([^"'\n]+)["']/g,
  );
  return [...found].map((match) => {
    const specifier = match[3] ?? "";
    const target = specifier.startsWith(".") ? relative(root, join(root, dirname(file), specifier)) : specifier;
    return { file, target, typeOnly: match[1] !== undefined };
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "$1");
}

function typescriptFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}
