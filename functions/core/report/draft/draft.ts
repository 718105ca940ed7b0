import type { Decimal } from "../../decimal.ts";
import type { NumbersQuestion } from "../dataset/dataset.ts";
import type { DatasetReference } from "../request/report-request.ts";
import type { ColumnType } from "../template/template.ts";

/** Languages that a draft can be written in. */
export const draftLanguages = ["en", "zh", "de"] as const;
export type DraftLanguage = (typeof draftLanguages)[number];

/** A value of a query's result. */
export type Cell = string | number | boolean | null | Decimal;

/** A column of the table, as its dataset's profile tells it. */
export interface DraftColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly unit?: string | undefined;
  readonly nulls: number;
  /** Why its numbers are texts: the first of them, which may be read in two ways. A draft does without the column. */
  readonly unclear?: string | undefined;
  /** Texts of its cells that the dataset's recipe reads as missing values. */
  readonly markers?: readonly string[] | undefined;
  /** Whether the rest of its file says that a comma before three digits is one of thousands. */
  readonly grouped?: true | undefined;
}

/** The lines of a file that stand above its table and below, each of at most 80 characters. */
export interface LinesAround {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/** The table of which a report is drafted. Queries call it `records`. */
export interface DraftTable {
  /** What people call it: the file's name without its ending, or the dataset's name. */
  readonly title: string;
  readonly rows: number;
  readonly columns: readonly DraftColumn[];
  /** Texts by which the dataset's recipe leaves rows out: one of a total says that the values may be added up. */
  readonly leftOut: readonly string[];
  /** What the file says around the table. */
  readonly around?: LinesAround;
  /** Runs one SELECT, under the rules and limits of a report's queries. */
  ask(sql: string): Promise<readonly Readonly<Record<string, Cell>>[]>;
}

/** What somebody says about the table instead of the rules. */
export interface DraftAnswers {
  /** Key of the measure that the report is about. */
  readonly about?: string | undefined;
  /** Whether its values may be added up; or, by the keys of measures, whether those of each may. */
  readonly adds?: boolean | Readonly<Record<string, boolean>> | undefined;
  /** Length of a period; of tables with a time. */
  readonly period?: Grain | undefined;
  /** Key of the column whose values are compared. */
  readonly compare?: string | undefined;
  readonly language?: DraftLanguage | undefined;
  /** What page 1 is called; the rules do not read it. By default the table's name in words. */
  readonly title?: string | undefined;
}

/** Most characters of a title that somebody gives. */
export const mostTitle = 200;

export const grains = ["day", "week", "month", "quarter", "year"] as const;
export type Grain = (typeof grains)[number];

/**
 * What kind of report suits a table: values over time (`series`), those of members over time (`panel`), dated records
 * summed up by period (`flow`), members at one time (`cross`), records in groups (`groups`), answers (`survey`).
 */
export type Story = "series" | "panel" | "flow" | "cross" | "groups" | "survey";

/** A question that the rules answered, with the other answers. */
export interface DraftQuestion {
  readonly name: Exclude<keyof DraftAnswers, "title">;
  readonly chosen: string | boolean;
  readonly choices: readonly { readonly value: string | boolean; readonly label: string }[];
}

/** Something that a rule decided, and the line that says so. */
export interface Assumption {
  readonly text: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** What can be answered otherwise; absent if no answer is about it. */
  readonly question?: AssumedQuestion;
}

/** A question whose answer is an assumption. */
export type AssumedQuestion =
  | (DraftQuestion & {
      /** Key of the measure that `adds` is asked of. */
      readonly of?: string;
    })
  /** How numbers are meant that can be read in two ways: the dataset is asked. */
  | { readonly name: "decimal" };

/** Periods with rows that the course over time leaves out. */
export interface LeftOutPeriods {
  /** Periods that the table has. */
  readonly of: number;
  /** Those without a value, since rows of theirs lack what the report is about: `2025-03`. */
  readonly blank: readonly string[];
  /** Those at the beginning or the end that are not complete. */
  readonly unfinished: readonly string[];
}

/** A report drafted of a table. */
export interface Draft {
  readonly story: Story;
  /** What page 1 is called. */
  readonly title: string;
  /** What the table is, in a sentence of the draft's language. */
  readonly what: string;
  /** Path → text of the template's files. */
  readonly files: ReadonlyMap<string, string>;
  readonly questions: readonly DraftQuestion[];
  readonly assumed: readonly Assumption[];
  readonly leftOut?: LeftOutPeriods | undefined;
}

/** Where the table of a draft comes from, for `template.yaml`. */
export interface DraftSource {
  /** The stored dataset that the template takes by default. */
  readonly dataset: string;
  /** Path of its sample among the template's files. */
  readonly file?: string | undefined;
  readonly columns: readonly DraftColumn[];
}

/** What a draft is asked of: a stored dataset. */
export interface AskedDraft {
  readonly dataset: DatasetReference;
  readonly answers: DraftAnswers;
}

/** A draft as it is answered. */
export interface AnsweredDraft extends Omit<Draft, "files"> {
  readonly dataset: Required<DatasetReference>;
  /** Path → text. The template takes the dataset as it is stored, so it has no sample. */
  readonly files: Readonly<Record<string, string>>;
  /** Whether a few cells spoil columns of the dataset; accept its proposal, which mends them, and draft again. */
  readonly proposal: boolean;
  /** What the dataset's file does not say: each answer is a recipe; draft again with it. */
  readonly question?: NumbersQuestion | undefined;
}
