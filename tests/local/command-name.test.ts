import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "../../functions/local/start/run-command.ts";
import { openTestApp } from "../http/open-test-app.ts";
import { captureOutput } from "./capture-output.ts";

const root = join(import.meta.dirname, "../..");

test("no message says npx broadsheet: outside a checkout, that would run whatever has the name on npm", () => {
  const files = globSync("{functions,studio/src}/**/*.{ts,tsx}", { cwd: root }).toSorted();
  expect(files.length).toBeGreaterThan(1000);
  expect(files.filter((file) => readFileSync(join(root, file), "utf8").includes("npx broadsheet"))).toEqual([]);
});

test("the command line and the API give the version of package.json", async () => {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  expect(await captureOutput(() => runCommand(["--version"]))).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  const { call } = await openTestApp();
  expect(await (await call("/openapi.json")).json()).toMatchObject({ info: { version } });
});

test("the version stands nowhere else", () => {
  const files = globSync("{functions,studio/src,infra}/**/*.{ts,tsx,mjs}", { cwd: root });
  expect(files.filter((file) => /\bversion: "\d+\.\d+\.\d+"/.test(readFileSync(join(root, file), "utf8")))).toEqual([]);
});
