import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, bodyOf, type ServerProcess, startServerProcess, writeTemplate } from "./start-server.ts";

/** Templates that end their worker, each in its own way. */
const poisons: Readonly<Record<string, readonly [code: string, transform: readonly object[]]>> = {
  "catastrophic-pattern": [
    "render-timeout",
    [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }],
  ],
  "memory-hog": ["render-out-of-memory", [{ calculate: "split(pad('a', 1e8, 'b'), '')", as: "hog" }]],
};

let folder = "";
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "poison-"));
  await writeTemplate(join(folder, "templates", "good"));
  for (const [name, [, transform]] of Object.entries(poisons)) await writeTemplate(join(folder, "templates", name), transform);
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    threads: 2,
    renderMs: 5_000,
    heapMegabytes: 192,
  });
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await rm(folder, { recursive: true });
});

test.each(Object.entries(poisons))("%s fails after three attempts, while others are served", async (name, [code]) => {
  const { self } = await bodyOf(server.ask({ template: name }));
  const health = watchHealth();
  try {
    const others = await Promise.all(
      [1, 2, 3].map((n) => bodyOf(server.ask({ template: "good", parameters: { note: `${name} ${n}` } }, { prefer: "wait=25" }))),
    );
    expect(others).toMatchObject([{ status: "ready" }, { status: "ready" }, { status: "ready" }]);
    expect(await outcomeOf(server.url, self)).toMatchObject({ status: "failed", attempts: 3, failure: { problems: [{ code }] } });
  } finally {
    const answers = await health.end();
    expect(answers.length).toBeGreaterThan(50);
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(1_000);
  }
});

/** Asks for `/health` again and again until its end. */
function watchHealth(): { end(): Promise<{ status: number; ms: number }[]> } {
  const answers: { status: number; ms: number }[] = [];
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      const begun = performance.now();
      const status = await fetch(`${server.url}/health`).then((response) => response.status, () => 0);
      answers.push({ status, ms: performance.now() - begun });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  })();
  return {
    async end() {
      end.abort();
      await watching;
      return answers;
    },
  };
}

test("the server goes on with the same process", async () => {
  const report = await bodyOf(server.ask({ template: "good", parameters: { note: "afterwards" } }, { prefer: "wait=25" }));
  expect(report).toMatchObject({ status: "ready" });
});
