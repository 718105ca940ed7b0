import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CaseResult } from "./case.ts";
import { cases } from "./cases/cases.ts";
import { describeMachine } from "./describe-machine.ts";
import { busyShare, quietShare } from "./measure/busy-share.ts";
import { installPeers } from "./peers/install-peers.ts";
import { printGoals, printResult } from "./print-result.ts";
import { printProfile } from "./profile/print-profile.ts";

/**
 * `npm run bench`: compares Broadsheet with what people use today, in one run on one machine. Takes two to three
 * minutes without `--full`, and says what it leaves out.
 */
const usage = `npm run bench -- [--full] [--only case]... [--profile] [--install] [--json] [--markdown FILE]
cases: ${cases.map(({ name }) => name).join(", ")}
`;

process.env["TZ"] = "UTC";
const { values: options } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    only: { type: "string", multiple: true },
    profile: { type: "boolean", default: false },
    install: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    markdown: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const { only, markdown } = options;
const unknown = only?.filter((name) => cases.every((each) => each.name !== name)) ?? [];
if (options.help || unknown.length > 0) {
  process.stderr.write(`${unknown.length > 0 ? `there is no case ${unknown.join(", ")}\n` : ""}${usage}`);
  process.exit(unknown.length > 0 ? 1 : 0);
}
if (options.install) installPeers();
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
// Scratch folders, and those that Chromium and the CDK make, go with it.
const temporary = join(folder, "tmp");
mkdirSync(temporary);
process.env["TMPDIR"] = temporary;
for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
] as const)
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(128 + number);
  });
try {
  if (options.profile) console.log(await printProfile(folder));
  else await runCases();
} finally {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function runCases(): Promise<void> {
  const machine = describeMachine();
  const results: ({ readonly name: string; readonly title: string } & CaseResult)[] = [];
  const pages = [
    Object.entries(machine)
      .map(([what, value]) => `- ${what}: ${value}`)
      .join("\n"),
  ];
  if (!options.json) console.log(`${pages[0]}\n`);
  for (const { name, title, long = false, run } of cases.filter((each) => only?.includes(each.name) ?? true)) {
    const left: CaseResult | undefined =
      long && !options.full && only === undefined
        ? { lines: [], goals: [], notes: [`Left to --full, or --only ${name}.`] }
        : undefined;
    process.stderr.write(`measuring: ${title}\n`);
    const share = left === undefined ? await busyShare() : 0;
    const begun = performance.now();
    // One at a time: cases would disturb each other.
    const measured =
      left ??
      (await run({ full: options.full, folder }).catch((error: Error): CaseResult => ({
        lines: [],
        goals: [],
        notes: [`**This case failed**: ${error.message}`],
      })));
    const result: CaseResult =
      share <= quietShare
        ? measured
        : {
            ...measured,
            notes: [
              `**Other programs used ${Math.round(share * 100)}% of the cores** before this case: its times are too long.`,
              ...measured.notes,
            ],
          };
    process.stderr.write(`  in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
    results.push({ name, title, ...result });
    pages.push(printResult({ title }, result));
    if (!options.json) console.log(pages.at(-1));
    // Written after every case, so that a run which is stopped keeps what it has measured.
    if (markdown !== undefined)
      writeFileSync(
        markdown,
        [preface(options.full), pages[0], "## Goals", printGoals(results), "## Cases", ...pages.slice(1)].join("\n\n"),
      );
  }
  if (options.json) console.log(JSON.stringify({ ...machine, full: options.full, cases: results }, null, 2));
}

function preface(full: boolean): string {
  return `# Benchmarks

Written by \`npm run bench -- ${full ? "--full " : ""}--markdown FILE\`, one run on one machine. Figures are medians; the spread runs from the lowest to the highest. Memory is the largest proportional set size (PSS) of the whole process tree, sampled in separate runs where sampling would disturb the timed ones; CPU time is that of the whole tree, per run. Every contender runs in its own processes; Broadsheet runs bundled and with the settings of a render worker, as on a server. “Warm” means that every run has other parameters or other content: modules, fonts, templates and compiled specs are kept, but no result, query, view or scene.`;
}
