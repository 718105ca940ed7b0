import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

/**
 * Packages whose internals we change or rely on, their versions, and the room that holds that code. A new version may
 * have moved these internals; without this test, some of our changes would silently have no effect.
 */
const writtenFor: readonly (readonly [name: string, version: string, room: string])[] = [
  ["vega", "6.4.0", "core/report/chart/dataflow/"],
  ["vega-dataflow", "6.1.3", "core/report/chart/dataflow/"],
  ["vega-force", "5.1.3", "core/report/chart/dataflow/"],
  ["vega-functions", "6.2.0", "core/report/chart/dataflow/"],
  ["vega-geo", "5.1.3", "core/report/chart/dataflow/"],
  ["vega-label", "2.1.3", "core/report/chart/dataflow/"],
  ["vega-parser", "7.1.3", "core/report/chart/dataflow/"],
  ["vega-runtime", "7.1.3", "core/report/chart/dataflow/"],
  ["vega-scenegraph", "5.3.0", "core/report/chart/dataflow/"],
  ["vega-transforms", "5.2.2", "core/report/chart/dataflow/"],
  ["vega-view", "6.2.0", "core/report/chart/dataflow/"],
  ["vega-lite", "6.5.0", "core/report/chart/spec/"],
  ["pdfkit", "0.20.2", "core/report/pdf/file/"],
  ["fontkit", "2.0.4", "core/report/fonts/"],
  ["speech-rule-engine", "4.1.2", "core/report/picture/formula/"],
  ["liquidjs", "10.30.1", "core/report/compose/liquid/"],
];

const root = join(import.meta.dirname, "../..");
const packageOf = (path: string): { version: string; dependencies: Record<string, string> } =>
  JSON.parse(readFileSync(join(root, path, "package.json"), "utf8")) as {
    version: string;
    dependencies: Record<string, string>;
  };

test.each(writtenFor)("%s is the version %s that functions/%s was written for", (name, version, room) => {
  const installed = packageOf(`node_modules/${name}`).version;
  const advice = `${name} ${installed} is installed, and functions/${room} was written for ${version}: read what changed between them, run npm test and npm run soak, then name the new version here`;
  expect(installed, advice).toBe(version);
});

test("package.json pins the exact versions of those that it names", () => {
  const { dependencies } = packageOf("");
  const named = writtenFor.filter(([name]) => name in dependencies);
  expect(named.map(([name]) => [name, dependencies[name]])).toEqual(named.map(([name, version]) => [name, version]));
  expect(named.map(([name]) => name).toSorted()).toEqual([
    "fontkit",
    "liquidjs",
    "pdfkit",
    "speech-rule-engine",
    "vega",
    "vega-lite",
  ]);
});

/**
 * Matches code that changes Vega: its registries, classes and private members. (Reading a view's size changes nothing.)
 */
const patchesVega =
  /typeParsers|vega\.transforms as unknown|\.prototype as|\.prototype\.\w+ =|\b(?!this)\w+\._(?!viewWidth|viewHeight)[a-z]\w*/;
const patchesPdfKit = /\b(?!this)\w+\._[a-z]\w*/;

test.each([
  ["core/report/chart", "core/report/chart/dataflow/", patchesVega],
  ["core/report/pdf", "core/report/pdf/file/", patchesPdfKit],
])("below functions/%s only functions/%s reaches for what a package keeps for itself", (stage, room, pattern) => {
  const files = readdirSync(join(root, "functions", stage), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  const reaching = files
    .filter((file) => pattern.test(readFileSync(join(root, "functions", stage, file), "utf8")))
    .map((file) => `${stage}/${file}`);
  expect(reaching.filter((file) => !file.startsWith(room))).toEqual([]);
  expect(reaching.length).toBeGreaterThan(0);
});

test("only two packages run a script when they are installed: those that bring Node and esbuild", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Readonly<Record<string, { readonly hasInstallScript?: boolean; readonly resolved?: string }>>;
  };
  const running = Object.keys(packages).filter((path) => packages[path]!.hasInstallScript === true);
  expect(running).toEqual(["node_modules/esbuild", "node_modules/node"]);
  // Where a package was downloaded from is the business of whoever installs it.
  expect(Object.keys(packages).filter((path) => packages[path]!.resolved?.startsWith("http") === true)).toEqual([]);
});
