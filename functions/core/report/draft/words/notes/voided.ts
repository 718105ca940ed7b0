import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Says how many rows are left out, since what they tell was cancelled, given back or refused, or nobody came. */
export function withoutVoidedRows({ roles: { voided, measures }, language }: Plan): string {
  if (voided === undefined) return "";
  const quote = { en: ["“", "”", " or "], de: ["„", "“", " oder "], zh: ["“", "”", "或"] }[language];
  const states = voided.texts.map((text) => `${quote[0]}${said(text)}${quote[1]}`).join(quote[2]);
  const sentence = {
    en: ` Not counted: {{ v.voids | number }} of {{ v.rows_of | number }} rows, “${said(voided.column)}” being ${states}.`,
    de: ` Nicht mitgezählt: {{ v.voids | number }} der {{ v.rows_of | number }} Zeilen mit ${states}.`,
    zh: `未计入{{ v.rows_of | number }}行中的{{ v.voids | number }}行${states}。`,
  }[language];
  const own = measures
    .filter(({ key }) => voided.measures.includes(key))
    .map(({ key }) => `m.key == '${key}'`)
    .join(" or ");
  if (own === "") return "";
  return `{% assign v = voided.first %}{% if v.voids > 0 %}{% if ${own} %}${sentence}{% endif %}{% endif %}`;
}

/** A report's first block with that sentence behind its others. */
export function sayVoided(plan: Plan, block: string): string {
  const sentence = withoutVoidedRows(plan);
  return sentence === "" ? block : block.replace("\n\n:::key-figures", () => `${sentence}\n\n:::key-figures`);
}
