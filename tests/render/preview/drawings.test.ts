import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import type { World } from "../../../functions/core/report/generate-report.ts";
import type { AskedPreview, DrawnParts, Preview } from "../../../functions/core/report/preview/preview.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import type { DrawnPage } from "../../../functions/core/report/rendition/drawn/draw-boxes.ts";
import type { DrawnBox, Paint } from "../../../functions/core/report/rendition/drawn/drawn.ts";
import { DrawnUses } from "../../../functions/core/report/rendition/drawn/drawn-uses.ts";
import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { DrawingSender } from "../../../functions/render/preview/drawing-sender.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { randomEdits, seeded } from "./random-edits.ts";

const name = "high-tech-industries";
const edits = process.env["SOAK"] !== undefined ? 1_000 : 5;
const pages = [1, 2, 3, 4];

let original: TemplateFiles;
let world: World;

beforeAll(async () => {
  original = readTemplateFolder(shippedFolders.get(name)!);
  const store = new MemoryObjectStore();
  await seedTemplate(store, name, original);
  world = createWorld(store);
});

const asked = (
  base: AskedPreview["base"],
  files: AskedPreview["files"],
  parameters: AskedPreview["parameters"] = {},
): AskedPreview => ({
  session: "editor",
  name,
  base,
  files,
  parameters,
  datasets: {},
  pages,
  pagesAs: "drawings",
});

/** What an editor has: as the studio puts answers together, without a canvas. */
class Editor {
  readonly pages = new Map<number, readonly DrawnBox[]>();
  #parts: Omit<DrawnParts, "whole"> = { faces: {}, figures: {}, images: {} };

  receive({ pages: came, drawn }: Preview): void {
    const { whole, faces, figures, images } = drawn!;
    if (whole) this.pages.clear();
    const before = whole ? { faces: {}, figures: {}, images: {} } : this.#parts;
    this.#parts = {
      faces: {
        ...before.faces,
        ...Object.fromEntries(
          Object.entries(faces).map(([face, { em, glyphs }]) => [
            face,
            { em, glyphs: { ...before.faces[face]?.glyphs, ...glyphs } },
          ]),
        ),
      },
      figures: { ...before.figures, ...figures },
      images: { ...before.images, ...images },
    };
    for (const { number, drawing } of came) {
      if (drawing === undefined) continue;
      const old = this.pages.get(number);
      this.pages.set(
        number,
        drawing.map((box) => (typeof box === "number" ? old![box]! : box)),
      );
    }
  }

  /** All that a page paints, with the outlines, charts and images themselves. */
  shown(number: number): unknown {
    const { faces, figures, images } = this.#parts;
    const settle = (paint: Paint): unknown => {
      if (paint.kind === "clip") return { ...paint, paints: paint.paints.map(settle) };
      if (paint.kind === "image") return { ...paint, image: images[paint.image] ?? "absent" };
      if (paint.kind !== "glyphs") return paint;
      const ids = paint.glyphs.filter((_, index) => index % 3 === 0);
      const face = faces[paint.face];
      return { ...paint, em: face?.em, outlines: ids.map((id) => face?.glyphs[id] ?? "absent") };
    };
    return this.pages
      .get(number)
      ?.map((box) =>
        "figure" in box
          ? { ...box, paints: (figures[box.figure] ?? []).map(settle) }
          : { ...box, paints: box.paints.map(settle) },
      );
  }
}

