import { expect, test } from "vitest";
import { directiveRules } from "../../../../functions/core/report/compose/directive-rules.ts";
import { filterNames } from "../../../../functions/core/report/compose/liquid/filters.ts";
import templateSchema from "../../../../templates/template.schema.json" with { type: "json" };
import { bodyOf, openTestApp } from "../../open-test-app.ts";

test("editors get the words of templates from the code that reads them", async () => {
  const { call } = await openTestApp();
  const response = await call("/authoring/words");
  const words = await bodyOf<{
    readonly directives: readonly { readonly name: string }[];
    readonly [member: string]: unknown;
  }>(response);
  expect(words.directives.find(({ name }) => name === "chart")).toEqual({ name: "chart", ...directiveRules["chart"] });
  expect(words.directives.map(({ name }) => name)).toEqual(Object.keys(directiveRules));
  expect(words).toMatchObject({ filters: filterNames, schemas: { template: templateSchema } });
  for (const list of [
    "textDirectives",
    "columnWords",
    "formats",
    "tags",
    "macros",
    "barcodes",
    "languages",
    "themes",
    "warnings",
  ])
    expect(words[list], list).not.toHaveLength(0);
  const again = await call("/authoring/words", { headers: { "if-none-match": response.headers.get("etag")! } });
  expect(again.status).toBe(304);
});
