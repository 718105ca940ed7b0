import type { RenderingWorld } from "../core/lifecycle/lifecycle-world.ts";
import type { Cost } from "../core/lifecycle/records/records.ts";
import { functionMemory, readArchitecture, readNumber } from "../environment.ts";
import { openRenderPool } from "../render/render-pool.ts";
import type { LambdaLogger } from "./lambda-logger.ts";
import { openLifecycle } from "./open-lifecycle.ts";
import { renderCost } from "./render-cost.ts";
import { sendTrace } from "./send-trace.ts";
import { traceRender } from "./trace-render.ts";

/** What the function's own process takes of its memory, MiB: Node, the SDK, and the PDF on its way to the store. */
const ownMegabytes = 224;

/**
 * The render function's world: renders run in a second process with a deadline and a heap limit, since
 * only ending it stops a runaway expression and a heap that overflows takes its process with it. The process is
 * started at once, so that it loads its modules while the function still initialises.
 */
export async function openRenderer(logger: LambdaLogger): Promise<RenderingWorld> {
  const pool = openRenderPool({
    workers: 1,
    heapMegabytes: readNumber("renderHeap"),
    timeoutMs: readNumber("renderSeconds") * 1000,
    memoryMegabytes: functionMemory() - ownMegabytes,
    program: new URL("render-process.mjs", import.meta.url),
    logger,
  });
  const world = await openLifecycle(logger);
  const render = traceRender((accepted, progress) => pool.render(accepted, progress), world.clock, (part) => sendTrace(part, logger));
  const [memory, architecture] = [functionMemory(), readArchitecture()];
  const estimateCost = (ms: number): Cost => renderCost(ms, memory, architecture);
  // A function that is ended at its own time limit cannot write any more: the lease is as long as that.
  return { ...world, render, estimateCost, leaseMs: readNumber("renderTimeout") * 1000 };
}
