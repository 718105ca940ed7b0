import { execFileSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { bundled, copyProgram, type ProgramCopy } from "./program-copy.ts";

/** `frozen-program.test.ts` tests everything else about the frozen program. */
let copy: ProgramCopy;
let fromSources = "";

beforeAll(() => {
  copy = copyProgram();
  // A user's own templates: one has faults, the other no languages.
  expect(copy.command(["new", "money"])).toMatchObject({ status: 0 });
  mkdirSync(join(copy.folder, "templates/faulty"));
  writeFileSync(join(copy.folder, "templates/faulty/template.yaml"), "title: [\n");
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
  expect(frozenOf({}, moved)).toBe("undefined");
  expect(programOf(moved)).toMatch(/build\/programs\/run-command\.mjs$/);
  renameSync(moved, copy.folder);
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
