import { expect, test } from "vitest";
import { loadLinearPatterns } from "../../../../functions/core/json/linear-patterns.ts";
import { acceptRequest, type TemplateTerms } from "../../../../functions/core/report/request/accept-request.ts";
import { parseRequest } from "../../../../functions/core/report/request/parse-request.ts";
import { problemsOf } from "../dataset/catch-problems.ts";

const template: TemplateTerms = {
  name: "high-tech",
  version: "1".repeat(64),
  languages: ["en", "zh"],
  date: "2024-01-01",
  datasets: [{ alias: "indicators", default: "beijing" }, { alias: "zones" }],
  parameters: {
    type: "object",
    properties: {
      year: { type: "integer", minimum: 2018, maximum: 2021, default: 2021 },
      language: { enum: ["en", "zh"], default: "en" },
      date: { type: "string", format: "date" },
      weights: {
        type: "object",
        additionalProperties: false,
        properties: { rd: { type: "number", minimum: 0, default: 1 } },
      },
    },
  },
};
const datasets = {
  indicators: { name: "beijing", version: "2".repeat(64) },
  zones: { name: "zones", version: "3".repeat(64) },
};

function accept(body: Record<string, unknown> = {}, given = datasets, terms = template) {
  return acceptRequest(parseRequest({ template: "high-tech", ...body }), terms, given);
}

test("defaults are filled in, and everything is pinned", () => {
  expect(accept()).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    template: { name: "high-tech", version: template.version },
    parameters: { year: 2021, language: "en", weights: { rd: 1 } },
    datasets,
    date: "2024-01-01",
    language: "en",
  });
});

test("the id depends on the report's content, not on names or on parameters left to defaults", () => {
  const { id } = accept();
  expect(accept({ parameters: { weights: { rd: 1 }, year: 2021 } }).id).toBe(id);
  expect(accept({}, { ...datasets, zones: { ...datasets.zones, name: "other" } }).id).toBe(id);
  expect(acceptRequest(parseRequest({ template: "high-tech" }), { ...template, name: "renamed" }, datasets).id).toBe(
    id,
  );
  const others = [
    accept({ parameters: { year: 2020 } }),
    accept({ date: "2024-01-02" }),
    accept({}, { ...datasets, zones: { name: "zones", version: "4".repeat(64) } }),
    accept({}, datasets, { ...template, version: "5".repeat(64) }),
  ];
  expect(new Set([id, ...others.map((other) => other.id)]).size).toBe(5);
});

test("date: the request's, else the parameter's, else the template's", () => {
  expect(accept({ parameters: { date: "2022-05-05" }, date: "2023-03-03" }).date).toBe("2023-03-03");
  expect(accept({ parameters: { date: "2022-05-05" } }).date).toBe("2022-05-05");
  expect(accept().date).toBe("2024-01-01");
});

test("language: the parameter, else the template's first", () => {
  expect(accept({ parameters: { language: "zh" } }).language).toBe("zh");
  const { parameters, ...rest } = template;
  expect(accept({}, datasets, { ...rest, parameters: { type: "object", properties: {} } }).language).toBe("en");
  expect(parameters).toBeDefined();
});

test("a free language parameter is held to the template's languages", () => {
  const free = { ...template, parameters: { type: "object", properties: { language: { type: "string" } } } };
  expect(problemsOf("invalid-request", () => accept({ parameters: { language: "zn" } }, datasets, free))).toEqual([
    {
      code: "parameter-not-allowed",
      message: 'the template "high-tech" does not support the language "zn"',
      where: { pointer: "/parameters/language" },
      seen: "zn",
      allowed: ["en", "zh"],
      hint: 'did you mean "en"?',
    },
  ]);
});

test("a language that the template does not have is named beside other faults, and one without languages is English", () => {
  const free = { ...template, parameters: { type: "object", properties: { language: { type: "string" } } } };
  const faulty = { parameters: { language: "zn" }, datasets: { zone: "x" } };
  expect(
    problemsOf("invalid-request", () => accept(faulty, datasets, free)).map(({ where }) => where?.pointer),
  ).toEqual(["/datasets/zone", "/parameters/language"]);
  expect(accept({}, datasets, { ...free, languages: [] }).language).toBe("en");
});

