import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BroadsheetError, type Problem } from "../../../../../functions/core/errors.ts";
import { loadTemplate } from "../../../../../functions/core/report/template/load-template.ts";
import { loadTheme } from "../../../../../functions/core/report/template/shared/load-theme.ts";
import { type ThemeShelf, takeTheme } from "../../../../../functions/core/report/template/shared/take-theme.ts";
import { overridesOf } from "../../../../../functions/core/report/template/shared/taken-theme.ts";
import { templateVersion } from "../../../../../functions/core/report/template/store/template-version.ts";
import { storedFiles } from "../../../../../functions/core/report/template/stored-files.ts";
import type { Template, TemplateFiles } from "../../../../../functions/core/report/template/template.ts";

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const filesOf = (texts: Readonly<Record<string, string>>): TemplateFiles =>
  new Map(Object.entries(texts).map(([path, text]) => [path, encode(text)]));
const textOf = (files: TemplateFiles, path: string): string | undefined =>
  files.has(path) ? new TextDecoder().decode(files.get(path)) : undefined;

/** A shelf with the versions of one theme, the last of which is current. */
function shelfOf(name: string, ...versions: readonly TemplateFiles[]): ThemeShelf {
  return {
    find: async (reference) =>
      reference.name !== name
        ? undefined
        : reference.version === "current"
          ? versions.at(-1)
          : versions.find((files) => templateVersion(files).startsWith(reference.version)),
    list: async () => versions.map((files) => `${name}@${templateVersion(files).slice(0, 12)}`),
  };
}

const empty: ThemeShelf = { find: async () => undefined, list: async () => [] };

function templateWith(base: string, more: Readonly<Record<string, string>> = {}): TemplateFiles {
  return filesOf({
    "template.yaml": `title: T\nlanguages: [en, de]\ndate: "2026-01-31"\ntheme: { base: ${base} }\n`,
    "report.md": "# T\n",
    ...more,
  });
}

const house = filesOf({
  "theme.yaml": 'accent: "#004488"\nlogo: mark.svg\n',
  "mark.svg": '<svg viewBox="0 0 10 10"><rect width="10" height="10" fill="#004488"/></svg>',
  "partials/imprint.liquid": "By the house.\n",
  "messages/en.yaml": "imprint: Imprint\nsource: Source\n",
  "messages/de.yaml": "imprint: Impressum\nsource: Quelle\n",
  "messages/fr.yaml": "imprint: Mentions\n",
});

const load = (files: TemplateFiles): Template => loadTemplate("t", templateVersion(files), files);

async function problemsOf(work: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await work();
  } catch (error) {
    if (error instanceof BroadsheetError) return error.problems;
    throw error;
  }
  return [];
}

async function hintOf(base: string): Promise<string | undefined> {
  return (await problemsOf(() => takeTheme(templateWith(base), shelfOf("house", house))))[0]!.hint;
}

