import type { Context } from "liquidjs";
import type { Warn } from "../../../errors.ts";
import type { Formats } from "../formats/formats.ts";
import type { Placeholders } from "./placeholders.ts";
import type { ReadLog } from "./read-log.ts";
import type { ShownValues } from "./shown-values.ts";

/** What filters and tags need to know about the current report. */
export interface LiquidRun {
  readonly formats: Formats;
  readonly placeholders: Placeholders;
  /** Strings of the report's language by key. */
  readonly messages: ReadonlyMap<string, string>;
  readonly language: string;
  /** Notes what texts are made from, if someone asks. */
  readonly reads?: ReadLog | undefined;
  /** Notes what values are printed, if someone asks. */
  readonly shown?: ShownValues | undefined;
  /** Absent where a text is no report: a letter, a name. */
  readonly warn?: Warn;
}

/** A symbol among Liquid's globals, which no name in a template can reach. */
export const runKey = Symbol("run");

/** The log of a call of a filter or tag, if what it reads is noted. */
export function readsOf(context: Context): ReadLog | undefined {
  return (context.globals as Record<symbol, LiquidRun | undefined>)[runKey]?.reads;
}

/** The values that are noted as printed, if someone asks. */
export function shownOf(context: Context): ShownValues | undefined {
  return (context.globals as Record<symbol, LiquidRun | undefined>)[runKey]?.shown;
}

/** The run to which a call of a filter or tag belongs. */
export function runOf(context: Context): LiquidRun {
  return (context.globals as Record<symbol, LiquidRun>)[runKey] as LiquidRun;
}
