import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BroadsheetError, type Warning } from "../../../../functions/core/errors.ts";
import type { Block } from "../../../../functions/core/report/document/document.ts";
import { compose, inlines, only, problemsOf, text, yaml } from "./compose-fixture.ts";

const yamlWith = (line: string): Record<string, string> => ({ "template.yaml": `${yaml}${line}\n` });

describe("names in braces in a running line", () => {
  test.each([
    [
      'footer: "Page {pgae}"',
      "template.yaml:11: footer cannot be filled in: there is no {pgae}",
      'did you mean "{page}"?',
    ],
    [
      'header: { en: "{Title}" }',
      "template.yaml:11: header cannot be filled in: there is no {Title}",
      'did you mean "{title}"?',
    ],
    [
      'folio: "{ page }"',
      "template.yaml:11: folio cannot be filled in: there is no { page }",
      'did you mean "{page}"?',
    ],
    [
      'publication: "{section}"',
      "template.yaml:11: publication cannot be filled in: there is no {section}",
      'to print it literally, write {{ "{section}" }}',
    ],
    [
      'kicker: "As of {date}"',
      "template.yaml:11: {date} is filled in only in publication, header, footer and folio, not in kicker",
      "write a value with Liquid, such as {{ report.date | date }}",
    ],
  ])("%s", (line, message, hint) => {
    expect(problemsOf("x", { files: yamlWith(line) })).toEqual([
      expect.objectContaining({ code: "unknown-placeholder", message, hint }),
    ]);
  });

  test("those there are, values and Liquid pass", () => {
    const { footer } = compose("# T\n", {
      files: yamlWith(
        "footer: \"{title}, {date}, {page}/{pages} {{ parameters.year }} {{ '{section}' }}{% if true %}!{% endif %}\"",
      ),
    });
    expect(footer).toBe("T, 30 June 2024, {page}/{pages} 2021 {section}!");
  });
});

describe("formulas", () => {
  test("are warned of once, with their place", () => {
    const warnings: Warning[] = [];
    compose("a\n\nb $$x_1 + x_2$$ and $$y$$\n\n$$\nz\n$$", {}, warnings);
    expect(warnings.map(({ code, where }) => [code, where?.line])).toEqual([["unsupported-mathematics", 3]]);
  });

  test("are warned of in a title", () => {
    const warnings: Warning[] = [];
    compose('::table{data="share" title="$$x$$"}', {}, warnings);
    expect(warnings.map(({ code }) => code)).toEqual(["unsupported-mathematics"]);
  });

  test.each(["`$$x$$`", "\\$\\$x\\$\\$", "US$ 5 and $6", "    $$code$$", "{{ parameters.name }}"])(
    "%s is none",
    (markdown) => {
      const warnings: Warning[] = [];
      compose(markdown, { parameters: { name: "A$$AP" } }, warnings);
      expect(warnings).toEqual([]);
    },
  );
});

describe("a heading of a column", () => {
  test.each([
    ["| A | < |", "a column's heading cannot be joined to the one on its left", "<"],
    ["| A | ^ |", "a column's heading cannot be joined to a row above", "^"],
  ])("%s", (head, message, seen) => {
    expect(problemsOf(`x\n\n${head}\n|---|---|\n| 1 | 2 |`)).toEqual([
      expect.objectContaining({ code: "invalid-span", message: `report.md:3: ${message}`, seen }),
    ]);
  });

  test("may be one of these characters", () => {
    expect(only(compose("| A | \\< |\n|---|---|\n| 1 | 2 |"), "table").columns.map(({ label }) => text(label))).toEqual(
      ["A", "<"],
    );
  });
});

