import { createFontFiles } from "../adapters/font-files.ts";
import { keepVersions } from "../adapters/keep-versions.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { loadVega } from "../core/chart/load-vega.ts";
import { generateReport, type World } from "../core/generate-report.ts";
import { bundledEngine, readVariable } from "../environment.ts";
import { serveRenders } from "../render/serve-renders.ts";
import { watchRenders } from "../render/watch-renders.ts";
import { loadAhead } from "./load-ahead.ts";

/**
 * The program of the render function's second process: makes one report after the other over the bucket.
 * It writes nothing to the store; what it made goes to the function, which owns the life of reports.
 */
const world: World = {
  store: keepVersions(await openStore(`s3://${readVariable("store")}`)),
  fonts: createFontFiles(),
  clock: systemClock,
  openScratch: () => openScratchFolder(),
  engine: bundledEngine(),
};

void loadAhead(
  () => import("@aws-sdk/client-s3"),
  () => import("./duckdb-api.ts"),
  () => loadVega(),
);
// A function whose runtime broke down starts again beside this process, which may hang: a thread notices and ends it.
watchRenders(new URL("render-watchdog.mjs", import.meta.url));
await serveRenders(async () => (accepted, progress) => generateReport(accepted, { ...world, progress }));
