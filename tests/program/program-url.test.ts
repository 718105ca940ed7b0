import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, cpSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../functions/core/canonical-json.ts";
import { makeKeyStore } from "../proof/signature/make-key-store.ts";

const root = join(import.meta.dirname, "../..");
const copy = mkdtempSync(join(tmpdir(), "broadsheet-programs-"));
const moved = `${copy}-moved`;
const node = (words: readonly string[], env: NodeJS.ProcessEnv = {}, cwd = copy): string =>
  execFileSync(process.execPath, words, { cwd, encoding: "utf8", env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] });
const inProgramUrl = (expression: string, env: NodeJS.ProcessEnv = {}, cwd = copy): string =>
  node(["--input-type=module", "-e", `import("./functions/local/program-url.ts").then(({ findFrozen, programUrl }) => console.log(${expression}))`], env, cwd).trim();
const programOf = (): string => inProgramUrl("programUrl('run-command').href");
/** As seen by a process without `-e`, which is a setting. */
const frozenOf = (env: NodeJS.ProcessEnv = {}, cwd = copy): string => inProgramUrl("(process.execArgv.length = 0, findFrozen())", env, cwd);
/** Stands in for the file's mode, which means nothing to root. */
const mayNotRead = "process.getBuiltinModule('fs').accessSync = () => { throw new Error('EACCES') }, process.getBuiltinModule('module').syncBuiltinESMExports()";
const command = (words: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; stdout: string; stderr: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["functions/local/broadsheet.mjs", ...words], { cwd: copy, encoding: "utf8", env: { ...process.env, ...env } });
  return { status, stdout, stderr };
};
const render = (env: NodeJS.ProcessEnv = {}): string => {
  expect(command(["render", "high-tech-industries", "--out", "out.pdf"], env)).toMatchObject({ status: 0, stdout: "" });
  return sha256(readFileSync(join(copy, "out.pdf")));
};
const sha256Of = (words: readonly string[], env: NodeJS.ProcessEnv = {}): string =>
  sha256(execFileSync(process.execPath, ["functions/local/broadsheet.mjs", ...words], { cwd: copy, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "ignore"] }));
const bundled = { BROADSHEET_DEBUG: "1" };

