import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { startAttempt } from "../../../functions/core/service/lifecycle/attempt/start-attempt.ts";
import { placeOfName } from "../../../functions/core/names/name-log.ts";
import { promotionOf } from "../../../functions/core/service/promotion/promotion-kind.ts";
import { requestPromotion } from "../../../functions/core/service/promotion/request-promotion.ts";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import { type RunningServer, startServer } from "../../../functions/local/server/server.ts";
import { writeTemplate } from "../../servers/start-server.ts";

let folder = "";
let template = "";
let server: RunningServer | undefined;
let output = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "server-"));
  template = join(folder, "templates", "bars");
  output = "";
  await writeTemplate(template);
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true });
});

function note(text: string): void {
  output += text;
}

async function start(
  options: { watch?: boolean; requireTests?: boolean; token?: string; tokensFile?: string; host?: string } = {},
): Promise<string> {
  server = await startServer({
    port: 0,
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    threads: 1,
    output: { write: note },
    errors: { write: note },
    ...options,
  });
  return server.url;
}

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Asks which version of the template is current until it is another one. */
async function otherVersion(url: string, before?: string): Promise<string> {
  return await vi.waitFor(
    async () => {
      const { version } = (await (await fetch(`${url}/templates/bars`)).json()) as { readonly version: string };
      if (version === before) throw new Error("the version is the same");
      return version;
    },
    { timeout: 20_000, interval: 50 },
  );
}

test("a server that requires tests runs them in its render process before it promotes", async () => {
  const url = await start({ requireTests: true });
  const push = async (expected: string): Promise<Response> => {
    const read = async (path: string): Promise<[string, Uint8Array]> => [path, await readFile(join(template, path))];
    const paths = (await readdir(template, { recursive: true, withFileTypes: true }))
      .filter((one) => one.isFile())
      .map((one) => relative(template, join(one.parentPath, one.name)));
    const files = new Map([
      ...(await Promise.all(paths.map(read))),
      [
        "tests/note.yaml",
        new TextEncoder().encode(`parameters: { note: sales }\nexpect:\n  texts:\n    - ${expected}\n`),
      ] as const,
    ]);
    const stored = await fetch(`${url}/templates/bars`, {
      method: "PUT",
      body: Buffer.from(writeArchive(files)),
      headers: { "content-type": "application/zip" },
    });
    const { version } = (await stored.json()) as { readonly version: string };
    const tag = (await fetch(`${url}/templates/bars/versions`)).headers.get("etag") ?? "";
    return post(`${url}/templates/bars/promote`, { version }, { "if-match": tag });
  };
  /** Asks for a promotion until it has ended. */
  const ended = async (accepted: Response): Promise<unknown> => {
    expect(accepted.status).toBe(202);
    return await vi.waitFor(
      async () => {
        const promotion = (await (await fetch(`${url}${accepted.headers.get("location")}`)).json()) as {
          readonly status: string;
        };
        if (promotion.status === "queued" || promotion.status === "running") throw new Error("its tests run");
        return promotion;
      },
      { timeout: 20_000, interval: 50 },
    );
  };
  expect(await ended(await push("About costs."))).toMatchObject({
    status: "failed",
    failure: { status: 422, problems: [{ code: "expectation-failed", file: "tests/note.yaml", line: 4 }] },
  });
  expect(await ended(await push("About sales."))).toMatchObject({ status: "ready" });
});

test("a promotion that a server left behind is tested by the next", async () => {
  const { version } = (await (await fetch(`${await start()}/templates/bars`)).json()) as { readonly version: string };
  await server?.close();
  const store = await openStore(join(folder, "data"));
  const { seq } = await placeOfName(store, "templates/bars");
  const logger = { info: note, warn: note, error: note };
  // As a server that was killed leaves it: claimed, and in the hands of an attempt of its run.
  const left = {
    store,
    clock: systemClock,
    logger,
    engine: "e".repeat(64),
    newToken: () => crypto.randomUUID(),
    run: "another run",
  };
  await requestPromotion({ name: "bars", version, seq }, undefined, left);
  await startAttempt(promotionOf("bars", 1), "somebody", 3_600_000, left);
  const url = await start();
  await vi.waitFor(
    // The template has no tests.
    async () =>
      expect(await (await fetch(`${url}/templates/bars/promotions/1`)).json()).toMatchObject({
        status: "failed",
        failure: { problems: [{ code: "no-tests" }] },
      }),
    { timeout: 20_000, interval: 50 },
  );
});

test("templates are published, samples seeded, and one request makes a PDF that outlives the server", async () => {
  const first = await start();
  expect(output).toContain(`Broadsheet serves ${first}`);
  expect(output).toContain(`curl -sSf ${first}/reports`);
  const made = await post(`${first}/reports`, { template: "bars" }, { accept: "application/pdf" });
  expect([made.status, made.headers.get("content-type")]).toEqual([201, "application/pdf"]);
  const pdf = Buffer.from(await made.arrayBuffer());
  expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
  await server?.close();

  const second = await start();
  const found = await post(`${second}/reports`, { template: "bars" }, { accept: "application/pdf" });
  expect(found.status).toBe(200);
  expect(Buffer.from(await found.arrayBuffer()).equals(pdf)).toBe(true);
});

