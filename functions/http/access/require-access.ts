import type { Context, Handler } from "hono";
import type { Principal } from "../../core/service/access/principal.ts";
import { type Role, roleNames, roles } from "../../core/service/access/roles.ts";
import type { Access, Scope } from "../../core/service/access/scopes.ts";
import type { Problem } from "../../core/errors.ts";
import type { RequestBindings } from "./caller-of.ts";
import { problemDetails, problemResponse } from "../problem-details.ts";

declare module "hono" {
  interface ContextVariableMap {
    /** Set by `guardToken`; absent where no token is required, and where AWS has decided before. */
    principal?: Principal;
  }
}

/**
 * A route's handler that answers only callers who may do what the route does; 403 with the scope that is missing for
 * the others. Without tokens every caller may do everything: the server listens on the loopback address only, or API
 * Gateway has checked the route's scope.
 */
export function requireAccess(access: Access, handler: Handler): Handler {
  if (access === "public" || access === "known") return handler;
  return (c, next) => {
    const principal = c.get("principal");
    return principal === undefined || may(principal.role, access) ? handler(c, next) : refuse(c, principal, access);
  };
}

/** As `requireAccess`, for a scope that API Gateway has not checked: it demands any one of a route's scopes. */
export function requireAlso(scope: Scope, handler: Handler): Handler {
  const checked = requireAccess(scope, handler);
  return (c, next) => {
    const { holds } = (c.env ?? {}) as RequestBindings;
    return holds === undefined || holds(scope) ? checked(c, next) : refuseToken(c, scope);
  };
}

function may(role: Role, scope: Scope): boolean {
  return (roles[role] as readonly Scope[]).includes(scope);
}

/** For a token that API Gateway has checked. */
function refuseToken(c: Context, scope: Scope): Response {
  const detail = `${c.req.method} ${c.req.path} also needs the scope ${scope}, which the token does not hold`;
  return insufficient(scope, {
    code: "missing-scope",
    message: detail,
    where: { name: "Authorization" },
    allowed: scope,
  });
}

/** RFC 6750, 3.1: `insufficient_scope`. */
function insufficient(scope: Scope, problem: Problem): Response {
  return problemResponse(problemDetails("forbidden", problem.message, [problem]), {
    "www-authenticate": `Bearer realm="broadsheet", error="insufficient_scope", scope="${scope}"`,
  });
}

function refuse(c: Context, { role }: Principal, scope: Scope): Response {
  const detail = `${c.req.method} ${c.req.path} needs the scope ${scope}, which the role ${role} does not have`;
  return insufficient(scope, {
    code: "missing-scope",
    message: detail,
    where: { name: "Authorization" },
    seen: role,
    allowed: roleNames.filter((name) => may(name, scope)),
    hint: "the server's --tokens file gives each token its role",
  });
}
