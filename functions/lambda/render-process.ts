import { createFontFiles } from "../adapters/font-files.ts";
import { keepVersions } from "../adapters/keep-versions.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { loadVega } from "../core/chart/load-vega.ts";
import { generateReport, type World } from "../core/generate-report.ts";
import { keepSessions } from "../core/query/session/keep-sessions.ts";
import { bundledEngine, functionMemory, readVariable } from "../environment.ts";
import { checkOrTest } from "../render/check-or-test.ts";
import { serveRenders } from "../render/serve-renders.ts";
import { watchRenders } from "../render/watch-renders.ts";
import { loadAhead } from "./load-ahead.ts";

/**
 * The program of the render function's second process: renders one report after another from the bucket. It writes
 * nothing to the store. Finished reports go to the function, which owns their lifecycle.
 */
const world: World = {
  store: keepVersions(await openStore(`s3://${readVariable("store")}`)),
  fonts: createFontFiles(),
  clock: systemClock,
  openScratch: () => openScratchFolder(),
  engine: bundledEngine(),
  sessions: keepSessions({ megabytes: Math.floor(functionMemory() / 8) }),
};

void loadAhead(
  () => import("@aws-sdk/client-s3"),
  () => import("./duckdb-api.ts"),
  () => loadVega(),
);
// After a runtime crash the function restarts beside this process, which may hang; a thread notices that and ends it.
watchRenders(new URL("render-watchdog.mjs", import.meta.url));
await serveRenders(async () => ({
  render: (accepted, progress) => generateReport(accepted, { ...world, progress }),
  check: (asked) => checkOrTest(asked, world),
  query: async (asked) => (await import("../render/answer-query.ts")).answerQuery(asked, world),
}));
