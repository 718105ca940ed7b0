import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../../functions/program/project-root.ts";
import { runProgram } from "../servers/run-program.ts";
import { shippedTemplates } from "./lay-out-shipped.ts";

const command = new URL("functions/local/broadsheet.mjs", projectRoot).pathname;

test.each(shippedTemplates)("the tests that %s ships with pass", async (name) => {
  const folder = join(import.meta.dirname, "../../templates", name);
  const ran = await runProgram(process.execPath, [command, "test", folder]);
  expect(ran.stderr).toMatch(/ [1-9]\d* tests passed, 0 failed/);
  expect(ran.code).toBe(0);
});
