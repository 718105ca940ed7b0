import type { MiddlewareHandler } from "hono";
import { timingSafeEqual } from "hono/utils/buffer";
import { problemDetails, problemResponse } from "./problem-details.ts";

/**
 * Requires `Authorization: Bearer <token>` (RFC 6750) on every request except `GET /health`. Tokens are compared by
 * their hashes, so that timing reveals nothing about the token.
 */
export function guardToken(token: string): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path === "/health") return next();
    const given = /^Bearer +(\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
    if (given !== undefined && (await timingSafeEqual(given, token))) return next();
    const detail =
      given === undefined ? "this service requires a token: Authorization: Bearer <token>" : "the token is wrong";
    return problemResponse(
      problemDetails("unauthorized", detail, [
        { code: given === undefined ? "missing-token" : "wrong-token", message: detail, where: { name: "Authorization" } },
      ]),
      { "www-authenticate": 'Bearer realm="broadsheet"' },
    );
  };
}
