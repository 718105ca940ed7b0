import { existsSync } from "node:fs";
import { machineTimeZones } from "../adapters/machine-time-zones.ts";
import { lockDataDirectory } from "../adapters/lock-data-directory.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { withPacks } from "../core/service/batch/pack/with-packs.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { PublicationWorld } from "../core/service/publication/publication-world.ts";
import { engineDigest, makerDigest } from "../engine-digest.ts";
import { createApp } from "../http/create-app.ts";
import { openAbsentDirectory } from "./open-absent-directory.ts";
import { findTarget, type TargetOptions } from "./remote/find-target.ts";
import { openClient, type Remote } from "./remote/open-client.ts";
import { openFetch } from "./remote/open-fetch.ts";
import { answerRecipe } from "../render/data/answer-recipe.ts";
import { markedOutbox } from "../render/data/marked-outbox.ts";
import { storeSent } from "../render/data/store-sent.ts";
import { seedTemplate } from "../seed/seed-template.ts";
import { shippedTemplates } from "../seed/template-folders.ts";

export interface ApiOptions extends TargetOptions {
  /** Seconds until a server must begin to answer. @default 60 */
  readonly requestTimeout?: number | undefined;
  /** Templates to publish in the data directory first, by name. */
  readonly templates?: ReadonlyMap<string, string>;
  /**
   * Whether the data directory needs what only a server has: renders, queries, uploads, streams. Then it is served in
   * this process, to this process alone, which also goes on with what an earlier server left.
   *
   * @default false
   */
  readonly works?: boolean;
  /**
   * Whether a data directory that is named and not there is made at once, and not by what first stores something.
   *
   * @default false
   */
  readonly makes?: boolean;
}

/** The API of a server, or that of a data directory in this process. */
export interface ApiCaller extends Remote {
  /** The data directory, if it is none of a server. */
  readonly dataDir?: string;
  close(): Promise<void>;
}

/**
 * Opens the API where `findTarget` says.
 *
 * @throws BroadsheetError `invalid-request` for an address that is none; `conflict` if a server uses the data
 *   directory; when something is read, `not-found` for a data directory that `--data-dir` names and that is not there
 */
export async function openApiCaller({ templates, works, makes, ...options }: ApiOptions): Promise<ApiCaller> {
  const target = findTarget(options);
  if ("server" in target)
    return { ...openClient(target, { fetch: openFetch(target, options) }), close: async () => {} };
  const open = async (): Promise<ApiCaller> =>
    works === true ? await serveToSelf(target.dataDir) : await openDirectory(target.dataDir, templates ?? new Map());
  // A command that brings templates fills a directory that is new.
  const isFilled = templates !== undefined || makes === true;
  if (options.dataDir !== undefined && !isFilled && !existsSync(options.dataDir))
    return openAbsentDirectory(options.dataDir, open);
  return await open();
}

/** A server of a data directory, whose token nobody else has. */
async function serveToSelf(dataDir: string): Promise<ApiCaller> {
  const { startServer } = await import("./server/server.ts");
  const token = `${crypto.randomUUID()}${crypto.randomUUID()}`;
  const { url, close } = await startServer({
    port: 0,
    dataDir,
    token,
    connections: process.env["BROADSHEET_CONNECTIONS"],
    templateFolders: [shippedTemplates],
    signals: false,
    output: { write: () => {} },
    errors: { write: () => {} },
  }).catch((error: unknown) => {
    throw explainLock(error);
  });
  const target = { server: url, profile: { server: url }, token, from: "--data-dir" };
  return { ...openClient(target, { fetch: openFetch(target, {}) }), dataDir, close };
}

async function openDirectory(dataDir: string, templates: ReadonlyMap<string, string>): Promise<ApiCaller> {
  const lock = await lockDataDirectory(dataDir).catch((error: unknown) => {
    throw explainLock(error);
  });
  try {
    const store = withPacks(await openStore(dataDir));
    for (const [name, folder] of templates) await seedTemplate(store, name, folder);
    const own = {
      store,
      clock: systemClock,
      logger: silent,
      engine: engineDigest(),
      maker: makerDigest(),
      newToken: () => crypto.randomUUID(),
      run: lock.run,
      openScratch: () => openScratchFolder(),
    };
    // What is claimed here is rendered by the next server.
    const world: PublicationWorld = { ...own, zones: machineTimeZones, claimed: () => {} };
    const app = createApp({
      ...world,
      suggestsNames: true,
      admit: (_, work) => work(),
      settle: async () => {},
      checkTemplate: noRenderer,
      storeDataset: (sent) => storeSent(sent, { ...own, outbox: markedOutbox(store) }),
      // Nobody else waits for this process.
      answerRecipe: (asked) => answerRecipe({ ...asked, large: true }, store),
      runQuery: noRenderer,
      seedSamples: noRenderer,
      publications: world,
    });
    return {
      ...openClient({ server: "http://localhost" }, { fetch: async (request) => app.fetch(request) }),
      dataDir,
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What only a server does. */
async function noRenderer(): Promise<never> {
  throw new BroadsheetError("unavailable", {
    code: "no-server",
    message: "only a server can do this",
    hint: "start one with broadsheet serve, and add --server http://localhost:8080",
  });
}

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

function explainLock(error: unknown): unknown {
  if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "data-directory-in-use") return error;
  return new BroadsheetError(
    error.kind,
    error.problems.map((problem) => ({
      ...problem,
      hint: "Add --server http://localhost:8080 to ask that server, or choose another folder with --data-dir.",
    })),
  );
}
