import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  bodyOf,
  outcomeOf,
  type ReportBody,
  removeData,
  type ServerProcess,
  startServerProcess,
  writeTemplate,
} from "../start-server.ts";

/** A template that ends its worker, and how its report fails: at once, since the same limits would be met again. */
interface Poison {
  readonly code: string;
  /** Time limit of a render, ms: soon over where it is to be met, and far away where memory is. */
  readonly renderMs: number;
  readonly transform: readonly object[];
}

const poisons: Readonly<Record<string, Poison>> = {
  "catastrophic-pattern": {
    code: "render-timeout",
    renderMs: 10_000,
    transform: [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }],
  },
  "memory-hog": {
    code: "render-out-of-memory",
    renderMs: 120_000,
    transform: [{ calculate: "split(pad('a', 1e8, 'b'), '')", as: "hog" }],
  },
};

describe.each(Object.entries(poisons))("%s", (name, { code, renderMs, transform }) => {
  let folder = "";
  let server: ServerProcess;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "poison-"));
    await writeTemplate(join(folder, "templates", "good"));
    await writeTemplate(join(folder, "templates", name), transform);
    server = await startServerProcess({
      dataDir: join(folder, "data"),
      templateFolders: [join(folder, "templates")],
      threads: 2,
      renderMs,
      heapMegabytes: 192,
    });
  });
  afterAll(async () => {
    await server?.end("SIGTERM");
    await removeData(folder);
  });
  const askGood = async (note: string): Promise<ReportBody> =>
    outcomeOf(server.url, (await bodyOf(server.ask({ template: "good", parameters: { note } }))).self);

  test("fails, while others are served", async () => {
    const { self } = await bodyOf(server.ask({ template: name }));
    const health = watchHealth(server.url);
    try {
      const others = await Promise.all(["1", "2", "3"].map(askGood));
      expect(others).toMatchObject([{ status: "ready" }, { status: "ready" }, { status: "ready" }]);
      expect(await outcomeOf(server.url, self)).toMatchObject({
        status: "failed",
        attempts: 1,
        failure: { problems: [{ code }] },
      });
    } finally {
      const answers = await health.end();
      expect(answers.length).toBeGreaterThan(20);
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
      // A server that is blocked by a render answers after it; a busy machine may take a second or two for anything.
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(8_000);
    }
  });

  test("the server continues in the same process", async () => {
    expect(await askGood("afterwards")).toMatchObject({ status: "ready" });
  });
});

/** Requests `/health` again and again until it is ended. */
function watchHealth(url: string): { end(): Promise<{ status: number; ms: number }[]> } {
  const answers: { status: number; ms: number }[] = [];
  const end = new AbortController();
  const watching = (async () => {
    while (!end.signal.aborted) {
      const begun = performance.now();
      const status = await fetch(`${url}/health`).then(
        (response) => response.status,
        () => 0,
      );
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
