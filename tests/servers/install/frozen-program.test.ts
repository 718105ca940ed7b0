import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import * as xlsx from "@e965/xlsx";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundled, copyProgram, type ProgramCopy, type Ran } from "./program-copy.ts";
import { makeKeyStore } from "../../proof/signature/make-key-store.ts";

/** One copy of the checkout, whose program is bundled and frozen once. */
let copy: ProgramCopy;
let fromSources = "";

beforeAll(() => {
  copy = copyProgram();
  // A user's own templates: one has faults, the other no languages.
  expect(copy.command(["new", "money"])).toMatchObject({ status: 0 });
  mkdirSync(join(copy.folder, "templates/unreadable"));
  writeFileSync(join(copy.folder, "templates/unreadable/template.yaml"), "title: [\n");
  expect(programOf()).toMatch(/functions\/local\/start\/run-command\.ts$/);
  expect(frozenOf()).toBe("undefined");
  fromSources = copy.render();
  expect(copy.prepare()).toBe("");
});
afterAll(() => copy.remove());

const inProgramUrl = (expression: string, env: NodeJS.ProcessEnv = {}, cwd = copy.folder): string =>
  copy
    .node(
      [
        "--input-type=module",
        "-e",
        `import("./functions/program/program-url.ts").then(({ findFrozen, programUrl }) => console.log(${expression}))`,
      ],
      env,
      cwd,
    )
    .trim();
const programOf = (cwd = copy.folder): string => inProgramUrl("programUrl('run-command').href", {}, cwd);
/** Finds the frozen program as a process without `-e` does; `-e` counts as a setting. */
const frozenOf = (env: NodeJS.ProcessEnv = {}, cwd = copy.folder): string =>
  inProgramUrl("(process.execArgv.length = 0, findFrozen())", env, cwd);
/** Replaces the file's mode, which means nothing to root. */
const mayNotRead =
  "process.getBuiltinModule('fs').accessSync = () => { throw new Error('EACCES') }, process.getBuiltinModule('module').syncBuiltinESMExports()";

test("the bundled and the frozen program make the same bytes as the sources", () => {
  expect(programOf()).toMatch(/build\/programs\/run-command\.mjs$/);
  expect(frozenOf()).toBe(join(realpathSync(copy.folder), "build/programs/render.blob"));
  expect(copy.render(bundled)).toBe(fromSources);
  expect(copy.render()).toBe(fromSources);
});

test("Node's settings are for the bundle, and so is another folder", () => {
  expect(frozenOf({ NODE_OPTIONS: "--no-warnings" })).toBe("undefined");
  expect(frozenOf(bundled)).toBe("undefined");
  const moved = `${copy.folder}-moved`;
  renameSync(copy.folder, moved);
  try {
    expect(frozenOf({}, moved)).toBe("undefined");
    expect(programOf(moved)).toMatch(/build\/programs\/run-command\.mjs$/);
  } finally {
    renameSync(moved, copy.folder);
  }
});

test("the frozen program runs only as it was written", () => {
  const blob = join(copy.folder, "build/programs/render.blob");
  const kept = `${blob}.kept`;
  renameSync(blob, kept);
  expect(frozenOf()).toBe("undefined");
  cpSync(kept, blob);
  truncateSync(blob, Math.floor(statSync(kept).size / 2));
  execFileSync("touch", ["-r", kept, blob]);
  expect(frozenOf()).toBe("undefined");
  // It has the same size but was written again, so it may be damaged.
  cpSync(kept, blob);
  expect(frozenOf()).toBe("undefined");
  renameSync(kept, blob);
  expect(frozenOf()).toBe(realpathSync(blob));
  expect(inProgramUrl(`(${mayNotRead}, process.execArgv.length = 0, findFrozen())`)).toBe("undefined");
});

