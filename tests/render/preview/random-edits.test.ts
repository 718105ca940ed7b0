import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { beforeAll, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import { generateReport, type World } from "../../../functions/core/report/generate-report.ts";
import type { AskedPreview, Preview } from "../../../functions/core/report/preview/preview.ts";
import { keepSessions } from "../../../functions/core/report/query/session/keep-sessions.ts";
import { storeVersion } from "../../../functions/core/report/template/store/store-template.ts";
import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../functions/render/preview/open-preview-desk.ts";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { randomEdits, seeded } from "./random-edits.ts";

const name = "high-tech-industries";
const whole = process.env["WHOLE"] !== undefined;
const edits = process.env["SOAK"] !== undefined ? 1_000 : whole ? 20 : 4;

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
  parameters: AskedPreview["parameters"],
  session = "editor",
): AskedPreview => ({ session, name, base, files, parameters, datasets: {}, pages: [1] });

/** What must not depend on what was kept. */
function shown({ timings: _timings, made: _made, queries, pages, ...preview }: Preview): unknown {
  return {
    ...preview,
    pages: pages.map(({ pdf: _pdf, ...page }) => page),
    queries: queries.map(({ ran: _ran, ...query }) => query),
  };
}

test(
  `after each of ${edits} random edits, a preview is that of a fresh start, to the byte`,
  { timeout: 600_000 },
  async () => {
    const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
    const next = randomEdits(original, seeded(20_261_127));
    let files: TemplateFiles = original;
    let last = await desk.make(asked({ kind: "nothing" }, Object.fromEntries(original), {}));
    let good = 0;
    let editor = "editor";
    // Whether this editor has pages: a wrong edit leaves them in place.
    let has = true;
    for (let count = 1; count <= edits; count += 1) {
      const edit = next(files, last.state === "current");
      files = new Map([...files, ...Object.entries(edit.files).map(([path, body]) => [path, body!] as const)]);
      // Now and then the page is opened again: another editor begins with what this one has kept.
      const again = count % 3 === 0;
      if (again) editor = `editor ${count}`;
      if (again) has = false;
      last = await desk.make(
        again
          ? asked({ kind: "nothing" }, Object.fromEntries(files), edit.parameters, editor)
          : asked({ kind: "preview", id: last.id }, edit.files, edit.parameters, editor),
      );
      const fresh = openPreviewDesk(world);
      const wanted = await fresh.make(asked({ kind: "nothing" }, Object.fromEntries(files), edit.parameters, editor));
      const about = `edit ${count}: ${edit.what}`;
      if (wanted.state !== "current") {
        expect([last.state, last.problems], about).toEqual([has ? "stale" : "none", wanted.problems]);
        continue;
      }
      good += 1;
      has = true;
      expect(shown(last), about).toEqual(shown(wanted));
      expect(Buffer.compare(await desk.page(last.id, 1), await fresh.page(wanted.id, 1)), about).toBe(0);
      expect(Buffer.compare(await desk.file(last.id), await fresh.file(wanted.id)), about).toBe(0);
    }
    expect(good).toBeGreaterThan(edits / 4);
  },
);

test("the whole file of a preview is the report of the same template, once it is stored", async () => {
  const desk = openPreviewDesk(world);
  const changed = new TextEncoder().encode(
    `${new TextDecoder().decode(original.get("report.md"))}\nOne more paragraph.\n`,
  );
  await desk.make(asked({ kind: "stored" }, {}, {}));
  const { id } = await desk.make(asked({ kind: "stored" }, { "report.md": changed }, {}));
  const { version } = await storeVersion(world.store, name, new Map([...original, ["report.md", changed]]));
  const { pdf } = await generateReport(await acceptReport({ template: `${name}@${version}` }, world), world);
  expect(Buffer.compare(await desk.file(id), pdf)).toBe(0);
});