test(
  `after each of ${edits} random edits, an editor that is sent what is new has the drawings of a fresh start`,
  {
    timeout: 600_000,
  },
  async () => {
    const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
    const next = randomEdits(original, seeded(20_261_130));
    const editor = new Editor();
    let files: TemplateFiles = original;
    let last = await desk.make(asked({ kind: "nothing" }, Object.fromEntries(original)));
    editor.receive(last);
    expect(last.drawn?.whole).toBe(true);
    for (let count = 1; count <= edits; count += 1) {
      const edit = next(files, last.state === "current");
      files = new Map([...files, ...Object.entries(edit.files).map(([path, body]) => [path, body!] as const)]);
      last = await desk.make(asked({ kind: "preview", id: last.id }, edit.files, edit.parameters));
      editor.receive(last);
      expect(last.drawn?.whole).toBe(false);
      if (last.state !== "current") continue;
      const fresh = new Editor();
      fresh.receive(
        await openPreviewDesk(world).make(asked({ kind: "nothing" }, Object.fromEntries(files), edit.parameters)),
      );
      for (const number of pages.slice(0, last.pages.length)) {
        expect(JSON.stringify(fresh.shown(number))).not.toContain("absent");
        expect(editor.shown(number), `edit ${count}, page ${number}: ${edit.what}`).toEqual(fresh.shown(number));
      }
    }
  },
);

test("a letter typed sends the lines that it changes, and no glyph or chart that the editor has", async () => {
  const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
  const text = new TextDecoder().decode(original.get("report.md"));
  const typed = (letter: string): AskedPreview["files"] => ({
    "report.md": new TextEncoder().encode(text.replace(/^(In the three years .*)$/m, `$1${letter}`)),
  });
  const first = await desk.make(asked({ kind: "stored" }, {}));
  const second = await desk.make(asked({ kind: "preview", id: first.id }, typed("s")));
  const [page] = second.pages;
  expect(page?.pdf).toBeUndefined();
  expect(page?.drawing?.length).toBeGreaterThan(20);
  expect(page?.drawing?.filter((box) => typeof box !== "number").length).toBeLessThanOrEqual(4);
  expect(second.pages.slice(1).every(({ drawing }) => drawing === undefined)).toBe(true);
  expect(second.drawn).toEqual({ whole: false, faces: {}, figures: {}, images: {} });
  expect(second.made).toMatchObject({ queries: 0, pages: 1 });
  const again = await desk.make(asked({ kind: "stored" }, typed("s")));
  expect(again.drawn?.whole).toBe(true);
  expect(Object.keys(again.drawn!.faces).length).toBeGreaterThan(1);
});

/** A page of one chart. */
const pageOfChart = (digest: string): DrawnPage => ({
  boxes: [{ figure: digest, matrix: [1, 0, 0, 1, 0, 0] }],
  figures: new Map([
    [digest, { paints: [{ kind: "fill", ink: "#000000", path: "M0 0".repeat(100) }], uses: new DrawnUses() }],
  ]),
  uses: new DrawnUses(),
});

test("an editor that has too much is sent all anew", () => {
  const limits = { kept: 600, sent: 10_000 };
  const first = new DrawingSender(undefined, limits);
  first.page(1, pageOfChart("one"));
  expect(first.parts()).toMatchObject({ whole: true, figures: { one: [{}] } });
  const second = new DrawingSender(first.sent(), limits);
  second.page(1, pageOfChart("two"));
  expect(second.parts()).toMatchObject({ whole: false, figures: { two: [{}] } });
  const third = new DrawingSender(second.sent(), limits);
  expect(third.page(1, pageOfChart("two"))).toEqual([{ figure: "two", matrix: [1, 0, 0, 1, 0, 0] }]);
  expect(third.parts()).toMatchObject({ whole: true, figures: { two: [{}] } });
});

test("a page that makes the answer too long comes without its drawing, and nothing of it is taken for sent", () => {
  const limits = { kept: 10_000, sent: 700 };
  const first = new DrawingSender(undefined, limits);
  expect(first.page(1, pageOfChart("one"))).toBeDefined();
  expect(first.page(2, pageOfChart("two"))).toBeUndefined();
  expect(Object.keys(first.parts().figures)).toEqual(["one"]);
  const second = new DrawingSender(first.sent(), limits);
  expect(second.page(1, pageOfChart("one"))).toEqual([0]);
  expect(second.page(2, pageOfChart("two"))).toEqual([{ figure: "two", matrix: [1, 0, 0, 1, 0, 0] }]);
  expect(Object.keys(second.parts().figures)).toEqual(["two"]);
});
