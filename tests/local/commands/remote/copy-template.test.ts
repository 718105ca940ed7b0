import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../../functions/adapters/file-object-store.ts";
import { storeTemplate } from "../../../../functions/core/report/template/store/store-template.ts";
import { runCommand } from "../../../../functions/local/start/run-command.ts";
import { writeTemplate } from "../../../servers/start-server.ts";
import { sentence } from "../../../http/open-test-app.ts";
import { captureOutput } from "../../capture-output.ts";
import { type OpenRemote, openRemote } from "./open-remote.ts";

let remote: OpenRemote;

beforeAll(async () => {
  remote = await openRemote();
});
afterAll(() => remote.close());

test("a template is copied under a new name, on a server and in a data directory, and waits to be published", async () => {
  const folder = join(remote.folder, "weekly");
  await writeTemplate(folder);
  const pushed = await remote.run(["push", folder]);
  const version = pushed.stdout.trim().split("@")[1]!;
  const copied = await remote.run(["templates", "copy", `weekly@${version.slice(0, 8)}`, "weekly-north"]);
  expect([copied.code, copied.stdout]).toEqual([0, `weekly-north@${version}\n`]);
  const listed = await remote.run(["templates", "--unpublished"]);
  expect(listed.stdout).toMatch(/^weekly-north\t[0-9a-f]{64}\t.*\nweekly\t[0-9a-f]{64}\t.*\n$/);
  expect((await remote.run(["templates"])).stdout).not.toContain("weekly");
  const taken = await remote.run(["templates", "copy", "weekly", "weekly-north"]);
  expect([taken.code, taken.stderr]).toEqual([
    1,
    expect.stringMatching(/there is a template "weekly-north" already[\s\S]*weekly-north-2/),
  ]);
  const denied = await remote.run(["templates", "copy", "weekly", "weekly-south"], "reader");
  expect([denied.code, denied.stderr]).toEqual([5, expect.stringContaining("templates:write")]);
  const unknown = await remote.run(["templates", "copy", "monthly", "mine"]);
  expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('no template "monthly"')]);
  const dataDir = join(remote.folder, "own");
  await storeTemplate(await FileObjectStore.open(dataDir), "sentence", sentence);
  const own = await captureOutput(() =>
    runCommand(["templates", "copy", "sentence", "ours", "--data-dir", dataDir, "--json"]),
  );
  expect(own.code).toBe(0);
  expect(JSON.parse(own.stdout)).toMatchObject({ name: "ours", state: "draft" });
});
