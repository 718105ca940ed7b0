import type { Plan } from "../blocks/parts.ts";
import type { MeasureRole } from "../roles/roles.ts";

/** Below it, three digits print a value as well as its decimals do. */
const fewDigits = 1000;
/** Most decimals of a value in a table. */
const mostDecimals = 6;

/** Whether a value that is not zero may be printed as 0 by the measure's decimals alone. */
export function mayVanish(measure: MeasureRole): boolean {
  const { sizes, adds, whole } = measure;
  if (sizes === undefined) return false;
  const { sinks, negative } = sizes;
  // Means and medians of values about zero lie nearer to it than any of them, and so do sums of parts of ones.
  return isSmall(measure) || (adds ? negative && whole !== true : sinks);
}

/** Whether some value in the table is not zero and has not a digit within the measure's decimals. */
function isSmall({ sizes, scale, decimals }: MeasureRole): boolean {
  return sizes !== undefined && sizes.least > 0 && sizes.least / scale < 0.5 * 10 ** -decimals;
}

/**
 * The text of a report in which values print their first digits where their decimals would make them 0: `m` is what the
 * report is about, `o` and `b` are other measures.
 */
export function withSmallValues(text: string, { roles: { measures } }: Plan): string {
  if (!measures.some(mayVanish)) return text;
  return text
    .replace(
      /\{\{ ([a-z]\.\w+) \| number: ([mob])\.decimals \}\}/g,
      (plain, of: string, measure: string) =>
        `{% assign shown = ${of} | round: ${measure}.decimals %}{% if shown == 0 and ${of} != 0 %}{{ ${of} | number: '.2~r' }}{% else %}${plain}{% endif %}`,
    )
    .replaceAll("number: {{ m.decimals }}", `number: ${formatOfColumn(measures)}`);
}

/** The format of a table's column for what the report is about; a condition only if its measures differ in that. */
function formatOfColumn(measures: readonly MeasureRole[]): string {
  const small = measures.filter(isSmall);
  if (small.length === 0) return "{{ m.decimals }}";
  if (measures.length === 1) return columnFormat(small[0]!);
  const cases = small.map((measure) => `{% when '${measure.key}' %}${columnFormat(measure)}`).join("");
  return `{% case m.key %}${cases}{% else %}{{ m.decimals }}{% endcase %}`;
}

/** The format of a measure in a table: its decimals, or more where a value would become 0. */
export function columnFormat(measure: MeasureRole): string {
  const { sizes, scale, decimals } = measure;
  if (sizes === undefined || !isSmall(measure)) return String(decimals);
  if (sizes.most / scale < fewDigits) return "'.3~r'";
  return `',.${Math.min(mostDecimals, Math.ceil(-Math.log10(sizes.least / scale)))}~f'`;
}
