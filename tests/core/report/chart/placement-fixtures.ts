import { loadVega } from "../../../../functions/core/report/chart/load-vega.ts";
import { localeFor } from "../../../../functions/core/report/locale/locale-for.ts";
import { giveInputs } from "../../../../functions/core/report/chart/dataflow/chart-inputs.ts";
import type { SceneItem, SceneMark } from "../../../../functions/core/report/chart/scene/scene.ts";
import type { Spec } from "../../../../functions/core/report/chart/spec.ts";
import { measureTextWith } from "../../../../functions/core/report/chart/scene/text-metrics.ts";
import { dataset, testTypesetter } from "./chart-fixtures.ts";

/** A placed text. */
export interface Placed extends SceneItem {
  readonly align: string;
  readonly baseline: string;
}

export interface Box {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

const typesetter = testTypesetter();

/** Runs a Vega spec over files of vega-datasets; returns its marks by name, the last text mark as `labels`. */
export async function placedMarks(spec: Spec): Promise<ReadonlyMap<string, SceneMark>> {
  const { vega } = await loadVega();
  measureTextWith(vega, typesetter, (text) => text);
  const { setRandom, randomLCG } = vega as unknown as {
    setRandom(source: () => number): void;
    randomLCG(seed: number): () => number;
  };
  setRandom(randomLCG(1));
  const loader = {
    options: {},
    load: async (url: string) => JSON.stringify(dataset(url.replace("data/", ""))),
    sanitize: async () => ({ href: "" }),
  };
  const view = new vega.View(vega.parse(spec as never), {
    renderer: "none",
    loader: loader as never,
    logger: vega.logger(vega.Error),
  });
  giveInputs(view, {
    now: undefined,
    tellClock: () => undefined,
    outliner: typesetter,
    locale: localeFor("en"),
    thin: false,
  });
  await view.runAsync();
  const root = (view.scenegraph() as unknown as { root: SceneMark }).root;
  const marks = new Map<string, SceneMark>();
  for (const mark of root.items[0]!.items ?? [])
    marks.set(mark.marktype === "text" && mark.name === undefined ? "labels" : (mark.name ?? mark.marktype), mark);
  return marks;
}

/** Returns the texts that found a place. */
export function shownLabels(marks: ReadonlyMap<string, SceneMark>): readonly Placed[] {
  return (marks.get("labels")!.items as readonly Placed[]).filter((item) => item.opacity !== 0 && item.fontSize !== 0);
}

/** Returns the box that the transform kept free, as wide as the text and as high as its font. */
export async function labelBox(label: Placed): Promise<Box> {
  const { vega } = await loadVega();
  const { width } = measureTextWith(vega, typesetter, (text) => text);
  const [w, h] = [width(label, label.text), label.fontSize!];
  const left = label.x! - w * (label.align === "center" ? 0.5 : label.align === "right" ? 1 : 0);
  const top = label.y! - h * (label.baseline === "middle" ? 0.5 : label.baseline === "bottom" ? 1 : 0);
  return { x1: left, y1: top, x2: left + w, y2: top + h };
}
