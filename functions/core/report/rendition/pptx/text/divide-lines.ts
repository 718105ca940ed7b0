import { heightOf, lineHeight, linesOf, type LinesSetting, spaceBefore } from "./fit-lines.ts";
import type { SlideContext } from "../slide-context.ts";
import type { SlideLine } from "./slide-line.ts";
import type { SlideRun } from "./slide-words.ts";

/**
 * Divides lines among slides: each has as many as fit. A paragraph is divided only if it is higher than a slide, and a
 * title in bold does not end one.
 */
export function divideLines(
  context: SlideContext,
  lines: readonly SlideLine[],
  setting: LinesSetting,
  height: number,
): SlideLine[][] {
  const slides: SlideLine[][] = [];
  let [open, used]: [SlideLine[], number] = [[], 0];
  const close = (): void => {
    const last = open.at(-1);
    const leads = last !== undefined && open.length > 1 && ["box title", "term"].includes(last.role);
    slides.push(leads ? open.slice(0, -1) : open);
    [open, used] = leads ? [[last], heightOf(context, last, setting, true)] : [[], 0];
  };
  for (const line of lines) {
    if (open.length > 0 && used + heightOf(context, line, setting, false) > height) close();
    let rest: SlideLine | undefined = line;
    while (rest !== undefined) {
      const whole = heightOf(context, rest, setting, open.length === 0);
      if (used + whole <= height) {
        open.push(rest);
        used += whole;
        break;
      }
      const room = height - used - spaceBefore(rest, setting, open.length === 0);
      const [begin, end] = divideLine(context, rest, setting, room);
      open.push(begin);
      rest = end;
      if (rest !== undefined) close();
    }
  }
  if (open.length > 0) slides.push(open);
  return slides;
}

/** The part of a paragraph that fits, at least one line, and the rest. */
function divideLine(
  context: SlideContext,
  line: SlideLine,
  setting: LinesSetting,
  room: number,
): readonly [SlideLine, SlideLine | undefined] {
  const whole: SlideLine = { ...line, runs: typedLinks(line.runs) };
  const starts = linesOf(context, whole, setting);
  const count = Math.max(1, Math.floor(room / lineHeight(context, line, setting)));
  const next = starts[count];
  if (next === undefined) return [line, undefined];
  const { mark: _, ...unmarked } = whole;
  return [
    { ...whole, runs: cut(whole.runs, { run: 0, at: 0 }, next) },
    { ...unmarked, rest: true, runs: cut(whole.runs, next) },
  ];
}

/** Runs whose links are read, not followed: on two slides, one would be two. */
function typedLinks(runs: readonly SlideRun[]): SlideRun[] {
  return runs.flatMap(({ link, ...each }, index) => {
    if (link === undefined) return [each];
    return runs[index + 1]?.link === link ? [each] : [each, { text: ` <${link.url}>` }];
  });
}

function cut(
  runs: readonly SlideRun[],
  from: { readonly run: number; readonly at: number },
  to?: { readonly run: number; readonly at: number },
): SlideRun[] {
  return runs.flatMap((each, index) => {
    if (index < from.run || (to !== undefined && index > to.run)) return [];
    const begin = index === from.run ? from.at : 0;
    const text = each.text.slice(begin, to !== undefined && index === to.run ? to.at : undefined);
    return text === "" ? [] : [{ ...each, text }];
  });
}
