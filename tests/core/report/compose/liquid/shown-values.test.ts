import { join } from "node:path";
import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../../functions/adapters/memory-object-store.ts";
import { acceptReport } from "../../../../../functions/core/report/accept-report.ts";
import { composeReport } from "../../../../../functions/core/report/compose/compose-report.ts";
import {
  createTrace,
  type ShownChoice,
  type ShownValue,
  type SourceRange,
} from "../../../../../functions/core/report/document/trace.ts";
import { answerEdit } from "../../../../../functions/core/report/edit/answer-edit.ts";
import type { DescribedItem } from "../../../../../functions/core/report/edit/edit.ts";
import { layOutReport } from "../../../../../functions/core/report/generate-report.ts";
import { acceptRequest } from "../../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../../functions/core/report/request/parse-request.ts";
import { localeFor } from "../../../../../functions/core/report/locale/locale-for.ts";
import { createWorld } from "../../../../../functions/render/create-world.ts";
import { seedTemplate } from "../../../../../functions/seed/seed-template.ts";
import { tableOf, templateWith } from "../compose-fixture.ts";
import { type Composed, markedContent, markedInlines, textsOf } from "../../edit/page-edits.ts";

/** What is printed: values by where they are written, and blocks with their places. */
function traced({ template, accepted, tables, locale }: Composed) {
  const printed = { values: [] as ShownValue[], choices: [] as ShownChoice[] };
  const trace = { ...createTrace(), ...printed };
  composeReport(template, tables, accepted, locale, () => {}, trace);
  return { ...printed, blocks: [...trace.sources] };
}

type Chip = Extract<DescribedItem, { readonly keep: number }>;

function chipsOf(items: readonly DescribedItem[]): Chip[] {
  return items.filter((item): item is Chip => "keep" in item);
}

/** What a chip prints. */
function shownBy(values: readonly ShownValue[], file: string, { line, column }: Chip): ShownValue | undefined {
  return values.find((value) => value.file === file && value.line === line && value.column === column);
}

/** The texts of a block for an editor. */
function describe(files: Readonly<Record<string, string>>, { file, line, column }: SourceRange) {
  return answerEdit({ files, block: { file, line, column } }).block;
}

const plain = (marked: readonly (readonly [string, string])[]): string => marked.map(([char]) => char).join("");

test.each(["country-profile", "monthly-business-review"])(
  "the values of %s, in the place of its chips, give what is printed",
  async (name) => {
    const store = new MemoryObjectStore();
    await seedTemplate(store, "shown", join(import.meta.dirname, "../../../../../templates", name));
    const world = createWorld(store);
    const accepted = await acceptReport({ template: "shown" }, world);
    const { template, tables, locale } = await layOutReport(accepted, world, () => {});
    const { values, blocks } = traced({ template, accepted, tables, locale });
    const files = textsOf(template);
    let checked = 0;
    for (const [block, place] of blocks) {
      if (block.type !== "heading" && block.type !== "paragraph") continue;
      const { content = [], kind } = describe(files, place);
      const chips = chipsOf(content);
      const shown = chips.map((chip) => shownBy(values, place.file, chip));
      const isWhole = chips.every((chip, at) => chip.kind === "value" && shown[at]?.varies !== true);
      if (kind !== block.type || chips.length === 0 || !isWhole) continue;
      const texts = new Map(chips.map(({ keep }, at) => [keep, shown[at]?.text ?? "?"]));
      expect(plain(markedContent(content, texts))).toBe(plain(markedInlines(block.children)));
      checked += 1;
    }
    expect(checked).toBeGreaterThan(0);
  },
);

