import type { Context } from "liquidjs";
import type { Formats } from "../formats/formats.ts";
import type { Placeholders } from "./placeholders.ts";

/** What filters and tags need of the report that is being made. */
export interface LiquidRun {
  readonly formats: Formats;
  readonly placeholders: Placeholders;
  /** Strings of the report's language by key. */
  readonly messages: ReadonlyMap<string, string>;
  readonly language: string;
}

/** Under a symbol among Liquid's globals: no name in a template can reach it. */
export const runKey = Symbol("run");

/** The run that a filter or tag is called in. */
export function runOf(context: Context): LiquidRun {
  return (context.globals as Record<symbol, LiquidRun>)[runKey] as LiquidRun;
}
