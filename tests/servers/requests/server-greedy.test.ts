import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  bodyOf,
  outcomeOf,
  removeData,
  type ServerProcess,
  startServerProcess,
  writeTemplate,
} from "../start-server.ts";

/** Queries that use memory which DuckDB's own limit does not count. The last two take up to the time limit. */
const greedy: Readonly<Record<string, string>> = {
  printf: "SELECT year, value + length(printf('%2000000000d', year)) AS value FROM numbers",
  transform: "SELECT year, value + length(list_transform(range(200000000), lambda x: x * 2)) AS value FROM numbers",
  ...(process.env["SOAK"] !== undefined && {
    repeat: "SELECT year, value + length(repeat('x', 3000000000)) AS value FROM numbers",
    bitstring:
      "SELECT year, value + bit_count(bitstring('1', 2000000000) | bitstring('0', 2000000000)) AS value FROM numbers",
  }),
};
/** Limits of a worker, MiB: its heap, and all of its memory. */
const heapMegabytes = 192;
const memoryMegabytes = heapMegabytes + 1024;

let folder = "";
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "greedy-"));
  for (const [name, sql] of Object.entries(greedy)) {
    await writeTemplate(join(folder, "templates", `greedy-${name}`));
    await writeFile(join(folder, "templates", `greedy-${name}`, "queries/rows.sql"), sql);
  }
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    // Enough to reach the limit of memory first, on a slow machine too.
    renderMs: 20_000,
    heapMegabytes,
  });
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await removeData(folder);
});

test.each(Object.keys(greedy))(
  "a query that takes memory by %s is ended before it has much more than a render may use",
  async (name) => {
    let largest = 0;
    const watching = setInterval(() => (largest = Math.max(largest, ...workerMegabytes())), 10);
    const { self } = await bodyOf(server.ask({ template: `greedy-${name}` }));
    const outcome = await outcomeOf(server.url, self);
    clearInterval(watching);
    expect(outcome.status).toBe("failed");
    expect(["render-out-of-memory", "query-too-large", "query-failed", "query-too-slow", "render-timeout"]).toContain(
      outcome.failure?.problems[0]?.code,
    );
    // The watch looks every 50 ms, while filling a gigabyte takes about 300 ms.
    expect(largest).toBeLessThan(memoryMegabytes * 1.5);
  },
);

/** Reads the resident memory of the server's workers, MiB. */
function workerMegabytes(): number[] {
  const children = readdirSync(`/proc/${server.pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${server.pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean),
  );
  return children.map((pid) => {
    try {
      return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
    } catch {
      // The worker has ended since.
      return 0;
    }
  });
}