beforeAll(() => {
  for (const part of ["functions", "templates", "package.json", "package-lock.json", "tsconfig.json"]) cpSync(join(root, part), join(copy, part), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
}, 60_000);
afterAll(() => rmSync(copy, { recursive: true }), 60_000);

test("the bundled and the frozen program make the same bytes as the sources, and give way to sources that have changed", () => {
  expect(programOf()).toMatch(/functions\/local\/start\/run-command\.ts$/);
  expect(frozenOf()).toBe("undefined");
  const fromSources = render();
  expect(node(["functions/local/start/bundle-programs.ts"])).toBe("");
  expect(programOf()).toMatch(/build\/programs\/run-command\.mjs$/);
  expect(frozenOf()).toBe(join(realpathSync(copy), "build/programs/render.blob"));
  expect(render(bundled)).toBe(fromSources);
  expect(render()).toBe(fromSources);
  expect(render({ TZ: "Asia/Kolkata", LANG: "de_DE.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toBe(fromSources);

  // What is typed, said and returned is the same.
  const typed = [
    ["render", "no-such-template"],
    ["render", "high-tech-industries", "--param", "language=zh", "--json", "--out", "-"],
    ["render", "high-tech-industries", "--param", "language=fr", "--json"],
    ["render", "high-tech-industries", "--dataset", "industries=missing.csv"],
    ["render", "--help"],
    ["render", "--nonsense"],
    ["render", "high-tech-industries", "--out", "out.pdf", "--sign", "missing.p12"],
  ];
  // node-forge is not frozen.
  writeFileSync(join(copy, "key.p12"), makeKeyStore("Office", "secret"));
  const signing = ["render", "high-tech-industries", "--out", "-", "--sign", "key.p12", "--sign-time", "2026-03-01T09:00:00Z"];
  const passphrase = { BROADSHEET_SIGN_PASSPHRASE: "secret" };
  const signedHash = sha256Of(signing, passphrase);
  expect(signedHash).not.toBe(fromSources);
  expect(signedHash).toBe(sha256Of(signing, { ...passphrase, ...bundled }));
  expect(withoutTimes(command(signing, { BROADSHEET_SIGN_PASSPHRASE: "wrong" }))).toEqual(withoutTimes(command(signing, { BROADSHEET_SIGN_PASSPHRASE: "wrong", ...bundled })));
  for (const words of typed) expect(withoutTimes(command(words)), words.join(" ")).toEqual(withoutTimes(command(words, bundled)));
  // A specification that is refused is checked against a schema that is not frozen.
  cpSync(join(copy, "templates/high-tech-industries"), join(copy, "faulty"), { recursive: true });
  writeFileSync(join(copy, "faulty/charts/classes.vl.json"), JSON.stringify({ data: { name: "classes" }, mark: "nosuch", encoding: {} }));
  const refused = command(["render", "faulty", "--out", "out.pdf"]);
  expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('mark cannot be "nosuch"') });
  expect(withoutTimes(refused)).toEqual(withoutTimes(command(["render", "faulty", "--out", "out.pdf"], bundled)));
  // A shipped template is frozen as it is parsed, and known by its files and name only.
  const changed = join(copy, "high-tech-industries");
  cpSync(join(copy, "templates/high-tech-industries"), changed, { recursive: true });
  const same = sha256Of(["render", changed, "--out", "-"]);
  // The Arabic is shaped by fontkit, which is not frozen.
  appendFileSync(join(changed, "report.md"), "\n\nOne more paragraph. مرحبا بالعالم\n");
  expect(same).toBe(fromSources);
  expect(sha256Of(["render", changed, "--out", "-"])).not.toBe(fromSources);
  expect(sha256Of(["render", changed, "--out", "-"])).toBe(sha256Of(["render", changed, "--out", "-"], bundled));
  renameSync(changed, join(copy, "renamed"));
  expect(sha256Of(["render", "renamed", "--out", "-"])).toBe(sha256Of(["render", "renamed", "--out", "-"], bundled));

  // What specs and queries are compiled into is kept for the next process, and made anew if it is damaged.
  const { engine, request } = JSON.parse(command(["render", "high-tech-industries", "--json", "--out", "out.pdf"]).stdout) as { engine: string; request: { language: string; template: { version: string } } };
  const shelf = join(copy, "node_modules/.cache/broadsheet/shelf", `${request.template.version.slice(0, 32)}-${request.language}-${engine.slice(0, 32)}`);
  // Without what was kept for other parameters, by whoever rendered from this checkout before.
  rmSync(shelf);
  expect(render()).toBe(fromSources);
  const kept = readFileSync(shelf);
  expect(kept.length).toBeGreaterThan(100_000);
  truncateSync(shelf, 50_000);
  expect(render()).toBe(fromSources);
  expect(readFileSync(shelf).length).toBe(kept.length);

  // Node's settings are for the bundle, and so is another folder.
  expect(frozenOf({ NODE_OPTIONS: "--no-warnings" })).toBe("undefined");
  expect(frozenOf(bundled)).toBe("undefined");
  renameSync(copy, moved);
  expect(frozenOf({}, moved)).toBe("undefined");
  expect(inProgramUrl("programUrl('run-command').href", {}, moved)).toMatch(/build\/programs\/run-command\.mjs$/);
  renameSync(moved, copy);

  // The bundle runs if the frozen program is not there as it was written, of which Node would die.
  const blob = join(copy, "build/programs/render.blob");
  renameSync(blob, `${blob}.kept`);
  expect(frozenOf()).toBe("undefined");
  expect(render()).toBe(fromSources);
  cpSync(`${blob}.kept`, blob);
  truncateSync(blob, Math.floor(statSync(blob).size / 2));
  execFileSync("touch", ["-r", `${blob}.kept`, blob]);
  expect(frozenOf()).toBe("undefined");
  expect(render()).toBe(fromSources);
  // As large, and written again: by whatever, it is not known to be whole.
  cpSync(`${blob}.kept`, blob);
  expect(frozenOf()).toBe("undefined");
  renameSync(`${blob}.kept`, blob);
  expect(frozenOf()).toBe(realpathSync(blob));
  expect(inProgramUrl(`(${mayNotRead}, process.execArgv.length = 0, findFrozen())`)).toBe("undefined");

  // A new file is one of the engine's sources, though nothing imports it yet.
  writeFileSync(join(copy, "functions/core/chart/new.ts"), "");
  expect(frozenOf()).toBe("undefined");
  rmSync(join(copy, "functions/core/chart/new.ts"));
  expect(node(["functions/local/start/bundle-programs.ts"])).toBe("");
  expect(frozenOf()).not.toBe("undefined");
  utimesSync(join(copy, "functions/core/errors.ts"), new Date(0), new Date(0));
  expect(programOf()).toMatch(/functions\/local\/start\/run-command\.ts$/);
  expect(frozenOf()).toBe("undefined");
}, 600_000);

function plain(text: string): string {
  return text.replace(/^\w+ \(\d of 8\)\n/gm, "").replace(/\d+ ms/g, "").replace(/"timings": \{[^}]*\}/, "");
}

/** Without the durations and the progress of slow runs, which alone differ from run to run. */
function withoutTimes<T extends { readonly stdout: string; readonly stderr: string }>(result: T): T {
  return { ...result, stdout: plain(result.stdout), stderr: plain(result.stderr) };
}