test("notes of a table are numbered as it is read", () => {
  const markdown =
    '::table{data="share" columns="year: Year[^c], pct: Share[^d]" title="T[^a]" deck="D[^b]" source="S[^e]" note="N[^f]"}\n\n:::table{title="T[^g]" source="S[^j]"}\n| A[^h] | B |\n|---|---|\n| 1 | 2[^i] |\n:::\n\n' +
    [..."fedcbajihg"].map((label) => `[^${label}]: ${label}`).join("\n");
  expect(compose(markdown).footnotes.map(({ label }) => label)).toEqual([..."abcdefghij"]);
});

test("words in another language are marked inside emphasis, and their tag may be a value", () => {
  expect(inlines(':lang[a *b*]{code="{{ parameters.name }}"}', { parameters: { name: "la" } })).toEqual([
    { type: "text", text: "a ", language: "la" },
    { type: "emphasis", children: [{ type: "text", text: "b", language: "la" }] },
  ]);
  expect(problemsOf('x :lang[a]{code="not a tag"}')).toEqual([
    expect.objectContaining({ code: "invalid-attribute", seen: "not a tag" }),
  ]);
});

test("a heading's id may hold a value", () => {
  expect(only(compose("# A {#a-{{ parameters.year }}}"), "heading").id).toBe("a-2021");
});

describe("what stands for a value", () => {
  const odd = [
    "a",
    "{{ parameters.year }}",
    "{{ parameters.name }}",
    "[",
    "]",
    "[^",
    "]:",
    "(",
    ")",
    "<",
    ">",
    "::",
    ":::",
    ":",
    "{",
    "}",
    "#",
    "=",
    '"',
    "table",
    "chart",
    "toc",
    "lang",
    "data=",
    "title=",
    "\n",
    "\n\n",
    " ",
    "|",
    "|---|",
    "`",
    "```",
    "*",
    "- ",
    "!",
    "&",
    "$$",
    "://",
  ];

  test("is in no message, and on no page", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...odd), { maxLength: 14 }), (chosen) => {
        expect(tellAll(chosen.join(""))).not.toMatch(/[\ufdd0-\ufdef]/);
      }),
      { numRuns: process.env["SOAK"] === undefined ? 100 : 5000, seed: 18 },
    );
  });

  test.each([
    '::chart{ {{ parameters.year }}="x" }',
    "[^n{{ parameters.year }}]",
    "::ta{{ parameters.year }}",
    '::toc{of="{{ parameters.year }}"}',
    "![{{ parameters.year }}](x)",
    "<b {{ parameters.year }}>",
    '::table{title="{{ parameters.year }}"}',
  ])("is not in messages about %s", (markdown) => {
    expect(tellAll(markdown)).not.toMatch(/[\ufdd0-\ufdef]/);
  });
});

/** Returns everything that composing prints or reports. */
function tellAll(markdown: string): string {
  const warnings: Warning[] = [];
  try {
    const { blocks, footnotes, title } = compose(markdown, { parameters: { name: "x]" } }, warnings);
    return JSON.stringify([title, blocks satisfies readonly Block[], footnotes, warnings]);
  } catch (error) {
    if (error instanceof BroadsheetError) return JSON.stringify([error.message, error.problems, warnings]);
    throw error;
  }
}

const headers = (columns: string): boolean[] =>
  only(compose(`::table{data="share" columns="${columns}"}`), "table").rows[0]!.cells.map(
    ({ header }) => header === true,
  );

describe("the label column of a table of data", () => {
  test.each([
    ["name, pct", [true, false]],
    ["pct: No., name, change", [false, true, false]],
    ["year, pct", [true, false]],
    ["year: Year | right, pct", [true, false]],
    ["pct, change", [false, false]],
    ["name", [false]],
  ])("%s", (columns, expected) => {
    expect(headers(columns)).toEqual(expected);
  });

  test("a missing value is spoken, in the report's language", () => {
    const cells = only(
      compose('::table{data="share" columns="name, change"}', { parameters: { language: "zh" } }),
      "table",
    ).rows.map(({ cells: [, change] }) => change?.spoken);
    expect(cells).toEqual(["无数据", undefined]);
  });
});
