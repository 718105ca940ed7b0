import { describe, expect, test } from "vitest";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { shownLines } from "../../../../../functions/core/report/document/shown-lines.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { openText, templateOf } from "../draft-of-text.ts";
import { faultsOfDraft } from "../every-choice.ts";

interface Listed {
  readonly language: DraftLanguage;
  readonly head: string;
  readonly rows: readonly string[];
  readonly title: RegExp;
}

const tables: readonly Listed[] = [
  {
    language: "en",
    head: "Indicator,Unit,Value,Target",
    rows: [
      "On-time delivery,%,92.1,95",
      "Scrap rate,%,2.3,2",
      "Lead time,days,12,10",
      "Complaints,count,31,25",
      "Sick leave,%,4.9,5",
    ],
    title: /1 of 5 reach/,
  },
  {
    language: "de",
    head: "Kennzahl,Einheit,Ist,Soll",
    rows: [
      "Liefertreue,%,96.1,95",
      "Ausschussquote,%,2.3,2",
      "Durchlaufzeit,Tage,12,10",
      "Reklamationen,Stück,31,25",
      "Krankenstand,%,4.9,5",
    ],
    title: /2 von 5/,
  },
  {
    language: "zh",
    head: "指标,单位,实际值,目标值",
    rows: ["准时率,%,92.1,95", "废品率,%,2.3,2", "投诉,件,31,35", "能耗,MWh,412,450"],
    title: /项/,
  },
  {
    language: "en",
    head: "Parameter,Value,Unit,Limit",
    rows: [
      "Nitrate,31.2,mg/l,50",
      "Lead,0.004,mg/l,0.01",
      "Iron,0.26,mg/l,0.2",
      "Conductivity,512,µS/cm,2790",
      "Turbidity,0.3,NTU,1",
    ],
    title: /1 of 5 above/,
  },
  {
    language: "en",
    head: "Metric,Value,Unit",
    rows: ["Population,81234,persons", "Area,412.5,km²", "Unemployment,5.1,%", "Rainfall,812,mm"],
    title: /4 with a value/,
  },
];

describe.each(tables)("$head", ({ language, head, rows, title }) => {
  test("each value stands by its own unit, and none is ranked or added up", { timeout: 60_000 }, async () => {
    const { world, template } = await templateOf(await openText(head, rows), { language });
    const accepted = await acceptReport({ template: template.name }, world);
    const { document, tables: found } = await layOutReport(accepted, world, () => {});
    expect(document.title).toMatch(title);
    for (const query of ["ranking", "standing", "facts", "plan", "bins", "relation"])
      expect(found.has(query)).toBe(false);
    const text = shownLines(document)
      .map((line) => line.text)
      .join("\n");
    expect(text).not.toMatch(/median|total|highest of|Median|Summe|中位数|合计/);
  });

  test("it renders", { timeout: 600_000 }, async () => {
    expect(await faultsOfDraft({ head, rows, language, allPeriods: false })).toEqual([]);
  });
});
