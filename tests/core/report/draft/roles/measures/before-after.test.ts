import { describe, expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../../functions/core/report/draft/draft.ts";
import { openText } from "../../draft-of-text.ts";
import { reportOf } from "../../report-of-table.ts";
import { numbersFrom, rolesOfText } from "../../roles-of-text.ts";

/** Of what was measured of each before and after it is asked what changed, by group; the oracle subtracts the cells. */
interface Shape {
  readonly head: string;
  readonly language: DraftLanguage;
  readonly groups: readonly string[];
  readonly label: string;
}

const shapes: readonly Shape[] = [
  {
    head: "subject,arm,sbp_baseline,sbp_week4,sbp_week8",
    language: "en",
    groups: ["placebo", "active"],
    label: "baseline → week 8",
  },
  {
    head: "Pupil,Group,Pre-test score,Mid score,Post-test score",
    language: "en",
    groups: ["old course", "new course", "none"],
    label: "Pre-test → Post-test",
  },
  {
    head: "id,treatment,weight (before),age,weight (after)",
    language: "en",
    groups: ["diet", "sport"],
    label: "before → after",
  },
  {
    head: "Person,Gruppe,Gewicht_vorher,Alter,Gewicht_nachher",
    language: "de",
    groups: ["Kurs", "ohne Kurs"],
    label: "vorher → nachher",
  },
  {
    head: "编号,组别,治疗前血压,年龄,治疗后血压",
    language: "zh",
    groups: ["对照组", "治疗组"],
    label: "治疗前 → 治疗后",
  },
  {
    head: "participant_id,arm,vitd_before_nmol_l,age_years,vitd_after_nmol_l",
    language: "en",
    groups: ["supplement", "placebo"],
    label: "Vitd, before → after",
  },
  { head: "pid,condition,PainPre,age,PainPost", language: "en", groups: ["app", "leaflet"], label: "Pre → Post" },
  {
    head: "id,group,hba1c_week0_mmol_mol,age,hba1c_week12_mmol_mol",
    language: "en",
    groups: ["a new drug", "usual care"],
    label: "week 0 → week 12",
  },
  {
    head: "Nr,Gruppe,Puls_vorher_bpm,Alter,Puls_nachher_bpm",
    language: "de",
    groups: ["Training", "Kontrolle"],
    label: "vorher → nachher",
  },
  { head: "学号,班级,成绩前测,年龄,成绩后测", language: "zh", groups: ["一班", "二班", "三班"], label: "前测 → 后测" },
];

interface Row {
  readonly group: string;
  readonly before: number;
  readonly after: number | undefined;
}

function rowsOf({ groups }: Shape, seed: number): readonly Row[] {
  const random = numbersFrom(seed + groups[0]!.length);
  return Array.from({ length: 130 }, (_, at) => {
    const place = at % groups.length;
    const before = Math.round(90 + 50 * random());
    return {
      group: groups[place]!,
      before,
      after: at % 19 === 4 ? undefined : before - Math.round(2 + 9 * place + 8 * random()),
    };
  });
}

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
};

describe.each(shapes)("$head", { timeout: 60_000 }, (shape) => {
  test.each([1, 2])("leads with the change of each group (%i)", async (seed) => {
    const rows = rowsOf(shape, seed);
    const lines = rows.map(({ group, before, after }, at) =>
      [`P${300 + at}`, group, before, 30 + ((at * 17) % 40), after ?? ""].join(","),
    );
    const report = await reportOf(await openText(shape.head, lines), { language: shape.language });
    expect(report.title).toContain(shape.label);
    const changes = (group: string): readonly number[] =>
      rows.flatMap((row) => (row.group === group && row.after !== undefined ? [row.after - row.before] : []));
    const told = new Map(report.rows("groups").map((row) => [row["member"], row]));
    for (const group of shape.groups) {
      expect(Number(told.get(group)?.["middle"] ?? told.get(group)?.["median"])).toBe(median(changes(group)));
      expect(Number(told.get(group)?.["records"])).toBe(changes(group).length);
    }
  });
});

const lines = (columns: number): readonly string[] =>
  Array.from({ length: 80 }, (_, at) =>
    [`P${at}`, "AB"[at % 2]!, ...Array.from({ length: columns }, (_value, of) => 20 + ((at * 37 + of * 11) % 60))].join(
      ",",
    ),
  );

test.each([
  ["no,group,sales_before,sales_after", 2],
  ["no,group,score_week4,score_week8", 2],
  ["no,group,before_tax,age", 2],
  ["no,group,pre_tax_margin,post_tax_margin", 2],
  ["no,group,rate before VAT,rate after VAT", 2],
  ["no,group,height_before,weight_after", 2],
])("“%s” has no change that leads", async (head, columns) => {
  const { measures } = await rolesOfText(head, lines(columns));
  expect(measures.filter(({ called }) => called === "change")).toEqual([]);
});
