import type { Component } from "./list-components.ts";

/**
 * The text of NOTICE: every third party's package of which something is in ours, with its licence and the texts that it
 * brings. One that brings no text is named with the licence that it declares.
 */
export function printNotice(name: string, components: readonly Component[]): string {
  const entries = components.map(({ name, version, licence, because, texts }) => {
    const head = `${name} ${version}\nLicence: ${licence}${because === undefined ? "" : ` (${because})`}`;
    const files = Object.entries(texts);
    if (files.length === 0)
      return `${head}\nIts package contains no licence text; the licence is the one that its package.json declares.`;
    return [head, ...files.map(([file, text]) => `--- ${file}\n${text}`)].join("\n\n");
  });
  const rule = "=".repeat(78);
  return `${name} is under the Apache License 2.0, see LICENSE.\nIt contains parts of ${components.length} packages by others:\n\n${[
    components.map(({ name, version, licence }) => `  ${name} ${version}: ${licence}`).join("\n"),
    ...entries,
  ].join(`\n\n${rule}\n\n`)}\n`;
}
