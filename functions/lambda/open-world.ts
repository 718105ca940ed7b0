import { createFontFiles } from "../adapters/font-files.ts";
import { keepVersions } from "../adapters/keep-versions.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { loadVega } from "../core/report/chart/load-vega.ts";
import type { World } from "../core/report/generate-report.ts";
import { keepSessions } from "../core/report/query/session/keep-sessions.ts";
import { bundledEngine, bundledMaker, functionMemory, readVariable } from "../environment.ts";
import { loadAhead } from "./load-ahead.ts";

/**
 * Opens the world of a function's second process, which makes reports and previews: the bucket, which it only reads.
 * Loads ahead what nearly every report needs.
 */
export async function openWorld(): Promise<World> {
  void loadAhead(
    () => import("@aws-sdk/client-s3"),
    () => import("./duckdb-api.ts"),
    () => loadVega(),
  );
  return {
    store: keepVersions(await openStore(`s3://${readVariable("store")}`)),
    fonts: createFontFiles(),
    clock: systemClock,
    openScratch: () => openScratchFolder(),
    engine: bundledEngine(),
    maker: bundledMaker(),
    sessions: keepSessions({
      megabytes: Math.floor(functionMemory() / 8),
      largest: Math.floor(functionMemory() / 4),
      resident: process.memoryUsage.rss,
    }),
  };
}
