import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { roles } from "../../functions/core/service/access/roles.ts";

/** The trigger of docs/aws-walk-throughs.md, as it is printed there. */
async function trigger(groups: readonly string[]): Promise<readonly string[]> {
  const text = readFileSync(join(import.meta.dirname, "../../docs/aws-walk-throughs.md"), "utf8");
  const code = /```js\n([\s\S]*?)```/.exec(text)![1]!;
  const { handler } = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    handler(event: object): Promise<{
      response: {
        claimsAndScopeOverrideDetails: { accessTokenGeneration: { scopesToSuppress: readonly string[] } };
      };
    }>;
  };
  const { response } = await handler({
    request: { groupConfiguration: { groupsToOverride: groups } },
    response: {},
  });
  return response.claimsAndScopeOverrideDetails.accessTokenGeneration.scopesToSuppress;
}

test.each([
  ["reader", []],
  ["author", ["author"]],
  ["publisher", ["author", "publisher"]],
  ["publisher", ["publisher"]],
  ["admin", ["admin"]],
] as const)("what the printed trigger leaves is exactly what a %s has", async (role, groups) => {
  const gone = new Set(await trigger(groups));
  const left = roles.admin.filter((scope) => !gone.has(`broadsheet/${scope}`));
  expect(left.toSorted()).toEqual([...roles[role]].toSorted());
});
