import type { ObjectStore } from "../../core/ports.ts";
import type { RenderingWorld } from "../../core/service/lifecycle/lifecycle-world.ts";
import type { RenditionWorld } from "../../core/service/rendition/run-rendition.ts";
import type { Cost } from "../../core/service/lifecycle/records/records.ts";
import { functionMemory, readArchitecture, readNumber } from "../../environment.ts";
import { openRenderPool, type RenderPool } from "../../render/render-pool.ts";
import type { LambdaLogger } from "../lambda-logger.ts";
import { openLifecycle } from "../open-lifecycle.ts";
import { renderCost } from "./render-cost.ts";
import { sendTrace } from "./send-trace.ts";
import { traceRender } from "./trace-render.ts";

/** Memory of the function's own process, MiB: Node, the SDK, and the PDF on its way to the store. */
const ownMegabytes = 224;

/**
 * Opens the render function's world. Renders run in a second process with a deadline and a heap limit: only ending a
 * process stops a runaway expression, and an overflowing heap kills its process. The process starts at once, so that it
 * loads its modules while the function initialises.
 *
 * @param watch what stands between the bucket and the function. @default nothing
 */
export async function openRenderer(
  logger: LambdaLogger,
  watch?: (bucket: ObjectStore) => ObjectStore,
): Promise<RenderingWorld & RenditionWorld & Pick<RenderPool, "check" | "query">> {
  const pool = openRenderPool({
    workers: 1,
    heapMegabytes: readNumber("renderHeap"),
    timeoutMs: readNumber("renderSeconds") * 1000,
    memoryMegabytes: functionMemory() - ownMegabytes,
    program: new URL("render-process.mjs", import.meta.url),
    logger,
  });
  const world = await openLifecycle(logger, watch);
  const render = traceRender(
    (...asked) => pool.render(...asked),
    world.clock,
    (part) => sendTrace(part, logger),
  );
  const [memory, architecture] = [functionMemory(), readArchitecture()];
  const estimateCost = (ms: number): Cost => renderCost(ms, memory, architecture);
  // The lease lasts until the function's own time limit, after which it can no longer write.
  return {
    ...world,
    render,
    check: (asked) => pool.check(asked),
    query: (asked) => pool.query(asked),
    makeRendition: (order) => pool.rendition(order),
    estimateCost,
    leaseMs: readNumber("renderTimeout") * 1000,
  };
}
