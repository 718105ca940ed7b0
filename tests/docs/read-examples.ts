import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Code, Nodes } from "mdast";
import { languages } from "../../functions/core/report/locale/languages.ts";
import { parseMarkdown } from "../../functions/core/report/compose/markdown/parse-markdown.ts";

/** A fenced block of the documentation marked as an example: ```` ```md example picture=bars ````. */
export interface Example {
  /** Path of its page inside `docs/`. */
  readonly page: string;
  /** The page's line with which it begins, from 1. */
  readonly line: number;
  readonly text: string;
  /**
   * The options after `example`: `key=value`. `language=all` makes an example for each language; `picture=NAME` puts
   * the content of the first page into the gallery, `page=2` that whole page.
   */
  readonly options: Readonly<Partial<Record<ExampleOption, string>>>;
  /** Files before it on its page (`example file=PATH`), with which it is rendered. */
  readonly files: ReadonlyMap<string, string>;
}

const options = ["file", "language", "picture", "page", "warnings", "error"] as const;
export type ExampleOption = (typeof options)[number];

const docs = join(import.meta.dirname, "../../docs");

/** Lists the pages that hold examples, as paths inside `docs/`. */
export function examplePages(): readonly string[] {
  return ["authoring.md", ...pagesIn("authoring"), ...pagesIn("gallery")];
}

function pagesIn(folder: string): string[] {
  return readdirSync(join(docs, folder))
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/**
 * Lists the reports that a page shows, in order. A block with `file=` is not a report but a file of the template, for
 * the reports after it.
 *
 * @throws Error if an option does not exist
 */
export function readExamples(page: string): readonly Example[] {
  const files = new Map<string, string>();
  return codeBlocks(parseMarkdown(readFileSync(join(docs, page), "utf8"))).flatMap(
    ({ lang, meta, value, position }): Example[] => {
      const [mark, ...words] = (meta ?? "").split(/\s+/);
      if (mark !== "example") return [];
      const line = position!.start.line + 1;
      const given = Object.fromEntries(words.map((word) => readOption(word, `docs/${page}:${line - 1}`)));
      if (given["file"] !== undefined) {
        files.set(given["file"], value);
        return [];
      }
      if (lang !== "md") throw new Error(`docs/${page}:${line - 1}: an example in ${lang} needs file=PATH`);
      const { language, picture } = given;
      const example: Example = { page, line, text: value, options: given, files: new Map(files) };
      if (language !== "all") return [example];
      return Object.keys(languages).map((code) => ({
        ...example,
        options: { ...given, language: code, ...(picture === undefined ? {} : { picture: `${picture}-${code}` }) },
      }));
    },
  );
}

function readOption(word: string, at: string): [string, string] {
  const [, name = "", value = ""] = /^([a-z]+)=(.+)$/.exec(word) ?? [];
  if (!(options as readonly string[]).includes(name))
    throw new Error(`${at}: an example has no option "${word}": use ${options.join("=, ")}=`);
  return [name, value];
}

function codeBlocks(node: Nodes): Code[] {
  if (node.type === "code") return [node];
  return "children" in node ? node.children.flatMap(codeBlocks) : [];
}