test("all faults are reported at once", () => {
  const problems = problemsOf("invalid-request", () =>
    accept(
      { parameters: { yaer: 2020, year: 2030, weights: { rd: -1, tax: 1 }, language: "fr" }, datasets: { zone: "x" } },
      { indicators: datasets.indicators } as typeof datasets,
    ),
  );
  expect(problems.map(({ code, where, seen }) => [code, where?.pointer, seen])).toEqual([
    ["unknown-dataset-alias", "/datasets/zone", "zone"],
    ["missing-dataset", "/datasets/zones", undefined],
    ["unknown-parameter", "/parameters/yaer", "yaer"],
    ["parameter-out-of-range", "/parameters/year", 2030],
    ["parameter-not-allowed", "/parameters/language", "fr"],
    ["unknown-parameter", "/parameters/weights/tax", "tax"],
    ["parameter-out-of-range", "/parameters/weights/rd", -1],
  ]);
  expect(problems[2]).toMatchObject({
    message: 'the template "high-tech" has no parameter "yaer"',
    hint: 'did you mean "year"?',
  });
  expect(problems[0]).toMatchObject({ allowed: ["indicators", "zones"], hint: 'did you mean "zones"?' });
});

test.each([
  ["values", { list: Array.from({ length: 6_000 }, () => []) }, "more than 5000 values", "long lists"],
  ["characters", { text: "a".repeat(270_000) }, "more than 262144 characters", "long texts"],
  [
    "names",
    Object.fromEntries(Array.from({ length: 2_700 }, (_, index) => [`${"n".repeat(100)}${index}`, 1])),
    "more than 262144 characters",
    "long texts",
  ],
])("parameters of too many %s are refused before they are checked", (_, parameters, message, what) => {
  expect(problemsOf("invalid-request", () => accept({ parameters }))).toStrictEqual([
    {
      code: "parameters-too-large",
      message: expect.stringContaining(message) as string,
      where: { pointer: "/parameters" },
      allowed: expect.stringMatching(/^at most \d+ (?:values|characters in all)$/) as string,
      hint: `put ${what} into a dataset`,
    },
  ]);
});

test("parameters of as many values and characters as may be are accepted, and null among them", () => {
  const open = { ...template, parameters: { ...template.parameters, additionalProperties: true } };
  const list = Array.from({ length: 4_997 }, () => 0);
  const most = { list, none: null };
  expect(accept({ parameters: most }, datasets, open).parameters).toMatchObject(most);
  expect(
    problemsOf("invalid-request", () => accept({ parameters: { list: [...list, 0], none: null } }, datasets, open)),
  ).toMatchObject([{ code: "parameters-too-large" }]);
  // With the four of the name.
  const text = "a".repeat(262_140);
  expect(accept({ parameters: { list: [text] } }, datasets, open).parameters["list"]).toEqual([text]);
  expect(
    problemsOf("invalid-request", () => accept({ parameters: { list: [`${text}a`] } }, datasets, open)),
  ).toMatchObject([{ code: "parameters-too-large" }]);
});

test("only the aliases that the template does not have are named", () => {
  expect(
    problemsOf("invalid-request", () => accept({ datasets: { indicators: "beijing", zonse: "z" } })),
  ).toMatchObject([
    {
      code: "unknown-dataset-alias",
      message: 'the template "high-tech" has no dataset "zonse"',
      where: { pointer: "/datasets/zonse" },
    },
  ]);
});

test("a schema that is not valid is the template's fault, with its place", () => {
  const terms = { ...template, parameters: { type: "object", properties: { year: { type: "number of a year" } } } };
  expect(problemsOf("invalid-template", () => accept({}, datasets, terms))).toMatchObject([
    {
      message: expect.stringMatching(/^the schema of the parameters is not valid: ./) as string,
      where: { file: "template.yaml", name: expect.stringContaining("parameters/") as string },
    },
  ]);
});

test("a pattern of a template is matched in time that grows with the text", async () => {
  await loadLinearPatterns(new TextEncoder().encode("pattern: ^(a+)+$"));
  const terms = {
    ...template,
    parameters: { type: "object", properties: { code: { type: "string", pattern: "^(a+)+$" } } },
  };
  expect(accept({ parameters: { code: "aaa" } }, datasets, terms).parameters).toEqual({ code: "aaa" });
  expect(
    problemsOf("invalid-request", () => accept({ parameters: { code: `${"a".repeat(64)}b` } }, datasets, terms)),
  ).toMatchObject([{ where: { pointer: "/parameters/code" } }]);
});

test("a missing parameter without a default is named", () => {
  const terms = {
    ...template,
    parameters: { type: "object", required: ["year"], properties: { year: { type: "integer" } } },
  };
  expect(problemsOf("invalid-request", () => accept({}, datasets, terms))).toMatchObject([
    { code: "missing-parameter", where: { pointer: "/parameters/year" } },
  ]);
});

test("a schema that allows more keeps what it does not name", () => {
  const terms = {
    ...template,
    parameters: { type: "object", properties: {}, additionalProperties: { type: "number" } },
  };
  expect(accept({ parameters: { any: 1 } }, datasets, terms).parameters).toEqual({ any: 1 });
});
