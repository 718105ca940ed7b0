import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../../local/capture-output.ts";
import {
  bodyOf,
  outcomeOf,
  removeData,
  type ServerProcess,
  startServerProcess,
  writeTemplate,
} from "../start-server.ts";

/*
 * A batch on a running server, from the request to what a print shop gets. Its volume is a file that stands on its own,
 * and each item proves itself, as any report does.
 */
const rows = 200;
let folder = "";
let server: ServerProcess;
let id = "";

interface Batch {
  readonly status: string;
  readonly outputs?: readonly { readonly path: string; readonly name: string }[];
}

const batch = async (): Promise<Batch> => (await (await fetch(`${server.url}/batches/${id}`)).json()) as Batch;

/** Status of the answer to an item's PDF. */
const item = async (number: number): Promise<number> =>
  (await fetch(`${server.url}/batches/${id}/items/note%20${number}/report.pdf`)).status;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "batch-server-"));
  await writeTemplate(join(folder, "templates", "one-chart"));
  server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [join(folder, "templates")],
    threads: 1,
  });
  const body = JSON.stringify({
    template: "one-chart",
    rows: { query: `SELECT 'note ' || range AS note FROM range(${rows})` },
    map: { note: "note" },
    name: "{{ note }}",
    output: "merged",
  });
  const answer = await fetch(`${server.url}/batches`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  id = ((await answer.json()) as { id: string }).id;
  expect(answer.status).toBe(202);
});

afterAll(async () => {
  await server?.end("SIGTERM");
  await removeData(folder);
});

test(
  "a single report is made while the batch goes on, and the server answers meanwhile",
  { timeout: 120_000 },
  async () => {
    await expect.poll(() => item(0), { timeout: 90_000, interval: 20 }).toBe(200);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
    const { self } = await bodyOf(server.ask({ template: "one-chart", parameters: { note: "at once" } }));
    expect((await outcomeOf(server.url, self)).status).toBe("ready");
    expect([await item(rows - 1), (await batch()).status]).toEqual([404, "running"]);
  },
);

test("the merged volume comes over HTTP without a finding, and an item verifies", { timeout: 240_000 }, async () => {
  await expect.poll(async () => (await batch()).status, { timeout: 200_000, interval: 250 }).toBe("ready");
  const [volume] = (await batch()).outputs!;
  const merged = join(folder, "merged.pdf");
  await writeFile(merged, new Uint8Array(await (await fetch(`${server.url}${volume!.path}`)).arrayBuffer()));
  const checked = await captureOutput(() => runCommand(["check-pdf", merged, "--json"]));
  expect([checked.code, JSON.parse(checked.stdout)]).toMatchObject([0, { findings: [] }]);

  const single = join(folder, "item.pdf");
  await writeFile(
    single,
    new Uint8Array(await (await fetch(`${server.url}/batches/${id}/items/note%207/report.pdf`)).arrayBuffer()),
  );
  const template = join(folder, "templates", "one-chart");
  const verified = await captureOutput(() =>
    runCommand([
      "verify",
      single,
      "--template",
      template,
      "--dataset",
      `numbers=${join(template, "data/numbers.csv")}`,
      "--json",
    ]),
  );
  expect([verified.code, JSON.parse(verified.stdout)], verified.stderr).toMatchObject([0, { verified: true }]);
});
