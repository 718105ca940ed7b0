import { captionAttributes, type DirectiveKind } from "../../directive.ts";
import { checkName } from "../../known-names.ts";
import { composeChart } from "./compose-chart.ts";

export const chart: DirectiveKind = {
  rule: {
    forms: ["leaf"],
    required: ["spec"],
    attributes: ["spec", "data", "where", "params", ...captionAttributes, "alt", "attach"],
    queries: ["data"],
  },
  check: ({ spec }, { charts }, where) => checkName("chart", spec, [...charts], where),
  lint: ({ alt }, _columns, where) =>
    alt
      ? {}
      : {
          warnings: [
            {
              code: "missing-alt",
              message: `${where.file}:${where.line}: the chart has no alternative text`,
              where,
              hint: 'say in alt="..." what a reader who cannot see the chart should know',
            },
          ],
        },
  compose: composeChart,
};
