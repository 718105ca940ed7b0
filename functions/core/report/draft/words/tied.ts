import type { DraftLanguage } from "../draft.ts";

/**
 * Words for several that are printed with the same highest value: that they share it, or between which values they lie
 * if they only print alike.
 *
 * @param of Liquid's name of the row that has `first_ties`, `first_low`, `first_value`, `first_near` and `members`
 * @param shared the words if their values are equal
 * @param begins whether the words begin a sentence or title
 */
export function tiedFirst(of: "s" | "g", language: DraftLanguage, shared: string, begins = false): string {
  const count = `{{ ${of}.first_ties | number }}`;
  const isAll = `${of}.first_ties == ${of}.members`;
  const low = `{{ ${of}.first_low | number: ${of}.first_near }}`;
  const high = `{{ ${of}.first_top | number: ${of}.first_near }}{{ m.after }}`;
  const between = {
    en: `{% if ${isAll} %}${begins ? "All" : "all"} ${count}{% else %}${begins ? "The" : "the"} ${count} highest{% endif %} lie between ${low} and ${high}`,
    de: `${count} zwischen ${low} und ${high}`,
    zh: `{% if ${isAll} %}全部{% else %}最高的{% endif %}${count}项在${low}与${high}之间`,
  }[language];
  return `{% if ${of}.first_near == nil %}${shared}{% else %}${between}{% endif %}`;
}

/** Those that share the first place: two by their names, more by how many they are. */
export function sharing(language: DraftLanguage): string {
  const count = {
    en: "{{ s.first_ties | number }}",
    de: "{{ s.first_ties | number }}-mal",
    zh: "{{ s.first_ties | number }}项",
  };
  const both = { en: " and ", de: " und ", zh: "与" }[language];
  return `{% if s.first_ties == 2 and s.second != nil %}{{ s.first }}${both}{{ s.second }}{% else %}${count[language]}{% endif %}`;
}

/**
 * Liquid's `ahead`: by how much the first is ahead of the second, if the difference of the printed values is that of
 * the values themselves; otherwise 0.
 */
export const assignAhead =
  "{% assign second = s.second_value | round: m.decimals %}{% assign ahead = s.first_value | round: m.decimals | minus: second | round: m.decimals %}{% assign own = s.first_value | minus: s.second_value | round: m.decimals %}{% if own != ahead %}{% assign ahead = 0 %}{% endif %}";
