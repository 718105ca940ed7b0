import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";

/**
 * A test that waits for a fixed time is slow where nothing is to be waited for, and fails on a machine that is slower.
 * Tests wait for the event (`vi.waitFor`, `expect.poll`, a promise of a fake), let the event loop turn (`let-turn.ts`),
 * or let a fake clock pass.
 */
const wait =
  /new Promise(?:<\w+>)?\(\(\w*\) => (?:void )?setTimeout\(|\bawait (?:delay|sleep|setTimeout)\(|waitForTimeout\(|[cC]lock\.sleep\(\d/;

/** File → how many waits it has, and why. */
const allowed: Readonly<Record<string, readonly [count: number, why: string]>> = {
  "adapters/lock-data-directory.test.ts": [2, "competing processes of a race begin at different moments"],
  "adapters/files/kept-lists.test.ts": [
    3,
    "a folder's names are kept once it is 20 ms old by the file system's own clock",
  ],
  "adapters/files/quick-files.test.ts": [8, "a file is kept once it is 20 ms old by the file system's own clock"],
  "core/service/lifecycle/status/list-reports.test.ts": [
    3,
    "a folder's names are kept once it is 20 ms old by the file system's own clock",
  ],
  "gallery/until-drawn.ts": [1, "makes pictures, and tests nothing"],
  "local/server/connections/pace-answers.test.ts": [1, "the clock is a fake one"],
  "servers/requests/batch-command.test.ts": [1, "looks again until files are there"],
  "servers/requests/batch-kills.test.ts": [1, "a kill at a random moment"],
  "servers/requests/batch-restart.test.ts": [2, "looks again until items are there"],
  "servers/ceph.ts": [2, "tries again until a daemon answers"],
  "servers/install/ci-summary.test.ts": [2, "its files are to take long, and to end late"],
  "servers/stores/fault-proxy.ts": [1, "is a slow network"],
  "servers/requests/hostile-files.test.ts": [1, "asks again and again while a file is read"],
  "servers/stack/lambda-batch-soak.test.ts": [1, "looks again until the batch ends"],
  "servers/stack/lambda-chaos.test.ts": [5, "kills at random moments, and looks again until reports have ended"],
  "servers/stack/lambda-limits.test.ts": [1, "looks again until a datagram is there"],
  "servers/stack/lambda-tick.test.ts": [1, "the minute must not end in mid-test: waits for the next at its end"],
  "servers/make-once.ts": [1, "looks again until another process has made a folder"],
  "servers/stack/message-queue.ts": [1, "is a queue, which looks again for what is due"],
  "servers/install/package.test.ts": [1, "looks again until a batch has ended"],
  "servers/requests/server-poison.test.ts": [1, "asks again and again while a report is made"],
  "servers/requests/server-requests.test.ts": [1, "looks again until a line is printed"],
  "servers/stores/shared-store.test.ts": [1, "a message that is sent twice has come by then"],
  "servers/start-server.ts": [2, "looks again until a report is made"],
  "source/fetch-postgres.test.ts": [1, "the database dies in the midst of its rows"],
  "source/postgres-server.ts": [1, "tries again until the database answers"],
  "stores/stored-things.ts": [1, "looks again until a batch or an edition has ended"],
  "studio/every-page.test.ts": [1, "a page stands still if nothing moves for a while"],
  "studio/focus.test.ts": [2, "the focus stays if nothing takes it for a while"],
  "studio/loaded.test.ts": [1, "an answer is old after five seconds, by the browser's clock"],
  "studio/pictures/expect-picture.ts": [2, "takes a picture again until it is as it was"],
  "studio/reports/leaving-pages.test.ts": [1, "a page is left at several moments while it is drawn"],
  "studio/reports/viewer.test.ts": [1, "with LOOK, for whoever looks at pictures"],
  "studio/write/write.test.ts": [1, "CodeMirror's own two seconds, which must not matter"],
};

const tests = import.meta.dirname;
const found = Object.fromEntries(
  readdirSync(tests, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:ts|mjs)$/.test(file) && !/node_modules|fixed-waits/.test(file))
    .map(
      (file) =>
        [
          relative(tests, join(tests, file)),
          readFileSync(join(tests, file), "utf8")
            .split("\n")
            .filter((line) => wait.test(line)).length,
        ] as const,
    )
    .filter(([, count]) => count > 0),
);

test("no test waits for a fixed time, but where it says why", () => {
  expect(found).toEqual(Object.fromEntries(Object.entries(allowed).map(([file, [count]]) => [file, count])));
});

test.each([
  "await new Promise((resolve) => setTimeout(resolve, 500));",
  "await delay(20);",
  "await setTimeout(20);",
  "await page.waitForTimeout(300);",
  "await systemClock.sleep(20);",
])("knows %s", (line) => {
  expect(wait.test(line)).toBe(true);
});
