import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedTemplates } from "../../../functions/seed/template-folders.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type HttpAnswer, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";

/** Tests what it costs to start the bundles, as a multiple of a bare Node's start. */
let stack: LambdaStack;
let api: LambdaRuntime;

beforeAll(async () => {
  stack = await startLambdaStack();
  const client = {
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  };
  const store = new S3ObjectStore({ bucket: stack.bucket, client });
  await seedTemplate(store, "high-tech-industries", join(shippedTemplates, "high-tech-industries"));
  api = await stack.start("Api");
});
afterAll(() => stack?.stop());

const ask = (body: unknown): Promise<HttpAnswer> =>
  callApi(api, "POST", "/reports", { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
/**
 * CPU time that a process and its children have used, ms. A busy machine lengthens it by a third or so, while the time
 * that passes may be ten times as long.
 */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
  // Its own, and that of ended children; Linux counts in hundredths of a second.
  const own = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]) * 10, 0);
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
  return children.reduce((sum, child) => sum + cpuOf(Number(child)), own);
}

/** CPU time of a Node that does nothing, ms. */
function bareStart(): number {
  const program = "const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)";
  return Number(execFileSync(process.execPath, ["-e", program], { encoding: "utf8" }));
}

const least = (figures: readonly number[]): number => Math.min(...figures);
const show = (figures: readonly number[]): string => figures.map((one) => one.toFixed(0)).join(", ");

test("the API costs a few bare starts of Node, a first flagship less than a hundred", async () => {
  const bare: number[] = [];
  const apis: number[] = [];
  const firsts: number[] = [];
  let memory = 0;
  for (let turn = 1; turn <= 3; turn += 1) {
    bare.push(bareStart());
    const coldApi = await stack.start("Api");
    apis.push(cpuOf(coldApi.pid()));
    await coldApi.stop();
    const { json: queued } = await ask({ template: "high-tech-industries", date: `2024-01-0${turn}` });
    const cold = await stack.start("Render");
    const { payload } = await cold.invoke({ Records: [message("first", claimCreated(String(queued["id"])))] });
    firsts.push(cpuOf(cold.pid()));
    memory = Math.max(memory, cold.peakMemory());
    await cold.stop();
    expect(payload).toEqual({ batchItemFailures: [] });
    expect((await callApi(api, "GET", `/reports/${String(queued["id"])}`)).json).toMatchObject({ status: "ready" });
  }
  // The least of each counts: whatever else runs only adds.
  const story = `CPU, ms: API ${show(apis)}; flagship, with its start, ${show(firsts)}; bare Node ${show(bare)}; peak ${memory} MiB`;
  noteFigures(story);
  expect(least(apis) / least(bare), story).toBeLessThan(12);
  expect(least(firsts) / least(bare), story).toBeLessThan(90);
  expect(memory).toBeLessThan(stack.bundle.functions["Render"]!.memory);
});
