import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { withPacks } from "../../../functions/core/service/batch/pack/with-packs.ts";
import { listAll } from "../../../functions/core/paging/list-all.ts";
import { checkStore } from "../../../functions/local/stored/check-store.ts";
import { fillPacks, fillStore, openSurroundings, type Surroundings } from "../stores/busy-store.ts";
import { launch, removeData, type ServerProcess } from "../start-server.ts";
import { spawnDaemon } from "../spawn-daemon.ts";

/*
 * A server under a read-only root, of which only its data directory, its folder for copies and /tmp can be written, is
 * used by every verb, and killed with its worker at a write of one kind, before it or after. The next one takes over.
 */
const checkout = join(import.meta.dirname, "../../..");
const program = join(checkout, "tests/servers/serve-program.ts");
const soak = process.env["SOAK"] !== undefined;

/** Where servers are killed: paths in the data directory, with the names of files as the store escapes them. */
const stages: Readonly<Record<string, RegExp>> = {
  upload: /\/uploads\/[^/]+\/data\.%$/,
  "upload's outcome": /\/uploads\/[^/]+\/outcome\.json$/,
  "upload's part": /\/uploads\/[^/]+\/parts\//,
  "dataset's profile": /\/datasets\/long\/[0-9a-f]{64}\/dataset\.json$/,
  "dataset's log": /\/datasets\/sales\/log\/2\.json$/,
  recipe: /\/datasets\/sales\/recipe\/log\/1\.json$/,
  erasure: /\/datasets\/people\/erasures\//,
  view: /\/views\/log\/1\.json$/,
  "view's refresh": /\/refreshes\/.*outcome\.json$/,
  source: /\/sources\/orders\/log\/1\.json$/,
  "source's refresh": /\/pulls\/orders\/.*request\.json$/,
  "source's fetched rows": /\/datasets\/orders\/log\/1\.json$/,
  "refresh's end": /\/pulls\/orders\/.*outcome\.json$/,
  template: /\/templates\/drafted\/log\/1\.json$/,
  theme: /\/themes\/house\/[0-9a-f]{64}\.pack$/,
  claim: /\/reports\/[^/]+\/1\/request\.json$/,
  attempt: /\/reports\/[^/]+\/1\/attempts\/1\.json$/,
  "report's PDF": /\/reports\/[^/]+\/1\/report\.pdf$/,
  "report's outcome": /\/reports\/[^/]+\/1\/outcome\.json$/,
  "rendition's claim": /\/reports\/.*html.*request\.json$/,
  rendition: /\/reports\/.*\.xlsx$/,
  "numbers explained": /\/reports\/[^/]+\/1\/numbers-/,
  "batch's claim": /\/batches\/[^/]+\/1\/request\.json$/,
  "batch's plan": /\/batches\/[^/]+\/1\/plan\.json$/,
  "batch's item": /\/batches\/[^/]+\/1\/items\/n%201\/report\.pdf$/,
  "batch's page": /\/batches\/[^/]+\/1\/pages\/\d+\/outcome\.json$/,
  "batch's output": /\/batches\/[^/]+\/1\/output\//,
  pack: /\/batches\/[^/]+\/1\/packs\//,
  publication: /\/publications\/weekly\/log\/1\.json$/,
  edition: /\/publications\/weekly\/editions\/[^/]+\/1\/request\.json$/,
  "edition's end": /\/publications\/weekly\/editions\/[^/]+\/1\/outcome\.json$/,
  "mark of an end": /\/outbox\/.*\.%$/,
  event: /\/events\//,
  delivery: /\/deliveries\/webhook%2ecrm\/[^/]+\.json$/,
  notice: /\/notices\//,
};
const moments = ["before", "after"] as const;
const only = new RegExp(process.env["ONLY"] ?? "");
const cases = Object.keys(stages).flatMap((stage) => moments.map((moment) => ({ stage, moment })));
const tried = soak ? cases.filter(({ stage }) => only.test(stage)) : [{ stage: "pack", moment: "before" as const }];