describe("a template that takes a shared theme", () => {
  it("has its settings, logo, partials and messages; its own come first, and this is said", async () => {
    const own = templateWith("house@current", {
      "messages/en.yaml": "source: Data\n",
      "partials/imprint.liquid": "By us.\n",
    });
    const template = load(await takeTheme(own, shelfOf("house", house)));
    expect(template.theme).toMatchObject({ accent: "#004488", logo: { width: 10 } });
    expect(template.theme.palette[0]).toBe("#004488");
    expect(Object.fromEntries(template.messages.get("en")!)).toEqual({ imprint: "Imprint", source: "Data" });
    expect(Object.fromEntries(template.messages.get("de")!)).toEqual({ imprint: "Impressum", source: "Quelle" });
    expect(template.messages.has("fr")).toBe(false);
    expect(textOf(template.files, "partials/imprint.liquid")).toBe("By us.\n");
    expect(overridesOf(template).map(({ code, where, seen }) => [code, where?.file, seen])).toEqual([
      ["overrides-theme", "partials/imprint.liquid", "themes/house/partials/imprint.liquid"],
      ["overrides-theme", "messages/en.yaml", "themes/house/messages/en.yaml"],
    ]);
  });

  it("is refused by name where nobody has the theme, or not this version, with those that exist", async () => {
    const version = templateVersion(house);
    expect(await problemsOf(() => takeTheme(templateWith("hous@current"), shelfOf("house", house)))).toMatchObject([
      {
        code: "unknown-theme",
        seen: "hous@current",
        where: { file: "template.yaml", line: 4 },
        allowed: [`house@${version.slice(0, 12)}`],
      },
    ]);
    const other = `house@${version.startsWith("0000") ? "1111" : "0000"}`;
    expect(await problemsOf(() => takeTheme(templateWith(other), shelfOf("house", house)))).toMatchObject([
      { code: "unknown-theme", seen: other },
    ]);
    expect(await problemsOf(() => takeTheme(templateWith("house@current"), empty))).toMatchObject([
      { code: "unknown-theme", hint: expect.stringContaining("themes push") as string },
    ]);
    // Without anybody who takes it, the loader says so too.
    expect(await problemsOf(async () => load(templateWith("house@current")))).toMatchObject([
      { code: "unknown-theme" },
    ]);
  });

  it("is hinted at by the name that is near, whatever the version, and by what a version is", async () => {
    expect(await hintOf("hous@current")).toBe('did you mean "house@current"?');
    expect(await hintOf("houses@0123456789ab")).toBe('did you mean "house@0123456789ab"?');
    expect(await hintOf("house@0123456789ab")).toBe('write "house@current" for the version that it has now');
    expect(await hintOf("garden@current")).toBeUndefined();
  });

  it("is refused with a file that no theme shares, wherever it is taken: as when it is loaded", async () => {
    for (const file of ["guide.pdf", "fonts/notes.docx", "partials/imprint.html", "data/sales.csv"]) {
      const wrong = new Map(house).set(file, encode("x"));
      const whole = await problemsOf(async () => loadTheme("house", templateVersion(wrong), wrong));
      expect(whole).toMatchObject([{ code: "unknown-file", where: { file } }]);
      expect(await problemsOf(() => takeTheme(templateWith("house@current"), shelfOf("house", wrong)))).toMatchObject([
        { code: "unknown-file", seen: file, where: { file: `themes/house/${file}` }, allowed: whole[0]!.allowed },
      ]);
    }
  });

  it("keeps a version that it names, and takes no other in its place, whatever it brings along", async () => {
    const next = new Map(house).set("theme.yaml", encode('accent: "#880044"\n'));
    const shelf = shelfOf("house", house, next);
    const pin = templateVersion(house).slice(0, 8);
    const pinned = await takeTheme(templateWith(`house@${pin}`), shelf);
    expect(load(pinned).theme.accent).toBe("#004488");
    expect(load(await takeTheme(templateWith("house@current"), shelf)).theme.accent).toBe("#880044");
    // Pulled from one server and pushed to another that has no themes.
    expect(await takeTheme(pinned, empty)).toBe(pinned);
    const edited = new Map(pinned).set("themes/house/theme.yaml", encode('accent: "#123456"\n'));
    expect(templateVersion(await takeTheme(edited, shelf))).toBe(templateVersion(pinned));
    expect(await problemsOf(() => takeTheme(edited, empty))).toMatchObject([{ code: "theme-changed" }]);
    expect(await problemsOf(async () => load(edited))).toMatchObject([{ code: "theme-changed" }]);
  });

  it("takes a theme that builds on its own files, whatever the template has under their names", async () => {
    const mine = { "colors.yaml": 'accent: "#990000"\n', "brand.yml": "color: { primary: '#990000' }\n" };
    for (const [base, more] of [
      ["colors.yaml", { "colors.yaml": "base: deep/ink.yaml\n", "deep/ink.yaml": "base: tone.yaml\nlogo: mark.svg\n" }],
      ["brand.yml", { "brand.yml": "color: { primary: '#004488' }\n" }],
      ["sub", { "sub/theme.yaml": "base: ../none\n" }],
    ] as const) {
      const files = new Map([
        ...filesOf({ "deep/tone.yaml": 'accent: "#004488"\n', ...more, "theme.yaml": `base: ${base}\n` }),
        ["mark.svg", house.get("mark.svg")!],
      ]);
      const alone = await problemsOf(async () => void loadTheme("house", templateVersion(files), files));
      const taken = async (own: Readonly<Record<string, string>>): Promise<Template> =>
        load(await takeTheme(templateWith("house@current", own), shelfOf("house", files)));
      for (const own of [{}, mine]) {
        const problems = await problemsOf(() => taken(own));
        expect(problems.map(({ code, seen }) => [code, seen])).toEqual(alone.map(({ code, seen }) => [code, seen]));
        if (problems.length > 0) continue;
        expect((await taken(own)).theme).toEqual(loadTheme("house", templateVersion(files), files).settings);
        expect((await taken(own)).theme.accent).toBe("#004488");
      }
    }
  });

  it("cannot take a theme that takes another", async () => {
    const nested = new Map(house).set("theme.yaml", encode("base: corporate@current\n"));
    const taken = await takeTheme(templateWith("house@current"), shelfOf("house", nested));
    expect(await problemsOf(async () => load(taken))).toMatchObject([
      { code: "theme-in-theme", where: { file: "themes/house/theme.yaml", line: 1 } },
    ]);
  });
});

