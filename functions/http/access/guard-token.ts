import type { MiddlewareHandler } from "hono";
import type { FindPrincipal } from "../../core/service/access/principal.ts";
import { problemDetails, problemResponse } from "../problem-details.ts";

/**
 * Paths for everybody. What letters link to and the path for the bytes of an upload carry their own signatures; the
 * studio's files hold no data, and it asks for the token itself.
 */
const open = /^\/(?:$|docs$|health$|links\/|unsubscribe\/|uploads\/[^/]+\/(?:content|parts\/[^/]+)$|studio(?:\/|$))/;

/**
 * Requires `Authorization: Bearer <token>` (RFC 6750) on every request except `GET /health`, the way to the studio,
 * those that letters lead to and those that bring the bytes of an upload, and notes whose it is.
 */
export function guardToken(find: FindPrincipal): MiddlewareHandler {
  return async (c, next) => {
    if (open.test(c.req.path)) return next();
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    const principal = given === undefined ? undefined : find(given);
    if (principal !== undefined) {
      c.set("principal", principal);
      return next();
    }
    const detail =
      given === undefined ? "this service requires a token: Authorization: Bearer <token>" : "the token is wrong";
    return problemResponse(
      problemDetails("unauthorized", detail, [
        {
          code: given === undefined ? "missing-token" : "wrong-token",
          message: detail,
          where: { name: "Authorization" },
        },
      ]),
      { "www-authenticate": 'Bearer realm="broadsheet"' },
    );
  };
}
