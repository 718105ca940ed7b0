import { openStore } from "../adapters/open-store.ts";
import { generateReport } from "../core/report/generate-report.ts";
import { openPages } from "../core/report/query/page/open-pages.ts";
import { keepSessions } from "../core/report/query/session/keep-sessions.ts";
import { defaultMemory } from "../core/report/query/session/sealed-session.ts";
import { checkOrTest } from "./check-or-test.ts";
import { createWorld } from "./create-world.ts";
import { programUrl } from "../program/program-url.ts";
import { keepLaidOut } from "./keep-laid-out.ts";
import { markedOutbox } from "./data/marked-outbox.ts";
import { serveRenders } from "./serve-renders.ts";
import { watchRenders } from "./watch/watch-renders.ts";

/**
 * The program of a render worker process: opens the data directory, then renders one report after another, checks and
 * tests templates, runs queries, and ingests uploads and datasets, the only time it writes to the store. Finished
 * reports go to the server, which owns their lifecycle.
 */
const [, , dataDirectory = ""] = process.argv;

watchRenders(programUrl("render-watchdog"));
await serveRenders(async () => {
  const world = {
    ...createWorld(await openStore(dataDirectory)),
    sessions: keepSessions({ largest: defaultMemory, resident: process.memoryUsage.rss }),
  };
  const pageOf = openPages();
  const kept = keepLaidOut();
  return {
    render: (accepted, progress, engine = world.engine, page) =>
      generateReport(accepted, { ...world, engine, progress, page: page === undefined ? undefined : pageOf(page) }),
    check: (asked) => checkOrTest(asked, world),
    query: async (asked) => (await import("./data/answer-query.ts")).answerQuery(asked, world),
    rendition: async (order) => (await import("./make-rendition.ts")).makeRendition(order, world, kept),
    forget: () => kept.forget(),
    ingest: async (upload) => (await import("./data/ingest-arrived.ts")).ingestArrived(upload, world),
    store: async (sent) =>
      (await import("./data/store-sent.ts")).storeSent(sent, { ...world, outbox: markedOutbox(world.store) }),
    recipe: async (asked) => (await import("./data/answer-recipe.ts")).answerRecipe(asked, world.store),
  };
});
