import { expect, test } from "vitest";
import { Decimal } from "../../../../functions/core/decimal.ts";
import { line } from "../compose-fixture.ts";

const big = Decimal.parse("9007199254740993")!;
const tables = { q: [{ n: big, d: 0.1, s: "x" }, { n: Decimal.parse("9007199254740995")!, d: 0.2, s: "y" }, { n: 5, d: null, s: "z" }] };

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
  ["{{ 'abc' | plus: 1 }}", "1"],
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
  ["{% if q.first.n > 9007199254740992 %}more{% endif %}{% if 5 < q.first.n %} less{% endif %}{% if q.first.n == q.last.n %} same{% endif %}", "more less"],
  ["{% assign twins = q.rows | where: 'n', q.first.n %}{{ twins.size }}", "1"],
  ["{{ q.first.n }} {{ q.first.n | append: '!' }}", "9007199254740993 9007199254740993!"],
  ["{% assign x = 10 %}{% for i in (1..12) %}{% assign x = x | times: x %}{% endfor %}{{ 1 | divided_by: x }}", "0"],
])("%s is %s", (markdown, expected) => {
  expect(line(markdown, { tables })).toBe(expected);
});
