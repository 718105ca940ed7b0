import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Most lines of a file that a report repeats. */
const most = 6;

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

/** What the file says around its table, word for word: that a branch was closed, or has not reported yet. */
export function aroundNotes({ roles, table, language }: Plan): readonly string[] {
  const { above = [], below = [] } = roles.reading.around ?? {};
  // Its title, which the table has already, and what the reader took for totals say nothing more.
  const lines = [...above, ...below].filter((line) => plain(line) !== plain(table)).slice(0, most);
  if (lines.length === 0) return [];
  const [open, close] = language === "de" ? ["„", "“"] : ["“", "”"];
  const quoted = lines.map((line) => `${open}${said(line)}${close}`);
  return [
    {
      en: `The file of which this report was drafted also says: ${quoted.join("; ")}.`,
      de: `In der Datei, aus der dieser Bericht entworfen wurde, steht außerdem: ${quoted.join("; ")}.`,
      zh: `起草本报告所用的文件中另有说明：${quoted.join("；")}。`,
    }[language],
  ];
}
