import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { specChecks } from "../../functions/core/report/chart/check/spec-checks.ts";
import { directives } from "../../functions/core/report/compose/directives/directives.ts";
import { families } from "../../functions/core/report/compose/liquid/filters.ts";
import { languages } from "../../functions/core/report/locale/languages.ts";
import { readLists } from "./read-lists.ts";

/** Follows the recipes of CONTRIBUTING.md for everything that is registered. */
const root = join(import.meta.dirname, "../..");
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

interface Recipe {
  readonly what: string;
  /** Paths with NAME or FAMILY. */
  readonly own: readonly string[];
  readonly registry: string;
  readonly page: string | undefined;
}

const recipes = readRecipes();

/** What is registered, by the names that its files have; and the list of the guide that names it. */
const registered: Readonly<Record<string, { readonly names: readonly string[]; readonly list?: string }>> = {
  directive: { names: Object.keys(directives), list: "directives" },
  filter: { names: Object.keys(families) },
  language: { names: Object.keys(languages), list: "languages" },
  "chart check": { names: specChecks.map(({ name }) => kebab(name)) },
};

test("every recipe is for something registered, and the other way round", () => {
  expect(recipes.map(({ what }) => what).toSorted()).toEqual(Object.keys(registered).toSorted());
  for (const { names } of Object.values(registered)) expect(names.length).toBeGreaterThan(1);
});

test.each(recipes)("each $what has the files that its recipe names", ({ what, own }) => {
  const missing = registered[what]!.names.flatMap((name) =>
    own.map((path) => fill(path, name)).filter((path) => !hasContent(path)),
  );
  expect(missing).toEqual([]);
});

test.each(recipes.filter(({ own: [first = ""] }) => !first.endsWith("check/NAME.ts")))(
  "nothing lies where a $what would be, but is not registered",
  ({ what, own: [first = ""] }) => {
    const [before, after = ""] = basename(first).split(/NAME|FAMILY/) as [string, string?];
    const found = readdirSync(join(root, dirname(first)), { withFileTypes: true })
      .filter((entry) => (first.endsWith("/") ? entry.isDirectory() : entry.name.endsWith(after)))
      .map(({ name }) => name.slice(before.length, name.length - after.length));
    expect(found.toSorted()).toEqual(registered[what]!.names.toSorted());
  },
);

test.each(recipes)("the registry alone imports a $what", ({ what, own: [first = ""], registry }) => {
  const places = registered[what]!.names.map((name) => fill(first, name));
  const others = sources()
    .filter((file) => file !== registry && !places.some((place) => file.startsWith(place)))
    .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
    .filter(({ target }) => places.some((place) => target.startsWith(place)));
  expect(others).toEqual([]);
});

test("no code outside of its folder decides by the name of a directive", () => {
  const {
    what,
    own: [first = ""],
    registry,
  } = recipes.find((recipe) => recipe.what === "directive")!;
  const stage = dirname(dirname(registry));
  const decided = sources()
    .filter((file) => file.startsWith(stage) && !file.startsWith(dirname(first)))
    .flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/\b(?:directive|kind|name) === "([a-z-]+)"/g)]
        .filter(([, name]) => registered[what]!.names.includes(name!))
        .map(([text]) => `${file}: ${text}`),
    );
  expect(decided).toEqual([]);
});

test.each(recipes.filter(({ what }) => registered[what]?.list !== undefined))(
  "the page of the recipe lists each $what",
  ({ what, page }) => {
    const { names, list } = registered[what]!;
    const listed = readLists(page!.replace("docs/", "")).filter(({ of }) => of === list);
    expect(listed.flatMap((each) => each.names).toSorted()).toEqual(names.toSorted());
  },
);

function fill(path: string, name: string): string {
  return path.replaceAll(/NAME|FAMILY/g, name);
}

/** Whether a file exists; or a folder that holds one named after it, or tests. */
function hasContent(path: string): boolean {
  if (!path.endsWith("/")) return existsSync(join(root, path));
  const files = existsSync(join(root, path)) ? readdirSync(join(root, path)) : [];
  return path.startsWith("tests/")
    ? files.some((file) => file.endsWith(".test.ts"))
    : files.includes(`${basename(path)}.ts`);
}

function readRecipes(): Recipe[] {
  const text = readFileSync(join(root, "CONTRIBUTING.md"), "utf8");
  const table = text.slice(text.indexOf("<!-- recipes -->")).split("\n\n")[1] ?? "";
  return table
    .split("\n")
    .slice(2)
    .map((row) => {
      const [what = "", own = "", registry = "", page = ""] = row
        .split("|")
        .slice(1)
        .map((cell) => cell.trim());
      return { what, own: paths(own), registry: paths(registry)[0] ?? "", page: paths(page)[0] };
    });
}

/** The paths in a cell of a table. */
function paths(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path!);
}

function sources(): string[] {
  return ["functions", "bench", "studio/src"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => `${folder}/${path}`),
  );
}

function importsOf(file: string): string[] {
  return [...readFileSync(join(root, file), "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, target]) =>
    normalize(join(dirname(file), target!)),
  );
}
