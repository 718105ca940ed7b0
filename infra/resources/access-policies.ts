import { Stack, Validations } from "aws-cdk-lib";
import type { CfnApi } from "aws-cdk-lib/aws-apigatewayv2";
import { Effect, Grant, type IGrantable, ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { type Role, roleNames, roles } from "../../functions/core/service/access/roles.ts";
import type { Scope } from "../../functions/core/service/access/scopes.ts";
import { addOutput } from "./add-output.ts";
import type { ApiRoute, ReportApi } from "./report-api.ts";
import { SetupFault } from "../setup-fault.ts";

/** The routes that a role may call. */
export function routesOf(role: Role, routes: readonly ApiRoute[]): readonly ApiRoute[] {
  return routesOfScopes(roles[role], routes);
}

function routesOfScopes(scopes: readonly Scope[], routes: readonly ApiRoute[]): readonly ApiRoute[] {
  return routes.filter(
    ({ access, also }) =>
      access === "known" ||
      (access !== "public" && scopes.includes(access) && (also === undefined || scopes.includes(also))),
  );
}

/** Calls by method and path, as IAM has them. */
interface Pattern {
  readonly method: string;
  readonly path: string;
}

/**
 * The patterns of a policy that permits some routes, and with `overreached` no other. IAM's asterisk matches any
 * characters, slashes too: it stands for names and ids, and for everything below a path, by one method or by all, if
 * all of it is permitted, since a policy holds only 6,144 characters.
 */
function patternsOf(permitted: readonly ApiRoute[], all: readonly ApiRoute[]): readonly Pattern[] {
  const isWhole = (routes: readonly ApiRoute[]): boolean =>
    routes.length > 1 && routes.every((route) => permitted.includes(route));
  const patterns = permitted.map(({ method, path }) => {
    const start = path.split("/", 2).join("/");
    // In place of the method the asterisk matches the beginnings of other paths too: `*/deliveries*` is `GET/webhooks/x/deliveries`.
    if (isWhole(all.filter((route) => route.path.includes(start)))) return { method: "*", path: `${start}*` };
    const below = all.filter((route) => route.path.startsWith(start));
    return {
      method,
      path: isWhole(below.filter((route) => route.method === method)) ? `${start}*` : patternOf(path),
    };
  });
  return [...new Map(patterns.map((pattern) => [`${pattern.method}${pattern.path}`, pattern])).values()];
}

/** The pattern of a route's path. */
function patternOf(path: string): string {
  return path.replaceAll(/\{\w+\}/g, "*");
}

/** Whether IAM finds a route's calls among those of a pattern. */
function matches(pattern: Pattern, route: ApiRoute): boolean {
  const written = `${pattern.method}${pattern.path}`.replaceAll(".", "\\.").replaceAll("*", ".*");
  return new RegExp(`^${written}$`).test(`${route.method}${route.path.replaceAll(/\{\w+\}/g, "x")}`);
}

/**
 * What the patterns of a policy match but must not permit, to be denied: `GET/reports/*` is also
 * `GET /reports/{id}/explain`, which needs a second scope.
 *
 * @throws SetupFault if a denial would take a route that is permitted
 */
function overreached(
  patterns: readonly Pattern[],
  permitted: readonly ApiRoute[],
  all: readonly ApiRoute[],
): readonly Pattern[] {
  const denied = all
    .filter((route) => route.access !== "public" && !permitted.includes(route))
    .filter((route) => patterns.some((pattern) => matches(pattern, route)))
    .map(({ method, path }) => ({ method, path: patternOf(path) }));
  for (const pattern of denied) {
    const taken = permitted.find((route) => matches(pattern, route));
    if (taken !== undefined)
      throw new SetupFault(
        `IAM cannot permit ${taken.method} ${taken.path} without ${pattern.method} ${pattern.path}: grant more scopes`,
      );
  }
  return denied;
}

/** The statements that permit exactly some routes. */
function statementsOf(http: ReportApi, permitted: readonly ApiRoute[]): readonly PolicyStatement[] {
  const calls = patternsOf(permitted, http.routes);
  const statement = (effect: Effect, patterns: readonly Pattern[]): PolicyStatement =>
    new PolicyStatement({
      effect,
      actions: ["execute-api:Invoke"],
      resources: patterns.map(({ method, path }) => http.api.arnForExecuteApi(method, path, "$default")),
    });
  const denied = overreached(calls, permitted, http.routes);
  return [statement(Effect.ALLOW, calls), ...(denied.length > 0 ? [statement(Effect.DENY, denied)] : [])];
}

/**
 * Lets a principal call the routes of some scopes, and those that any known caller may call. What the patterns of these
 * would also match is denied, and a denial stands against the principal's other grants: it gets all scopes in one.
 *
 * @throws SetupFault unless the API asks IAM
 */
export function grantCalls(grantee: IGrantable, http: ReportApi, scopes: readonly Scope[]): Grant {
  const { kind } = http.authorization;
  if (kind !== "iam")
    throw new SetupFault(`a grant needs authorization iam, not ${kind}: IAM is not asked about the calls`);
  const permitted = routesOfScopes(scopes, http.routes);
  const calls = patternsOf(permitted, http.routes);
  const [, denial] = statementsOf(http, permitted);
  if (denial !== undefined) grantee.grantPrincipal.addToPrincipalPolicy(denial);
  return Grant.addToPrincipal({
    grantee,
    actions: ["execute-api:Invoke"],
    resourceArns: calls.map(({ method, path }) => http.api.arnForExecuteApi(method, path, "$default")),
  });
}

/**
 * A managed policy for each role, to attach to the principals that call the API: it permits exactly the role's routes.
 */
export class AccessPolicies extends Construct {
  constructor(scope: Construct, id: string, { http }: { readonly http: ReportApi }) {
    super(scope, id);
    const apiId = Stack.of(this).getLogicalId(http.api.node.defaultChild as CfnApi);
    for (const role of roleNames) {
      const name = `${role[0]!.toUpperCase()}${role.slice(1)}` as Capitalize<Role>;
      const permitted = routesOf(role, http.routes);
      const policy = new ManagedPolicy(this, name, {
        description: `Calls of the Broadsheet API as ${role}`,
        statements: [...statementsOf(http, permitted)],
      });
      for (const { method, path } of patternsOf(permitted, http.routes).filter((call) => call.path.includes("*")))
        Validations.of(policy).acknowledge({
          id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${apiId}>/$default/${method}${path}]`,
          reason:
            "The asterisks stand for names and ids in the path of a route, or for all routes below a path, each of which the role may call.",
        });
      addOutput(this, `${name}PolicyArn`, policy.managedPolicyArn, `Policy for callers with the role ${role}`);
    }
  }
}
