import type { Context } from "liquidjs";
import type { Formats } from "../formats/formats.ts";
import type { Placeholders } from "./placeholders.ts";

/** What filters and tags need to know about the current report. */
export interface LiquidRun {
  readonly formats: Formats;
  readonly placeholders: Placeholders;
  /** Strings of the report's language by key. */
  readonly messages: ReadonlyMap<string, string>;
  readonly language: string;
}

/** A symbol among Liquid's globals, which no name in a template can reach. */
export const runKey = Symbol("run");

/** The run to which a call of a filter or tag belongs. */
export function runOf(context: Context): LiquidRun {
  return (context.globals as Record<symbol, LiquidRun>)[runKey] as LiquidRun;
}
