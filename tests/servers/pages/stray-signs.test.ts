import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import { checkFiles } from "../../../functions/render/check-files.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { BroadsheetError, type Problem } from "../../../functions/core/errors.ts";
import { loadTemplate } from "../../../functions/core/report/template/load-template.ts";
import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";
import { readTemplateFolder } from "../../../functions/seed/read-template-folder.ts";
import { shippedFolders } from "../../../functions/seed/template-folders.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";

/** One key too many, as it happens to everybody: what of it an author reads is one thing. */
const signs = ["[", "]", "{", "}", "(", '"', ":", ","];

/** Problems that one stray sign may give: it, and what it breaks elsewhere. */
const most = 8;

const rounds = process.env["SOAK"] === undefined ? 300 : 20_000;
const world = createWorld(new MemoryObjectStore());
const templates = [...shippedFolders].map(([name, folder]) => [name, readTemplateFolder(folder)] as const);

function withText(files: TemplateFiles, path: string, edit: (text: string) => string): TemplateFiles {
  return new Map([...files, [path, new TextEncoder().encode(edit(new TextDecoder().decode(files.get(path)!)))]]);
}

/** What loading a template says of it. */
function problemsIn(name: string, files: TemplateFiles): readonly Problem[] {
  try {
    loadTemplate(name, "local", files);
    return [];
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
}

test(`of ${rounds} stray signs in settings and messages, each gives at most ${most} problems, no two alike`, () => {
  const random = seededRandom(29);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)]!;
  const loud: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const [name, files] = pick(templates);
    const path = pick([...files.keys()].filter((one) => /^(?:template|messages\/.*)\.yaml$/.test(one)));
    const sign = pick(signs);
    let line = 0;
    const changed = withText(files, path, (text) => {
      const ends = [...text.matchAll(/^|$/gm)].map(({ index }) => index);
      const at = round % 2 === 0 ? pick(ends) : Math.floor(random() * text.length);
      line = text.slice(0, at).split("\n").length;
      return text.slice(0, at) + sign + text.slice(at);
    });
    const errors = problemsIn(name, changed);
    const texts = new Set(errors.map(({ code, message, where }) => JSON.stringify([code, message, where])));
    if (errors.length > most || texts.size < errors.length)
      loud.push(`${sign} in ${name}/${path}:${line}: ${errors.length} problems, such as ${errors[0]!.message}`);
  }
  expect(loud).toEqual([]);
});

test.each([
  ["a field that is no column", (text: string) => text.replace(/"field": "([a-z_]+)"/, '"field": "$1x"')],
  ["a type that does not exist", (text: string) => text.replace('"type": "quantitative"', '"type": "quantitativ"')],
  ["a property that does not exist", (text: string) => text.replace('"mark": ', '"marc": ')],
  [
    "a filter by what is no column",
    (text: string) => text.replace('"encoding": {', '"transform": [{"filter": "datum.nope == 1"}], "encoding": {'),
  ],
  ["a scale that does not fit", (text: string) => text.replace('"scale": {', '"scale": { "type": "log",')],
])(
  "a chart's fault is one problem, not one for each language: %s",
  async (_what, edit) => {
    const [name, files] = templates.find(([one]) => one === "monthly-business-review")!;
    const { errors, warnings } = await checkFiles(name, withText(files, "charts/drivers.vl.json", edit), world);
    const messages = [...errors, ...warnings]
      // Labels are those of a language, and so is which of them overlap where the scale draws nothing.
      .filter(({ code, where }) => where?.name === "drivers" && code !== "overlapping-labels")
      .map(({ message }) => message);
    // Amounts are in another unit in Chinese, and so are those that a message names.
    expect(new Set(messages.map((message) => message.replaceAll(/-?[\d.]+/g, "#"))).size).toBe(1);
    expect(new Set(messages).size).toBe(messages.length);
  },
  600_000,
);
