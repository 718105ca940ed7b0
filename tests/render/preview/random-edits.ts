import type { TemplateFiles } from "../../../functions/core/report/template/template.ts";

/** An edit as an author makes it: the files that it changes (null: removed), and the values asked for. */
export interface Edit {
  readonly what: string;
  readonly files: Readonly<Record<string, Uint8Array | null>>;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const words = ["evidence", "north", "2026", "**bold**", "café", "𝛼", "数据", "`code`", "_of_", "10%"];

/**
 * Makes random edits of the shipped flagship: of its text, its queries, specs, settings, messages, data and values.
 * Some are faults, most of which the next edit takes back.
 *
 * @returns function of the present files, and whether they are without faults
 */
export function randomEdits(
  original: TemplateFiles,
  random: () => number,
): (files: TemplateFiles, good: boolean) => Edit {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const read = (files: TemplateFiles, path: string): string =>
    new TextDecoder().decode(files.get(path) ?? original.get(path));
  let parameters: Readonly<Record<string, unknown>> = {};

  const inText =
    (change: (lines: string[]) => string[]) =>
    (files: TemplateFiles): Record<string, string> => {
      const path = pick(["report.md", "report.md", "report.zh.md"]);
      return { [path]: change(read(files, path).split("\n")).join("\n") };
    };
  const anyOf = (files: TemplateFiles, folder: string): string =>
    pick([...files.keys()].filter((path) => path.startsWith(folder)));
  const atLine =
    (change: (line: string) => readonly string[], wanted: RegExp) =>
    (lines: string[]): string[] => {
      const fitting = [...lines.keys()].filter((index) => wanted.test(lines[index]!));
      if (fitting.length === 0) return lines;
      const at = pick(fitting);
      return [...lines.slice(0, at), ...change(lines[at]!), ...lines.slice(at + 1)];
    };

  const edits: Readonly<Record<string, (files: TemplateFiles) => Record<string, string | null>>> = {
    "a word more": inText(atLine((line) => [line.replace(/ (?=\w)/, ` ${pick(words)} `)], /^[A-Z].{20}/)),
    "a paragraph more": inText(
      atLine((line) => [line, "", `A new paragraph about ${pick(words)} and ${pick(words)}.`, ""], /^$/),
    ),
    "a paragraph less": inText(atLine(() => [], /^[A-Z][^#:]{40}/)),
    "a heading": inText(atLine((line) => [`## ${pick(words)} ${Math.floor(random() * 100)}`, "", line], /^[A-Z].{20}/)),
    "a page break": inText(atLine((line) => [line, "::page-break", ""], /^$/)),
    "a title of a figure": inText(
      atLine((line) => [line.replace(/title="/, `title="${pick(words).replaceAll(/[`*_]/g, "")} `)], /title="/),
    ),
    "a fault of Liquid": inText(atLine((line) => [`${line} {{ none.first.x }}`], /^[A-Z].{20}/)),
    "a table of a query": (files) =>
      inText(
        atLine((line) => [line, `::table{data="${/([a-z_]+)\.sql$/.exec(anyOf(files, "queries/"))?.[1]}"}`, ""], /^$/),
      )(files),
    "a comment in a query": (files) => ({
      [anyOf(files, "queries/")]: `-- ${pick(words)}\n${read(files, anyOf(files, "queries/"))}`,
    }),
    "fewer rows of a query": (files) => {
      const path = anyOf(files, "queries/");
      return {
        [path]: `SELECT * FROM (\n${read(files, path).replace(/;\s*$/, "")}\n) LIMIT ${1 + Math.floor(random() * 5)}`,
      };
    },
    "a fault of SQL": (files) => ({
      [anyOf(files, "queries/")]: pick(["SELEC 1", "SELECT none FROM indicators", "SELECT 1; SELECT 2"]),
    }),
    "a spec's number": (files) => {
      const path = anyOf(files, "charts/");
      return { [path]: read(files, path).replace(/"height": ?\d+/, `"height": ${120 + Math.floor(random() * 80)}`) };
    },
    "a spec's description": (files) => {
      const path = anyOf(files, "charts/");
      return { [path]: read(files, path).replace(/^\{/, `{ "description": ${JSON.stringify(pick(words))},`) };
    },
    "a setting": (files) => ({
      "template.yaml": read(files, "template.yaml").replace(
        /^date: .*$/m,
        `date: "202${Math.floor(random() * 10)}-12-31"`,
      ),
    }),
    "the theme": (files) => ({
      "template.yaml": `${read(files, "template.yaml")
        .replace(/\ntheme: \{ accent[^\n]*\n?/, "\n")
        .trimEnd()}\n${/^theme:/m.test(read(files, "template.yaml")) ? "" : `theme: { accent: "#${pick(["8b1e1e", "1e4b8b", "1e6b3b"])}" }\n`}`,
    }),
    "a message": (files) => {
      const path = anyOf(files, "messages/");
      return { [path]: read(files, path).replace(/: (\w)/, `: ${pick(["New", "Other"])} $1`) };
    },
    "a value of the data": (files) => {
      const path = pick([...files.keys()].filter((name) => name.endsWith(".csv")));
      return { [path]: read(files, path).replace(/(\d)(?=\r?\n)/, String(Math.floor(random() * 10))) };
    },
    "a file as it was": () => {
      const path = pick([...original.keys()].filter((name) => !name.startsWith("data/")));
      return { [path]: read(original, path) };
    },
    "everything as it was": () => Object.fromEntries([...original.keys()].map((path) => [path, read(original, path)])),
    "a value": () => {
      parameters = pick<Readonly<Record<string, unknown>>>([
        {},
        { year: 2020 },
        { language: "zh" },
        { language: "en", year: 2019 },
        { year: 1900 },
      ]);
      return {};
    },
    nothing: () => ({}),
  };

  let last: TemplateFiles = original;
  return (files, good) => {
    if (good) last = files;
    const undo = !good && random() < 0.7;
    if (undo) parameters = {};
    const what = undo ? "back to what was good" : pick(Object.keys(edits));
    const changed = undo
      ? Object.fromEntries([...last.keys()].map((path) => [path, read(last, path)]))
      : edits[what]!(files);
    return {
      what,
      parameters,
      files: Object.fromEntries(
        Object.entries(changed).map(([path, text]) => [path, text === null ? null : new TextEncoder().encode(text)]),
      ),
    };
  };
}
