import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Most measures that the sentence names. */
const mostNamed = 12;

/**
 * A sentence on a table whose rows name what they measure: what there is beside the measure that is shown. None for
 * other tables.
 */
export function seriesNote({ roles: { selector, measures }, language }: Plan): readonly string[] {
  if (selector === undefined || measures.length < 2) return [];
  const names = measures.slice(0, mostNamed).map(({ label }) => said(label));
  const more = measures.length - names.length;
  const column = said(selector);
  const shown = {
    en: `“${column}” says what a row measures: ${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}. The report is about one of them at a time, as its parameter chooses.`,
    de: `„${column}“ nennt, was eine Zeile misst: ${names.join(", ")}${more > 0 ? ` und ${more} weitere` : ""}. Der Bericht zeigt davon jeweils, was sein Parameter wählt.`,
    zh: `“${column}”说明每行的指标：${names.join("、")}${more > 0 ? `等${measures.length}项` : ""}。报告每次只讲其中一项，由参数选择。`,
  }[language];
  return [shown];
}