test("neither time zone nor locale changes a byte", () => {
  expect(copy.render({ TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toBe(fromSources);
});

test.each(
  [
    ["render", "no-such-template"],
    ["render", "high-tech-industries", "--param", "language=zh", "--json", "--out", "-"],
    ["render", "high-tech-industries", "--param", "language=fr", "--json"],
    ["render", "high-tech-industries", "--dataset", "industries=missing.csv"],
    ["render", "--help"],
    ["render", "--nonsense"],
    ["render", "high-tech-industries", "--out", "out.pdf", "--sign", "missing.p12"],
  ].map((words) => [words.join(" "), words] as const),
)("says and returns what the bundle does: %s", (_, words) => {
  expect(withoutTimes(copy.command(words))).toEqual(withoutTimes(copy.command(words, bundled)));
});

test("signs, and loads the modules that are not frozen", () => {
  writeFileSync(join(copy.folder, "key.p12"), makeKeyStore("Office", "secret"));
  const words = [
    "render",
    "high-tech-industries",
    "--out",
    "-",
    "--sign",
    "key.p12",
    "--sign-time",
    "2026-03-01T09:00:00Z",
  ];
  const passphrase = { BROADSHEET_SIGN_PASSPHRASE: "secret" };
  const signed = copy.sha256Of(words, passphrase);
  expect(signed).not.toBe(fromSources);
  expect(signed).toBe(copy.sha256Of(words, { ...passphrase, ...bundled }));
  const wrong = { BROADSHEET_SIGN_PASSPHRASE: "wrong" };
  expect(withoutTimes(copy.command(words, wrong))).toEqual(withoutTimes(copy.command(words, { ...wrong, ...bundled })));
});

test("loads what few reports need: a workbook, a formula, a barcode and the syllables of another language", () => {
  const folder = join(copy.folder, "seldom");
  mkdirSync(join(folder, "data"), { recursive: true });
  mkdirSync(join(folder, "queries"));
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(
    book,
    xlsx.utils.aoa_to_sheet([
      ["year", "value"],
      [2021, 1.5],
      [2022, 3],
    ]),
    "Sheet",
  );
  writeFileSync(join(folder, "data/sales.xlsx"), xlsx.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer);
  writeFileSync(join(folder, "queries/all.sql"), "SELECT year, value FROM sales ORDER BY year");
  const yaml = [
    "title: Seldom",
    "date: '2024-06-30'",
    "languages: [de]",
    "math: true",
    "theme: { align: justify }",
    "datasets: { sales: { default: seldom-sales, file: data/sales.xlsx, columns: { year: integer, value: number } } }",
  ];
  writeFileSync(join(folder, "template.yaml"), yaml.join("\n"));
  const words = "Donaudampfschifffahrtsgesellschaftskapitän ".repeat(30);
  const report = (formula: string): string =>
    `# Selten\n\n${words}\n\n$$\n${formula}\n$$\n\n::barcode{type="qr" value="https://example.org"}\n\n::table{data="all" title="Werte"}\n`;
  writeFileSync(join(folder, "report.md"), report("x^2"));
  const render = ["render", "seldom", "--out", "out.pdf"];
  expect(copy.command(render)).toMatchObject({ status: 0, stdout: "" });
  const frozen = readFileSync(join(copy.folder, "out.pdf"));
  expect(copy.command(render, bundled)).toMatchObject({ status: 0, stdout: "" });
  expect(readFileSync(join(copy.folder, "out.pdf")).equals(frozen)).toBe(true);
  writeFileSync(join(folder, "report.md"), report("\\frac{a"));
  const refused = copy.command(render);
  expect(refused).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("is not valid TeX: Missing close brace"),
  });
  expect(withoutTimes(refused)).toEqual(withoutTimes(copy.command(render, bundled)));
});

test("holds no more than every report reads at its start", () => {
  // Each megabyte costs a start 6 ms. Patterns of syllables, fonts of formulas and the like once doubled it unseen.
  expect(statSync(join(copy.folder, "build/programs/render.blob")).size).toBeLessThan(21_000_000);
});

test("checks a specification that is refused against a schema that is not frozen", () => {
  cpSync(join(copy.folder, "templates/high-tech-industries"), join(copy.folder, "faulty"), { recursive: true });
  writeFileSync(
    join(copy.folder, "faulty/charts/share.vl.json"),
    JSON.stringify({ data: { name: "share" }, mark: "nosuch", encoding: {} }),
  );
  const words = ["render", "faulty", "--out", "out.pdf"];
  const refused = copy.command(words);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('mark cannot be "nosuch"') });
  expect(withoutTimes(refused)).toEqual(withoutTimes(copy.command(words, bundled)));
});

