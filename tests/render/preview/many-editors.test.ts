import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import type { World } from "../../../functions/core/report/generate-report.ts";
import type { AskedPreview, Preview } from "../../../functions/core/report/preview/preview.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import type { PreviewDesk } from "../../../functions/render/preview/preview-messages.ts";
import { seeded } from "./random-edits.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const rounds = process.env["SOAK"] === undefined ? 160 : 3_000;

let world: World;

beforeAll(async () => {
  const store = new MemoryObjectStore();
  await storeTemplate(
    store,
    "plain",
    new Map([
      ["template.yaml", bytes('title: Plain\ndate: "2026-01-31"\n')],
      ["report.md", bytes("# Plain\n")],
    ]),
  );
  world = createWorld(store);
});

/** An editor of the studio: it sends what has changed since its last preview, and all of it if that is lost. */
class Editor {
  readonly #desk: PreviewDesk;
  readonly #session: string;
  #last: string | undefined;
  text = "# Plain\n";
  lost = 0;

  constructor(desk: PreviewDesk, session: string) {
    [this.#desk, this.#session] = [desk, session];
  }

  async type(text: string): Promise<Preview> {
    this.text = text;
    const base: AskedPreview["base"] =
      this.#last === undefined ? { kind: "stored" } : { kind: "preview", id: this.#last };
    try {
      const preview = await this.#desk.make(askedBy(this.#session, base, text));
      this.#last = preview.id;
      return preview;
    } catch (error) {
      if (!(error instanceof BroadsheetError) || error.problems[0]?.code !== "preview-gone") throw error;
      this.lost += 1;
      this.#last = undefined;
      return this.type(text);
    }
  }
}

const askedBy = (session: string, base: AskedPreview["base"], text: string): AskedPreview => ({
  session,
  name: "plain",
  base,
  files: { "report.md": bytes(text) },
  parameters: {},
  datasets: {},
  pages: [1],
});

test("twenty editors who type in turn lose no keystroke", async () => {
  const desk = openPreviewDesk(world);
  const editors = Array.from({ length: 20 }, (_, index) => new Editor(desk, `editor ${index}`));
  for (let keystroke = 0; keystroke < 10; keystroke += 1)
    for (const [index, editor] of editors.entries()) {
      const { state, title } = await editor.type(`${editor.text}${index}`);
      expect([state, title]).toEqual(["current", "Plain"]);
    }
  expect(editors.map(({ lost }) => lost)).toEqual(editors.map(() => 0));
  expect(editors[19]!.text).toBe(`# Plain\n${"19".repeat(10)}`);
}, 60_000);

test(`${rounds} keystrokes of nine editors show what each of them alone would see, faults too`, async () => {
  const desk = openPreviewDesk(world);
  const random = seeded(20_261_130);
  const editors = Array.from({ length: 9 }, (_, index) => ({
    name: `editor ${index}`,
    editor: new Editor(desk, `editor ${index}`),
    good: undefined as string | undefined,
  }));
  for (let round = 0; round < rounds; round += 1) {
    const one = editors[Math.floor(random() * editors.length)]!;
    const isFaulty = random() < 0.4;
    const text = `# Plain\n\nText ${Math.floor(random() * 5)} of ${one.name}${isFaulty ? " {{ none }}" : ""}\n`;
    const seen = await one.editor.type(text);
    if (!isFaulty) one.good = text;
    const about = `round ${round}: ${one.name}`;
    expect(seen.state, about).toBe(isFaulty ? (one.good === undefined ? "none" : "stale") : "current");
    expect(seen.problems.map(({ code }) => code)).toEqual(isFaulty ? ["unknown-variable"] : []);
    if (one.good === undefined) continue;
    const alone = await openPreviewDesk(world).make(askedBy(one.name, { kind: "stored" }, one.good));
    expect(
      seen.pages.map(({ digest }) => digest),
      about,
    ).toEqual(alone.pages.map(({ digest }) => digest));
    // The page of what was just answered can be asked for.
    expect(Buffer.compare(await desk.page(seen.id, 1), alone.pages[0]!.pdf!), about).toBe(0);
  }
  expect(editors.map(({ editor }) => editor.lost)).toEqual(editors.map(() => 0));
}, 600_000);
