import { createFontFiles } from "../../adapters/font-files.ts";
import { keepVersions } from "../../adapters/keep-versions.ts";
import { openStore } from "../../adapters/open-store.ts";
import { openScratchFolder } from "../../adapters/scratch-folder.ts";
import { systemClock } from "../../adapters/system-clock.ts";
import { loadVega } from "../../core/chart/load-vega.ts";
import { keepSessions } from "../../core/query/session/keep-sessions.ts";
import { bundledEngine, functionMemory, readVariable } from "../../environment.ts";
import { servePreviews } from "../../render/preview/serve-previews.ts";
import { watchRenders } from "../../render/watch-renders.ts";
import { loadAhead } from "../load-ahead.ts";

/** The program of the preview function's second process: it reads the bucket and writes nothing to it. */
void loadAhead(
  () => import("@aws-sdk/client-s3"),
  () => import("../duckdb-api.ts"),
  () => loadVega(),
);
// After a runtime crash the function restarts beside this process, which may hang; a thread notices that and ends it.
watchRenders(new URL("render-watchdog.mjs", import.meta.url));
await servePreviews(async () => ({
  store: keepVersions(await openStore(`s3://${readVariable("store")}`)),
  fonts: createFontFiles(),
  clock: systemClock,
  openScratch: () => openScratchFolder(),
  engine: bundledEngine(),
  sessions: keepSessions({ megabytes: Math.floor(functionMemory() / 8) }),
}));
