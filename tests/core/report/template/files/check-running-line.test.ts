import { expect, test } from "vitest";
import type { Problem } from "../../../../../functions/core/errors.ts";
import { checkRunningLine } from "../../../../../functions/core/report/template/files/check-running-line.ts";
import { readYaml } from "../../../../../functions/core/report/template/files/read-yaml.ts";
import type { LocalizedText } from "../../../../../functions/core/report/template/template.ts";
import { stringify } from "yaml";

/** Checks the second line of a template.yaml. */
function problemsOf(field: string, text?: string | LocalizedText): readonly Problem[] {
  const found: Problem[] = [];
  const problems = {
    add: (problem: Problem) => void found.push(problem),
    count: () => found.length,
    throwAny: () => undefined,
  };
  checkRunningLine(
    field,
    text,
    readYaml("template.yaml", stringify({ date: "2024-01-01", [field]: text ?? null }), problems),
    problems,
  );
  return found;
}

test.each(["publication", "header", "footer", "folio"])(
  "%s may have every name that is filled in, and no other",
  (field) => {
    expect(problemsOf(field, "{title}, {chapter}: {page} of {pages}, {date}")).toEqual([]);
    expect(problemsOf(field)).toEqual([]);
    const allowed = ["{page}", "{pages}", "{title}", "{date}", "{chapter}"];
    expect(problemsOf(field, "{page} {titel} {section}")).toMatchObject([
      {
        code: "unknown-placeholder",
        message: `template.yaml:2: ${field} cannot be filled in: there is no {titel}`,
        where: { file: "template.yaml", line: 2 },
        seen: "{titel}",
        allowed,
        hint: 'did you mean "{title}"?',
      },
      { seen: "{section}", hint: 'to print it literally, write {{ "{section}" }}' },
    ]);
    expect(problemsOf(field, "{ page }")).toMatchObject([{ seen: "{ page }", hint: 'did you mean "{page}"?' }]);
  },
);

test.each(["title", "kicker", "watermark"])("%s may have any name but those", (field) => {
  expect(problemsOf(field, "{section} {titel}")).toEqual([]);
  expect(problemsOf(field, "As of { date }, {page}")).toEqual([
    {
      code: "unknown-placeholder",
      message: `template.yaml:2: { date } is filled in only in publication, header, footer and folio, not in ${field}`,
      where: { file: "template.yaml", line: 2, column: expect.any(Number) },
      seen: "{ date }",
      allowed: [],
      hint: "write a value with Liquid, such as {{ report.date | date }}",
    },
    expect.objectContaining({ seen: "{page}" }),
  ]);
});

test("each language is checked, at its own line; Liquid and other braces are left alone", () => {
  expect(problemsOf("footer", { en: "{page}", zh: "第 {ye} 页" })).toMatchObject([
    { seen: "{ye}", where: { line: 4 } },
  ]);
  expect(problemsOf("footer", "{{ page | plus: 1 }} {% if a %}{b{% endif %} {} {1} {a b}")).toEqual([]);
});
