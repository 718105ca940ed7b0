import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runProgram } from "../run-program.ts";

/** Tests what `.ci/run` says of a suite, with a small suite of its own. */
const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-ci-"));
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

const files: Readonly<Record<string, string>> = {
  good: `test("adds", () => expect(1 + 1).toBe(2));`,
  wrong: `describe("sums", () => { test("adds", () => expect(1 + 1).toBe(3)); test("holds", () => undefined); test.skip("left out", () => undefined); });`,
  broken: `import "./missing.ts"; test("never", () => undefined);`,
  hook: `beforeAll(async () => { await new Promise((resolve) => setTimeout(resolve, 300)); throw new Error("no server\\nat all"); }); test("asks it", () => undefined);`,
  loose: `test("starts", () => void setTimeout(() => { throw new Error("too late"); })); test("waits", () => new Promise((resolve) => setTimeout(resolve, 50)));`,
  flaky: `let tries = 0; test("comes right", { retry: 1 }, () => expect((tries += 1)).toBe(2));`,
  loud: `beforeAll(() => console.info("at the start")); test("says", () => console.log("drawn faster\\nthan before")); test("writes", () => void process.stderr.write("to the stream\\n")); test("is quiet", () => undefined); test("fails aloud", () => { console.log("why"); expect(1).toBe(2); });`,
  told: `console.log("while loading"); test("is quiet", () => undefined);`,
};

test("counts tests, names what failed, printed, needed a second try and took longest", async () => {
  mkdirSync(join(folder, "suite"));
  writeFileSync(
    join(folder, "suite/vitest.config.ts"),
    `export default { test: { setupFiles: ["${root}/tests/ci/hear-prints.ts"] } };\n`,
  );
  for (const [name, text] of Object.entries(files))
    writeFileSync(
      join(folder, "suite", `${name}.test.ts`),
      `import { beforeAll, describe, expect, test } from "${root}/node_modules/vitest/dist/index.js";\nvoid [beforeAll, describe];\n${text}\n`,
    );
  const { code } = await runProgram(
    process.execPath,
    [
      join(root, "node_modules/vitest/vitest.mjs"),
      "run",
      "--root",
      join(folder, "suite"),
      `--reporter=${join(root, "tests/ci/suite-reporter.ts")}`,
    ],
    { env: { SUITE_SUMMARY: join(folder, "summary") } },
  );
  expect(code).toBe(1);
  const lines = (name: string): readonly string[] =>
    readFileSync(join(folder, "summary", name), "utf8")
      .trimEnd()
      .split("\n");
  expect(lines("failures").toSorted()).toEqual([
    expect.stringMatching(/^broken\.test\.ts: .*\.\/missing\.ts/),
    "hook.test.ts > asks it: did not run",
    "hook.test.ts: no server",
    "loud.test.ts > fails aloud: expected 1 to be 2 // Object.is equality",
    "loud.test.ts > says: prints into a passing run: drawn faster",
    "loud.test.ts > writes: prints into a passing run: to the stream",
    "outside of all tests: too late",
    "told.test.ts: prints into a passing run: while loading",
    "wrong.test.ts > sums > adds: expected 2 to be 3 // Object.is equality",
    "wrong.test.ts > sums > left out: did not run",
  ]);
  expect(lines("counts")).toEqual(["9 10"]);
  expect(lines("retried")).toEqual(["flaky.test.ts > comes right"]);
  expect(lines("slowest")).toHaveLength(8);
  expect(lines("slowest")[0]).toMatch(/^ +0\.[3-9] s {2}hook\.test\.ts$/);
});
