import { generateReport } from "../../core/report/generate-report.ts";
import { openPages } from "../../core/report/query/page/open-pages.ts";
import { checkOrTest } from "../../render/check-or-test.ts";
import { keepLaidOut } from "../../render/keep-laid-out.ts";
import { serveRenders } from "../../render/serve-renders.ts";
import { watchRenders } from "../../render/watch/watch-renders.ts";
import { openWorld } from "../open-world.ts";

/**
 * The program of the render function's second process: renders one report after another from the bucket. It writes
 * nothing to the store. Finished reports go to the function, which owns their lifecycle.
 */
const world = await openWorld();
// After a runtime crash the function restarts beside this process, which may hang; a thread notices that and ends it.
watchRenders(new URL("render-watchdog.mjs", import.meta.url));
const pageOf = openPages();
const kept = keepLaidOut();
await serveRenders(async () => ({
  render: (accepted, progress, engine = world.engine, page) =>
    generateReport(accepted, { ...world, engine, progress, page: page === undefined ? undefined : pageOf(page) }),
  check: (asked) => checkOrTest(asked, world),
  query: async (asked) => (await import("../../render/data/answer-query.ts")).answerQuery(asked, world),
  rendition: async (order) => (await import("../../render/make-rendition.ts")).makeRendition(order, world, kept),
  forget: () => kept.forget(),
}));
