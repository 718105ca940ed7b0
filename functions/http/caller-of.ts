import type { Context } from "hono";
import type { Caller } from "../core/lifecycle/records/records.ts";

/** What the roof knows of a request besides the request itself: Hono's `env`. */
export interface RequestBindings {
  /** Who makes it, where somebody in front of the application has found out. */
  readonly caller?: Caller;
}

/** Who makes the request; `undefined` where callers are not known. */
export function callerOf(c: Context): Caller | undefined {
  return (c.env as RequestBindings | undefined)?.caller;
}
