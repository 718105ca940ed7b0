import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cpus, loadavg, totalmem, type } from "node:os";
import { join } from "node:path";

/** Packages by the folder that holds them, since one of the peers brings its own PDFKit. */
const packages = {
  "peers/peers.ts": [
    "puppeteer-core",
    "@myriaddreamin/typst-ts-node-compiler",
    "pdfmake",
    "@formepdf/core",
    "@react-pdf/renderer",
    "svg-to-pdfkit",
  ],
  "bench.ts": ["vega", "vega-lite", "pdfkit", "@duckdb/node-api"],
} as const;

/** Describes the date, the machine and the versions of a measurement. */
export function describeMachine(): Readonly<Record<string, string>> {
  const [{ model = "unknown processor" } = {}] = cpus();
  const versions = Object.entries(packages).flatMap(([from, names]) =>
    names.flatMap((name) => versionOf(name, from) ?? []),
  );
  const programs = [
    ["chromium", /\d[\d.]+/],
    ["weasyprint", /\d[\d.]+/],
  ] as const;
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()}`,
    load: `${loadavg()[0]!.toFixed(1)} processes wanted a core in the minute before the start${loadavg()[0]! > 1 ? ": **the machine was busy with other work, and times are too long**" : ""}`,
    node: process.versions.node,
    versions: [...programs.flatMap(([name, pattern]) => programVersion(name, pattern) ?? []), ...versions].join(", "),
  };
}

function versionOf(name: string, from: string): string | undefined {
  const require = createRequire(new URL(from, import.meta.url));
  const folder = (require.resolve.paths(name) ?? [])
    .map((path) => join(path, name))
    .find((path) => existsSync(join(path, "package.json")));
  return folder === undefined
    ? undefined
    : `${name} ${(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version}`;
}

function programVersion(name: string, pattern: RegExp): string | undefined {
  try {
    const said = execFileSync(name, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return `${name} ${pattern.exec(said)?.[0] ?? "of unknown version"}`;
  } catch {
    // It is not installed, so it did not take part.
    return undefined;
  }
}