let folder = "";
let around: Surroundings;
let server: ServerProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "each-stage-"));
  around = await openSurroundings(folder);
});
afterEach(async () => {
  await server?.end("SIGKILL");
  around.close();
  await removeData(folder);
});

const data = (): string => join(folder, "data");

/** Starts a server under a read-only root, which waits for the lock of the one before. */
async function start(batchPacks: boolean, killing: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const options = { ...around.options, port: 0, dataDir: data(), batchPacks };
  const words = ["--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp"];
  const inside = [
    "--ro-bind",
    checkout,
    checkout,
    "--ro-bind",
    folder,
    folder,
    "--bind",
    join(folder, "copies"),
    join(folder, "copies"),
  ];
  await mkdir(data(), { recursive: true });
  const bound = [...words, ...inside, "--bind", data(), data(), "--die-with-parent"];
  const preload = `--import=${join(import.meta.dirname, "kill-at-write.ts")}`;
  return await launch(
    spawnDaemon("bwrap", [...bound, process.execPath, program, JSON.stringify(options)], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...killing, ...("KILL_AT" in killing && { NODE_OPTIONS: preload }) },
    }),
  );
}

/** Uses a server by every verb, and another in its place from when it is killed. @returns how often one was */
async function fill(killing: Readonly<Record<string, string>>, batchPacks: boolean): Promise<number> {
  let kills = 0;
  server = await start(batchPacks, killing);
  for (;;) {
    try {
      if (batchPacks) await fillPacks(server.url);
      else await fillStore(server.url, around, kills > 0);
      return kills;
    } catch (error) {
      // It may still be about to die of what was asked last.
      const died = await vi
        .waitUntil(() => server!.output() !== "" && isGone(server!.pid), { timeout: 5_000 })
        .catch(() => false);
      if (died === false || kills > 0) throw error;
      kills += 1;
      server = await start(batchPacks);
    }
  }
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

type Body = Readonly<Record<string, unknown>>;
const get = async (path: string): Promise<Body> => (await (await fetch(`${server!.url}${path}`)).json()) as Body;

/** What is not done: markers of what has no outcome, and ends that are not announced. */
async function unfinished(): Promise<readonly string[]> {
  const store = await openStore(data());
  const found: string[] = [];
  for (const prefix of ["pending/", "pending-batches/", "publishing/", "outbox/"])
    for await (const { key } of listAll(store, prefix)) {
      const [, root, id, generation] = /^(pending(?:-batches)?)\/([0-9a-f]{64})-(\d+)(?:-[0-9a-f-]+)?$/.exec(key) ?? [];
      const outcome = `${root === "pending" ? "reports" : "batches"}/${id}/${generation}/outcome.json`;
      if (id === undefined || (await store.head(outcome)) === undefined) found.push(key);
    }
  return found;
}

test.each(tried)(
  "under a read-only root, killed $moment the $stage is written, a server loses nothing and doubles nothing",
  { timeout: 600_000 },
  async ({ stage, moment }) => {
    const killing = { KILL_AT: stages[stage]!.source, KILL_WHEN: moment };
    const kills = await fill(killing, stage === "pack");
    expect(kills).toBe(1);
    await expect.poll(unfinished, { timeout: 120_000, interval: 200 }).toEqual([]);
    const { reports } = (await get("/reports")) as {
      readonly reports: readonly { status: string; attempts: number }[];
    };
    for (const { status, attempts } of reports) expect([status, attempts <= 2]).toEqual(["ready", true]);
    const { batches } = (await get("/batches")) as { readonly batches: readonly { status: string; counts: Body }[] };
    for (const { status, counts } of batches) expect([status, counts["failed"]]).toEqual(["ready", 0]);
    expect((await checkStore(withPacks(await openStore(data())))).findings).toEqual([]);
    // A letter is never sent twice; of an end there is one event, which may come twice under the same id.
    const ids = around.letters.map((letter) => /^message-id: *(.+)$/im.exec(letter)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
    const events = new Map(around.events.map(({ id, of }) => [id, of]));
    expect(new Set(events.values()).size).toBe(events.size);
  },
);
