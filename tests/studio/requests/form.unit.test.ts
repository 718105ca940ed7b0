import { expect, test } from "vitest";
import { curlCommand } from "../../../studio/src/make/curl-command.ts";
import { formFields, type ParameterSchema, show } from "../../../studio/src/make/form-fields.ts";
import { fieldsIn } from "../../../studio/src/make/fields-in.ts";
import { changesOf, readValues } from "../../../studio/src/make/read-values.ts";
import { guessColumn, renamedColumns } from "../../../studio/src/make/rename-columns.ts";

const schema: ParameterSchema = {
  type: "object",
  required: ["who"],
  properties: {
    year: { title: "Last year; later ones are left out", type: "integer", minimum: 2020, maximum: 2025, default: 2025 },
    currency: { enum: ["CNY", "USD"], default: "CNY" },
    all_rows: { type: "boolean" },
    from: { type: "string", format: "date" },
    to: { type: "string", format: "date", default: "previous-month-end" },
    note: { type: "string", maxLength: 500, description: "Printed below" },
    who: { type: "string" },
    regions: { type: "array", items: { enum: ["N", "S"] }, default: ["N"] },
    tags: { type: "array", items: { type: "string" } },
    weights: {
      title: "Weights",
      type: "object",
      properties: { "a/b": { type: "number", minimum: 0 }, c: { type: "number" } },
      default: { "a/b": 1, c: 2 },
    },
    anything: {},
  },
};
const fields = formFields(schema, { who: [{ value: 7, label: "Seven" }] });

test("each parameter is a field of its kind, with its label, help and default", () => {
  expect(fields.map(({ pointer, kind, initial }) => [pointer, kind, initial])).toEqual([
    ["/year", "number", "2025"],
    ["/currency", "choice", "CNY"],
    ["/all_rows", "switch", false],
    ["/from", "date", ""],
    ["/to", "relative-date", "previous-month-end"],
    ["/note", "long-text", ""],
    ["/who", "choice", ""],
    ["/regions", "choices", ["N"]],
    ["/tags", "list", ""],
    ["/weights/a~1b", "number", "1"],
    ["/weights/c", "number", "2"],
    ["/anything", "json", ""],
  ]);
  expect(fields[0]).toMatchObject({
    label: "Last year",
    help: "Later ones are left out",
    range: { minimum: 2020, maximum: 2025 },
    whole: true,
    required: false,
  });
  expect(fields[2]).toMatchObject({ label: "All rows" });
  expect(fields[5]).toMatchObject({ help: "Printed below" });
  expect(fields[6]).toMatchObject({ required: true, fromData: true, options: [{ value: 7, label: "Seven" }] });
  expect(fields[10]).toMatchObject({ label: "C", group: { label: "Weights" } });
});

test("only what was changed is sent, by its type; what is no number is left to the server", () => {
  expect(readValues(fields, {})).toEqual({});
  expect(
    readValues(fields, {
      "/year": "2024",
      "/currency": "USD",
      "/all_rows": true,
      "/who": "7",
      "/regions": ["N", "S"],
      "/tags": "a\n\n b ",
      "/weights/a~1b": "0,5",
      "/anything": '{"x":1}',
      "/note": "",
    }),
  ).toEqual({
    year: 2024,
    currency: "USD",
    all_rows: true,
    who: 7,
    regions: ["N", "S"],
    tags: ["a", "b"],
    weights: { "a/b": 0.5 },
    anything: { x: 1 },
  });
  expect(readValues(fields, { "/year": "2024.5", "/weights/c": "much", "/anything": "{" })).toEqual({
    year: "2024.5",
    weights: { c: "much" },
    anything: "{",
  });
});

test("the values of a report come back as they were", () => {
  const parameters = {
    year: 2023,
    currency: "USD",
    all_rows: true,
    who: 7,
    regions: ["S"],
    tags: ["a", "b"],
    weights: { c: 3 },
  };
  expect(readValues(fields, changesOf(fields, parameters, show))).toEqual(parameters);
});

test("the command quotes what a shell would read", () => {
  expect(
    curlCommand(
      "http://localhost:8080",
      { template: "a", parameters: { who: "O'Neil" } } as { template: string },
      true,
    ),
  ).toBe(
    String.raw`curl -sSf http://localhost:8080/reports -H 'authorization: Bearer TOKEN' -H 'accept: application/pdf' -H 'content-type: application/json' -d '{"template":"a","parameters":{"who":"O'\''Neil"}}' -o a.pdf`,
  );
});

test("columns are renamed and guessed by their letters", () => {
  expect(renamedColumns({ product: 'Product "name"', month: "Month" }, ["Month", 'Product "name"', "Revenue"])).toEqual(
    { Month: "month", 'Product "name"': "product" },
  );
  expect(guessColumn("month", ["Sales", "MONTH"])).toBe("MONTH");
  expect(guessColumn("product", ["Sales", "Product name"])).toBe("Product name");
  expect(guessColumn("id", ["Width"])).toBeUndefined();
});

test("a form is in the language of the studio where the template has its texts", () => {
  const told = {
    parameters: {
      type: "object",
      properties: {
        currency: { enum: ["CNY", "USD"], title: "Currency" },
        country: { type: "string", title: "Country" },
        weights: { type: "object", properties: { relief: { type: "number" } } },
      },
    },
    parameterTexts: {
      "/currency": {
        title: { en: "Currency; of amounts", "zh-Hans": "币种；用于金额" },
        labels: { CNY: { en: "Yuan", "zh-Hans": "人民币" } },
      },
      "/weights": { title: { en: "Weights", fr: "Poids" } },
      "/weights/relief": { title: { de: "Entlastung" }, description: { en: "From taxes", "zh-Hans": "税费减免" } },
    },
    choices: {
      country: [
        { value: "KE", label: "Kenya", labels: { en: "Kenya", zh: "肯尼亚" } },
        { value: "TZ", label: "Tanzania" },
      ],
    },
  };
  expect(fieldsIn(told, "zh")).toMatchObject([
    { label: "币种", help: "用于金额", options: [{ value: "CNY", label: "人民币" }, { value: "USD" }] },
    {
      label: "Country",
      options: [
        { value: "KE", label: "肯尼亚" },
        { value: "TZ", label: "Tanzania" },
      ],
    },
    { label: "Entlastung", help: "税费减免", group: { label: "Weights" } },
  ]);
  expect(fieldsIn(told, "en")).toMatchObject([
    { label: "Currency", help: "Of amounts", options: [{ label: "Yuan" }, { value: "USD" }] },
    { options: [{ label: "Kenya" }, {}] },
    { help: "From taxes" },
  ]);
});
