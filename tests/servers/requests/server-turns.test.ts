import { mkdtemp } from "node:fs/promises";
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

/** As many as fill all workers with `SOAK`, whose processor each keeps busy; two take turns alike. */
const endless = ["hostile-a 1", "hostile-b 1", "hostile-a 2", "hostile-b 2"].slice(
  0,
  process.env["SOAK"] === undefined ? 2 : 4,
);

let folder = "";
let server: ServerProcess;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "turns-"));
  await writeTemplate(join(folder, "templates", "good"));
  for (const name of ["hostile-a", "hostile-b"])
    await writeTemplate(join(folder, "templates", name), [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }]);
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    threads: 1,
    renderMs: 150_000,
  });
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await removeData(folder);
});

/** @returns the report's address */
async function ask(template: string, note: string): Promise<string> {
  return (await bodyOf(server.ask({ template, parameters: { note } }))).self;
}

test(`${endless.length} endless reports in the queue do not keep five others waiting for their end`, async () => {
  const hostile: string[] = [];
  for (const one of endless) {
    const [template = "", note = ""] = one.split(" ");
    hostile.push(await ask(template, note));
  }
  const good = await Promise.all([1, 2, 3, 4, 5].map((n) => ask("good", String(n))));
  const outcomes = await Promise.all(good.map((self) => outcomeOf(server.url, self)));
  expect(outcomes.map(({ status }) => status)).toEqual(["ready", "ready", "ready", "ready", "ready"]);
  // Nobody had to wait until one of them ended.
  const states = await Promise.all(hostile.map(async (self) => (await bodyOf(fetch(`${server.url}${self}`))).status));
  expect(states.filter((state) => state !== "rendering" && state !== "queued")).toEqual([]);
});