const partial = fc.constantFrom("partials/a.liquid", "partials/b.md", "partials/deep/c.liquid");
const image = fc.constantFrom("images/a.svg", "images/b.svg");
const words = fc.string({ unit: fc.constantFrom("a", "b", " ", "é"), maxLength: 6 });
const lent = fc.dictionary(fc.oneof(partial, image), words, { maxKeys: 4, noNullPrototype: true });
const keys = fc.dictionary(fc.constantFrom("k", "l", "m"), fc.constantFrom("1", "x", "ü"), { noNullPrototype: true });
const yamlOf = (texts: Readonly<Record<string, string>>): string => JSON.stringify(texts);

it("holds all of it for any theme and template: what is its own, else what the theme has; and needs nobody again", async () => {
  await fc.assert(
    fc.asyncProperty(lent, lent, keys, keys, fc.boolean(), async (theme, own, shared, mine, byVersion) => {
      const files = filesOf({ "theme.yaml": "leading: 13\n", ...theme, "messages/en.yaml": yamlOf(shared) });
      const base = byVersion ? `house@${templateVersion(files).slice(0, 12)}` : "house@current";
      const given = templateWith(base, { ...own, "messages/en.yaml": yamlOf(mine) });
      const taken = await takeTheme(given, shelfOf("house", files));
      const template = load(taken);
      for (const path of new Set([...Object.keys(theme), ...Object.keys(own)]))
        expect(textOf(template.files, path)).toBe(own[path] ?? theme[path]);
      expect(Object.fromEntries(template.messages.get("en")!)).toEqual({ ...shared, ...mine });
      expect(template.theme.leading).toBe(13);
      // Every one that stands in another's place is named, and no other.
      const both = Object.keys(theme).filter((path) => path in own);
      const same = Object.keys(shared).filter((key) => key in mine);
      expect(overridesOf(template)).toHaveLength(both.length + same.length);
      // The version holds the template's files as they are, the theme's apart, and nothing else.
      expect(storedFiles(template)).toBe(taken);
      expect(taken.size).toBe(given.size + files.size);
      for (const [path, body] of given) expect(taken.get(path)).toBe(body);
      // Taking again changes nothing, with the shelf or without.
      expect(await takeTheme(taken, shelfOf("house", files))).toBe(taken);
      expect(await takeTheme(taken, empty)).toBe(taken);
      expect([...taken.keys()]).toEqual([...taken.keys()].toSorted());
    }),
    { seed: 30, numRuns: process.env["SOAK"] === undefined ? 150 : 5000 },
  );
});
