import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { CaseResult } from "./case.ts";
import { cases } from "./cases/cases.ts";
import { describeMachine } from "./describe-machine.ts";
import { installPeers } from "./peers/install-peers.ts";
import { printGoals, printResult } from "./print-result.ts";
import { printProfile } from "./profile/print-profile.ts";

/**
 * `npm run bench`: Broadsheet beside what people use today, in one run on one machine. Two to three minutes, or
 * `--full`; nothing is ever left out silently.
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
try {
  if (options.profile) console.log(await printProfile(folder));
  else await runCases();
} finally {
  rmSync(folder, { recursive: true });
}

async function runCases(): Promise<void> {
  const machine = describeMachine();
  const results: ({ readonly name: string; readonly title: string } & CaseResult)[] = [];
  const pages = [Object.entries(machine).map(([what, value]) => `- ${what}: ${value}`).join("\n")];
  if (!options.json) console.log(`${pages[0]}\n`);
  for (const { name, title, long = false, run } of cases.filter((each) => only?.includes(each.name) ?? true)) {
    const left: CaseResult | undefined = long && !options.full && only === undefined ? { lines: [], goals: [], notes: [`Left to --full, or --only ${name}.`] } : undefined;
    process.stderr.write(`measuring: ${title}\n`);
    const begun = performance.now();
    // Cases would disturb each other.
    const result = left ?? await run({ full: options.full, folder }).catch((error: Error): CaseResult => ({ lines: [], goals: [], notes: [`**This case failed**: ${error.message}`] }));
    process.stderr.write(`  in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
    results.push({ name, title, ...result });
    pages.push(printResult({ title }, result));
    if (!options.json) console.log(pages.at(-1));
    // After every case: what was measured is kept when a later one is stopped.
    if (markdown !== undefined) writeFileSync(markdown, [preface(options.full), pages[0], "## Goals", printGoals(results), "## Cases", ...pages.slice(1)].join("\n\n"));
  }
  if (options.json) console.log(JSON.stringify({ ...machine, full: options.full, cases: results }, null, 2));
}

function preface(full: boolean): string {
  return `# Benchmarks

Written by \`npm run bench -- ${full ? "--full " : ""}--markdown FILE\`, one run on one machine. Figures are medians; the spread is the least and the most. Memory is the largest
proportional set size (PSS) of the whole process tree, sampled in further runs where sampling would disturb the timed ones; CPU time is the tree's, per run. Every contender runs in processes of
its own; ours runs bundled and with the settings of a render worker, as on a server. Warm means: other parameters or other content in every run; no result, query, view or scene is kept, only modules, fonts, templates and compiled specs.`;
}
