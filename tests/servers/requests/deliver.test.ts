import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import { linkCommand } from "../../../functions/local/start/link-command.ts";
import { launch, type ServerProcess, writeTemplate } from "../start-server.ts";
import { spawnDaemon } from "../spawn-daemon.ts";

/*
 * `broadsheet serve` as a user starts it, with a real mail server, a real receiver of webhooks and a folder for copies:
 * each edition of a publication is delivered in all three ways, once; so is a batch, each row to a reader of its own.
 */
const root = join(import.meta.dirname, "../../..");
const letters: { readonly to: readonly string[]; readonly message: string }[] = [];
const events: { readonly type: string; readonly subject: { readonly id: string } }[] = [];
const mail = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  onData(stream, session, callback) {
    let message = "";
    stream
      .setEncoding("utf8")
      .on("data", (part: string) => (message += part))
      .on("end", () => {
        letters.push({ to: session.envelope.rcptTo.map(({ address }) => address), message: decodeLines(message) });
        callback();
      });
  },
});
const receiver = createServer((request, response) => {
  let body = "";
  request
    .setEncoding("utf8")
    .on("data", (part: string) => (body += part))
    .on("end", () => {
      events.push(JSON.parse(body) as (typeof events)[number]);
      response.writeHead(204).end();
    });
});
let folder = "";
let server: ServerProcess;

/** Undoes the soft line breaks of quoted-printable, and its signs of UTF-8. */
function decodeLines(message: string): string {
  return message
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (signs) => Buffer.from(signs.replaceAll("=", ""), "hex").toString("utf8"));
}

const portOf = (listening: { address(): AddressInfo | string | null }): number =>
  (listening.address() as AddressInfo).port;
const call = (
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
const putNumbers = (last: number): Promise<Response> =>
  fetch(`${server.url}/datasets/mine`, {
    method: "PUT",
    headers: { "content-type": "text/csv" },
    body: `year,value\n2019,1\n2020,${last}\n`,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-deliver-"));
  await writeTemplate(join(folder, "templates", "one-chart"));
  linkCommand(root);
  mail.on("error", () => {});
  await Promise.all([
    once(mail.listen(0, "127.0.0.1"), "listening"),
    once(receiver.listen(0, "127.0.0.1"), "listening"),
  ]);
  const words = [
    "--port",
    "0",
    "--data-dir",
    join(folder, "data"),
    "--templates",
    join(folder, "templates"),
    "--allow-local-webhooks",
  ];
  const delivering = [
    "--smtp",
    `smtp://127.0.0.1:${portOf(mail.server)}`,
    "--mail-from",
    "Reports <reports@example.org>",
    "--copies",
    join(folder, "copies"),
    "--public-url",
    "https://reports.example.org",
  ];
  server = await launch(
    spawnDaemon("npx", ["broadsheet", "serve", ...words, ...delivering], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    }),
  );
});

