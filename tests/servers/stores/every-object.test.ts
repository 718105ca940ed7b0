import { cp, mkdtemp, readFile, rm, truncate, unlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { objectPath } from "../../../functions/adapters/files/file-object-path.ts";
import { openStore } from "../../../functions/adapters/open-store.ts";
import { withPacks } from "../../../functions/core/service/batch/pack/with-packs.ts";
import { listAll } from "../../../functions/core/paging/list-all.ts";
import { startServer } from "../../../functions/local/server/server.ts";
import { checkStore } from "../../../functions/local/stored/check-store.ts";
import { kindOfObject } from "../../../functions/local/stored/kind-of-object.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { type Filled, fillPacks, fillStore, openSurroundings, type Surroundings } from "./busy-store.ts";

/*
 * A store in which a server has kept something of every kind, since it was used by every verb. In an object of each
 * kind a byte changes, the end is cut off, it is emptied, it is deleted; then a server starts over it, and every GET of
 * the API is asked.
 */
const soak = process.env["SOAK"] !== undefined;
/** Of the damages, those that are tried: in CI a few, others with another `TURN`. */
const [share, turn] = soak ? [1, 0] : [60, Number(process.env["TURN"] ?? 0)];
const only = new RegExp(process.env["ONLY"] ?? "");

/** Time within which a server must start, and any read must answer, ms. */
const bound = 20_000;

let folder = "";
let pristine = "";
let around: Surroundings;
let filled: Filled;
let described: readonly string[] = [];
const quiet = { write: () => true };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "every-object-"));
  pristine = join(folder, "pristine");
  around = await openSurroundings(folder);
  const options = { ...around.options, dataDir: pristine, port: 0, signals: false, output: quiet, errors: quiet };
  let server = await startServer(options);
  try {
    filled = await fillStore(server.url, around);
    const { paths } = (await (await fetch(`${server.url}/openapi.json`)).json()) as { paths: Record<string, object> };
    described = Object.keys(paths).filter((path) => "get" in paths[path]!);
    await server.close();
    server = await startServer({ ...options, batchPacks: true });
    filled = { ...filled, packed: await fillPacks(server.url) };
  } finally {
    await server.close();
  }
}, 400_000);
afterAll(async () => {
  around?.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** What is not asked here, and why. */
const unasked: Readonly<Record<string, string>> = {
  "/previews/{id}/pages/{page}": "it is of a writer's files, which no store keeps",
  "/previews/{id}/problems": "as above",
  "/previews/{id}/queries/{query}": "as above",
  "/previews/{id}/report.pdf": "as above",
  "/previews/{id}/tests": "as above",
  "/reports/{id}/events": "a stream without end",
  "/templates/{name}/events": "a stream without end",
  "/links/{token}": "it leads to a file that is asked for by its own path",
  "/unsubscribe/{token}": "a page without stored content",
  "/templates/{name}/uploads/{id}": "as /uploads/{id}",
  "/themes/{name}/uploads/{id}": "as /uploads/{id}",
  "/templates/{name}/promotions/{number}": "only a server that requires tests has any",
  "/templates/{name}/files": "only a server that watches a folder has any",
  "/templates/{name}/files/{path}": "as above",
};

/** Values of the API's parameters that stand for what is in the store. */
function valuesOf({
  report,
  batch,
  packed,
  edition,
  upload,
  parts,
  theme,
  template,
}: Filled): readonly (readonly [path: RegExp, values: Readonly<Record<string, string>>])[] {
  return [
    [/^\/datasets/, { name: "sales" }],
    [/^\/datasets/, { name: "long" }],
    [/^\/datasets/, { name: "orders" }],
    [/^\/datasets/, { name: "totals" }],
    [/^\/erasures/, { name: "people" }],
    [/^\/queries/, { name: "sales" }],
    [/^\/notices/, { name: "sales" }],
    [/^\/sources/, { name: "orders" }],
    [/^\/sources/, { name: "broken" }],
    [/^\/views/, { name: "totals" }],
    [/^\/templates/, { name: "drafted", version: template }],
    [/^\/templates/, { name: "bars" }],
    [/^\/themes/, { name: "house", version: theme }],
    [/^\/reports/, { id: report, page: "1.png", figure: "fig-bars.svg" }],
    [/^\/batches/, { id: batch, name: "n 1", file: "report.pdf" }],
    [/^\/batches/, { id: packed, name: "p 1", file: "report.pdf" }],
    [/^\/batches\/[^/]+\/output/, { id: batch, name: "reports.zip" }],
    [/^\/publications/, { name: "weekly", edition }],
    [/^\/publications\/[^/]+\/editions\/[^/]+\/outputs/, { name: "listed", edition: "latest", file: "manifest.csv" }],
    [/^\/webhooks/, { name: "crm" }],
    [/^\/deliveries/, { channel: "mail" }],
    [/^\/uploads/, { id: upload }],
    [/^\/uploads/, { id: parts }],
  ];
}

/** Parameters that a path must have. */
const questions: Readonly<Record<string, string>> = {
  "/reports/{id}/explain": "?number=2019",
  "/schedule": "?schedule=0+7+*+*+1",
};

/** What takes a worker or a picture, which is asked only where it reads the damaged object. */
const heavy: readonly (readonly [path: RegExp, key: RegExp])[] = [
  [/\/explain/, /^(?:reports|datasets\/sales|templates\/bars)\//],
  [/\/picture$/, /^(?:templates|themes)\//],
  [/^\/queries\/|\/diff/, /^datasets\//],
  [/^\/authoring/, /^nothing/],
  [/\/pages\/1\.png$/, /^reports\//],
];

/** Ends the path of which a range is asked for. */
const range = "#10-99";

/** Every GET of the API, with what is in the store. @param key of the damaged object */
function asked(key?: string): readonly string[] {
  const found = new Set<string>();
  for (const path of described.filter((path) => unasked[path] === undefined)) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
    const fitting = valuesOf(filled).filter(([of, values]) => of.test(path) && names.every((name) => name in values));
    const all = names.length === 0 ? [{}] : fitting.map(([, values]) => values);
    for (const values of all as readonly Readonly<Record<string, string>>[])
      found.add(
        path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name]!)) + (questions[path] ?? ""),
      );
  }
  found.add(`/reports/${filled.report}/report.pdf${range}`);
  return [...found]
    .filter((path) => key === undefined || !heavy.some(([of, read]) => of.test(path) && !read.test(key)))
    .toSorted();
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly ms: number;
}

/** Starts a server over a data directory, asks it everything, and stops it. */
async function readAll(
  dataDir: string,
  key?: string,
): Promise<{ readonly answers: ReadonlyMap<string, Answer>; readonly log: string }> {
  let log = "";
  const errors = { write: (text: string) => void (log += text) };
  const server = await startServer({
    ...around.options,
    templateFolders: [],
    dataDir,
    port: 0,
    signals: false,
    output: quiet,
    errors,
  });
  const answers = new Map<string, Answer>();
  try {
    for (const path of asked(key)) answers.set(path, await ask(`${server.url}${path}`));
  } finally {
    await server.close();
  }
  return { answers, log };
}

async function ask(url: string): Promise<Answer> {
  const begun = performance.now();
  const headers = url.endsWith(range) ? { range: `bytes=${range.slice(1)}` } : undefined;
  const answer = await fetch(url, { signal: AbortSignal.timeout(bound), ...(headers && { headers }) });
  // A stream that breaks off is an answer that nobody takes for the whole.
  const body = await answer.arrayBuffer().catch(() => undefined);
  return {
    status: body === undefined ? 599 : answer.status,
    type: answer.headers.get("content-type") ?? "",
    body: Buffer.from(body ?? new ArrayBuffer(0)),
    ms: performance.now() - begun,
  };
}

const damages = ["changed", "cut", "emptied", "deleted"] as const;
type Damage = (typeof damages)[number];

async function harm(path: string, damage: Damage): Promise<void> {
  if (damage === "deleted") return unlink(path);
  const body = await readFile(path);
  if (damage === "emptied") return truncate(path, 0);
  if (damage === "cut") return truncate(path, body.length - 1 - Math.floor(body.length / 3));
  body[Math.floor(body.length / 2)]! ^= 1;
  await writeFile(path, body);
}

/** What a key has in common with others of its kind. */
function shapeOf(key: string, size: number): string {
  const general = key
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "#")
    .replace(/\/renditions\/(?!html)[^/]+/, "/renditions/*")
    .replace(/\/(?:crm|away|copy|mail)\b|\.(?:crm|away)\//, "/*/")
    .replaceAll(/[0-9a-f]{12,}|\d+/g, "#")
    .replace(/^(templates\/).*?\/#\/.*(\.\w+)$/, "$1*/#/*$2")
    .replace(
      /^((?:datasets|dataset-events|templates|themes|sources|batches|publications|pulls|refreshes)\/)[^/]+/,
      "$1*",
    )
    .replace(/\/items\/[^/]+/, "/items/*");
  return `${general}${size === 0 ? " empty" : ""}`;
}

/** An object of each shape. */
async function objectsOf(
  dataDir: string,
): Promise<ReadonlyMap<string, { readonly key: string; readonly size: number }>> {
  const found = new Map<string, { readonly key: string; readonly size: number }>();
  for await (const { key, size } of listAll(await openStore(dataDir), "")) {
    const shape = shapeOf(key, size);
    if (!found.has(shape) || /\/(?:sales|bars|house|n 1|p 1)\b/.test(key)) found.set(shape, { key, size });
  }
  return found;
}

/** Why an answer is wrong; undefined if it is right. */
function faultOf(answer: Answer, before: Answer, damage: Damage): string | undefined {
  if (answer.ms > bound) return `took ${answer.ms} ms`;
  if (answer.status === 599) return undefined;
  if (answer.status < 400) {
    // Files are the same, or none. Records tell what is there.
    const isFile = !/json|atom|html/.test(before.type);
    if (isFile && answer.status === before.status && Buffer.compare(answer.body, before.body) !== 0)
      return "other bytes";
    return undefined;
  }
  if (answer.status === 404 && damage === "deleted") return undefined;
  const problem = JSON.parse(answer.body.toString()) as { type: string; problems?: { code: string }[] };
  const code = problem.problems?.[0]?.code;
  if (problem.type.endsWith("internal-error") || code === undefined)
    return `an error without a name: ${answer.body.toString().slice(0, 200)}`;
  return problem.type.endsWith("unavailable") ? `"temporary": ${code}` : undefined;
}

let reading: ReturnType<typeof readAll> | undefined;
/** What the store answers before anything is damaged. */
const sound = (): ReturnType<typeof readAll> => (reading ??= readAll(pristine));

test("every GET of the API is asked, or there is a reason why not", async () => {
  const { answers } = await sound();
  const missing = described.filter((path) => {
    const form = new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/?]*")}(?:\\?|$)`);
    return unasked[path] === undefined && ![...answers].some(([one, { status }]) => status === 200 && form.test(one));
  });
  expect(missing).toEqual([]);
  expect([...answers.values()].filter(({ status }) => ![200, 206, 404].includes(status))).toEqual([]);
});

test("every object has a kind", async () => {
  const other = [...(await objectsOf(pristine)).values()]
    .map(({ key }) => key)
    .filter((key) => kindOfObject(key) === "other");
  expect(other).toEqual([]);
  expect((await checkStore(withPacks(await openStore(pristine)))).findings).toEqual([]);
});

test(
  "whatever is damaged, a server starts, answers with the right bytes or a named error, and check-store names it",
  { timeout: 3_600_000 },
  async () => {
    const objects = await objectsOf(pristine);
    noteFigures(`kinds of objects in a busy store: ${objects.size}`);
    const { answers: before } = await sound();
    const wrong: string[] = [];
    let [place, cases] = [0, 0];
    for (const [shape, { key, size }] of objects)
      for (const damage of damages) {
        if (size === 0 && damage !== "deleted") continue;
        place += 1;
        if (!only.test(shape) || place % share !== turn % share) continue;
        cases += 1;
        wrong.push(...(await tryDamage(key, damage, before)));
      }
    noteFigures(`damages tried: ${cases}`);
    expect(wrong).toEqual([]);
    expect(cases).toBeGreaterThan(0);
  },
);

/** @returns what is wrong with the answers over a store with a damaged object */
async function tryDamage(key: string, damage: Damage, before: ReadonlyMap<string, Answer>): Promise<readonly string[]> {
  const dataDir = join(folder, "case");
  const told = (what: string): string => `${key} ${damage}: ${what}`;
  await rm(dataDir, { recursive: true, force: true });
  await cp(pristine, dataDir, { recursive: true, preserveTimestamps: true });
  await harm(join(dataDir, objectPath(key)), damage);
  const wrong: string[] = [];
  if (damage !== "deleted") {
    const { findings } = await checkStore(withPacks(await openStore(dataDir)));
    if (!findings.some((finding) => finding.key === key || key.startsWith(finding.key)))
      wrong.push(told("check-store does not find it"));
  }
  try {
    const { answers, log } = await readAll(dataDir, key);
    for (const [path, answer] of answers) {
      const fault = faultOf(answer, before.get(path)!, damage);
      if (fault !== undefined) wrong.push(told(`GET ${path}: ${answer.status} ${fault}`));
    }
    const lines = log.split("\n").filter((line) => line.includes("damaged") && line.includes(`"${key}"`));
    if (lines.length > 1) wrong.push(told(`logged ${lines.length} times: ${lines[1]}`));
  } catch (error) {
    wrong.push(told(`the server does not start: ${(error as Error).message}`));
  }
  return wrong;
}
