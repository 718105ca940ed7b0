import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { synthesizeOnce } from "./lambda-stack.ts";
import { runProgram } from "../run-program.ts";
import { spawnDaemon } from "../spawn-daemon.ts";

/**
 * Tests `cdk bootstrap` and `cdk deploy` against moto: assets are packed and published, and the template's references
 * resolve, and the custom resource calls the function that publishes the templates. It proves no more, since moto skips
 * HTTP APIs, policies and alarms, and does not run the functions.
 */
const root = join(import.meta.dirname, "../../..");
/** Calls of functions, as lines of JSON. */
const calls: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "broadsheet-deploy-"));
let moto: ChildProcess;
let env: Record<string, string>;

beforeAll(async () => {
  // Debian's own Python, which has the package python3-moto.
  moto = spawnDaemon("/usr/bin/python3", [join(import.meta.dirname, "serve-moto.py")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface(moto.stdout!);
  const port = await Promise.race([
    once(lines, "line").then(([line]) => String(line)),
    once(moto, "exit").then(() =>
      Promise.reject(
        new Error("moto does not start: install python3-moto python3-flask-cors python3-openapi-spec-validator"),
      ),
    ),
  ]);
  lines.on("line", (line) => calls.push(line));
  // A host name, since the SDK puts the bucket's name before it.
  const endpoint = `http://localhost:${port}`;
  env = {
    PATH: `${join(root, "node_modules/.bin")}:${process.env["PATH"]}`,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3_FOR_CLOUDFORMATION: endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
  };
});
afterAll(() => {
  moto?.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test("the stack is bootstrapped and deployed", async () => {
  const assembly = await synthesizeOnce("arm64");
  const bootstrap = await runProgram("cdk", ["bootstrap", "aws://123456789012/us-east-1"], { cwd: folder, env });
  expect(bootstrap.stdout + bootstrap.stderr).toContain("bootstrapped");
  const deploy = await runProgram(
    "cdk",
    ["deploy", "--app", assembly, "--require-approval", "never", "--outputs-file", join(folder, "outputs.json")],
    { cwd: root, env },
  );
  const told = deploy.stdout + deploy.stderr;
  expect(told).toMatch(/✅ {2}Broadsheet/);
  expect(told).toContain("Published Default/Render/Function/Code");
  expect(told).not.toMatch(/FAILED|ROLLBACK/);
  expect(calls.map((call) => JSON.parse(call) as unknown)).toEqual([
    {
      handler: "seed.handler",
      event: expect.objectContaining({
        RequestType: "Create",
        ResourceType: "Custom::Samples",
        ResponseURL: expect.stringContaining("/cfnresponse?stack="),
        StackId: expect.stringContaining("stack/Broadsheet/"),
      }),
    },
  ]);
});
