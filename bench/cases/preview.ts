import { MemoryObjectStore } from "../../functions/adapters/memory-object-store.ts";
import type { AskedPreview } from "../../functions/core/preview/preview.ts";
import { keepSessions } from "../../functions/core/query/session/keep-sessions.ts";
import type { TemplateFiles } from "../../functions/core/template/template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../functions/render/preview/open-preview-desk.ts";
import { readTemplateFolder } from "../../functions/seed/read-template-folder.ts";
import { seedTemplate } from "../../functions/seed/seed-template.ts";
import { shippedFolders } from "../../functions/seed/template-folders.ts";
import type { Case, Line } from "../case.ts";
import { atMost } from "../goal.ts";

const name = "high-tech-industries";

/** Edits before those that count: code and caches are warm in an editor. */
const warmUp = 15;

/** What an author types, the nth time, in a file. */
const edits: Readonly<Record<string, { readonly path: string; readonly change: (text: string, count: number) => string }>> = {
  text: { path: "report.md", change: (text, count) => text.replace(/\n\n(?=[A-Z])/, `\n\nTyped ${"word ".repeat(count % 20)}`) },
  query: { path: "queries/share.sql", change: (text, count) => `${text}\n-- ${count}` },
  spec: { path: "charts/share.vl.json", change: (text, count) => text.replace(/"height": ?\d+/, `"height": ${120 + (count % 40)}`) },
};

/**
 * What the server does between a keystroke in the flagship and the PDF of the page in view: the worker's work without
 * the way to the browser and pdf.js.
 */
export const preview: Case = {
  name: "preview",
  title: "Preview: a keystroke in the flagship, to the PDF of the page in view",
  async run({ full }) {
    const runs = full ? 100 : 30;
    const store = new MemoryObjectStore();
    const files = readTemplateFolder(shippedFolders.get(name)!);
    await seedTemplate(store, name, files);
    const lines: Line[] = [];
    for (const what of Object.keys(edits)) lines.push(await measure(what, files, store, runs));
    const slowest = (what: string): number => Number(lines.find(({ edit }) => edit === what)?.["CPU ms"]);
    return {
      lines,
      notes: ["without HTTP and the browser: pdf.js draws a page in 17 to 20 ms if it keeps the document open"],
      goals: [
        atMost("CPU time of a keystroke in the text at most 75 ms, which leaves pdf.js 25 of 100", 75, slowest("text"), "ms"),
        atMost("CPU time of a keystroke in a query at most 200 ms", 200, slowest("query"), "ms"),
        atMost("CPU time of a keystroke in a spec at most 200 ms", 200, slowest("spec"), "ms"),
      ],
    };
  },
};

async function measure(what: string, files: TemplateFiles, store: MemoryObjectStore, runs: number): Promise<Line> {
  const { path, change } = edits[what]!;
  const desk = openPreviewDesk({ ...createWorld(store), sessions: keepSessions() });
  const text = new TextDecoder().decode(files.get(path));
  const ask = (base: AskedPreview["base"], changed: AskedPreview["files"]): AskedPreview => ({ session: what, name, base, files: changed, parameters: {}, datasets: {}, pages: [1] });
  let last = await desk.make(ask({ kind: "stored" }, {}));
  const ms: number[] = [];
  let before = process.cpuUsage();
  for (let count = 0; count < warmUp + runs; count += 1) {
    if (count === warmUp) before = process.cpuUsage();
    const began = performance.now();
    last = await desk.make(ask({ kind: "preview", id: last.id }, { [path]: new TextEncoder().encode(change(text, count)) }));
    if (count >= warmUp) ms.push(performance.now() - began);
    if (last.state !== "current") throw new Error(`the preview has faults: ${JSON.stringify(last.problems)}`);
  }
  const { user, system } = process.cpuUsage(before);
  return { contender: "Broadsheet", edit: what, pages: last.pages.length, ms, "CPU ms": (user + system) / 1000 / runs };
}
