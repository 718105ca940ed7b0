import type { Locale } from "../../locale/locale.ts";
import type { Theme } from "../../template/template.ts";

/** How charts of a report look, beside their own colours. */
export interface ChartLook extends Pick<Theme, "muted" | "rule" | "ink"> {
  readonly locale: Locale;
}
