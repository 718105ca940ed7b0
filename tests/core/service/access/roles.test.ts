import { expect, test } from "vitest";
import { openScopes, roleNames, roles } from "../../../../functions/core/service/access/roles.ts";
import { everyScope } from "../../../../functions/core/service/access/scopes.ts";

test("each role may do all that the one before it may, and the last everything", () => {
  expect(roleNames).toEqual(["reader", "author", "publisher", "admin"]);
  for (const [index, name] of roleNames.slice(1).entries()) {
    const before: readonly string[] = roles[roleNames[index]!];
    expect(roles[name]).toEqual(expect.arrayContaining([...before]));
    expect(roles[name].length).toBeGreaterThan(before.length);
  }
  expect(roles.admin).toEqual(everyScope);
  for (const name of roleNames) expect(new Set(roles[name]).size).toBe(roles[name].length);
});

test("what is open to everyone stores, runs, sends and deletes nothing of others", () => {
  const forbidden =
    /^(?:templates|datasets|batches|publications|sources|webhooks|mail):(?!read)|^(?:queries|previews|webhooks|mail):|:(?:delete|publish|redrive)$/;
  expect(openScopes.filter((scope) => forbidden.test(scope))).toEqual([]);
  expect(everyScope.filter((scope) => !openScopes.includes(scope) && !forbidden.test(scope))).toEqual([]);
});
