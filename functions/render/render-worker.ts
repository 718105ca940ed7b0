import { openStore } from "../adapters/open-store.ts";
import { generateReport } from "../core/generate-report.ts";
import { createWorld } from "./create-world.ts";
import { programUrl } from "../program/program-url.ts";
import { serveRenders } from "./serve-renders.ts";
import { watchRenders } from "./watch-renders.ts";

/**
 * The program of a render worker, a process of its own: opens the data directory, then makes one report
 * after the other. It writes nothing to the store; what it made goes to the server, which owns the life
 * of reports.
 */
const [, , dataDirectory = ""] = process.argv;

watchRenders(programUrl("render-watchdog"));
await serveRenders(async () => {
  const world = createWorld(await openStore(dataDirectory));
  return (accepted, progress) => generateReport(accepted, { ...world, progress });
});
