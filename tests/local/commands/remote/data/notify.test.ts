import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type OpenRemote, openRemote } from "../open-remote.ts";

let remote: OpenRemote;

beforeAll(async () => {
  remote = await openRemote();
});
afterAll(() => remote.close());

test("who gets letters is shown, and said by who may", async () => {
  const file = join(remote.folder, "sales.csv");
  writeFileSync(file, "a\n1\n");
  await remote.run(["datasets", "put", "sales", file]);
  const words = ["datasets", "notify", "sales"];
  expect(await remote.run(words)).toMatchObject({ code: 0, stderr: expect.stringContaining("Nobody gets letters") });
  const refused = await remote.run([...words, "anna"]);
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining("is not an e-mail address")]);
  const alone = await remote.run([...words, "--on", "source.failed"]);
  expect([alone.code, alone.stderr]).toEqual([1, expect.stringContaining("need addresses")]);
  const both = await remote.run([...words, "anna@example.org", "--nobody"]);
  expect([both.code, both.stderr]).toEqual([1, expect.stringContaining("--nobody goes with no addresses")]);
  const denied = await remote.run([...words, "anna@example.org"], "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("mail:write")]);
  // This server has no mail server: it says so, and stores nothing.
  const silent = await remote.run([...words, "anna@example.org"]);
  expect([silent.code, silent.stderr]).toEqual([1, expect.stringContaining("cannot send mail")]);
  expect(await remote.run([...words, "--nobody"])).toMatchObject({ code: 0 });
});
