import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../functions/core/errors.ts";
import { answerEdit } from "../../../functions/core/report/edit/answer-edit.ts";
import type { ChartChange } from "../../../functions/core/report/edit/chart/chart.ts";
import type { Patch } from "../../../functions/core/report/edit/edit.ts";
import type { AskedPreview } from "../../../functions/core/report/preview/preview.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { seeded } from "./random-edits.ts";

const name = "country-profile";
const spec = "charts/trend.vl.json";
const edits = process.env["SOAK"] === undefined ? 4 : 200;

const changes: readonly ChartChange[] = [
  { kind: "area" },
  { labels: true },
  { title: { axis: "y", text: "Value" } },
  { note: { mark: "line", axis: "y", at: 20, text: "Target" } },
  { kind: "line" },
  { colour: "muted" },
  { domain: { axis: "y", min: 0 } },
  { labels: false },
  { without: 0 },
];

const asked = (base: AskedPreview["base"], files: AskedPreview["files"]): AskedPreview => ({
  session: "editor",
  name,
  base,
  files,
  parameters: {},
  datasets: {},
  pages: [1],
});

test("changes of a chart leave the bytes of a fresh render", { timeout: 600_000 }, async () => {
  const original: TemplateFiles = readTemplateFolder(shippedFolders.get(name)!);
  const store = new MemoryObjectStore();
  await seedTemplate(store, name, original);
  const world = createWorld(store);
  const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
  const random = seeded(33);
  let text = new TextDecoder().decode(original.get(spec));
  let last = await desk.make(asked({ kind: "nothing" }, Object.fromEntries(original)));
  let made = 0;
  for (let count = 0; made < edits && count < 20 * edits; count++) {
    const change = changes[Math.floor(random() * changes.length)]!;
    let patches: readonly Patch[];
    try {
      ({ patches } = answerEdit({
        files: { [spec]: text },
        block: { file: spec, line: 1 },
        edit: { do: "chart", change },
      }));
    } catch (error) {
      if (!(error instanceof BroadsheetError)) throw error;
      continue;
    }
    if (patches.length === 0) continue;
    made += 1;
    text = patches.reduce((whole, { from, to, text: put }) => whole.slice(0, from) + put + whole.slice(to), text);
    const body = new TextEncoder().encode(text);
    last = await desk.make(asked({ kind: "preview", id: last.id }, { [spec]: body }));
    const fresh = openPreviewDesk(world);
    const wanted = await fresh.make(
      asked({ kind: "nothing" }, Object.fromEntries(new Map([...original, [spec, body]]))),
    );
    const about = JSON.stringify([count, change]);
    expect([last.state, last.problems, wanted.state], about).toEqual(["current", [], "current"]);
    expect(Buffer.compare(await desk.file(last.id), await fresh.file(wanted.id)), about).toBe(0);
  }
  expect(made).toBe(edits);
});
