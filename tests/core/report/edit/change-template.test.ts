import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { changeTemplate } from "../../../../functions/core/report/edit/change-template.ts";
import type { AnsweredChange, Rename } from "../../../../functions/core/report/edit/change.ts";
import { checkText } from "../../../../functions/core/report/compose/check/check-text.ts";
import { loadTemplate } from "../../../../functions/core/report/template/load-template.ts";
import { createWorld } from "../../../../functions/render/create-world.ts";
import { openPreviewDesk } from "../../../../functions/render/preview/open-preview-desk.ts";
import { applyChange } from "./apply-change.ts";
import { namesIn } from "./names-in.ts";

/** Renames everything that has a name, in templates that others have written. */
const root = join(import.meta.dirname, "../../../..");
const folders = ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"];

/** The files of a template: those that hold text, and all of them. */
function read(folder: string): { readonly texts: Record<string, string>; readonly all: Record<string, Uint8Array> } {
  const all = Object.fromEntries(
    readdirSync(join(root, "templates", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        return [
          relative(join(root, "templates", folder), path).replaceAll("\\", "/"),
          new Uint8Array(readFileSync(path)),
        ] as const;
      }),
  );
  const texts = Object.fromEntries(
    Object.entries(all)
      .filter(([path]) => /\.(?:md|liquid|ya?ml|sql|json)$/.test(path) && !path.startsWith("data/"))
      .map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]),
  );
  return { texts, all };
}

async function rename(
  files: Readonly<Record<string, string>>,
  change: Omit<Rename, "do">,
): Promise<AnsweredChange | string> {
  try {
    return await changeTemplate({ files, change: { do: "rename", ...change } });
  } catch (error) {
    if (error instanceof BroadsheetError) return `${error.problems[0]!.code}: ${error.problems[0]!.message}`;
    throw error;
  }
}

test.each(folders)(
  "%s: every name becomes another and back, and the pages stay as they are",
  async (folder) => {
    const { texts, all } = read(folder);
    const refused: string[] = [];
    let now = texts;
    let count = 0;
    // Messages are many, and all are found in one way.
    const names = namesIn(texts).filter(([what], index) => what !== "message" || index % 4 === 0);
    for (const [what, name] of names) {
      // A point of a message stays, since it may be a level of the file.
      const to = what === "message" ? `${name}_other` : `other_${count}`;
      const there = await rename(now, { what, from: name, to });
      if (typeof there === "string") {
        refused.push(`${what} ${name}: ${there}`);
        continue;
      }
      const next = applyChange(now, there);
      const back = await rename(next, { what, from: to, to: name });
      expect(typeof back === "string" ? back : applyChange(next, back), `${what} ${name}`).toEqual(now);
      now = next;
      count += 1;
    }
    expect({ count, refused }).toMatchSnapshot();
    const bytes = Object.entries(now).map(([path, text]) => [path, new TextEncoder().encode(text)] as const);
    const others = Object.entries(all).filter(([path]) => !(path in texts));
    const files = new Map([...others, ...bytes]);
    expect(checkText(loadTemplate("t", "v", files)).errors).toEqual([]);
    if (!drawn.has(folder)) return;
    expect(await drawnPages(files)).toEqual(await drawnPages(new Map(Object.entries(all))));
  },
  60_000,
);

const messages = (text: string) => ({
  "template.yaml": "title: T\nlanguages: [en]\n",
  "messages/en.yaml": "sales: { up: Rose, down: Fell, end: End }\ncount: { a: One }\n",
  "report.md": `# {{ "sales.up" | t }}\n\n${text}\n`,
});

test.each([
  ["{{ key | t }}", "left"],
  ["{{ row.key | downcase | t }}", "left"],
  ['{{ row.key | append: "" | t }}', "left"],
  ["{% assign said = key | t %}", "left"],
  ['{{ "count." | append: row.kind | t }}', "renamed"],
  ['{{ row.kind | append: ".down" | t }}', "renamed"],
  ['{{ row.kind | prepend: "count." | t }}', "renamed"],
  ['{{ "a" | prepend: "count." | t }}', "renamed"],
  ['{% assign said = "count." | append: row.kind | t %}', "renamed"],
  ['{{ "sales." | append: row.kind | t }}', 'begins with "sales."'],
  ['{{ row.kind | append: ".up" | t }}', 'ends with ".up"'],
  ['{{ row.kind | prepend: "sales." | t | capitalize }}', 'begins with "sales."'],
  ['{{ "up" | prepend: ns | t }}', 'ends with "up"'],
  ['{{ "sal" | append: "es." | append: row.kind | t }}', 'begins with "sales."'],
  ['{% echo "sales." | append: row.kind | t %}', 'begins with "sales."'],
])("a message is renamed beside the computed key %s: %s", async (text, wanted) => {
  const files = messages(text);
  const changed = await rename(files, { what: "message", from: "sales.up", to: "sales.rose" });
  if (wanted.includes(" ")) {
    expect(changed).toContain(
      `rename-unclear: report.md:3: the key of this message ${wanted}, so it may be "sales.up"`,
    );
    return;
  }
  if (typeof changed === "string") throw new Error(changed);
  expect(changed.left).toEqual(
    wanted === "left" ? [{ file: "report.md", line: 3, column: text.indexOf("| t") + 1 }] : undefined,
  );
  expect(applyChange(files, changed)).toEqual({
    ...messages(text),
    "messages/en.yaml": "sales: { rose: Rose, down: Fell, end: End }\ncount: { a: One }\n",
    "report.md": `# {{ "sales.rose" | t }}\n\n${text}\n`,
  });
});

/** Templates whose pages are drawn too. */
const drawn = new Set(["country-profile", "monthly-business-review"]);

/** What is drawn on the pages, as pdf.js reads it; ids have the names of queries. */
async function drawnPages(files: ReadonlyMap<string, Uint8Array>): Promise<readonly string[]> {
  const desk = openPreviewDesk(createWorld(new MemoryObjectStore()));
  const base = { kind: "nothing" } as const;
  const asked = { session: "s", name: "t", base, parameters: {}, datasets: {}, pages: [] };
  const { id, problems } = await desk.make({ ...asked, files: Object.fromEntries(files) });
  expect(problems).toEqual([]);
  const data = new Uint8Array(await desk.file(id));
  const document = await getDocument({ data, verbosity: 0, fontExtraProperties: true }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { fnArray, argsArray } = await (await document.getPage(number)).getOperatorList();
    pages.push(JSON.stringify({ fnArray, argsArray }).replaceAll(/g_d\d+_/g, ""));
  }
  await document.loadingTask.destroy();
  return pages;
}