afterAll(async () => {
  await server?.end("SIGTERM");
  mail.close();
  receiver.closeAllConnections();
  receiver.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Ends that have not been announced yet. */
async function marks(): Promise<readonly string[]> {
  const { objects } = await (await FileObjectStore.open(join(folder, "data"))).list("outbox/");
  return objects.map(({ key }) => key);
}

/** Waits until every end so far has been announced, and what is to be delivered is planned. */
async function announced(): Promise<void> {
  await expect.poll(marks, { timeout: 180_000, interval: 50 }).toEqual([]);
}

test("each edition goes to webhook, readers and folder once, the second with what changed as first lines", async () => {
  await call("PUT", "/webhooks/crm", { url: `http://127.0.0.1:${portOf(receiver)}/`, events: [] });
  await putNumbers(2);
  const publication = {
    template: "one-chart",
    parameters: { note: "growth" },
    datasets: { numbers: "mine" },
    on: [],
    deliver: [
      { webhook: "crm" },
      { mail: { to: ["anna@example.org", "ben@example.org"], subject: "{{ name }} of {{ date }}" } },
      { mail: { to: "board@example.org", attach: true, renditions: ["xlsx", "html-fonts"], dataChanges: true } },
      { copy: { to: "weekly", name: "{{ parameters.note }}/{{ date }}.pdf", renditions: ["xlsx"] } },
    ],
  };
  const put = await call("PUT", "/publications/weekly", publication);
  expect([put.status, ((await put.json()) as typeof publication).deliver]).toEqual([201, publication.deliver]);

  const ids: string[] = [];
  for (const [turn, date] of ["2026-03-31", "2026-04-30"].entries()) {
    if (turn > 0) await putNumbers(7);
    const made = (await (await call("POST", "/publications/weekly/run", { date }, { prefer: "wait=30" })).json()) as {
      id: string;
      self: string;
    };
    ids.push(made.id);
    await expect
      .poll(async () => ((await (await call("GET", made.self)).json()) as { status: string }).status, {
        timeout: 180_000,
        interval: 100,
      })
      .toBe("ready");
    await expect
      .poll(() => [events.length, letters.length], { timeout: 180_000, interval: 100 })
      .toEqual([turn + 1, 3 * (turn + 1)]);
    await expect
      .poll(() => readdir(join(folder, "copies/weekly/growth")).catch(() => []), { timeout: 180_000, interval: 100 })
      .toHaveLength(2 * (turn + 1));
    const pdf = new Uint8Array(await (await call("GET", `${made.self}/report.pdf`)).arrayBuffer());
    expect(sha256(await readFile(join(folder, "copies/weekly/growth", `${date}.pdf`)))).toBe(sha256(pdf));
    const { report } = (await (await call("GET", made.self)).json()) as { report: string };
    const book = new Uint8Array(await (await call("GET", `${report}/report.xlsx`)).arrayBuffer());
    expect(sha256(await readFile(join(folder, "copies/weekly/growth", `${date}.xlsx`)))).toBe(sha256(book));
  }
  expect(events).toMatchObject(ids.map((id) => ({ type: "edition.ready", subject: { id: `weekly/${id}` } })));
  const [first, second] = [letters.slice(0, 3), letters.slice(3)];
  for (const batch of [first, second])
    expect(batch.flatMap(({ to }) => to).toSorted()).toEqual([
      "anna@example.org",
      "ben@example.org",
      "board@example.org",
    ]);
  const letterTo = (all: typeof letters, address: string): string => all.find(({ to }) => to[0] === address)!.message;
  expect(letterTo(first, "anna@example.org")).toContain("Subject: weekly of 2026-03-31");
  expect(letterTo(first, "anna@example.org")).toContain("https://reports.example.org/links/");
  expect(letterTo(first, "board@example.org")).toContain("filename=weekly-2026-03-31.pdf");
  expect(letterTo(first, "board@example.org")).toContain("filename=weekly-2026-03-31.xlsx");
  expect(letterTo(first, "board@example.org")).toContain("filename=weekly-2026-03-31-fonts.html");
  const page = new RegExp("weekly-2026-03-31-fonts\\.html: https://reports\\.example\\.org(/links/[\\w.-]+)");
  const answer = await call("GET", page.exec(letterTo(first, "board@example.org"))![1]!);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(answer.headers.get("content-security-policy")).toContain("sandbox");
  expect(await answer.text()).toContain("@font-face");
  expect(letterTo(first, "anna@example.org")).not.toContain("Charts with other data");
  const changed = letterTo(second, "anna@example.org");
  expect(changed).toContain("Charts with other data: Values rise");
  expect(changed.indexOf("Charts with other data")).toBeLessThan(changed.indexOf("https://reports.example.org/links/"));

  // As text and as HTML, only where it was asked for, and not of the first edition.
  const ofData = "mine, value: … – 2 → … – 7";
  expect(letterTo(second, "board@example.org").split(ofData)).toHaveLength(3);
  expect(letterTo(second, "board@example.org")).toContain("mine, rows changed: 1 (2020)");
  for (const silent of [letterTo(first, "board@example.org"), changed]) expect(silent).not.toContain("mine, ");

  // Nothing comes twice, and a removal is no end that is delivered.
  expect((await call("DELETE", `/publications/weekly/editions/${ids[0]}`)).status).toBe(204);
  await announced();
  expect([events.length, letters.length]).toEqual([2, 6]);
  for (const channel of ["mail", "copy"]) {
    const { deliveries } = (await (await call("GET", `/deliveries/${channel}`)).json()) as {
      deliveries: { state: string }[];
    };
    expect(deliveries.map(({ state }) => state)).toEqual(Array(channel === "mail" ? 6 : 4).fill("delivered"));
  }
});

test("the end of a batch is told to webhook and reader once", async () => {
  const [told, written] = [events.length, letters.length];
  const batch = {
    template: "one-chart",
    datasets: { numbers: "mine" },
    rows: { query: "SELECT 'note ' || year AS note FROM numbers" },
    map: { note: "note" },
    name: "{{ note }}",
    deliver: [{ webhook: "crm" }, { mail: { to: "print@example.org", subject: "{{ ready }} of {{ rows }}" } }],
  };
  const answer = await call("POST", "/batches", batch);
  const { id } = (await answer.json()) as { id: string };
  expect(answer.status).toBe(202);
  await expect
    .poll(() => [events.length, letters.length], { timeout: 180_000, interval: 100 })
    .toEqual([told + 1, written + 1]);
  expect(events.at(-1)).toMatchObject({ type: "batch.ready", subject: { id } });
  expect(letters.at(-1)!.to).toEqual(["print@example.org"]);
  expect(letters.at(-1)!.message).toContain("Subject: 2 of 2");
  expect((await call("POST", "/batches", batch)).status).toBe(200);
  await announced();
  expect([events.length, letters.length]).toEqual([told + 1, written + 1]);
});

test("each row of a batch goes to its own reader, and all of it into a folder", async () => {
  const written = letters.length;
  const batch = {
    template: "one-chart",
    datasets: { numbers: "mine" },
    rows: { query: "SELECT 'row ' || year AS note, 'reader-' || year || '@example.org' AS email FROM numbers" },
    map: { note: "note" },
    name: "{{ note }}",
    output: "zip",
    deliver: [
      { mail: { to: { column: "email" }, subject: "{{ item }}: {{ parameters.note }}", attach: true } },
      { mail: { to: "print@example.org" } },
      { copy: { to: "letters", name: "{{ parameters.note }}/{{ file }}" } },
    ],
  };
  const { id } = (await (await call("POST", "/batches", batch)).json()) as { id: string };
  await expect.poll(() => letters.length, { timeout: 180_000, interval: 100 }).toBe(written + 3);
  const to = (address: string): string => letters.slice(written).find((letter) => letter.to[0] === address)!.message;
  expect(to("reader-2019@example.org")).toContain("Subject: row 2019: row 2019");
  expect(to("reader-2020@example.org")).toMatch(/filename="?row 2020\.pdf/);
  expect(to("print@example.org")).toContain("Reports ready: 2");
  const link = /https:\/\/reports\.example\.org(\/links\/[\w.-]+)/.exec(to("print@example.org"))![1]!;
  const archive = await call("GET", link);
  expect([archive.status, archive.headers.get("content-type")]).toEqual([200, "application/zip"]);
  await expect
    .poll(() => readdir(join(folder, "copies/letters")).catch(() => []), { timeout: 180_000, interval: 100 })
    .toEqual(["manifest.csv", "reports.zip"]);
  expect(sha256(await readFile(join(folder, "copies/letters/reports.zip")))).toBe(
    sha256(new Uint8Array(await archive.arrayBuffer())),
  );
  // Asked for again, nobody is written to twice.
  expect((await call("POST", "/batches", batch)).status).toBe(200);
  await announced();
  expect(letters).toHaveLength(written + 3);
  expect(((await (await call("GET", "/deliveries/letters")).json()) as { deliveries: object[] }).deliveries).toEqual([
    expect.objectContaining({ to: "email", page: 1, state: "delivered", event: `batch/${id}/1/ready` }),
  ]);
});

test("what happens to a dataset and its view goes to those who hear of it, each change of state once", async () => {
  const written = letters.length;
  const put = async (path: string, type: string, body: string): Promise<boolean> =>
    (await fetch(`${server.url}${path}`, { method: "PUT", headers: { "content-type": type }, body })).ok;
  const sales = async (rows: string): Promise<boolean> => await put("/datasets/sales", "text/csv", `a,b\n${rows}\n`);
  await call("PUT", "/webhooks/crm", { url: `http://127.0.0.1:${portOf(receiver)}/`, events: ["view.*"] });
  expect(await sales("1,x")).toBe(true);
  expect(await put("/datasets/sales/recipe", "application/yaml", "checks:\n  - range: {a: {to: 9}}\n")).toBe(true);
  expect(await put("/views/sums", "application/yaml", "from: sales\nselect: SELECT sum(a) AS total FROM sales\n")).toBe(
    true,
  );
  const hears = async (name: string, to: string, language: string): Promise<void> =>
    expect((await call("PUT", `/notices/${name}`, { to: [to], language })).status).toBe(200);
  await hears("sales", "anna@example.org", "de");
  await hears("sums", "li@example.org", "zh");
  for (const rows of ["700,x", "700,x", "800,x"]) expect(await sales(rows)).toBe(false);
  expect(await put("/datasets/sales?hold", "text/csv", "a,b\n3,x\n")).toBe(true);
  // The view sums a column that is gone; then it is there again.
  await call("DELETE", "/datasets/sales/recipe");
  for (const head of ["c,b", "d,b"]) {
    expect(await put("/datasets/sales", "text/csv", `${head}\n1,x\n`)).toBe(true);
    await expect.poll(() => letters.length, { timeout: 180_000, interval: 100 }).toBe(written + 3);
  }
  expect(await sales("5,x")).toBe(true);
  await expect.poll(() => letters.length, { timeout: 180_000, interval: 100 }).toBe(written + 4);
  await announced();
  const [refused, held, failed, recovered] = letters
    .slice(written)
    .toSorted((one, other) => (one.to[0] === other.to[0] ? 0 : one.to[0] === "anna@example.org" ? -1 : 1));
  const anna = [refused!, held!].map(({ message }) => message).toSorted((one) => (one.includes("700") ? -1 : 1));
  expect(anna[0]).toContain("Subject: sales: Neue Daten wurden abgelehnt");
  expect(anna[0]).toContain("Gefunden: Zeile 1: 700");
  expect(anna[0]).toContain("Erlaubt: at most 9");
  expect(anna[0]).toContain("https://reports.example.org/studio/datasets/sales");
  expect(anna[1]).toContain("Subject: sales: Eine Fassung wartet auf ihre Freigabe");
  expect(failed!.message).toContain("无法生成视图");
  expect(recovered!.message).toContain("视图已恢复最新");
  const leave = /https:\/\/reports\.example\.org(\/unsubscribe\/[\w.-]+)/.exec(anna[0]!)![1]!;
  expect((await fetch(`${server.url}${leave}`, { method: "POST" })).status).toBe(200);
  expect(await (await call("GET", "/unsubscribed?list=dataset.sales")).json()).toMatchObject({
    unsubscribed: [{ address: "anna@example.org", list: "dataset.sales" }],
  });
  expect((await call("DELETE", "/unsubscribed/dataset.sales/anna@example.org")).status).toBe(204);
  expect(events.filter(({ type }) => type.startsWith("view.")).map(({ type }) => type)).toEqual([
    "view.failed",
    "view.recovered",
  ]);
});
