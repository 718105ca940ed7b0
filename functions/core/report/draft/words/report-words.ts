import type { Grain } from "../draft.ts";
import type { Plan } from "../blocks/parts.ts";
import type { CalledByUs, TimeRole } from "../roles/roles.ts";

/** The sentences of a language, whole: nothing is declined. Each writes the text of `report.md` for its story. */
export interface ReportWords {
  readonly time: (plan: Plan) => string;
  readonly cross: (plan: Plan) => string;
  readonly groups: (plan: Plan) => string;
  readonly survey: (plan: Plan) => string;
  /** Labels of the parameters. */
  readonly labels: {
    readonly measure: string;
    readonly by: string;
    readonly period: string;
    readonly against: string;
    readonly previous: string;
    readonly yearBefore: string;
    readonly other: string;
    /** Title of the template's test. */
    readonly test: string;
  };
  /** Labels that no column has given. */
  readonly called: Readonly<Record<CalledByUs, string>>;
  /** Answers to the questions of a draft. */
  readonly answers: { readonly may: string; readonly mayNot: string } & Readonly<Record<Grain, string>>;
  /** What the rules decided. */
  readonly assumed: {
    readonly time: (time: TimeRole) => string;
    readonly complete: string;
    readonly adds: (label: string) => string;
    readonly apart: (label: string) => string;
    readonly leftOut: (label: string, values: readonly string[]) => string;
    /** Measures that are not beside the others. */
    readonly aside: (labels: readonly string[]) => string;
    readonly steady: string;
    readonly yearBefore: string;
    readonly yearOfPrices: string;
    readonly previous: string;
    /** A column of numbers that can be read in two ways. */
    readonly unclear: (column: string, value: string, readings: readonly [string, string]) => string;
    readonly twin: (column: string) => string;
    readonly survey: (questions: number) => string;
  };
  /** What the table is, in a sentence. */
  readonly what: (plan: Plan) => string;
}