test("only what depends on an edit is made again: a query, those that read it, and pages that look different", async () => {
  const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
  const first = await desk.make(asked({ kind: "stored" }, {}, {}));
  expect(first.queries.every(({ ran }) => ran)).toBe(true);
  const charts = [...original.keys()].filter((path) => path.startsWith("charts/")).length;
  // Those that grow to fill a page are drawn once more.
  expect(first.made).toMatchObject({ queries: first.queries.length, pages: 1 });
  expect(first.made.charts).toBeGreaterThanOrEqual(charts);
  expect(first.made.charts).toBeLessThanOrEqual(2 * charts);
  const text = new TextDecoder().decode(original.get("report.md"));
  const second = await desk.make(
    asked({ kind: "preview", id: first.id }, { "report.md": new TextEncoder().encode(`${text}\nA last word.\n`) }, {}),
  );
  expect(second.made).toMatchObject({ queries: 0, pages: 0 });
  expect(second.made.charts).toBeLessThanOrEqual(2);
  const title = await desk.make(
    asked(
      { kind: "preview", id: second.id },
      { "report.md": new TextEncoder().encode(text.replace(/^# /m, "# Now: ")) },
      {},
    ),
  );
  expect(title.made).toMatchObject({ queries: 0, pages: 1 });
  expect(title.made.charts).toBeLessThanOrEqual(2);
  const spec = new TextDecoder().decode(original.get("charts/share.vl.json"));
  const drawn = await desk.make(
    asked(
      { kind: "preview", id: title.id },
      { "charts/share.vl.json": new TextEncoder().encode(spec.replace('"strokeWidth": 2.5', '"strokeWidth": 3')) },
      {},
    ),
  );
  expect(drawn.made).toMatchObject({ queries: 0, pages: 1 });
  expect(drawn.made.charts).toBeLessThanOrEqual(3);
  expect(second.pages.filter(({ digest }, index) => first.pages[index]?.digest !== digest).length).toBeLessThanOrEqual(
    2,
  );
  const sql = new TextDecoder().decode(original.get("queries/hubs.sql"));
  const third = await desk.make(
    asked(
      { kind: "preview", id: drawn.id },
      { "queries/hubs.sql": new TextEncoder().encode(`${sql}\n-- changed`) },
      {},
    ),
  );
  expect(third.queries.filter(({ ran }) => ran).map((query) => query.name)).toEqual(["hubs", "money"]);
});

test("another editor of the template begins with what the last one has kept", async () => {
  const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
  const first = await desk.make(asked({ kind: "stored" }, {}, {}));
  const second = await desk.make(asked({ kind: "stored" }, {}, {}, "another"));
  expect(second.made).toMatchObject({ queries: 0, pages: 1 });
  expect(second.made.charts).toBeLessThanOrEqual(2);
  expect(second.pages.map(({ digest }) => digest)).toEqual(first.pages.map(({ digest }) => digest));
  expect(Buffer.compare(await desk.file(second.id), await desk.file(first.id))).toBe(0);
});

// It takes a hundred edits: what is kept on purpose, such as the last sixteen templates, must have its size first.
if (whole)
  test("a hundred edits leave nothing behind", { timeout: 600_000 }, async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const desk = openPreviewDesk({ ...world, sessions: keepSessions() });
    let last = await desk.make(asked({ kind: "stored" }, {}, {}));
    const text = new TextDecoder().decode(original.get("report.md"));
    const spec = new TextDecoder().decode(original.get("charts/share.vl.json"));
    const heapAfter = async (from: number, to: number): Promise<number> => {
      for (let count = from; count < to; count += 1) {
        const files =
          count % 2 === 0
            ? { "report.md": `${text}\n${"word ".repeat(count)}\n` }
            : { "charts/share.vl.json": spec.replace(/"height": ?\d+/, `"height": ${120 + (count % 6)}`) };
        last = await desk.make(
          asked(
            { kind: "preview", id: last.id },
            Object.fromEntries(Object.entries(files).map(([path, body]) => [path, new TextEncoder().encode(body)])),
            {},
          ),
        );
      }
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await heapAfter(0, 60);
    const after = await heapAfter(60, 160);
    // What must not leak is larger: the compiled schema of one edit was, and a template is, more than 100 KB.
    expect(after - before).toBeLessThan(8_000_000);
  });