test("knows a shipped template, frozen as it is parsed, by its files and name only", () => {
  const changed = join(copy.folder, "high-tech-industries");
  cpSync(join(copy.folder, "templates/high-tech-industries"), changed, { recursive: true });
  const words = ["render", changed, "--out", "-"];
  const same = copy.sha256Of(words);
  // fontkit, which is not frozen, shapes the Arabic.
  appendFileSync(join(changed, "report.md"), "\n\nOne more paragraph. مرحبا بالعالم\n");
  expect(same).toBe(fromSources);
  expect(copy.sha256Of(words)).not.toBe(fromSources);
  expect(copy.sha256Of(words)).toBe(copy.sha256Of(words, bundled));
  renameSync(changed, join(copy.folder, "renamed"));
  expect(copy.sha256Of(["render", "renamed", "--out", "-"])).toBe(
    copy.sha256Of(["render", "renamed", "--out", "-"], bundled),
  );
});

test("keeps compiled specs and queries for the next process, and compiles them again if the file is damaged", () => {
  const { engine, request } = JSON.parse(
    copy.command(["render", "high-tech-industries", "--json", "--out", "out.pdf"]).stdout,
  ) as { engine: string; request: { language: string; template: { version: string } } };
  const shelf = join(
    copy.folder,
    "node_modules/.cache/broadsheet/shelf",
    `${request.template.version.slice(0, 32)}-${request.language}-${engine.slice(0, 32)}`,
  );
  // Removes what earlier renders from this checkout kept for other parameters.
  rmSync(shelf);
  expect(copy.render()).toBe(fromSources);
  const kept = readFileSync(shelf);
  expect(kept.length).toBeGreaterThan(100_000);
  truncateSync(shelf, 50_000);
  expect(copy.render()).toBe(fromSources);
  expect(readFileSync(shelf).length).toBe(kept.length);
});

test("leaves the work to the bundle when it is missing or truncated, which would crash Node", () => {
  const blob = join(copy.folder, "build/programs/render.blob");
  renameSync(blob, `${blob}.kept`);
  expect(copy.render()).toBe(fromSources);
  cpSync(`${blob}.kept`, blob);
  truncateSync(blob, 1_000_000);
  expect(copy.render()).toBe(fromSources);
  rmSync(blob);
  renameSync(`${blob}.kept`, blob);
});

test("both give way to sources that have changed", () => {
  // A new file is no source of the engine until something imports it.
  const unused = join(copy.folder, "functions/core/report/chart/new.ts");
  writeFileSync(unused, "");
  expect(frozenOf()).not.toBe("undefined");
  rmSync(unused);
  utimesSync(join(copy.folder, "functions/core/errors.ts"), new Date(0), new Date(0));
  expect(programOf()).toMatch(/functions\/local\/start\/run-command\.ts$/);
  expect(frozenOf()).toBe("undefined");
});

function plain(text: string): string {
  return text
    .replace(/^\w+ \(\d of 8\)\n/gm, "")
    .replace(/\d+ ms/g, "")
    .replace(/"timings": \{[^}]*\}/, "");
}

/** Removes the durations and the progress of slow runs, the only parts that differ from run to run. */
function withoutTimes(result: Ran): Ran {
  return { ...result, stdout: plain(result.stdout), stderr: plain(result.stderr) };
}
