import type { TemplateFiles } from "../../../../functions/core/report/template/template.ts";

/** Edits of a template that change nothing in its reports, each with its name. */
export const harmlessEdits: readonly (readonly [name: string, edit: (files: TemplateFiles) => TemplateFiles])[] = [
  ["the same files", (files) => files],
  ["the files in another order", (files) => new Map([...files].reverse())],
  [
    "comments in the queries",
    (files) => edited(files, /\.sql$/, (text) => `-- Reviewed.\n${text.trimEnd()}\n-- The end.\n`),
  ],
  [
    "comments in the settings and the translations",
    (files) => edited(files, /^(?:template|messages\/.*)\.yaml$/, (text) => `# Reviewed.\n${text}\n# The end.\n`),
  ],
  ["charts written on one line", (files) => edited(files, /\.vl\.json$/, (text) => JSON.stringify(JSON.parse(text)))],
  [
    "more space between paragraphs",
    (files) => edited(files, /^report.*\.md$/, (text) => text.replaceAll(/\n\n(?=[A-Z#])/g, "\n\n\n")),
  ],
  [
    "lines that end as on Windows",
    (files) => edited(files, /\.(?:sql|yaml)$/, (text) => text.replaceAll("\n", "\r\n")),
  ],
  [
    "a note beside the data",
    (files) => new Map([...files, ["data/README.md", new TextEncoder().encode("Reviewed.\n")]]),
  ],
];

function edited(files: TemplateFiles, file: RegExp, edit: (text: string) => string): TemplateFiles {
  return new Map(
    [...files].map(([path, body]) => [
      path,
      file.test(path) ? new TextEncoder().encode(edit(new TextDecoder().decode(body))) : body,
    ]),
  );
}
