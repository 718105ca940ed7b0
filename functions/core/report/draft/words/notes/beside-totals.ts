import type { Plan } from "../../blocks/parts.ts";
import { said } from "../liquid.ts";

/** Names what stands beside a total among the members, and so is none of its parts. */
export function besideTotals({ roles: { members }, language }: Plan): readonly string[] {
  const names = members.flatMap(({ beside = [] }) => beside).map(said);
  if (names.length === 0) return [];
  return [
    {
      en: `Left out, as no parts of the total beside which they stand: ${names.join(", ")}.`,
      de: `Nicht verglichen (stehen neben der Summe und sind keine Teile davon): ${names.join(", ")}.`,
      zh: `未参与比较的（列在合计旁，不是其组成部分）：${names.join("、")}。`,
    }[language],
  ];
}
