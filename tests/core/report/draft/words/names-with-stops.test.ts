import { expect, test } from "vitest";
import type { DraftLanguage } from "../../../../../functions/core/report/draft/draft.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { openText, templateOf } from "../draft-of-text.ts";

/** Names that end with a stop, as offices write them: a sentence that ends with one has no second stop. */
const stops = [".", "?", "。"] as const;

const tables = {
  flow: (stop: string): readonly [string, readonly string[]] => [
    `Job no${stop},Date,Firm${stop},Cost${stop},Hours${stop},Note${stop}`,
    Array.from(
      { length: 90 },
      (_, at) =>
        `J${1000 + at},2025-0${1 + (at % 6)}-${10 + (at % 17)},${["Brandt", "Nord", "Weber"][at % 3]} Ltd${stop},${90 + ((at * 37) % 61)},${1 + (at % 7)},${at % 9 === 0 ? `late${stop}` : ""}`,
    ),
  ],
  cross: (stop) => [
    `Town${stop},People${stop},Area${stop}`,
    ["Ahl", "Bern", "Celle", "Dorf", "Emden", "Furth"].map(
      (name, at) => `${name} a${stop},${900 + ((at * 371) % 613)},${40 + ((at * 7) % 11)}`,
    ),
  ],
  panel: (stop) => [
    `Year,Town${stop},People${stop}`,
    Array.from({ length: 8 }, (_, year) =>
      ["Ahl", "Bern", "Celle"].map(
        (name, at) => `${2016 + year},${name}${stop},${900 + year * 13 + ((at * 371) % 613)}`,
      ),
    ).flat(),
  ],
} satisfies Readonly<Record<string, (stop: string) => readonly [string, readonly string[]]>>;

/** The texts of a part of a document, each paragraph in a line of its own. */
function textOf(part: unknown): string {
  if (Array.isArray(part)) return part.map(textOf).join("");
  if (typeof part !== "object" || part === null) return "";
  const { text, type, ...others } = part as { readonly text?: unknown; readonly type?: unknown };
  const own = typeof text === "string" ? text : "";
  return `${own}${Object.values(others).map(textOf).join("")}${type === "paragraph" ? "\n" : ""}`;
}

async function printed(head: string, rows: readonly string[], language: DraftLanguage): Promise<string> {
  const { world, template } = await templateOf(await openText(head, rows), { language });
  const accepted = await acceptReport({ template: template.name }, world);
  return textOf((await layOutReport(accepted, world, () => {})).document);
}

test.each(["en", "de", "zh"] as const satisfies readonly DraftLanguage[])(
  "a sentence of a draft in %s that ends with such a name has one stop",
  async (language) => {
    for (const stop of stops)
      for (const table of Object.values(tables)) {
        const [head, rows] = table(stop);
        const text = await printed(head, rows, language);
        expect(text.match(/.{0,40}(?:(?<!\.)\.\.(?!\.)|。。|[!?！？…][.。]).{0,20}/gu) ?? []).toEqual([]);
      }
  },
  120_000,
);
