import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import schema from "vega-lite/vega-lite-schema.json" with { type: "json" };
import { expect, test } from "vitest";
import { directiveRules } from "../../functions/core/report/compose/directive-rules.ts";
import { languages } from "../../functions/core/report/locale/languages.ts";
import { listPictures } from "../gallery/list-pictures.ts";
import { pageSheets } from "../gallery/page-sheets.ts";
import { readmePictures } from "../gallery/readme-pictures.ts";
import { picturesOf, writeGalleryPage } from "../gallery/write-gallery-page.ts";

const docs = join(import.meta.dirname, "../../docs");
const sections = listPictures();
const shown = sections.flatMap(({ pictures }) => pictures);

/** The marks of Vega-Lite, by its schema. */
const { definitions } = schema as {
  readonly definitions: Readonly<Record<string, { enum?: string[]; const?: string }>>;
};
const marks = [
  ...definitions["Mark"]!.enum!,
  ...["BoxPlot", "ErrorBar", "ErrorBand"].map((name) => definitions[name]!.const!),
];

test("the gallery's page is made of the examples that there are", () => {
  expect(readFileSync(join(docs, "gallery.md"), "utf8"), "npm run gallery writes it").toBe(writeGalleryPage(sections));
});

test("every picture has a program that makes it again, but for drawings written by hand", () => {
  const sheets = pageSheets.flatMap(({ name }) =>
    ["before", "after"].map((when) => `pictures/pages/${name}-${when}.webp`),
  );
  const made = new Set([...picturesOf(writeGalleryPage(sections)), ...Object.keys(readmePictures), ...sheets]);
  const written = readdirSync(docs, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
  const pages = [
    { folder: "", text: readFileSync(join(docs, "../README.md"), "utf8").replaceAll("](docs/", "](") },
    ...written.map((file) => ({ folder: dirname(file), text: readFileSync(join(docs, file), "utf8") })),
  ];
  const used = pages.flatMap(({ folder, text }) =>
    [...text.matchAll(/\]\((?!https?:)([^()\s]+\.(?:png|webp|jpe?g|gif))\)/g)].map(([, file]) => join(folder, file!)),
  );
  expect(used.length).toBeGreaterThan(60);
  // Pictures that compare pages before and after a change of the engine: only that commit can make them again.
  const history = /^pictures\/quality\//;
  expect([...new Set(used)].filter((file) => !made.has(file) && !history.test(file))).toEqual([]);
  expect([...made].filter((file) => !existsSync(join(docs, file)))).toEqual([]);
});

test("the pictures of whole reports are small, and all are shown", () => {
  const folder = join(docs, "pictures/pages");
  const page = readFileSync(join(docs, "page-quality.md"), "utf8");
  const files = readdirSync(folder);
  expect(files).toHaveLength(2 * pageSheets.length);
  expect(files.filter((file) => !page.includes(`](pictures/pages/${file})`))).toEqual([]);
  expect(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)).toBeLessThan(1_500_000);
});

test("no two pictures have the same name", () => {
  const names = shown.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

test("each example with a picture is followed by it", () => {
  const lacking = shown.filter(
    ({ name, example: { page, options } }) =>
      options.language === undefined && !readFileSync(join(docs, page), "utf8").includes(`](../pictures/${name}.png)`),
  );
  expect(
    lacking.map(({ name, example }) => `docs/${example.page}:${example.line} lacks ../pictures/${name}.png`),
  ).toEqual([]);
});

test("the gallery shows every directive", () => {
  const used = new Set(
    shown
      .flatMap(({ example }) => [...example.text.matchAll(/^:{2,}([a-z-]+)/gm)].map(([, name]) => name!))
      .filter((name) => Object.hasOwn(directiveRules, name)),
  );
  expect(Object.keys(directiveRules).filter((name) => !used.has(name))).toEqual([]);
});

test("the gallery shows every mark of Vega-Lite", () => {
  const drawn = shown
    .flatMap(({ example }) => [...example.files].filter(([path]) => path.endsWith(".vl.json")).map(([, text]) => text))
    .join("\n");
  expect(marks.filter((mark) => !new RegExp(`"(?:mark|type)": "${mark}"`).test(drawn))).toEqual([]);
});

test("the gallery shows every language", () => {
  const spoken = new Set(shown.map(({ example }) => example.options.language));
  expect(Object.keys(languages).filter((code) => !spoken.has(code))).toEqual([]);
});
