import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { removeData, type ServerProcess, startServerProcess, writeTemplate } from "../start-server.ts";

/** Clients that wait at one moment, each for a report of its own: far more than a worker makes meanwhile. */
const soak = process.env["SOAK"] !== undefined;
const clients = soak ? 2_000 : 200;
/** Their patience and what an answer may take beyond it, as the API promises, seconds. */
const [wait, beyond] = [soak ? 20 : 6, 5];

let folder = "";
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "waiting-"));
  await writeTemplate(join(folder, "templates", "good"));
  // Each report takes its time, so that no run of this test ends before the clients' patience does.
  await writeTemplate(join(folder, "templates", "slow"), [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }]);
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    threads: 1,
    renderMs: 4_000,
  });
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await removeData(folder);
});

test(`${clients} clients that wait ${wait} s are answered within ${wait + beyond} s`, async () => {
  const answers = await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const asked = performance.now();
      const response = await server.ask(
        { template: index % 20 === 0 ? "slow" : "good", parameters: { note: String(index) } },
        { prefer: `wait=${wait}` },
      );
      await response.arrayBuffer();
      return { status: response.status, seconds: (performance.now() - asked) / 1000 };
    }),
  );
  // Made, accepted, made with an error, or refused for now with `Retry-After`: nothing else, and no broken connection.
  expect(answers.filter(({ status }) => ![200, 201, 202, 422, 429, 503].includes(status))).toEqual([]);
  expect(answers.filter(({ status }) => status <= 202).length).toBeGreaterThan(0);
  expect(answers.filter(({ seconds }) => seconds > wait + beyond)).toEqual([]);
}, 120_000);
