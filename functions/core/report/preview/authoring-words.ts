import { columnWords } from "../compose/table/parse-columns.ts";
import { textDirectiveNames } from "../compose/inlines/compose-text-directive.ts";
import { directiveRules } from "../compose/directive-rules.ts";
import { formatNames } from "../compose/formats/value-format.ts";
import { filterNames } from "../compose/liquid/filters.ts";
import { tagNames } from "../compose/liquid/liquid-engine.ts";
import { warningCodes } from "../../warning-codes.ts";
import { languages } from "../locale/languages.ts";
import { symbologies } from "../picture/barcode/symbologies.ts";
import { macroNames } from "../query/macros.ts";
import { shippedThemes } from "../template/theme/read-theme.ts";
import templateSchema from "../../../../templates/template.schema.json" with { type: "json" };
import testSchema from "../../../../templates/test.schema.json" with { type: "json" };

/** What the author of a template may write: for editors that complete it. */
export function authoringWords(): Readonly<Record<string, unknown>> {
  return {
    directives: Object.entries(directiveRules).map(([name, rule]) => ({ name, ...rule })),
    textDirectives: textDirectiveNames,
    columnWords,
    formats: formatNames,
    filters: filterNames,
    tags: tagNames,
    macros: macroNames,
    barcodes: Object.keys(symbologies),
    languages: Object.keys(languages),
    themes: Object.keys(shippedThemes),
    warnings: Object.entries(warningCodes).map(([code, about]) => ({ code, ...about })),
    schemas: { template: templateSchema, test: testSchema },
  };
}
