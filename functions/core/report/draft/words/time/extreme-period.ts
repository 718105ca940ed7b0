import type { Plan } from "../../blocks/parts.ts";

/**
 * Liquid of when the course had its highest or its lowest value: one period, or in how many of all it had it.
 *
 * @param one Liquid of the one period
 * @param of Liquid's name of the value
 */
export function whenExtreme({ roles, language }: Plan, of: "h.highest" | "h.lowest", one: string): string {
  const [ties, periods] = [`{{ ${of}_ties | number }}`, "{{ h.periods | number }}"];
  const several = {
    en: `in ${ties} of ${periods} ${roles.time!.grain}s`,
    de: `(${ties} von ${periods} Zeiträumen)`,
    zh: `${periods}期中的${ties}期`,
  }[language];
  return `{% if ${of}_ties > 1 %}${several}{% else %}${one}{% endif %}`;
}
