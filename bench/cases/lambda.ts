import { existsSync } from "node:fs";
import type { Case, Line } from "../case.ts";
import { callsPerReport, renderCost } from "../../functions/lambda/render/render-cost.ts";
import { callApi, startLambdaStack } from "../../tests/servers/stack/lambda-stack.ts";
import { seedStack } from "../../tests/servers/stack/seed-stack.ts";
import { flagshipRequest } from "../content/flagship.ts";
import { median } from "../measure/statistics.ts";
import { watchProcesses } from "../measure/watch-processes.ts";

/** Programs that the stack needs, besides npm packages. */
const programs = ["/usr/bin/radosgw", "/usr/bin/ceph-mon", "/usr/bin/ceph-osd", "/usr/bin/cmake"];

/**
 * MiB; a function has one processor at 1769 MiB and a share of it below (Lambda's documentation, "Configure Lambda
 * function memory").
 */
const sizes = [1024, 1769, 2048, 3008];
const wholeProcessor = 1769;

/** The render function as the CDK bundles it, under Lambda's own runtime client, with a real S3 server. */
export const lambda: Case = {
  name: "lambda",
  title: "The Lambda bundle: the flagship through API and render function",
  // Starting a stack with a real S3 server takes as long as running two other cases.
  long: true,
  async run({ full }) {
    const missing = programs.filter((program) => !existsSync(program));
    if (missing.length > 0)
      return {
        lines: [],
        goals: [],
        notes: [`The Lambda bundle was left out: ${missing.join(", ")} not installed (.ci/run installs them).`],
      };
    const stack = await startLambdaStack();
    try {
      await seedStack(stack);
      const [api, render] = await Promise.all([stack.start("Api"), stack.start("Render")]);
      stack.serveRender(render);
      const usage = watchProcesses(render.pid());
      const make = (iteration: number): Promise<number> => timeReport(api, iteration);
      const first = await make(0);
      for (let iteration = 1; iteration < 5; iteration += 1) {
        // One at a time, as a function takes its calls.
        await make(iteration);
      }
      usage.watch(500);
      const before = usage.cpuMs();
      const warm: number[] = [];
      for (let iteration = 5; iteration < (full ? 45 : 13); iteration += 1) {
        warm.push(await make(iteration));
      }
      const cpuMs = (usage.cpuMs() - before) / warm.length;
      usage.stop();
      const lines: Line[] = [
        { contender: "init of the render function", ms: [...render.initMs] },
        { contender: "init of the API function", ms: [...api.initMs] },
        { contender: "first call, API to stored PDF", ms: [first] },
        { contender: "warm call", ms: warm, "CPU ms": cpuMs, "peak MiB": usage.peakMiB },
        ...sizes.map((size) => atSize(size, median(warm), cpuMs)),
      ];
      const calls = Object.entries(callsPerReport)
        .map(([call, count]) => `${count} ${call}`)
        .join(", ");
      return {
        lines,
        goals: [],
        notes: [
          `Dollars are list prices of us-east-1 without the free tier, including the calls around a render (${calls}). The time at a memory size is estimated from CPU time and the share of a processor, not measured on AWS.`,
        ],
      };
    } finally {
      await stack.stop();
    }
  },
};

/** Makes a report through the API. @returns milliseconds until it is stored */
async function timeReport(api: Parameters<typeof callApi>[0], iteration: number): Promise<number> {
  const body = JSON.stringify(flagshipRequest(iteration));
  const begun = performance.now();
  const answer = await callApi(api, "POST", "/reports", {
    headers: { "content-type": "application/json", prefer: "wait=25" },
    body,
  });
  if (answer.status !== 201) throw new Error(`the API answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return performance.now() - begun;
}

/** What is expected of a function with this memory, MB. */
function atSize(size: number, warmMs: number, cpuMs: number): Line {
  // With less than one processor the work waits for its share; a second one helps only as much as it did here.
  const ms = Math.max(warmMs, cpuMs / Math.max(Math.min(size / wholeProcessor, 2), 0.1));
  return {
    contender: `at ${size} MB, arm64`,
    "expected ms": ms,
    "dollars per 1,000 reports": renderCost(ms, size, "arm64").usd * 1000,
  };
}
