import { CfnOutput, Stack, Validations } from "aws-cdk-lib";
import type { CfnApi } from "aws-cdk-lib/aws-apigatewayv2";
import { ManagedPolicy, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Construct } from "constructs";
import { type Role, roleNames, roles } from "../functions/core/access/roles.ts";
import type { Scope } from "../functions/core/access/scopes.ts";
import type { ApiRoute, ReportApi } from "./report-api.ts";

/** The routes that a role may call. */
export function routesOf(role: Role, routes: readonly ApiRoute[]): readonly ApiRoute[] {
  const scopes: readonly Scope[] = roles[role];
  return routes.filter(({ access }) => access === "known" || (access !== "public" && scopes.includes(access)));
}

/** A managed policy for each role, to attach to the principals that call the API: it permits exactly the role's routes. */
export class AccessPolicies extends Construct {
  constructor(scope: Construct, id: string, { http }: { readonly http: ReportApi }) {
    super(scope, id);
    const apiId = Stack.of(this).getLogicalId(http.api.node.defaultChild as CfnApi);
    for (const role of roleNames) {
      const name = `${role[0]!.toUpperCase()}${role.slice(1)}`;
      const calls = routesOf(role, http.routes).map(({ method, path }) => ({ method, path: path.replaceAll(/\{\w+\}/g, "*") }));
      const policy = new ManagedPolicy(this, name, {
        description: `Calls of the Broadsheet API as ${role}`,
        statements: [new PolicyStatement({ actions: ["execute-api:Invoke"], resources: calls.map(({ method, path }) => http.api.arnForExecuteApi(method, path, "$default")) })],
      });
      for (const { method, path } of calls.filter((call) => call.path.includes("*")))
        Validations.of(policy).acknowledge({
          id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<${apiId}>/$default/${method}${path}]`,
          reason: "The asterisks stand for the names and ids in the path of the route.",
        });
      new CfnOutput(this, `${name}Policy`, { value: policy.managedPolicyArn, description: `Policy for callers with the role ${role}` });
    }
  }
}
