import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import type { AskedPreview } from "../../../functions/core/report/preview/preview.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";

const require = createRequire(import.meta.url);
const font = (file: string): Uint8Array =>
  new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/${file}.ttf`)));
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const files = {
  "template.yaml": bytes(
    'title: Fonts\ndate: "2026-01-31"\ntheme:\n  fonts:\n    sans: fonts/own.ttf\n    serif: fonts/own.ttf\n',
  ),
  "report.md": bytes(
    '# A title\n\nA paragraph that is long enough to be kept, with some more words.\n\n::chart{spec="bars" data="rows" title="Bars" alt="Bars."}\n',
  ),
  "queries/rows.sql": bytes("SELECT 'first' AS name, 1 AS value UNION ALL SELECT 'second', 2 ORDER BY value"),
  "charts/bars.vl.json": bytes(
    '{ "data": { "name": "rows" }, "mark": "bar", "encoding": { "x": { "field": "value", "type": "quantitative" }, "y": { "field": "name", "type": "nominal" } } }',
  ),
};

const asked = (base: AskedPreview["base"], changed: AskedPreview["files"]): AskedPreview => ({
  session: "editor",
  name: "fonts",
  base,
  files: changed,
  parameters: {},
  datasets: {},
  pages: [1],
});

test("another font under the same name sets the text and draws the charts again", async () => {
  const world = createWorld(new MemoryObjectStore());
  const desk = openPreviewDesk(world);
  const first = await desk.make(
    asked({ kind: "nothing" }, { ...files, "fonts/own.ttf": font("inter/400Regular/Inter_400Regular") }),
  );
  expect([first.state, first.problems]).toEqual(["current", []]);
  const other = { "fonts/own.ttf": font("ibm-plex-mono/400Regular/IBMPlexMono_400Regular") };
  const second = await desk.make(asked({ kind: "preview", id: first.id }, other));
  expect(second.made).toEqual({ queries: 0, charts: 1, pages: 1 });
  const fresh = openPreviewDesk(world);
  const wanted = await fresh.make(asked({ kind: "nothing" }, { ...files, ...other }));
  expect(second.pages.map(({ digest }) => digest)).toEqual(wanted.pages.map(({ digest }) => digest));
  expect(Buffer.compare(await desk.file(second.id), await fresh.file(wanted.id))).toBe(0);
});
