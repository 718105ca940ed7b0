import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { removeData, type ServerProcess, startServerProcess, writeTemplate } from "../start-server.ts";

/*
 * Batches on a server that is killed again and again: kills are no fault of the rows under way. The full counts take
 * an hour.
 */
const soak = process.env["SOAK"] !== undefined;
const batches = soak ? 3 : 1;
const rows = soak ? 1000 : 20;
const kills = soak ? 40 : 2;

let folder = "";
let server: ServerProcess | undefined;
afterAll(async () => {
  await server?.end("SIGKILL");
  await removeData(folder);
});

interface Batch {
  readonly id: string;
  readonly status: string;
  readonly counts: { readonly ready: number; readonly failed: number };
}

test(
  `${batches} batches of ${rows} rows are ready after ${kills} kills`,
  { timeout: soak ? 3_600_000 : 300_000 },
  async () => {
    folder = await mkdtemp(join(tmpdir(), "batch-kills-"));
    await writeTemplate(join(folder, "templates", "one-chart"));
    const start = (): Promise<ServerProcess> =>
      startServerProcess({ dataDir: join(folder, "data"), templateFolders: [join(folder, "templates")], threads: 1 });
    let random = 29;
    const pick = (most: number): number => ((random = (random * 48_271) % 2_147_483_647) / 2_147_483_647) * most;
    server = await start();
    const asked = await Promise.all(
      Array.from({ length: batches }, async (_, batch) => {
        const body = JSON.stringify({
          template: "one-chart",
          rows: { query: `SELECT '${batch} ' || range AS note FROM range(${rows})` },
          map: { note: "note" },
          name: "{{ note }}",
        });
        const answer = await fetch(`${server!.url}/batches`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        });
        return ((await answer.json()) as Batch).id;
      }),
    );
    for (let kill = 0; kill < kills; kill += 1) {
      // From hardly begun to a good while after its workers are warm.
      await new Promise((resolve) => setTimeout(resolve, pick(soak ? 20_000 : 4_000)));
      await server.end("SIGKILL");
      server = await start();
    }
    const { url } = server;
    const read = (id: string): Promise<Batch> =>
      fetch(`${url}/batches/${id}`).then((answer) => answer.json() as Promise<Batch>);
    await expect
      .poll(
        async () => (await Promise.all(asked.map(read))).every(({ status }) => ["ready", "failed"].includes(status)),
        { timeout: soak ? 3_000_000 : 240_000, interval: 500 },
      )
      .toBe(true);
    const ended = await Promise.all(asked.map(read));
    expect(ended.map(({ status, counts }) => ({ status, ready: counts.ready, failed: counts.failed }))).toEqual(
      asked.map(() => ({ status: "ready", ready: rows, failed: 0 })),
    );
  },
);
