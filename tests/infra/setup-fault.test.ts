import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tellFault } from "../../infra/setup-fault.ts";

const root = join(import.meta.dirname, "../..");

const { context: documented } = JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")) as {
  context: Record<string, unknown>;
};

/** Runs the program that the CDK's command line runs. */
function synthesize(context: Readonly<Record<string, string>>): { status: number | null; stderr: string } {
  return spawnSync(process.execPath, ["infra/app.ts"], {
    cwd: root,
    encoding: "utf8",
    env: {
      PATH: process.env["PATH"],
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      CDK_CONTEXT_JSON: JSON.stringify({ ...documented, ...context }),
    },
  });
}

test("a wrong setting and a missing folder are reported without a stack trace", () => {
  expect(synthesize({ colour: "red" })).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(
      /^the context is not valid:\n {2}- "colour" is not a Broadsheet setting; the settings are [^\n]+\n$/,
    ),
  });
  const { status, stderr } = synthesize({ templatesDir: "nowhere" });
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /(?:^|\n)(?:@duckdb\/\S+ \S+ is missing: npm run prepare:lambda -- arm64|templatesDir: there is no folder \S+\/nowhere)\n$/,
  );
  expect(stderr).not.toMatch(/\n\s+at |Node\.js v/);
});

test("an error of our own making is not hidden", () => {
  expect(() => tellFault(new TypeError("odd"))).toThrow("odd");
});
