import type { Inline } from "../document/document.ts";
import { rangesOf } from "../document/inline-origins.ts";
import { seenLength, shiftRanges, type OriginRange } from "../document/origin.ts";
import type { OriginTrace, TracedString } from "../document/trace.ts";

/** What the names in a running line stand for. */
interface Names {
  /** The report's heading; empty if it has none and is called by its name. */
  readonly title: readonly Inline[];
  readonly name: string;
  /** As printed. */
  readonly date: string;
}

/**
 * Notes the origins of a running line whose `{title}` and `{date}` are filled in.
 *
 * @param words the line as template.yaml has it, rendered
 */
export function noteRunningLine({ strings }: OriginTrace, words: string, { title, name, date }: Names): void {
  const known = [...strings.values()].flat();
  const titled: TracedString =
    title.length > 0 ? rangesOf(title) : { text: name, ranges: known.find(({ text }) => text === name)?.ranges ?? [] };
  const dated: OriginRange = {
    from: 0,
    to: seenLength(date),
    origin: { kind: "values", values: [{ name: "report.date" }], deciding: [] },
  };
  const own = known.find(({ text }) => text === words)?.ranges ?? [];
  const ranges: OriginRange[] = [];
  let text = "";
  let at = 0;
  for (const part of words.split(/(\{title\}|\{date\})/)) {
    const before = seenLength(text);
    if (part === "{title}") ranges.push(...shiftRanges(titled.ranges, before));
    else if (part === "{date}") ranges.push(...shiftRanges([dated], before));
    else {
      const to = at + seenLength(part);
      const parts = own
        .filter((range) => range.from < to && range.to > at)
        .map((range) => ({ ...range, from: Math.max(range.from, at), to: Math.min(range.to, to) }));
      ranges.push(...shiftRanges(parts, before - at));
    }
    at += seenLength(part);
    text += part === "{title}" ? titled.text : part === "{date}" ? date : part;
  }
  const running = strings.get(runningLines) ?? [];
  strings.set(runningLines, [...running, { text, ranges }]);
}

/** The key of running lines among the strings of a trace. */
const runningLines = "running lines";
