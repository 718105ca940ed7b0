import { machineTimeZones } from "../adapters/machine-time-zones.ts";
import { lockDataDirectory } from "../adapters/lock-data-directory.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { BroadsheetError } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { PublicationWorld } from "../core/service/publication/publication-world.ts";
import { engineDigest } from "../engine-digest.ts";
import { createApp } from "../http/create-app.ts";
import { openClient, type Remote } from "./remote/open-client.ts";
import { storeSent } from "../render/store-sent.ts";
import { seedTemplate } from "../seed/seed-template.ts";

export interface ApiOptions {
  /** Address of a running server; absent: the data directory itself, which no server may be using. */
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly dataDir: string;
  /** Templates to publish in the data directory first, by name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** The API of a server, or that of a data directory in this process. */
export interface ApiCaller extends Remote {
  close(): Promise<void>;
}

/**
 * @throws BroadsheetError `invalid-request` for an address that is none; `conflict` if a server uses the data directory
 */
export async function openApiCaller({ server, token, dataDir, templates }: ApiOptions): Promise<ApiCaller> {
  if (server !== undefined) return { ...openClient({ server }, { token }), close: async () => {} };
  const lock = await lockDataDirectory(dataDir).catch((error: unknown) => {
    throw error instanceof BroadsheetError && error.problems[0]?.code === "data-directory-in-use"
      ? inUse(error)
      : error;
  });
  try {
    const store = await openStore(dataDir);
    for (const [name, folder] of templates) await seedTemplate(store, name, folder);
    const own = {
      store,
      clock: systemClock,
      logger: silent,
      engine: engineDigest(),
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
      storeDataset: (sent) => storeSent(sent, store),
      runQuery: noRenderer,
      seedSamples: noRenderer,
      publications: world,
    });
    return {
      ...openClient({ server: "http://localhost" }, { fetch: async (request) => app.fetch(request) }),
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

function inUse({ kind, problems }: BroadsheetError): BroadsheetError {
  return new BroadsheetError(
    kind,
    problems.map((problem) => ({
      ...problem,
      hint: "Add --server http://localhost:8080 to ask that server, or choose another folder with --data-dir.",
    })),
  );
}
