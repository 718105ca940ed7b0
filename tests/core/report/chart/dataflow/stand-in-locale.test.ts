import { describe, expect, it } from "vitest";
import type { ChartSettings } from "../../../../../functions/core/report/chart/chart-settings.ts";
import type { Spec } from "../../../../../functions/core/report/chart/spec.ts";
import { formatTime } from "../../../../../functions/core/report/locale/format-time.ts";
import { languages } from "../../../../../functions/core/report/locale/languages.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { pageTexts } from "../../pdf/canvas-page.ts";
import { chartPage, testChart } from "../chart-fixtures.ts";

const spec: Spec = {
  data: { values: [{}] },
  mark: {
    type: "text",
    text: { expr: "format(1234567.5, ',.1f') + utcFormat(utc(2026, 4, 1), ' %B') + format(-1, 'd')" },
  },
};

async function shown(settings: Partial<ChartSettings>, config?: object): Promise<string> {
  const { chart } = await testChart(config === undefined ? spec : { ...spec, config }, [], settings);
  return (await pageTexts((await chartPage(chart)).pdf)).join("");
}

const of = (language: string): Partial<ChartSettings> => ({ language, locale: localeFor(language) });

const call = (text: string): string => `utcFormat(datum.at, ${text})`;

describe("the locale of a chart", () => {
  it("is its report's, whatever was drawn before", async () => {
    const wanted = { en: "1,234,567.5 May−1", de: "1.234.567,5 Mai−1", fr: "mai−1", zh: "五月−1" };
    for (const language of ["en", "de", "zh", "de", "fr", "en"] as const)
      expect(await shown(of(language))).toContain(wanted[language].replace(/^.* /, ""));
    expect(await shown(of("de"))).toBe(wanted.de);
    expect(await shown(of("en"))).toBe(wanted.en);
  });

  it("is Vega's own where an English chart is drawn as authored", async () => {
    await shown(of("de"));
    expect(await shown({ ...of("en"), authored: {} })).toBe("1,234,567.5 May−1");
    expect(await shown({ ...of("de"), authored: {} })).toBe("1.234.567,5 Mai−1");
  });

  it.each(Object.keys(languages))(
    "prints months in %s by themselves, and after a day, as sentences do",
    async (language) => {
      const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 9)));
      const patterns = ["%b", "%B %Y", "%-d %B", "%e %b"];
      const axis = [...months.map((date) => new Date(Date.UTC(2026, date.getUTCMonth(), 1))), ...months];
      const values = [
        ...patterns.flatMap((pattern) => months.map((at) => ({ at: at.getTime(), pattern }))),
        ...axis.map((at) => ({ at: at.getTime(), pattern: "axis" })),
      ];
      const { chart } = await testChart(
        {
          width: 900,
          height: 900,
          data: { values: values.map((value, row) => ({ ...value, row })) },
          transform: [
            {
              calculate: `datum.pattern === 'axis' ? ${call("{date: '%-d %B', week: '%-d %B', month: '%b', quarter: '%b', year: '%B'}")} : ${call("datum.pattern")}`,
              as: "text",
            },
          ],
          mark: "text",
          encoding: { text: { field: "text" }, y: { field: "row", type: "quantitative", axis: null } },
        },
        [],
        of(language),
      );
      const locale = localeFor(language);
      const wanted = values.map(({ at, pattern }) => {
        const first = new Date(at).getUTCDate() === 1;
        const own = pattern !== "axis" ? pattern : !first ? "%-d %B" : new Date(at).getUTCMonth() === 0 ? "%B" : "%b";
        return formatTime(locale, own)(new Date(at));
      });
      expect(chart.data!.rows.map((row) => row[chart.data!.columns.indexOf("text")])).toEqual(wanted);
    },
  );

  it("yields to the spec's own and returns afterwards", async () => {
    const number = { decimal: "·", thousands: " ", grouping: [3], currency: ["", ""] };
    expect(await shown(of("de"), { locale: { number } })).toBe("1 234 567·5 Mai−1");
    expect(await shown(of("de"))).toBe("1.234.567,5 Mai−1");
  });
});
