import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import { PreviewSessions } from "../../../functions/render/preview/preview-sessions.ts";
import { seeded } from "./random-edits.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("hundreds of sessions keep their files, and the ten used last their work; four where the heap is half full", () => {
  let isRoomy = true;
  const sessions = new PreviewSessions(new MemoryObjectStore(), undefined, () => isRoomy);
  const opened = Array.from({ length: 500 }, (_, index) => sessions.of(`editor ${index}`, "plain"));
  const atWork = (): number[] => opened.flatMap(({ work }, index) => (work === undefined ? [] : [index]));
  expect(sessions.size).toBe(400);
  const again = sessions.of("editor 200", "plain");
  expect(again).toBe(opened[200]);
  expect(atWork()).toEqual([200, 491, 492, 493, 494, 495, 496, 497, 498, 499]);
  isRoomy = false;
  sessions.of("editor 498", "plain");
  expect(atWork()).toEqual([200, 497, 498, 499]);
});

test("files that are too many together are forgotten, those used longest ago first; shared ones count once", () => {
  const sessions = new PreviewSessions(new MemoryObjectStore(), 1_000_000);
  const logo = new Uint8Array(600_000);
  for (let index = 0; index < 10; index += 1) {
    const session = sessions.of(`editor ${index}`, "plain");
    session.files = new Map([
      ["logo.png", logo],
      ["report.md", new Uint8Array(90_000)],
    ]);
    sessions.brought(690_000);
    expect(sessions.size).toBe(Math.min(index + 1, 4));
  }
  const large = sessions.of("one that is too large by itself", "plain");
  large.files = new Map([["a.csv", new Uint8Array(2_000_000)]]);
  sessions.brought(2_000_000);
  expect(sessions.size).toBe(1);
  expect(sessions.of("one that is too large by itself", "plain")).toBe(large);
});

test("samples that were edited long ago leave the memory", { timeout: 120_000 }, async () => {
  const desk = openPreviewDesk(createWorld(new MemoryObjectStore()));
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const held = (): number => {
    for (let turn = 0; turn < 2; turn += 1) collect();
    return process.memoryUsage().arrayBuffers;
  };
  const random = seeded(7);
  const sample = (): Uint8Array =>
    bytes(`a,b\n${Array.from({ length: 4_000 }, () => `${random()},${random()}\n`).join("")}`);
  const yaml = bytes('title: Plain\ndate: "2026-01-31"\ndatasets:\n  d: { default: some-data, file: data/d.csv }\n');
  let base: { kind: "nothing" } | { kind: "preview"; id: string } = { kind: "nothing" };
  let files: Record<string, Uint8Array> = {
    "template.yaml": yaml,
    "report.md": bytes("# Plain\n"),
    "queries/q.sql": bytes("SELECT count(*) AS n FROM d"),
  };
  const sizes: number[] = [];
  for (let edit = 0; edit < 24; edit += 1) {
    const body = sample();
    const preview = await desk.make({
      session: "editor",
      name: "plain",
      base,
      files: { ...files, "data/d.csv": body },
      parameters: {},
      datasets: {},
      pages: [],
    });
    expect(preview.problems).toEqual([]);
    [base, files] = [{ kind: "preview", id: preview.id }, {}];
    sizes.push(held() / body.byteLength);
  }
  // As many samples as a session keeps, twice over for what is stored beside each.
  // Those of nine edits, as text and as tables; all would take 45 times the size of one.
  expect(Math.max(...sizes) - sizes[0]!, sizes.map(Math.round).join()).toBeLessThan(32);
});
