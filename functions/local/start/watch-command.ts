import { existsSync } from "node:fs";
import { BroadsheetError, type Problem } from "../../core/errors.ts";
import { commandLimits, type WatchLimits } from "../../render/watch/watch-limits.ts";
import type { LastWords } from "../../render/watch/watch-process.ts";
import { formatError } from "../print-problems.ts";

/** Commands that run templates, specs and queries, and may therefore hang or exhaust memory. */
const watched: ReadonlySet<string> = new Set([
  "render",
  "chart",
  "draft",
  "check",
  "test",
  "diff",
  "verify",
  "explain",
]);

/** Path of the shell that watches a frozen program. */
const shell = "/bin/sh";

/** Limits and last words of a watched command. */
export interface CommandWatch extends Required<WatchLimits> {
  readonly words: { readonly memory: LastWords; readonly time: LastWords };
}

/**
 * The limits of a command line, and what is printed when it exceeds them: an error like any other, as JSON if
 * requested.
 *
 * @param words the command line without `node` and the script
 * @returns `undefined` for a command that is not watched
 */
export function watchOf(words: readonly string[]): CommandWatch | undefined {
  if (!watched.has(words[0] ?? "")) return undefined;
  const seconds = positive(optionOf(words, "--timeout")) ?? commandLimits.seconds;
  const memoryMegabytes = positive(optionOf(words, "--memory")) ?? commandLimits.memoryMegabytes;
  const json = words.includes("--json");
  return {
    seconds,
    memoryMegabytes,
    words: {
      time: lastWords(json, {
        code: "render-timeout",
        message: `the command took longer than ${seconds} s and was stopped`,
        allowed: `${seconds} s`,
        hint: "look for an endless expression, regular expression or query; --timeout SECONDS allows more time",
      }),
      memory: lastWords(json, {
        code: "render-out-of-memory",
        message: `the command needed more than ${memoryMegabytes} MiB of memory and was stopped`,
        allowed: `${memoryMegabytes} MiB`,
        hint: "aggregate in the query, so that charts and tables get fewer rows; --memory MIB allows more",
      }),
    },
  };
}

function lastWords(json: boolean, problem: Problem): LastWords {
  const error = new BroadsheetError("limit-exceeded", problem);
  return json
    ? [{ stream: 1, text: `${JSON.stringify({ error: error.kind, problems: error.problems }, null, 2)}\n` }]
    : [{ stream: 2, text: `${formatError(error)}\n` }];
}

/** The value of an option, in either spelling; the last one counts. */
function optionOf(words: readonly string[], name: string): string | undefined {
  const at = words.lastIndexOf(name);
  const joined = words.findLast((word) => word.startsWith(`${name}=`));
  return joined?.slice(name.length + 1) ?? (at < 0 ? undefined : words[at + 1]);
}

/** Anything but a number is refused where the options are parsed. */
function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return text !== undefined && value > 0 && Number.isFinite(value) ? value : undefined;
}

/**
 * The words of a command line that runs another one under a watchdog, which ends it when it exceeds its limits. Without
 * a frozen program a Node thread does the same (`watchProcess`), but Node 24 cannot start a thread in a process
 * restored from a start-up snapshot. A second Node process would take 13 MB and 20 ms of a cold start; the shell takes
 * less than 1 MB and 2 ms.
 *
 * @param command program and arguments
 * @returns `undefined` if there is no shell
 */
export function watchedWords(
  command: readonly string[],
  { seconds, memoryMegabytes, words }: CommandWatch,
): readonly string[] | undefined {
  if (!existsSync(shell)) return undefined;
  const said = [words.time, words.memory].flatMap(([word]) => [String(word?.stream ?? 2), word?.text ?? ""]);
  return [
    shell,
    "-c",
    script,
    shell,
    String(Math.ceil(seconds)),
    String(Math.floor(memoryMegabytes * 1024)),
    ...said,
    ...command,
  ];
}

/**
 * $1 seconds, $2 KiB, then the stream and the text for time and for memory, then the command. It runs with the shell's
 * own streams. A loop beside it checks the clock and its memory (in /proc, or with ps), writes the last words and kills
 * it. The exit code is the command's, or 2 if it was ended. `date` must not complain if the loop is ended while it
 * writes.
 */
const script = `
limit=$1 memory=$2 time_stream=$3 time_words=$4 memory_stream=$5 memory_words=$6
shift 6
exec 3<&0
"$@" <&3 3<&- &
child=$!
exec 3<&-
resident() {
  if [ -r "/proc/$child/status" ]; then
    while read -r key value unit; do
      if [ "$key" = VmRSS: ]; then size=$value; return; fi
    done <"/proc/$child/status"
    size=0
  else
    size=$(ps -o rss= -p "$child" 2>/dev/null) || size=0
  fi
}
(
  begun=$(date +%s 2>/dev/null) ticks=0
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.05 >/dev/null 2>&1 </dev/null
    resident 2>/dev/null
    if [ "\${size:-0}" -gt "$memory" ]; then
      printf '%s' "$memory_words" >&"$memory_stream"
      kill -KILL "$child"
      exit 9
    fi
    ticks=$((ticks + 1))
    if [ "$ticks" -ge 10 ]; then
      ticks=0
      if [ $(($(date +%s 2>/dev/null) - begun)) -ge "$limit" ]; then
        printf '%s' "$time_words" >&"$time_stream"
        kill -KILL "$child"
        exit 9
      fi
    fi
  done
) &
watch=$!
for signal in TERM INT HUP; do trap "kill -$signal $child" "$signal"; done
while :; do
  wait "$child" 2>/dev/null
  code=$?
  kill -0 "$child" 2>/dev/null || break
done
if [ "$code" -gt 128 ]; then
  wait "$watch"
  [ "$?" -eq 9 ] && exit 2
fi
kill "$watch" 2>/dev/null
exit "$code"
`;
