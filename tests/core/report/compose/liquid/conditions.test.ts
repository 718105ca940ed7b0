import { expect, test } from "vitest";
import { Decimal } from "../../../../../functions/core/decimal.ts";
import type { Row } from "../../../../../functions/core/report/query/table.ts";
import { line, problemsOf, type Setup } from "../compose-fixture.ts";

const rows: readonly Row[] = [
  { name: "North", change: 5, day: "2021-03-31", open: true, none: null, big: new Decimal(12345678901234567890n, 2) },
  { name: "South", change: -1, day: "2021-06-30", open: false, none: null, big: 0.1 },
];
const setup: Setup = { tables: { rows }, files: { "part.md": "{% if x %}yes{% endif %}" } };
const shown = (condition: string): string => line(`{% if ${condition} %}yes{% else %}no{% endif %}`, setup);
const refused = (markdown: string) => problemsOf(markdown, setup)[0];

test.each([
  ["rows.first.change > 0", "yes"],
  ["rows.first.change == 5.0", "yes"],
  ["rows.first.big > rows.last.big", "yes"],
  ["rows.first.big == rows.first.big and rows.first.big != rows.last.big", "yes"],
  ["rows.first.day < rows.last.day", "yes"],
  ['rows.first.name < "O"', "yes"],
  ["rows.first.open", "yes"],
  ["rows.last.open", "no"],
  ["not rows.last.open", "yes"],
  ["not rows.first.change == 5", "no"],
  ["rows.first.none == nil", "yes"],
  ["rows.first.none != nil and rows.first.none > 0", "no"],
  ["rows.first.none == nil or rows.first.none > 0", "yes"],
  ["rows.first.change != nil and rows.first.change > 0 and rows.first.open", "yes"],
  ["rows.first.none == 5", "no"],
  ["rows.first.none != 5", "yes"],
  ['rows.first.name contains "or"', "yes"],
  ['parameters.name == nil or parameters.name == ""', "yes"],
  ["parameters.name == blank", "yes"],
  ["rows.size > 1 and (rows.first.open or rows.last.open)", "yes"],
  ["(rows.first.open and rows.last.open) or rows.first.change == 5", "yes"],
  ["false", "no"],
])("if %s prints %s", (condition, printed) => {
  expect(shown(condition)).toBe(printed);
});

test("conditions inside loops, cases and partials", () => {
  expect(
    line(
      "{% for r in rows %}{% case r.name %}{% when 'North', 'N' %}n{% when 'South' or 'S' %}s{% else %}?{% endcase %}{% unless forloop.last %}, {% endunless %}{% endfor %}",
      setup,
    ),
  ).toBe("n, s");
  expect(line("{% for r in rows limit: 1 offset: 1 %}{{ r.name }}{% else %}none{% endfor %}", setup)).toBe("South");
  expect(
    line("{% assign up = rows.first.change > 0 %}{% if up %}{% render 'part.md', x: up %}{% endif %}", setup),
  ).toBe("yes");
  expect(line("{% unless rows.last.open %}closed{% elsif rows.first.open %}open{% endunless %}", setup)).toBe("closed");
  expect(line("{% unless rows.first.open %}closed{% elsif rows.first.open %}open{% endunless %}", setup)).toBe("open");
  expect(line("{% for x in parameters.name %}{{ x }}{% else %}none{% endfor %}", setup)).toBe("none");
});

