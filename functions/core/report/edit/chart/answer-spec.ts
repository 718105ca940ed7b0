import { BroadsheetError } from "../../../errors.ts";
import { changeChart } from "./change-chart.ts";
import { freeReasons } from "./chart.ts";
import { planChart } from "./chart-plan.ts";
import { describeOffers } from "./chart-offers.ts";
import { editHints } from "../edit-hints.ts";
import type { AnsweredEdit, DescribedBlock, Edit } from "../edit.ts";
import { editSpec, parseSpec } from "./spec/edit-spec.ts";

/**
 * The answer about a chart's spec, which is a block of its own.
 *
 * @throws BroadsheetError `conflict` for an edit of texts, and for a chart that cannot be changed so; else as
 *   `editSpec`
 */
export function answerSpec(file: string, text: string, edit: Edit | undefined): AnsweredEdit {
  const shared = { kind: "spec", file, line: 1, endLine: text.split("\n").length, within: [], captions: [] };
  if (edit?.do === "spec") return { block: shared, patches: editSpec(file, text, edit.changes) };
  if (edit !== undefined && edit.do !== "chart")
    throw new BroadsheetError("conflict", {
      code: "no-text-here",
      message: `${file} holds a chart, and no text that could be edited on the page`,
      where: { file },
    });
  const spec = file.endsWith(".vg.json") ? undefined : parseSpec(file, text);
  const plan = spec === undefined ? ({ free: "vega" } as const) : planChart(spec);
  if (!("free" in plan)) {
    const block: DescribedBlock = { ...shared, chart: describeOffers(spec, plan) };
    return { block, patches: edit === undefined ? [] : editSpec(file, text, changeChart(spec, plan, edit.change)) };
  }
  if (edit !== undefined)
    throw new BroadsheetError("conflict", {
      code: "chart-too-free",
      message: `${file} can be edited only as text: ${freeReasons[plan.free]}`,
      where: { file },
      hint: editHints.newChart,
    });
  return { block: { ...shared, free: plan.free }, patches: [] };
}
