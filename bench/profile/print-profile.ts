import { ownMs, profileCold, profileWarm } from "./profile-flagship.ts";
import type { ProfileParts } from "./read-profile.ts";

const runs = 20;

/**
 * Prints where the flagship's time goes, cold and warm, as Markdown: parts of the work, then the functions that take
 * longest.
 */
export async function printProfile(folder: string): Promise<string> {
  const [cold, warm] = [await profileCold(folder), await profileWarm(folder, runs)];
  const parts = [...new Set([...warm.parts.keys(), ...cold.parts.keys()])].sort(
    (a, b) => (warm.parts.get(b) ?? 0) - (warm.parts.get(a) ?? 0),
  );
  return `### Where the flagship's time goes: ms of the main thread, sampled by V8's profiler and scaled to the thread's CPU time; warm is the mean of ${runs} reports, cold runs from the sources

| part | warm | cold |
|---|--:|--:|
${parts.map((part) => `| ${part} | ${cell(warm, part)} | ${cell(cold, part)} |`).join("\n")}
| our own share | ${ownMs(warm).toFixed(1)} | ${ownMs(cold).toFixed(1)} |

${slowest("Warm", warm)}

${slowest("Cold", cold)}
`;
}

function cell({ parts }: ProfileParts, part: string): string {
  return (parts.get(part) ?? 0).toFixed(1);
}

function slowest(when: string, { functions }: ProfileParts): string {
  const lines = functions.filter(([where]) => where !== "(idle)" && !where.startsWith("node:inspector")).slice(0, 25);
  return `${when}, functions by their own time:\n\n| function | ms |\n|---|--:|\n${lines.map(([where, ms]) => `| \`${where}\` | ${ms.toFixed(2)} |`).join("\n")}`;
}
