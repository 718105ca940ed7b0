import { expect, test } from "vitest";
import { parseConnections } from "../../functions/source/parse-connections.ts";
import { readSecret, withholdSecrets } from "../../functions/source/read-secret.ts";

test("variables that connections name are read, and are not in the environment that workers inherit", async () => {
  const own = { BROADSHEET_TEST_WORD: "word", BROADSHEET_TEST_HEADER: "header", AWS_BROADSHEET_TEST: "key" };
  Object.assign(process.env, own, { BROADSHEET_TEST_OTHER: "other" });
  const watched = [...Object.keys(own), "BROADSHEET_TEST_OTHER"];
  const connections = parseConnections(`connections:
  shop: { engine: postgres, host: db, database: shop, user: reader, password: { env: BROADSHEET_TEST_WORD } }
  web:
    engine: http
    base: https://example.org/
    headers: { x-a: plain, x-b: { env: BROADSHEET_TEST_HEADER }, x-c: { env: AWS_BROADSHEET_TEST } }
`);
  // Another server in the same process finds them too.
  for (const _ of [1, 2]) {
    withholdSecrets(connections);
    for (const [env, value] of Object.entries(own)) expect(await readSecret({ env }, "shop")).toBe(value);
    expect(
      Object.keys(process.env)
        .filter((name) => watched.includes(name))
        .toSorted(),
    ).toEqual(["AWS_BROADSHEET_TEST", "BROADSHEET_TEST_OTHER"]);
  }
});