test.each([
  ["{% if chnge > 0 %}x{% endif %}", { code: "unknown-variable", seen: "chnge" }],
  ["{% if row.first.change > 0 %}x{% endif %}", { code: "unknown-variable", hint: 'did you mean "rows"?' }],
  [
    "{% if rows.first.nme %}x{% endif %}",
    { code: "unknown-variable", seen: "rows.first.nme", hint: 'did you mean "rows.first.name"?' },
  ],
  [
    "{% for r in rows %}{% if r.chnge > 0 %}x{% endif %}{% endfor %}",
    {
      code: "unknown-variable",
      seen: "r.chnge",
      hint: 'did you mean "r.change"?',
      allowed: ["name", "change", "day", "open", "none", "big"],
    },
  ],
  [
    "{% for row in rows %}{% if rwo.change > 0 %}x{% endif %}{% endfor %}",
    { code: "unknown-variable", hint: expect.stringMatching(/did you mean "rows?"\?/) as string },
  ],
  [
    "{% if rows.first.name %}x{% endif %}",
    {
      code: "invalid-condition",
      message: 'report.md:1: rows.first.name: the condition is the text "North", which is neither true nor false',
      hint: 'compare it: != nil, != "" or == "…"',
    },
  ],
  [
    "\n{% if rows.first.change %}x{% endif %}",
    {
      code: "invalid-condition",
      message: "report.md:2: rows.first.change: the condition is the number 5, which is neither true nor false",
      seen: 5,
    },
  ],
  [
    "{% if parameters.name %}x{% endif %}",
    {
      code: "invalid-condition",
      message: "report.md:1: parameters.name: the condition is a missing value, which is neither true nor false",
      hint: "compare it: == true, == nil or != nil",
    },
  ],
  [
    "{% if rows %}x{% endif %}",
    {
      code: "invalid-condition",
      message: "report.md:1: rows: the condition is a list of 2, which is neither true nor false",
      hint: "check how many there are: .size > 0",
    },
  ],
  [
    "{% unless rows.first %}x{% endunless %}",
    {
      code: "invalid-condition",
      message: "report.md:1: rows.first: the condition is a row, which is neither true nor false",
    },
  ],
  [
    '{% if rows.first.change > "0" %}x{% endif %}',
    {
      code: "invalid-condition",
      message:
        'report.md:1: rows.first.change > "0": the number 5 is compared by > with the text "0": it compares two numbers, or two texts or dates',
      seen: [5, "0"],
    },
  ],
  [
    '{% if rows.first.change == "5" %}x{% endif %}',
    {
      code: "invalid-condition",
      message:
        'report.md:1: rows.first.change == "5": the number 5 is compared with the text "5", which it can never equal',
    },
  ],
  [
    "{% if rows.first.none > 0 %}x{% endif %}",
    {
      code: "invalid-condition",
      message: "report.md:1: rows.first.none > 0: a missing value is compared by > with the number 0",
      hint: "check for it first: != nil and … > …",
    },
  ],
  ["{% if 0 <= rows.first.none or rows.last.open %}x{% endif %}", { code: "invalid-condition" }],
  ["{% if rows.first.open > 0 %}x{% endif %}", { code: "invalid-condition" }],
  [
    '{% if rows.first.name == "North" or "South" %}x{% endif %}{% if rows.last.name == "North" or "South" %}x{% endif %}',
    {
      message:
        'report.md:1: rows.last.name == "North" or "South": or takes conditions, but got the text "South", which is neither true nor false',
    },
  ],
  [
    "{% if not rows.first.name %}x{% endif %}",
    {
      message:
        'report.md:1: not rows.first.name: not takes conditions, but got the text "North", which is neither true nor false',
    },
  ],
  [
    '{% if rows.first.none contains "x" %}x{% endif %}',
    { code: "invalid-condition", hint: "check for it first: != nil and … contains …" },
  ],
  [
    "{% if rows.first.change contains 5 %}x{% endif %}",
    {
      code: "invalid-condition",
      message:
        "report.md:1: rows.first.change contains 5: the number 5 cannot contain the number 5: a text contains a text, and a list a value",
    },
  ],
  ["{% if rows contains 5 %}x{% endif %}", { code: "invalid-condition" }],
  ["{% case rows.first.change %}{% when '5' %}x{% endcase %}", { code: "invalid-condition", seen: [5, "5"] }],
  ["{{ rows.first.none > 0 }}", { code: "invalid-condition" }],
  ["{% assign up = rows.first.name > 0 %}", { code: "invalid-condition" }],
  ["{% echo rows.first.name > 0 %}", { code: "invalid-condition" }],
  [
    "{% for r in rows.first %}x{% endfor %}",
    { code: "invalid-condition", message: "report.md:1: for goes through a list, but rows.first is a row" },
  ],
  [
    "{% for r in rows.first.name %}x{% endfor %}",
    { code: "invalid-condition", message: 'report.md:1: for goes through a list, but rows.first.name is "North"' },
  ],
  [
    "{% render 'part.md', x: 5 %}",
    {
      code: "invalid-condition",
      message: "part.md:1: x: the condition is the number 5, which is neither true nor false",
    },
  ],
])("%s is an error", (markdown, problem) => {
  expect(refused(markdown)).toMatchObject(problem);
});

test.each([
  [
    "{% if rows.first.open rows.last.open %}x{% endif %}",
    "two values follow each other without an operator between them",
  ],
  ["{{ rows.first.change rows.last.change }}", "two values follow each other"],
  ["{% if rows.first.change = 5 %}x{% endif %}", "compare with ==, not ="],
  ["{% if rows.first.open && rows.last.open %}x{% endif %}", 'write "and", not &&'],
  ["{% if rows.first.open || rows.last.open %}x{% endif %}", 'write "or", not ||'],
  ["{% if rows.first.open, rows.last.open %}x{% endif %}", '", rows.last.open" is left over'],
  ["{% if true and false or true %}x{% endif %}", "and is mixed with or: group them with parentheses, (a and b) or c"],
  ["{% if true %}a{% elsif true or false and true %}b{% endif %}", "and is mixed with or"],
  ["{% if false %}a{% else if true %}b{% endif %}", 'else takes no condition: write "elsif"'],
  ["{% if false %}a{% else %}{% if false %}b{% else now %}c{% endif %}{% endif %}", 'else takes nothing: "now"'],
  ["{% unless true %}a{% else %}b{% elsif true %}c{% endunless %}", "elsif comes after else"],
  ["{% case 1 %}{% when 1 %}a{% else %}b{% when 2 %}c{% endcase %}", "when comes after else"],
  [
    "{% case 1 %}{% when 1 and 2 %}a{% endcase %}",
    'the values of when must be separated by a comma or "or", not "and 2"',
  ],
  ["{% for r in rows limt: 1 %}x{% endfor %}", 'for has no "limt": use limit, offset, reversed; did you mean "limit"?'],
  ["{% for r in rows | reverse %}x{% endfor %}", "for takes no filter: assign the list to a name first"],
  ["{% for r in rows 5 %}x{% endfor %}", 'for has no "5"'],
  ["{% liquid assign a = 5 6\necho a %}", "two values follow each other"],
])("%s cannot be read", (markdown, message) => {
  expect(refused(markdown)?.message).toContain(`report.md:1: ${message}`);
});

test("a condition is reported at its place, not where its block begins", () => {
  expect(refused("{% if false %}\nx\n{% elsif rows.first.change %}\ny\n{% endif %}")).toMatchObject({
    where: { file: "report.md", line: 3, column: 10 },
    message: expect.stringContaining("report.md:3: rows.first.change: ") as string,
  });
});
