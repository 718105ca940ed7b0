import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import type { AskedPreview, Preview } from "../../../functions/core/report/preview/preview.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import {
  type PreviewPool,
  type PreviewPoolOptions,
  openPreviewPool,
} from "../../../functions/render/preview/preview-pool.ts";
import { seeded } from "./random-edits.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const logger = { info() {}, warn() {}, error() {} };
const program = new URL("count-previews.ts", import.meta.url);

let dataDirectory: string;
const opened: PreviewPool[] = [];

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "shared-previews-"));
  await storeTemplate(
    await FileObjectStore.open(dataDirectory),
    "plain",
    new Map([
      ["template.yaml", bytes('title: Plain\ndate: "2026-01-31"\n')],
      ["report.md", bytes("# Plain\n")],
    ]),
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((previews) => previews.close()));
});
afterAll(() => rm(dataDirectory, { recursive: true }));

function open(options: Partial<PreviewPoolOptions>): PreviewPool {
  const previews = openPreviewPool({ dataDirectory, logger, mostProcesses: 3, hasRoom: () => true, ...options });
  opened.push(previews);
  return previews;
}

const askedBy = (session: string, files: AskedPreview["files"], since?: string): AskedPreview => ({
  session,
  name: "plain",
  base: since === undefined ? { kind: "stored" } : { kind: "preview", id: since },
  files,
  parameters: {},
  datasets: {},
  pages: [1],
});

/** What `count-previews.ts` answers. */
interface Counted {
  readonly id: string;
  readonly asked: AskedPreview;
  readonly files: readonly string[];
}

async function count(previews: PreviewPool, asked: AskedPreview): Promise<Counted> {
  return (await previews.make(asked)) as unknown as Counted;
}

function processOf({ id }: Counted): string {
  return id.split(" ")[0]!;
}

/** Lets sessions ask, all at once, round after round. @returns the processes that made the last round's previews */
async function press(previews: PreviewPool, sessions: number, rounds: number): Promise<ReadonlySet<string>> {
  return new Set((await pressAll(previews, sessions, rounds)).map(processOf));
}

/** Lets sessions ask, all at once, round after round. @returns their last previews */
async function pressAll(previews: PreviewPool, sessions: number, rounds: number): Promise<readonly Counted[]> {
  const last = new Map<string, Counted>();
  for (let round = 0; round < rounds; round += 1)
    await Promise.all(
      Array.from({ length: sessions }, async (_, index) => {
        const session = `editor ${index}`;
        const files = { "report.md": bytes(`# ${round}`) };
        last.set(session, await count(previews, askedBy(session, files, last.get(session)?.id)));
      }),
    );
  return [...last.values()];
}

test("four editors share a process; with the fifth another starts, and no more than allowed", async () => {
  const previews = open({ program });
  expect((await press(previews, 4, 20)).size).toBe(1);
  await vi.waitFor(async () => expect((await press(previews, 8, 1)).size).toBe(2), 20_000);
  await vi.waitFor(async () => expect((await press(previews, 20, 1)).size).toBe(3), 20_000);
  expect((await press(previews, 40, 20)).size).toBe(3);
}, 60_000);

test.each([
  ["one process is allowed", { mostProcesses: 1 }],
  ["there is no memory", { hasRoom: () => false }],
])(
  "where %s, all sessions share one",
  async (_, options) => {
    const previews = open({ program, ...options });
    expect((await press(previews, 20, 20)).size).toBe(1);
  },
  60_000,
);

test("a session that moves takes its files along, and what it was shown before is found where it was made", async () => {
  const previews = open({ program });
  const first = await count(previews, askedBy("mover", { "report.md": bytes("# One"), "a.sql": bytes("SELECT 1") }));
  const waiting = ["one", "two"].map((session) => askedBy(session, {}));
  await Promise.all(waiting.map((asked) => previews.make(asked)));
  // Two that are at home beside it come before it: once another process is open, it moves there.
  const moved = await vi.waitFor(async () => {
    await press(previews, 4, 1);
    const before = waiting.map((asked) => previews.make(asked));
    const next = await count(previews, askedBy("mover", { "report.md": bytes("# Two") }, first.id));
    await Promise.all(before);
    expect(processOf(next)).not.toBe(processOf(first));
    return next;
  }, 20_000);
  expect(moved.files).toEqual(["a.sql", "report.md"]);
  expect(Buffer.from(moved.asked.files["report.md"]!).toString()).toBe("# Two");
  for (const one of [first, moved]) expect(await previews.ask("page", one.id, 1)).toBe(`page in ${processOf(one)}`);
}, 60_000);

test("what a process made that has ended is asked of the first, and no process starts for it", async () => {
  const previews = open({ program, mostProcesses: 2 });
  const made = await vi.waitFor(async () => {
    const all = await pressAll(previews, 12, 3);
    const processes = [...new Set(all.map(processOf))];
    expect(processes.length).toBe(2);
    return all;
  }, 20_000);
  const first = processOf(made[0]!);
  const other = made.find((one) => processOf(one) !== first)!;
  process.kill(Number(processOf(other)), "SIGKILL");
  await vi.waitFor(async () => expect(await previews.ask("page", other.id, 1)).toBe(`page in ${first}`), 20_000);
}, 60_000);

test("a process that ends while it is tried out is not used, and the first goes on", async () => {
  const previews = open({ program });
  await press(previews, 4, 1);
  // The fifth session: what it asks ends the second process, which tries it out, and the first.
  const refused = await previews.make(askedBy("fatal", { end: bytes("") })).catch((error: unknown) => error);
  expect(refused).toMatchObject({ problems: [{ code: "render-crashed" }] });
  expect((await press(previews, 4, 20)).size).toBe(1);
}, 60_000);

test("editors in several processes see what each alone would see, and lose nothing", async () => {
  const previews = open({ mostProcesses: 2 });
  const alone = open({ mostProcesses: 1 });
  const random = seeded(20_261_202);
  const editors = Array.from({ length: 9 }, (_, index) => ({
    session: `editor ${index}`,
    id: undefined as string | undefined,
  }));
  const seen: { readonly text: string; readonly preview: Preview }[] = [];
  for (let round = 0; round < 8; round += 1)
    await Promise.all(
      editors.map(async (editor) => {
        const text = `# Plain\n\nText ${Math.floor(random() * 5)} of ${editor.session}\n`;
        const preview = await previews.make(askedBy(editor.session, { "report.md": bytes(text) }, editor.id));
        editor.id = preview.id;
        seen.push({ text, preview });
      }),
    );
  for (const { text, preview } of seen) {
    const { pages, state } = await alone.make(askedBy("alone", { "report.md": bytes(text) }));
    expect([preview.state, preview.pages.map(({ digest }) => digest)]).toEqual([
      state,
      pages.map(({ digest }) => digest),
    ]);
  }
}, 120_000);
