import type { Problem } from "../../errors.ts";
import { nearMatch } from "../../near-match.ts";
import type { Template } from "../../template/template.ts";
import type { UsedText } from "./check-messages.ts";
import { placeInFile } from "../liquid/place-in-file.ts";

/** Checks that every footnote that a text refers to is defined, in it or in a partial, and every one defined is used. */
export function checkFootnotes(template: Template, texts: readonly UsedText[]): { errors: Problem[]; warnings: Problem[] } {
  const errors: Problem[] = [];
  const warnings: Problem[] = [];
  for (const language of template.languages) {
    const group = texts.filter(({ file, languages }) => file.endsWith(".md") && languages.includes(language));
    const defined = new Map(group.flatMap((text) => marks(text, /^ {0,3}\[\^([^\]\s]+)\]:/gm)));
    const used = new Map(group.flatMap((text) => marks(text, /(?<!^ {0,3})\[\^([^\]\s]+)\]|^ {0,3}\[\^([^\]\s]+)\](?!:)/gm)));
    for (const [label, where] of used) {
      if (defined.has(label)) continue;
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
      if (!used.has(label)) warnings.push({ code: "unused-footnote", message: `${where.file}:${where.line}: nothing refers to the footnote [^${label}]`, where });
    }
  }
  return { errors, warnings };
}

function marks({ file, text }: UsedText, pattern: RegExp): [string, ReturnType<typeof placeInFile>][] {
  return [...text.matchAll(pattern)].map((match) => [(match[1] ?? match[2] ?? "").toLowerCase(), placeInFile(file, text, match.index)]);
}
