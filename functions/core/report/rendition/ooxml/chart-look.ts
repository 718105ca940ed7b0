import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/theme.ts";

/** How charts of a report look, beside their own colours. */
export interface ChartLook extends Pick<Theme, "muted" | "rule" | "ink"> {
  readonly locale: Locale;
  /** Size of labels, points. @default 8 */
  readonly labels?: number;
}

/** Size of a chart's labels, points. */
export function labelSize({ labels = 8 }: ChartLook): number {
  return labels;
}