test("captions, partials, captured texts, blanks that Liquid takes away, and values that differ in a loop", () => {
  const report = `## In {{ parameters.year }}{{- share.size -}}

{% capture words %}of {{ share.first.name }}{% endcapture %}
{% if share.size > 9 %}Not {{ share.last.pct }}.{% endif %}

{% render "partials/end.liquid", year: 7 %}

::table{data="share" title="Shares {{ words }}, {{ share.last.pct | number: 2 }}"}

{% for row in share.rows %}
A share {{ row.name }} of {{ share.size }}.

{% endfor %}
`;
  const share = [
    { year: 2018, pct: 25.1, name: "before" },
    { year: 2021, pct: 30.125, name: "after\nthat" },
  ];
  const end = "The end of {{ year }}.\n";
  const template = templateWith(report, { files: { "partials/end.liquid": end }, tables: { share } });
  const accepted = acceptRequest(parseRequest({ template: "test" }), template, {});
  const tables = new Map([["share", tableOf("share", share)]]);
  const { values } = traced({ template, accepted, tables, locale: localeFor("en") });
  const written = { "report.md": report, "partials/end.liquid": end };
  const read = values.map(({ file, line, column, text, varies }) => {
    const source = written[file as keyof typeof written].split("\n")[line - 1]!.slice(column - 1);
    return [/^\{\{.*?\}\}/.exec(source)?.[0], text, ...(varies === true ? ["varies"] : [])];
  });
  expect(read).toEqual([
    ["{{ parameters.year }}", "2021"],
    ["{{- share.size -}}", "2"],
    ["{{ share.first.name }}", "before"],
    ["{{ words }}", "of before"],
    ["{{ share.last.pct | number: 2 }}", "30.13"],
    ["{{ row.name }}", "before", "varies"],
    ["{{ share.size }}", "2"],
    ["{{ year }}", "7"],
  ]);
  const line = report.slice(0, report.indexOf("::table")).split("\n").length;
  const { captions } = describe(written, { file: "report.md", line, column: 1, endLine: line, endColumn: 1 });
  const title = captions.find(({ name }) => name === "title")!.content!;
  expect(chipsOf(title).map((chip) => shownBy(values, "report.md", chip)?.text)).toEqual(["of before", "30.13"]);
});

test("the branches that are printed, of each kind of condition, also in loops and partials", () => {
  const report = `{% if share.size == 2 %}Two{% else %}Others{% endif %} and
{%- unless share.size == 2 %} never {%- endunless %} {% if share.size > 5 %}many{% elsif share.size > 3 %}some{% endif %}.

{% for row in share.rows %}
{%- if row.pct > 30 %}High {% if row.year == 2021 %}now{% endif %}{% elsif row.pct > 90 %}Top{% else %}Low{% endif %}
{%- endfor %}

{% case share.size %}{% when 1 %}One{% when 2, 3 %}A few{% when 2 %}A pair{% endcase %}

{% render "partials/end.liquid", year: 7 %}
`;
  const share = [
    { year: 2018, pct: 25.1 },
    { year: 2021, pct: 30.125 },
  ];
  const end = "The end{% if year == 7 %}{% else %} of all{% endif %}.\n";
  const template = templateWith(report, { files: { "partials/end.liquid": end }, tables: { share } });
  const accepted = acceptRequest(parseRequest({ template: "test" }), template, {});
  const tables = new Map([["share", tableOf("share", share)]]);
  const { choices } = traced({ template, accepted, tables, locale: localeFor("en") });
  const written = { "report.md": report, "partials/end.liquid": end };
  const read = choices.map(({ file, line, column, branches }) => {
    const source = written[file as keyof typeof written].split("\n")[line - 1]!.slice(column - 1);
    return [/^\{%.*?%\}/.exec(source)?.[0], ...branches];
  });
  expect(read).toEqual([
    ["{% if share.size == 2 %}", 0],
    ["{%- unless share.size == 2 %}", 1],
    ["{% if share.size > 5 %}", 2],
    ["{%- if row.pct > 30 %}", 0, 2],
    ["{% if row.year == 2021 %}", 0],
    ["{% case share.size %}", 1, 2],
    ["{% if year == 7 %}", 0],
  ]);
});
