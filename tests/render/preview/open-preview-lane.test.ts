import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { BroadsheetError } from "../../../functions/core/errors.ts";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import type { AskedPreview } from "../../../functions/core/report/preview/preview.ts";
import { openPreviewLane, type PreviewLane } from "../../../functions/render/preview/open-preview-lane.ts";

let lane: PreviewLane;
let dataDirectory: string;
const log: string[] = [];

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function note(message: string): void {
  log.push(message);
}

beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), "previews-"));
  await storeTemplate(
    await FileObjectStore.open(dataDirectory),
    "plain",
    new Map([
      ["template.yaml", bytes('title: Plain\ndate: "2026-01-31"\n')],
      ["report.md", bytes("# Plain\n")],
    ]),
  );
  lane = openPreviewLane({ dataDirectory, timeoutMs: 60_000, logger: { info: note, warn: note, error: note } });
});

afterAll(async () => {
  await lane.close();
  await rm(dataDirectory, { recursive: true });
});

const asked = (title: string, session = "editor"): AskedPreview => ({
  session,
  name: "plain",
  base: { kind: "stored" },
  files: { "report.md": bytes(`# ${title}\n`) },
  parameters: {},
  datasets: {},
  pages: [1],
});

test(
  "a newer preview of a session takes the place of those before it; other sessions get theirs",
  { timeout: 60_000 },
  async () => {
    const results = await Promise.allSettled([
      lane.make(asked("One")),
      lane.make(asked("Two")),
      lane.make(asked("Other", "somebody")),
      lane.make(asked("Three")),
    ]);
    const told = results.map((result) =>
      result.status === "fulfilled"
        ? result.value.title
        : (result.reason as { problems: readonly { code: string }[] }).problems[0]!.code,
    );
    expect(told.slice(1)).toEqual(["superseded", "Other", "Three"]);
    expect(told[0]).toBe("superseded");
  },
);

test("the worker answers pages, and faults as errors of their kind", { timeout: 60_000 }, async () => {
  const { id, pages } = await lane.make(asked("Four"));
  expect(Buffer.from(pages[0]!.pdf!).subarray(0, 5).toString()).toBe("%PDF-");
  expect(Buffer.compare(await lane.page(id, 1), pages[0]!.pdf!)).toBe(0);
  await expect(lane.page(id, 2)).rejects.toMatchObject({ kind: "not-found", problems: [{ code: "unknown-page" }] });
  await expect(lane.page("0".repeat(64), 1)).rejects.toMatchObject({ problems: [{ code: "preview-gone" }] });
  expect(log).toEqual([]);
});

test("previews do not wait for a check, however long it takes", { timeout: 60_000 }, async () => {
  const own = openPreviewLane({
    dataDirectory,
    program: new URL("endless-check.ts", import.meta.url),
    logger: { info: note, warn: note, error: note },
  });
  const checked = own.check("0".repeat(64)).catch((error: Error) => error.message);
  expect(await own.page("0".repeat(64), 1)).toBe("page");
  expect(await own.make(asked("Seven"))).toBe("make");
  await own.close();
  expect(await checked).toBe("the server is stopping");
});

test("previews do not wait for an edit, however long it takes", { timeout: 60_000 }, async () => {
  const own = openPreviewLane({
    dataDirectory,
    program: new URL("endless-check.ts", import.meta.url),
    logger: { info: note, warn: note, error: note },
  });
  const edited = own
    .edit({ files: { "report.md": "Words\n" }, block: { file: "report.md", line: 1 } })
    .catch((error: Error) => error.message);
  expect(await own.make(asked("Seven"))).toBe("make");
  await own.close();
  expect(await edited).toBe("the server is stopping");
});

test("previews do not wait for a draft, however long it takes", { timeout: 60_000 }, async () => {
  const own = openPreviewLane({
    dataDirectory,
    program: new URL("endless-check.ts", import.meta.url),
    logger: { info: note, warn: note, error: note },
  });
  const drafted = own.draft({ dataset: { name: "large" }, answers: {} }).catch((error: Error) => error.message);
  expect(await own.make(asked("Seven"))).toBe("make");
  await own.close();
  expect(await drafted).toBe("the server is stopping");
});

test("a few requests may wait for previews, and no more", { timeout: 60_000 }, async () => {
  const own = openPreviewLane({
    dataDirectory,
    program: new URL("endless-check.ts", import.meta.url),
    logger: { info: note, warn: note, error: note },
  });
  expect(await own.make(asked("Seven"))).toBe("make");
  // A check that never ends, and those behind it.
  const answers = Array.from({ length: 200 }, () =>
    own.check("0".repeat(64)).then(
      () => "done",
      (error: BroadsheetError) => error.problems[0]?.code,
    ),
  );
  expect(await Promise.all(answers.slice(-100))).toEqual(Array.from({ length: 100 }, () => "previews-busy"));
  await own.close();
  expect((await Promise.all(answers)).filter((code) => code === "server-stopping").length).toBeLessThanOrEqual(65);
});

test(
  "a worker that was warmed up has tried everything out, and whoever comes meanwhile gets a preview",
  { timeout: 60_000 },
  async () => {
    const version = await storeTemplate(
      await FileObjectStore.open(dataDirectory),
      "plain",
      new Map([
        ["template.yaml", bytes('title: Plain\ndate: "2026-01-31"\n')],
        ["report.md", bytes("# Plain\n")],
      ]),
    );
    const own = openPreviewLane({
      dataDirectory,
      warmUp: { name: "plain", version },
      logger: { info: note, warn: note, error: note },
    });
    own.warm();
    own.warm();
    expect(await own.make(asked("Eight"))).toMatchObject({ state: "current", title: "Eight" });
    own.warm();
    expect(await own.make(asked("Nine"))).toMatchObject({ state: "current", title: "Nine" });
    await own.close();
    expect(log).toEqual([]);
  },
);

test("a check says of a preview's files what `broadsheet check` would", { timeout: 60_000 }, async () => {
  const { id } = await lane.make(asked("Six {{ none }}"));
  expect((await lane.check(id)).errors.map(({ code }) => code)).toEqual(["unknown-variable"]);
  await expect(lane.check("0".repeat(64))).rejects.toMatchObject({ problems: [{ code: "preview-gone" }] });
});
