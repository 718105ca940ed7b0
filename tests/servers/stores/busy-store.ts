import { once } from "node:events";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { vi } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { writeArchive } from "../../../functions/core/report/template/archive/write-archive.ts";
import type { ServerOptions } from "../../../functions/local/server/server-options.ts";
import { startFileServer } from "../../source/file-server.ts";
import { seedTheme } from "../../studio/seed-theme.ts";
import { writeTemplate } from "../start-server.ts";

/** What a busy server talks to, and the options by which it is started. */
export interface Surroundings {
  readonly options: Partial<ServerOptions> & Pick<ServerOptions, "templateFolders">;
  /** The letters so far. */
  readonly letters: readonly string[];
  /** Address of a receiver of webhooks, and what it has received: the type and subject of each event, and its id. */
  readonly hook: string;
  readonly events: readonly { readonly id: string; readonly of: string }[];
  close(): void;
}

/**
 * A mail server that knows no reader whose address begins with `gone`, a server of files, and a template.
 *
 * @param folder for what the options name
 */
export async function openSurroundings(folder: string): Promise<Surroundings> {
  const files = await startFileServer();
  files.files.set("orders.csv", "day,total\n2026-01-01,5\n2026-01-02,7\n");
  const letters: string[] = [];
  const mail = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _, done) {
      if (!address.startsWith("gone")) return done();
      done(Object.assign(new Error("5.1.1 nobody of this name"), { responseCode: 550 }));
    },
    onData: (stream, _, done) => void text(stream).then((letter) => (letters.push(letter), done())),
  });
  mail.on("error", () => {});
  const events: { readonly id: string; readonly of: string }[] = [];
  const receiver = createServer((request, response) => {
    void text(request).then((body) => {
      const { type, subject } = JSON.parse(body) as { readonly type: string; readonly subject: object };
      events.push({ id: String(request.headers["webhook-id"]), of: `${type} ${JSON.stringify(subject)}` });
      response.writeHead(204).end();
    });
  });
  await once(receiver.listen(0, "127.0.0.1"), "listening");
  await once(mail.listen(0, "127.0.0.1"), "listening");
  await writeTemplate(join(folder, "templates", "bars"));
  await mkdir(join(folder, "copies"), { recursive: true });
  const connections = join(folder, "connections.yaml");
  await writeFile(connections, files.connections);
  return {
    options: {
      templateFolders: [join(folder, "templates")],
      connections,
      smtp: `smtp://127.0.0.1:${(mail.server.address() as AddressInfo).port}`,
      mailFrom: "Reports <reports@example.org>",
      copies: join(folder, "copies"),
      allowLocalWebhooks: true,
      threads: 1,
    },
    letters,
    hook: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`,
    events,
    close() {
      files.close();
      mail.close();
      receiver.closeAllConnections();
      receiver.close();
    },
  };
}

type Body = Readonly<Record<string, unknown>>;

/** Calls of a server that must succeed. */
class Caller {
  readonly #url: string;
  /** Whether what was done before is no error. */
  readonly #again: boolean;

  constructor(url: string, again = false) {
    this.#url = url;
    this.#again = again;
  }

  async send(method: string, path: string, body?: unknown, type = "application/json", match?: string): Promise<Body> {
    const content =
      body === undefined || typeof body === "string"
        ? body
        : type === "application/json"
          ? JSON.stringify(body)
          : (body as Uint8Array<ArrayBuffer>);
    const answer = await fetch(new URL(path, this.#url), {
      method,
      ...(content !== undefined && { body: content }),
      headers: {
        ...(content !== undefined && { "content-type": type }),
        ...(match !== undefined && { "if-match": match }),
      },
    });
    const told = await answer.text();
    const isDone =
      this.#again && /^(?:404|409|410)$/.test(String(answer.status)) && /DELETE|copies|promote/.test(method + path);
    if (!answer.ok && !isDone) throw new Error(`${method} ${path}: ${answer.status} ${told}`);
    return told.startsWith("{") ? (JSON.parse(told) as Body) : {};
  }

  async get(path: string): Promise<Body> {
    return await this.send("GET", path);
  }

  async tag(path: string): Promise<string> {
    return (await fetch(new URL(path, this.#url))).headers.get("etag") ?? "";
  }

  /** Waits until something that is polled is in one of some states. */
  async until(path: string, states: RegExp, member = "status"): Promise<Body> {
    return await poll(async () => {
      const told = await this.get(path);
      if (!states.test(String(told[member]))) throw new Error(`${path} is ${JSON.stringify(told)}`);
      return told;
    });
  }

  /** Asks until there is a file. */
  async file(path: string): Promise<void> {
    await poll(async () => {
      const answer = await fetch(new URL(path, this.#url));
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`${path} answers ${answer.status}`);
    });
  }
}

/**
 * Tries something until it succeeds, for two minutes.
 *
 * @throws Error at once if the server does not answer: it is gone, and will not come back
 */
async function poll<Value>(attempt: () => Promise<Value>): Promise<Value> {
  const ended = await vi.waitFor(
    async () => {
      try {
        return { value: await attempt() };
      } catch (error) {
        // What `fetch` throws if nobody answers.
        if (error instanceof TypeError) return { error };
        throw error;
      }
    },
    { timeout: 120_000, interval: 100 },
  );
  if ("error" in ended) throw ended.error;
  return ended.value;
}

/** What became of all of it: what the paths of the API name. */
export interface Filled {
  readonly report: string;
  readonly batch: string;
  readonly packed: string;
  readonly edition: string;
  readonly upload: string;
  readonly parts: string;
  readonly theme: string;
  readonly template: string;
  readonly promotion: string;
}

const csv = "text/csv";
const yaml = "application/yaml";
const encode = (value: string): Uint8Array => new TextEncoder().encode(value);

/**
 * Uses a server as its users do, by every verb that stores something.
 *
 * @param around what the server was started with
 * @param again whether some of it may be done already: a server was killed meanwhile @default false
 */
export async function fillStore(url: string, around: Surroundings, again = false): Promise<Filled> {
  const api = new Caller(url, again);
  const { letters, hook } = around;
  await fillDatasets(api);
  const upload = await sendFile(api);
  const parts = await sendInParts(api);
  const { theme, template, promotion } = await fillTemplates(api, url);
  await api.send("PUT", "/webhooks/crm", { url: hook });
  await api.send("PUT", "/webhooks/away", { url: "http://127.0.0.1:9/hook" });
  const report = await fillReports(api);
  const { batch, packed } = await fillBatches(api);
  const edition = await fillPublications(api, letters);
  return { report, batch, packed, edition, upload, parts, theme, template, promotion };
}

async function fillDatasets(api: Caller): Promise<void> {
  await api.send("PUT", "/datasets/sales", "year,value\n2019,1\n2020,2\n", csv);
  await api.send("PUT", "/datasets/sales", "year,value\n2019,1\n2020,2\n2021,3\n", csv);
  await api.send("PUT", "/datasets/sales/recipe", "checks:\n  - range: {value: {from: 0}}\nfreshness: 36h\n", yaml);
  await api.send("PUT", "/notices/sales", { to: ["anna@example.org"], events: ["dataset.*"], language: "en" });
  await api.send("PUT", "/datasets/sales", "year,value\n2020,-1\n", csv).catch(() => undefined);
  await api.send("PUT", "/datasets/sales?hold", "year,value\n2019,1\n2020,2\n2021,4\n", csv);
  const rows = Array.from({ length: 9_000 }, (_, index) => `${index},name of ${index % 7},${index % 13}`);
  await api.send("PUT", "/datasets/long", `id,name,value\n${rows.join("\n")}\n`, csv);
  await api.send("PUT", "/datasets/people", "name,city\nAda,London\nEmmy,Göttingen\n", csv);
  await api.send("PUT", "/datasets/emptied", "name,city\nAda,London\n", csv);
  const { self } = await api.send("POST", "/erasures/people", { where: "name = 'Ada'" });
  await api.until(String(self), /stored/);
  await api.send("PUT", "/views/totals", "from: sales\nselect: SELECT year, value * 2 AS twice FROM sales\n", yaml);
  await api.send("PUT", "/sources/orders", "engine: http\nconnection: web\npath: orders.csv\n", yaml);
  await api.until("/sources/orders", /ready/, "state");
  await api.send("PUT", "/sources/broken", "engine: http\nconnection: web\npath: nothing.csv\n", yaml);
  await api.until("/sources/broken", /failed/, "state");
  await poll(() => api.get("/datasets/totals"));
}

const sent = encode("year,value\n2020,5\n");

async function sendFile(api: Caller): Promise<string> {
  const announced = { name: "sent", format: "csv", bytes: sent.length, sha256: sha256(sent) };
  const upload = await api.send("POST", "/uploads", announced);
  await api.send(String(upload["method"]), String(upload["url"]), sent, csv);
  await api.until(String(upload["self"]), /stored/);
  await api.send("POST", "/uploads", { ...announced, name: "never" });
  return String(upload["id"]);
}

async function sendInParts(api: Caller): Promise<string> {
  const { id } = await api.send("POST", "/uploads/in-parts", {
    name: "pieces",
    format: "csv",
    bytes: sent.length,
    sha256: sha256(sent),
  });
  const { parts } = await api.send("POST", `/uploads/${String(id)}/parts`, {
    parts: [{ number: 1, sha256: sha256(sent) }],
  });
  await api.send("PUT", (parts as readonly { readonly url: string }[])[0]!.url, sent, csv);
  return String(id);
}

async function fillTemplates(api: Caller, url: string): Promise<Pick<Filled, "theme" | "template" | "promotion">> {
  const theme = await seedTheme(url, "house", {
    "theme.yaml": "leading: 13\n",
    "partials/a.liquid": "By the house.\n",
  });
  await api.send("POST", "/templates/bars/copies", { name: "mine" });
  const draft = await api.send("POST", "/drafts", { dataset: "long" });
  const files = Object.entries(draft["files"] as Readonly<Record<string, string>>).map(
    ([path, body]) => [path, encode(body)] as const,
  );
  const kept = await api.send("PUT", "/templates/drafted", writeArchive(new Map(files)), "application/zip");
  const template = String(kept["version"]);
  await api.send(
    "POST",
    "/templates/drafted/promote",
    { version: template },
    "application/json",
    await api.tag("/templates/drafted/versions"),
  );
  return { theme, template, promotion: "1" };
}

async function fillReports(api: Caller): Promise<string> {
  const { id } = await api.send("POST", "/reports", { template: "bars", datasets: { numbers: "sales" } });
  const report = `/reports/${String(id)}`;
  await api.until(report, /ready/);
  for (const form of ["report.html", "report.xlsx", "report.docx", "report.pptx", "figures.zip", "card.png"])
    await api.file(`${report}/${form}`);
  await api.get(`${report}/explain?number=2019`);
  const other = await api.send("POST", "/reports", { template: "bars", parameters: { note: "deleted" } });
  await api.until(String(other["self"]), /ready/);
  await api.send("DELETE", String(other["self"]));
  return String(id);
}

async function fillBatches(api: Caller): Promise<Pick<Filled, "batch" | "packed">> {
  const make = async (name: string, more: object): Promise<string> => {
    const { id } = await api.send("POST", "/batches", {
      template: "bars",
      rows: { query: `SELECT '${name} ' || range AS note FROM range(3)` },
      map: { note: "note" },
      name: "{{ note }}",
      ...more,
    });
    await api.until(`/batches/${String(id)}`, /ready/);
    return String(id);
  };
  const batch = await make("n", { output: "zip" });
  const forms = await make("f", { renditions: ["html"] });
  await api.send("DELETE", `/batches/${forms}/items/f%202`);
  return { batch, packed: forms };
}

async function fillPublications(api: Caller, letters: readonly string[]): Promise<string> {
  await api.send("PUT", "/publications/weekly", {
    template: "bars",
    datasets: { numbers: "sales" },
    on: [{ schedule: "0 7 * * 1" }],
    deliver: [
      { webhook: "crm" },
      { mail: { to: ["anna@example.org", "gone@example.org"], attach: true } },
      { copy: { to: "weekly" } },
    ],
  });
  for (const date of ["2026-01-05", "2026-01-12"]) {
    await api.send("POST", "/publications/weekly/run", { date });
    await api.until("/publications/weekly/editions/latest", /ready/);
  }
  await poll(async () => {
    const { suppressed } = await api.get("/suppressed");
    if ((suppressed as unknown[]).length === 0 || letters.length < 2) throw new Error(`${letters.length} letters`);
  });
  const leave = letters
    .map((letter) => /\/unsubscribe\/([\w.=-]+)/.exec(letter.replaceAll(/=?\r?\n[ \t]*/g, ""))?.[1])
    .find((found) => found !== undefined);
  if (leave === undefined) throw new Error(letters[0]);
  await api.send("POST", `/unsubscribe/${leave}`, "", "application/x-www-form-urlencoded");
  await api.send("PUT", "/publications/listed", {
    template: "bars",
    batch: { rows: { dataset: "people" }, map: { note: "name" }, name: "{{ name }}" },
    on: [],
  });
  await api.send("POST", "/publications/listed/run", {});
  await api.until("/publications/listed/editions/latest", /ready/);
  const { id } = await api.get("/publications/weekly/editions/latest");
  return String(id);
}

/** Has a server that stores packs make a batch and delete an item. @returns the batch */
export async function fillPacks(url: string): Promise<string> {
  const api = new Caller(url);
  const { id } = await api.send("POST", "/batches", {
    template: "bars",
    rows: { query: "SELECT 'p ' || range AS note FROM range(4)" },
    map: { note: "note" },
    name: "{{ note }}",
  });
  const batch = `/batches/${String(id)}`;
  await api.until(batch, /ready/);
  await api.send("DELETE", `${batch}/items/p%202`);
  return String(id);
}
