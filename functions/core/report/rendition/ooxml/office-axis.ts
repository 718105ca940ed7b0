/** An axis as office programs have it: they count ticks from its least number. */
export interface OfficeAxis {
  readonly min: number;
  readonly max: number;
  /** Absent: it shows no labels. */
  readonly labels?: {
    readonly step: number;
    /** @default numbers, or days */
    readonly unit?: "months" | "years";
    /** A format code that prints its labels. */
    readonly format: string;
  };
}
