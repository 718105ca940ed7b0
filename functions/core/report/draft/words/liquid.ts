import { dateFilter, flows, type Plan } from "../blocks/parts.ts";
import type { ChangeKind } from "../roles/roles.ts";

/** Liquid that prints a value of the measure, with its unit. */
export function value(of: string): string {
  return `{{ ${of} | number: m.decimals }}{{ m.after }}`;
}

/**
 * Liquid that prints a period; in an attribute between double quotes its pattern stands in single ones. A week is not
 * called by its first day alone.
 */
export function period(of: string, { roles, language }: Plan): string {
  const { grain, financial } = roles.time!;
  // A year that ends in the next one is named by both: 2024/25.
  if (financial === true && grain === "year")
    return `{{ ${of} | date: '%Y' }}/{{ ${of} | date: '%Y' | plus: 1 | modulo: 100 | number: '02d' }}`;
  const shown = `{{ ${of} | ${dateFilter(grain, language)} }}`;
  return grain === "week" ? { en: `week of ${shown}`, de: `Woche vom ${shown}`, zh: `${shown}当周` }[language] : shown;
}

/**
 * Words that depend on how a measure changes; a case only if the template's measures differ in that.
 *
 * @param of Liquid's name of the measure
 */
export function byKind({ roles }: Plan, words: Readonly<Record<ChangeKind, string>>, of = "m"): string {
  const kinds = [...new Set(roles.measures.map(({ kind }) => kind))];
  if (kinds.length === 1) return words[kinds[0]!];
  return `{% case ${of}.kind %}${kinds.map((kind) => `{% when '${kind}' %}${words[kind]}`).join("")}{% endcase %}`;
}

/** Words that depend on whether values may be added up; a condition only if the template's measures differ in that. */
export function byAdds({ roles }: Plan, words: { readonly adds: string; readonly apart: string }): string {
  const { measures } = roles;
  if (measures.every(({ adds }) => adds)) return words.adds;
  if (!measures.some(({ adds }) => adds)) return words.apart;
  if (words.adds === words.apart) return words.adds;
  if (words.adds === "") return `{% unless m.adds %}${words.apart}{% endunless %}`;
  return `{% if m.adds %}${words.adds}{% else %}${words.apart}{% endif %}`;
}

/** Words that depend on whether values of several times may be added up. */
export function byFlows({ roles: { measures } }: Plan, adds: string, apart: string): string {
  if (adds === apart || measures.every(flows)) return adds;
  return measures.some(flows) ? `{% if m.flows %}${adds}{% else %}${apart}{% endif %}` : apart;
}

/**
 * A name of the table's in the text of a report: as it is if it is words, otherwise as a value of Liquid, which never
 * becomes markup. Liquid's texts have no escapes, so a single quotation mark becomes a typographic one.
 */
export function said(name: string): string {
  const line = name.replace(/\s+/g, " ").trim();
  if (/^[\p{L}\p{M}\p{N} .,()%€$£¥&+:;’–—-]*$/u.test(line)) return line;
  return `{{ '${line.replaceAll("'", "’").replace(/([{}%])(?=[{}%])/g, "$1 ")}' }}`;
}

/** The label of the compared column; a case only if several may be compared. */
export function comparedLabel({ roles }: Plan): string {
  const members = roles.story === "cross" && !roles.summed ? roles.members.slice(0, 1) : roles.members;
  if (members.length === 1) return said(members[0]!.label);
  return `{% case parameters.by %}${members.map(({ key, label }) => `{% when '${key}' %}${said(label)}`).join("")}{% endcase %}`;
}

/** The first letter in capitals, unless Liquid begins the text. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text of a report from its blocks; empty ones are left out. */
export function page(blocks: readonly string[]): string {
  return `${blocks.filter(Boolean).join("\n\n")}\n`;
}
