import type { Problem, Warning } from "../../../errors.ts";
import { nearMatch } from "../../../near-match.ts";
import type { Template } from "../../template/template.ts";
import type { UsedText } from "./check-messages.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/**
 * Checks that every footnote reference in a text has a definition, there or in a partial, and that every definition is
 * used.
 */
export function checkFootnotes(
  template: Template,
  texts: readonly UsedText[],
): { errors: Problem[]; warnings: Warning[] } {
  const errors: Problem[] = [];
  const warnings: Warning[] = [];
  for (const language of template.languages) {
    const group = texts.filter(({ file, languages }) => file.endsWith(".md") && languages.includes(language));
    const found = group.flatMap(labels);
    const defined = new Map(found.filter(({ defines }) => defines).map(({ label, where }) => [label, where]));
    const used = new Map(found.filter(({ defines }) => !defines).map(({ label, where }) => [label, where]));
    // A label with Liquid is known only when a report is rendered.
    const open = [...used.keys(), ...defined.keys()].some(isOpen);
    for (const [label, where] of used) {
      if (defined.has(label) || isOpen(label) || [...defined.keys()].some(isOpen)) continue;
      const match = nearMatch(label, defined.keys());
      errors.push({
        code: "unknown-footnote",
        message: `${where.file}:${where.line}: there is no footnote [^${label}]`,
        where,
        seen: label,
        hint: match === undefined ? `define it on a line of its own: [^${label}]: ...` : `did you mean [^${match}]?`,
      });
    }
    for (const [label, where] of defined) {
      if (!used.has(label) && !open)
        warnings.push({
          code: "unused-footnote",
          message: `${where.file}:${where.line}: nothing refers to the footnote [^${label}]`,
          where,
        });
    }
  }
  return { errors, warnings };
}

function isOpen(label: string): boolean {
  return label.includes("{{") || label.includes("}}");
}

const footnote = /\[\^((?:\{\{[^}]*\}\}|(?!\{\{)[^\]\s])+)\](:?)/g;

/** The footnote labels in a text; at the start of a line, also in a list or a quote, a label is a definition. */
function labels({
  file,
  text,
}: UsedText): { label: string; defines: boolean; where: ReturnType<typeof placeInFile> }[] {
  return [...text.matchAll(footnote)].map(({ 1: label = "", 2: colon, index }) => {
    const line = text.slice(text.lastIndexOf("\n", index) + 1, index);
    return {
      label: label.toLowerCase(),
      defines: colon === ":" && /^[ \t>*+\-\d.)]*$/.test(line),
      where: placeInFile(file, text, index),
    };
  });
}
