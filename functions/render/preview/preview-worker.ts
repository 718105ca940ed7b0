import { openStore } from "../../adapters/open-store.ts";
import { loadVega } from "../../core/report/chart/load-vega.ts";
import { loadDuckdb } from "../../core/report/query/load-duckdb.ts";
import { keepSessions } from "../../core/report/query/session/keep-sessions.ts";
import { programUrl } from "../../program/program-url.ts";
import { createWorld } from "../create-world.ts";
import { watchRenders } from "../watch/watch-renders.ts";
import { servePreviews } from "./serve-previews.ts";

/** The program of the worker process that makes previews. It reads the data directory and writes nothing to it. */
const [, , dataDirectory = ""] = process.argv;

watchRenders(programUrl("render-watchdog"));
await servePreviews(async () => ({
  ...createWorld(await openStore(dataDirectory)),
  sessions: keepSessions({ resident: process.memoryUsage.rss }),
}));
// The first preview needs them soon; while the editor is reading its files, nobody waits for this.
void loadVega();
void loadDuckdb();
