import { expressionInterpreter } from "vega-interpreter";
import { beforeAll, describe, expect, it } from "vitest";
import {
  compactExpression,
  type ExpressionNode,
} from "../../../../../functions/core/report/chart/dataflow/compact-expression.ts";
import { compileExpression } from "../../../../../functions/core/report/chart/dataflow/compile-expression.ts";
import type { ExpressionFunction } from "../../../../../functions/core/report/chart/dataflow/expression-functions.ts";
import { expressionRuntime } from "../../../../../functions/core/report/chart/dataflow/expression-runtime.ts";
import { loadVega } from "../../../../../functions/core/report/chart/load-vega.ts";
import type { Vega } from "../../../../../functions/core/report/chart/vega.ts";

let vega: Vega;
let functions: Record<string, ExpressionFunction>;

beforeAll(async () => {
  ({ vega } = await loadVega());
  const names = [
    "upper",
    "lower",
    "length",
    "slice",
    "join",
    "indexof",
    "replace",
    "test",
    "regexp",
    "clamp",
    "pow",
    "floor",
    "max",
    "isValid",
    "toNumber",
    "toDate",
    "year",
    "month",
    "datetime",
    "utc",
    "time",
    "split",
    "substring",
    "pad",
    "truncate",
    "isNaN",
    "span",
    "extent",
    "trim",
    "reverse",
    "sort",
  ];
  functions = Object.fromEntries(
    names.map((name) => [name, (vega.expressionFunction as (name: string) => ExpressionFunction)(name)]),
  );
});

function parse(text: string): ExpressionNode {
  return (vega as unknown as { parseExpression(text: string): ExpressionNode }).parseExpression(text);
}

const datum = {
  a: 3,
  b: -2.5,
  name: "Beijing",
  list: [3, 1, 2],
  nested: { deep: "x" },
  none: null,
  "odd name": 7,
  when: "2021-03-04",
};
const parameters = { $year: 2021, $flag: false };

function evaluate(text: string): unknown {
  return compileExpression(compactExpression(parse(text)))({ functions, parameters, datum });
}

describe("compileExpression", () => {
  it.each([
    "1 + 2 * 3 - 4 / 5 % 6",
    "datum.a > 2 && datum.b < 0",
    "datum.none || 'otherwise'",
    "!datum.a",
    "-datum.b",
    "+'3'",
    "~5",
    "datum.a == '3'",
    "datum.a === '3'",
    "datum.a != 3",
    "datum.a !== 3",
    "5 & 3 | 8 ^ 2",
    "1 << 4 >> 1 >>> 1",
    "datum.a >= 3 ? 'yes' : 'no'",
    "if(datum.a > 5, 1, if(flag, 2, 3))",
    "year + 1",
    "datum['odd name']",
    "datum.nested.deep",
    "datum[datum.name]",
    "datum.list[1]",
    "datum.list.length",
    "[datum.a, datum.b, [1]]",
    "{a: 1, 'b': datum.b}",
    "PI",
    "upper(datum.name) + lower('AB')",
    "length(datum.list)",
    "slice(datum.list, 1)",
    "join(datum.list, '-')",
    "indexof(datum.name, 'j')",
    "replace(datum.name, /[aeiou]/g, '')",
    "test(/^Bei/, datum.name)",
    "test(regexp('jing$', 'i'), datum.name)",
    "clamp(datum.b, 0, 1)",
    "pow(2, 10)",
    "floor(datum.b)",
    "max(datum.a, datum.b, 9)",
    "isValid(datum.none)",
    "toNumber('4.5')",
    "year(toDate(datum.when))",
    "month(datum.when)",
    "time(datetime(2021, 2, 4))",
    "utc(2021, 2)",
    "split('a,b', ',')",
    "substring(datum.name, 1, 3)",
    "pad('7', 3, '0', 'left')",
    "truncate(datum.name, 4)",
    "isNaN(0 / 0)",
    "span(datum.list)",
    "extent(datum.list)",
    "trim('  x ')",
    "reverse(datum.list)",
    "sort(datum.list)",
    "missing",
    "datum.missing",
    "'a' + 1 + null",
    "2 - '1'",
    "null == undefined",
  ])("evaluates %s as vega-interpreter does", (text) => {
    const reference = (
      expressionInterpreter.parameter as (ctx: object, expr: object) => (datum: unknown, parameters: unknown) => unknown
    )({ functions }, { ast: parse(text) });
    expect(evaluate(text)).toEqual(reference(datum, parameters));
  });

  it("gives a global pattern afresh each time", () => {
    const compiled = compileExpression(compactExpression(parse("test(/i/g, datum.name)")));
    const scope = { functions, parameters, datum };
    expect([compiled(scope), compiled(scope)]).toEqual([true, true]);
  });

  it.each([
    "''.constructor",
    "datum.constructor",
    "datum['const' + 'ructor']",
    "datum.toString",
    "[].map",
    "upper.constructor",
    "datum.__proto__",
    "datum['__pro' + 'to__']",
    "datum.list.constructor.constructor",
  ])("lets nothing out by %s", (text) => {
    let value: unknown;
    try {
      value = evaluate(text);
    } catch (error) {
      value = error;
    }
    expect(typeof value).not.toBe("function");
    expect(value === undefined || value instanceof TypeError).toBe(true);
  });

  it("makes no objects that turn into other things", () => {
    expect(evaluate("{toString: 1, valueOf: 2, a: 3}")).toEqual({ a: 3 });
    expect("" + String(evaluate("'' + {toString: 1}"))).toBe("[object Object]");
  });
});

function encodeWith(
  marktype: string,
  channels: Record<string, string>,
  item: Record<string, unknown>,
): Record<string, unknown> {
  const { encode } = expressionRuntime(Object.values(channels).map((text) => compactExpression(parse(text))));
  const places = Object.fromEntries(Object.keys(channels).map((name, place) => [name, place]));
  encode({ functions }, { marktype, channels: places })(item, parameters);
  return item;
}

describe("expressionRuntime.encode", () => {
  it.each([
    ["rect", { x: "30", x2: "10", y: "5", y2: "25" }, {}],
    ["rect", { x2: "10" }, { width: 4 }],
    ["symbol", { x: "30", x2: "10" }, {}],
    ["rect", { xc: "10", yc: "10" }, { width: 4, height: 6 }],
    ["rule", { x: "30", x2: "10" }, {}],
  ])("places a %s with %o as vega-interpreter does", (marktype, channels, item) => {
    const parsed = Object.fromEntries(Object.entries(channels).map(([name, text]) => [name, { ast: parse(text) }]));
    const reference = { ...item };
    (expressionInterpreter.encode as (ctx: object, encode: object) => (item: object, parameters: object) => unknown)(
      { functions },
      { marktype, channels: parsed },
    )(reference, parameters);
    expect(encodeWith(marktype, channels as unknown as Record<string, string>, { ...item })).toEqual(reference);
  });

  it("reports whether an item has changed", () => {
    const encode = expressionRuntime([compactExpression(parse("datum.a"))]).encode(
      { functions },
      { marktype: "symbol", channels: { x: 0 } },
    );
    const item = { datum };
    expect([encode(item, parameters), encode(item, parameters)]).toEqual([1, 0]);
  });
});
