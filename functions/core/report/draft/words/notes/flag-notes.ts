import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Names the column that marks how good the rows' values are, with how many rows have which mark. */
export function flagNotes({ flags, language }: Plan): readonly string[] {
  if (flags === undefined) return [];
  const [stop, open, close] = language === "zh" ? ["、", "（", "）"] : [", ", " (", ")"];
  const marks = `{% for f in flags %}{{ f.mark }}${open}{{ f.rows_of | number }}${close}{% unless forloop.last %}${stop}{% endunless %}{% endfor %}`;
  return [
    {
      en: `“${said(flags)}” marks how good the values are, by rows: ${marks}.`,
      de: `„${said(flags)}“ kennzeichnet, wie sicher die Werte sind, nach Zeilen: ${marks}.`,
      zh: `“${said(flags)}”标明数值的可靠程度，各有行数：${marks}。`,
    }[language],
  ];
}