test("a data directory has one server", async () => {
  await start();
  const again = startServer({ port: 0, dataDir: join(folder, "data"), templateFolders: [], output: { write() {} } });
  await expect(again).rejects.toMatchObject({ kind: "conflict", problems: [{ code: "data-directory-in-use" }] });
});

test("a faulty template is reported with file and line; the others are served", async () => {
  await writeTemplate(join(folder, "templates", "faulty"));
  await writeFile(join(folder, "templates", "faulty", "template.yaml"), "title: Faulty\ntittle: Faulty\n");
  const url = await start();
  expect(output).toMatch(/^faulty\/template\.yaml:2:\d+/m);
  expect((await fetch(`${url}/templates/bars`)).status).toBe(200);
  expect((await fetch(`${url}/templates/faulty`)).status).toBe(404);
});

test("watching: each change is published; a fault is printed with its place and can be fixed", async () => {
  const url = await start({ watch: true });
  const first = await otherVersion(url);

  const report = join(template, "report.md");
  const text = await readFile(report, "utf8");
  await writeFile(report, `${text}\nMore words.\n`);
  const second = await otherVersion(url, first);
  // It is printed after it is published.
  await vi.waitFor(() => expect(output).toMatch(/published bars \(v [0-9a-f]{7}\)/), { timeout: 20_000 });

  const spec = join(template, "charts", "bars.vl.json");
  const sound = await readFile(spec, "utf8");
  await writeFile(spec, '{\n  "mark": "bar",\n}\n');
  await vi.waitFor(() => expect(output).toContain("bars/charts/bars.vl.json:3"), { timeout: 20_000 });
  expect(await otherVersion(url)).toBe(second);
  await writeFile(spec, sound.replace("{", "{\n"));
  expect(await otherVersion(url, second)).not.toBe(first);
});

test("watching: a changed sample replaces its earlier self, but never someone's data", async () => {
  const url = await start({ watch: true });
  const sample = join(template, "data", "numbers.csv");
  const rows = async (): Promise<unknown> =>
    ((await (await fetch(`${url}/datasets/bars-numbers`)).json()) as { rows: number }).rows;
  expect(await rows()).toBe(3);
  await writeFile(sample, "year,value\n2019,1\n2020,2\n2021,3\n2022,4\n");
  await vi.waitFor(async () => expect(await rows()).toBe(4), { timeout: 10_000 });

  const own = "year,value\n2001,1\n";
  await fetch(`${url}/datasets/bars-numbers`, { method: "PUT", headers: { "content-type": "text/csv" }, body: own });
  output = "";
  await writeFile(sample, "year,value\n2019,1\n2020,2\n");
  await vi.waitFor(() => expect(output).toContain("published bars"), { timeout: 10_000 });
  expect(await rows()).toBe(1);
});

test("with a token, the line shows where it goes and nothing is answered without it", async () => {
  const token = "0123456789abcdef";
  const url = await start({ host: "0.0.0.0", token });
  expect(output).toContain("authorization: Bearer TOKEN");
  expect(output).not.toContain(token);
  const local = url.replace("0.0.0.0", "127.0.0.1");
  expect((await fetch(`${local}/templates`)).status).toBe(401);
  expect((await fetch(`${local}/templates`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
});

test("a query runs in a worker, and what is wrong with it comes back", async () => {
  const url = await start();
  const datasets = { n: "bars-numbers" };
  const answer = await post(`${url}/queries`, { sql: "SELECT count(*) AS rows FROM n", datasets });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { columns: [{ name: "rows", type: "integer" }], rows: [[expect.any(Number)]] },
  ]);
  expect((await (await post(`${url}/queries`, { sql: "SELECT x FROM n", datasets })).json()) as object).toMatchObject({
    status: 422,
    problems: [{ pointer: "/sql", line: 1 }],
  });
});

test("with a file of tokens, each may do what its role may, on any address", async () => {
  const file = join(folder, "tokens.json");
  await writeFile(
    file,
    JSON.stringify({ tokens: [{ name: "anna", role: "reader", sha256: sha256("secret-of-anna") }] }),
  );
  const local = (await start({ host: "0.0.0.0", tokensFile: file })).replace("0.0.0.0", "127.0.0.1");
  const headers = { authorization: "Bearer secret-of-anna", "content-type": "text/csv" };
  expect((await fetch(`${local}/templates`)).status).toBe(401);
  expect((await fetch(`${local}/templates`, { headers })).status).toBe(200);
  expect((await fetch(`${local}/datasets/mine`, { method: "PUT", body: "a\n1\n", headers })).status).toBe(403);
});

test.each([
  [{ host: "0.0.0.0" }, "token-required"],
  [{ host: "0.0.0.0", token: "short" }, "weak-token"],
])("%j is refused: %s", async (options, code) => {
  await expect(start(options)).rejects.toMatchObject({ kind: "invalid-request", problems: [{ code }] });
});
