import { expect, test } from "vitest";
import { Decimal } from "../../../../../../functions/core/decimal.ts";
import { line, problemsOf } from "../../compose-fixture.ts";

const big = Decimal.parse("9007199254740993")!;
const tables = {
  q: [
    { n: big, d: 0.1, s: "x" },
    { n: Decimal.parse("9007199254740995")!, d: 0.2, s: "y" },
    { n: 5, d: null, s: "z" },
  ],
};

test.each([
  ["{{ 0.1 | plus: 0.2 }}", "0.3"],
  ["{{ 1 | minus: 0.9 }}", "0.1"],
  ["{{ 1.1 | times: 1.1 }}", "1.21"],
  ["{{ 10 | divided_by: 4 }}", "2.5"],
  ["{{ 1 | divided_by: 3 }}", "0.333333333333333"],
  ["{{ 7 | divided_by: 2, true }}", "3"],
  ["{{ -7 | modulo: 3 }}", "2"],
  ["{{ 2.675 | round: 2 }}", "2.68"],
  ["{{ -1.5 | ceil }} {{ -1.5 | floor }} {{ -1.5 | abs }}", "−1 −2 1.5"],
  ["{{ '12.5' | plus: '1' }}", "13.5"],
  [
    "{{ q.last.d | plus: 1 }} {{ 1 | minus: q.last.d }} {{ q.last.d | times: 2 | default: 'none' }} {{ q.last.d | abs | round }}",
    "– – none –",
  ],
  ["{{ q.first.n | plus: 1 }}", "9007199254740994"],
  ["{{ q.first.n | minus: 9007199254740990 }}", "3"],
  ["{{ q.first.n | times: 1000 | number }}", "9,007,199,254,740,993,000"],
  ["{{ q.first.n | divided_by: 10 }}", "900719925474099.3"],
  ["{{ q.first.n | at_least: 1 }} {{ q.first.n | at_most: 7 }}", "9007199254740993 7"],
  ["{{ q.rows | sum: 'n' | number }}", "18,014,398,509,481,993"],
  ["{{ q.rows | sum: 'd' }}", "0.3"],
  ["{{ q.rows | sort: 'n' | map: 's' | join: ' ' }}", "z x y"],
  ["{{ q.rows | sort: 'd' | map: 's' | join: ' ' }}", "x y z"],
  ["{{ q.rows | map: 'n' | join: ' ' }}", "9007199254740993 9007199254740995 5"],
  [
    "{% if q.first.n > 9007199254740992 %}more{% endif %}{% if 5 < q.first.n %} less{% endif %}{% if q.first.n == q.last.n %} same{% endif %}",
    "more less",
  ],
  ["{% assign twins = q.rows | where: 'n', q.first.n %}{{ twins.size }}", "1"],
  ["{{ q.first.n }} {{ q.first.n | append: '!' }}", "9007199254740993 9007199254740993!"],
  ["{% assign x = 10 %}{% for i in (1..12) %}{% assign x = x | times: x %}{% endfor %}{{ 1 | divided_by: x }}", "0"],
])("%s is %s", (markdown, expected) => {
  expect(line(markdown, { tables })).toBe(expected);
});

test.each([
  ["{{ 'abc' | plus: 1 }}", 'plus needs a number, but got "abc"'],
  ["{{ 1 | times: q.first }}", "times needs a number, but got a whole row"],
  ["{{ q.rows | abs }}", "abs needs a number, but got a list"],
  ["{{ true | round }}", "round needs a number, but got true"],
  ["{{ 1 | divided_by: 0 }}", "divided_by: 0 has no result: check for it first, {% if … == 0 %}"],
  ["{{ 1 | modulo: 0 }}", "modulo: 0 has no result"],
  ["{{ q.rows | sum: 's' }}", 'sum needs a number, but got "x"'],
  ["{{ q.rows | sum: 'nn' }}", 'sum names the column "nn", which the rows do not have: did you mean "n"?'],
  [
    "{{ q.rows | sort: 'amount' | size }}",
    'sort names the column "amount", which the rows do not have: they have n, d, s',
  ],
  ["{{ q.rows | map: 'amount' | size }}", "map names the column"],
  ["{{ q.rows | where: 'amount', 5 | size }}", "where names the column"],
  ["{{ q.rows | find: 'amount', 5 }}", "find names the column"],
  ["{{ q.rows | where: 'n', '5' | size }}", 'is compared with the text "5", which it can never equal'],
  ["{{ q.rows | join: ', ' }}", "join needs a list of values, but got rows: name one of their columns with map"],
])("%s is an error", (markdown, message) => {
  expect(problemsOf(markdown, { tables })[0]?.message).toContain(message);
});

test("rows are found by a value, or if they are neither false nor missing", () => {
  expect(
    line(
      "{{ q.rows | where: 'd' | map: 's' | join: ' ' }} {% assign row = q.rows | find: 's', 'y' %}{{ row.d }} {{ q.rows | where: 'd', nil | map: 's' | first }}",
      { tables },
    ),
  ).toBe("x y 0.2 z");
});
