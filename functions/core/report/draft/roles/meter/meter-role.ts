import type { MeterKind } from "../../names/meter-names.ts";

/** What meters show over time, of each thing or of one. */
export interface MeterRole {
  readonly kind: MeterKind;
  /** Key of the measure of what was used. */
  readonly measure: string;
  /** SQL of a reading; of the thing that it is of, if there are several, and the column that names it. */
  readonly reading: string;
  readonly thing?: { readonly column: string; readonly value: string; readonly label: string };
  /** SQL of what was used between a reading and the one beside it, also where some lie between that nobody took. */
  readonly between: string;
  /** SQL of whether a reading is lower than the one before, or left out since it stands out. */
  readonly odd: string;
  readonly left: string;
  /** Whether readings have days, and are not of a month as a whole. */
  readonly hasDays: boolean;
}
