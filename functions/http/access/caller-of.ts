import type { Context } from "hono";
import type { Scope } from "../../core/service/access/scopes.ts";
import type { Caller } from "../../core/service/lifecycle/records/records.ts";

/** What the server or Lambda knows about a request besides the request itself: Hono's `env`. */
export interface RequestBindings {
  /** Who makes it, if authenticated in front of the application. */
  readonly caller?: Caller | undefined;
  /**
   * Whether the caller's token holds a scope, where API Gateway has checked the first one of the route; absent: it has
   * decided by the route alone.
   */
  readonly holds?: ((scope: Scope) => boolean) | undefined;
}

/** Who makes the request; `undefined` if callers are unknown. */
export function callerOf(c: Context): Caller | undefined {
  const name = c.get("principal")?.name;
  return name === undefined ? (c.env as RequestBindings | undefined)?.caller : { kind: "token", name };
}
