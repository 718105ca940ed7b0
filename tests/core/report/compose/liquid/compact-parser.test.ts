import { expect, test } from "vitest";
import { compose, line, problemsOf } from "../compose-fixture.ts";

/** Lists undefined members with their places. */
function places(markdown: string, files: Readonly<Record<string, string>> = {}): unknown[] {
  return problemsOf(markdown, { files }).map(({ seen, where }) => [seen, where?.line, where?.column]);
}

test("equal expressions that fail are each reported at their place", () => {
  expect(places("{{ share.last.pcct }}\n{{ share.last.pcct }} {{ share.last.pcct }}\n\n{{share.last.pcct}}")).toEqual([
    ["share.last.pcct", 1, 4],
    ["share.last.pcct", 2, 4],
    ["share.last.pcct", 2, 26],
    ["share.last.pcct", 4, 3],
  ]);
  expect(
    places(
      "{% if a > 1 %}{% endif %}\n{% if true == false %}\n{% elsif a > 1 %}{% endif %}\n{% unless a > 1 %}{% endunless %}\n{%- assign b = a > 1 -%}\n{% case a > 1 %}{% when 1 %}{% endcase %}",
    ),
  ).toEqual([
    ["a", 1, 7],
    ["a", 3, 10],
    ["a", 4, 11],
    ["a", 5, 16],
    ["a", 6, 9],
  ]);
  expect(
    places("{{ 1 | plus: x }}\n{% assign b = 1 | plus: x %}\n{{ 1 | plus: 2 | percent: x }}\n{{ 1 | plus: x }}"),
  ).toEqual([
    ["x", 1, 14],
    ["x", 2, 25],
    ["x", 3, 27],
    ["x", 4, 14],
  ]);
});

test("an expression that has a value in one place may have none in another", () => {
  expect(
    places(
      "{{ parameters.year }}\n{% for row in share %}{{ row.pct | percent: 1 }}{% if row.pct > 1 %}{% endif %}{% endfor %}\n{{ row.pct | percent: 1 }}\n{% if row.pct > 1 %}{% endif %}",
    ),
  ).toEqual([
    ["row", 3, 4],
    ["row", 4, 7],
  ]);
});

test("an expression whose filters fail is reported at its place", () => {
  expect(
    problemsOf(
      "{{ share.last.name | percent }}\n\n{% assign a = share.last.name | percent %}\n {{ share.last.name | percent }}",
    ).map(({ code, where }) => [code, where?.line, where?.column]),
  ).toEqual([
    ["liquid-error", 1, 1],
    ["liquid-error", 3, 1],
    ["liquid-error", 4, 2],
  ]);
});

test("a text that is too long is reported where it became too long", () => {
  const markdown = "{% for a in (1..3000) -%}\n\n  " + "x".repeat(1000) + "{% endfor %}";
  expect(() => compose(markdown)).toThrow(
    expect.objectContaining({
      kind: "limit-exceeded",
      problems: [expect.objectContaining({ where: { file: "report.md", line: 1, column: 26 } })],
    }),
  );
});

test("partials see the values passed to them, each time afresh", () => {
  const files = {
    "p.md": "{{ word }}{% if word == 'a' %}!{% endif %}",
    "q.md": "{% render 'p.md', word: word %}{% include 'p.md' %}",
    "r.md": "<{{ row.year }}{{ forloop.index }}>",
  };
  expect(
    line(
      "{% render 'p.md', word: 'a' %} {% render 'p.md', word: 'b' %} {% assign word = 'a' %}{% include 'p.md' %} {% include 'q.md', word: 'c' %}",
      { files },
    ),
  ).toBe("a! b a! cc");
  expect(line("\\{% render 'r.md' for share.rows as row %} {% render 'p.md', word: 'd' %}", { files })).toBe(
    "<20181><20212> d",
  );
});

test("an undefined name in a partial is reported there", () => {
  const files = {
    "p.md":
      "a\n\n{{ b }}{% if b %}{% endif %}\n{% for c in b %}{% endfor %}{% assign d = b | plus: 1 %}{{ 1 | plus: b }}",
  };
  const told = problemsOf("{{ b }}\n{% include 'p.md' %}", { files }).map(({ message, where }) => [
    message,
    where?.file,
    where?.line,
  ]);
  expect(told).toEqual(
    [
      ["report.md:1", "report.md", 1],
      ["p.md:3", "p.md", 3],
      ["p.md:3", "p.md", 3],
      ["p.md:4", "p.md", 4],
      ["p.md:4", "p.md", 4],
      ["p.md:4", "p.md", 4],
    ].map(([at, ...where]) => [`${at}: there is no "b"`, ...where]),
  );
});

test("captured text keeps its values", () => {
  const captured = "{% capture a %}{{ share.last.pct | percent }} of {{ share.last.name }}{% endcapture %}";
  expect(
    line(
      `${captured}{{ a }}, {{ a }}; {{ a | size }}{% for row in share %}{% capture a %}{{ row.year }}{% endcapture %} {{ a }}{% endfor %}`,
    ),
  ).toBe("30.1% of after, 30.1% of after; 14 2018 2021");
});

test("every tag prints as in Liquid", () => {
  expect(
    line(
      "{% case parameters.year %}{% when 2020, 2021 %}a{% when 2021 %}b{% else %}c{% endcase %}{% case share.last.name %}{% when 'x' %}d{% else %}e{% endcase %}",
    ),
  ).toBe("abe");
  expect(
    line(
      "{% unless parameters.year == 2021 %}a{% elsif share.size == 2 %}b{% else %}c{% endunless %}{% unless true %}d{% else %}e{% endunless %}",
    ),
  ).toBe("be");
  expect(
    line(
      "{% for row in share reversed %}{% cycle 'x', 'y' %}{% if forloop.last %}{% break %}{% endif %}{{ row.year }}{% continue %}z{% else %}none{% endfor %}{% for row in nothing %}a{% else %}none{% endfor %}",
      { tables: { share: [{ year: 1 }, { year: 2 }], nothing: [] } },
    ),
  ).toBe("x2ynone");
  expect(
    line(
      "{% liquid\nassign a = parameters.year | plus: 1\necho a\nif a > 2021\necho share.last.name\nendif\n%}{% raw %}{{ a }}{% endraw %}{% comment %}{{ a }}{% endcomment %}{% # {{ a }} %}{% echo a | minus: 1 %}",
    ),
  ).toBe("2022after{{ a }}2021");
});

test("comparisons can be joined, printed and kept", () => {
  expect(
    line(
      "{{ parameters.year == 2021 }} {{ parameters.year > 2021 }} {% assign a = share.last.name contains 'aft' %}{{ a }}",
    ),
  ).toBe("yes no yes");
  expect(
    line(
      "{% if parameters.year > 2020 and share.size == 2 and share.last.name != 'x' %}a{% endif %}{% if parameters.year == 1 or share.size == 1 %}b{% endif %}{% if not parameters.year == 2 %}c{% endif %}{% if true and not false %}d{% endif %}{% if false or not true %}e{% endif %}",
    ),
  ).toBe("acd");
});

test("a filter may return nothing", () => {
  const tables = { share: [], other: [{ a: 1 }] };
  expect(
    line(
      "{% assign a = share.rows | first | default: 'none' %}{{ a }} {{ other.rows | where: 'a', 2 | first | default: 'no such row' }} {{ share.rows | map: 'a' | last }}",
      { tables },
    ),
  ).toBe("none no such row –");
});
