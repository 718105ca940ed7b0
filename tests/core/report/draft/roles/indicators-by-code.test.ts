import { describe, expect, test } from "vitest";
import { numbersFrom, rolesOfText } from "../roles-of-text.ts";

const measures = [
  ["M_1", "Getting timely care"],
  ["M_2", "Rating of provider"],
  ["M_7", "Courteous staff"],
  ["M_12", "Stewardship of resources"],
] as const;
const clinics = Array.from({ length: 30 }, (_, at) => `Clinic ${"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE"[at]!}${at}`);

describe("values of several indicators are not put together where a code tells them apart", () => {
  test.each([
    ["measure_cd,measure_title", true, true],
    ["measure_title,measure_cd", true, false],
    ["indicator_code", false, true],
    ["metric id", false, true],
    ["kpi_label", true, false],
  ])("%s", async (head, hasTitle, codeFirst) => {
    const next = numbersFrom(head.length);
    const isBoth = head.includes(",");
    const rows = clinics.flatMap((clinic) =>
      measures.map(([code, title], at) => {
        const both = codeFirst ? `${code},Survey of patients: ${title}` : `Survey of patients: ${title},${code}`;
        const named = isBoth ? both : hasTitle ? title : code;
        return `${clinic},${named},${Math.floor(20 * (at + 1) + 10 * next())}`;
      }),
    );
    const roles = await rolesOfText(`clinic,${head},rate`, rows);
    expect(roles.members.map(({ column }) => column)).toEqual(["clinic"]);
    const wanted = measures.map(([code, title]) => `${hasTitle ? title : code}, rate`);
    expect(roles.measures.map(({ column }) => column).toSorted()).toEqual(wanted.toSorted());
    expect(roles.measures.map(({ adds }) => adds)).not.toContain(true);
  });

  test.each(["measure_cd,measure_title", "indicator_code", "Indicator Code,Indicator Name"])(
    "%s over time",
    async (head) => {
      const next = numbersFrom(head.length);
      const rows = measures.flatMap(([code, title], at) =>
        Array.from({ length: 20 }, (_, year) => {
          return `${2001 + year},${head.includes(",") ? `${code},${title}` : code},${(20 * (at + 1) + 10 * next()).toFixed(1)}`;
        }),
      );
      const roles = await rolesOfText(`year,${head},value`, rows);
      expect(roles.selector).toBe(head.split(",").at(-1));
      expect(roles.measures).toHaveLength(measures.length);
      expect(roles.members).toEqual([]);
    },
  );
});
