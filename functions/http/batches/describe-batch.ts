import { fileNames, renditionFile } from "../../core/rendition-form.ts";
import { isMade, type ItemRendition } from "../../core/service/batch/batch.ts";
import { isUnderWay, type PresentBatch } from "../../core/service/batch/status/batch-status.ts";
import type { ListedItem } from "../../core/service/batch/status/list-items.ts";
import { BroadsheetError } from "../../core/errors.ts";
import { describeProblem, problemOf } from "../problem-details.ts";

/** A batch as the API shows it: the schema `Batch`. */
export function describeBatch(batch: PresentBatch): Record<string, unknown> {
  const { id, generation, accepted, state, counts, rows, rate, timeLeft, finished, totals, failure } = batch;
  const self = `/batches/${id}`;
  const { tolerate } = accepted;
  const made = counts.ready + counts.failed + counts.stopped;
  return {
    id,
    status: state,
    generation,
    template: accepted.template,
    parameters: accepted.parameters,
    datasets: accepted.datasets,
    date: accepted.date,
    rows: accepted.rows,
    map: accepted.map,
    name: accepted.name,
    tolerate: typeof tolerate === "number" ? tolerate : `${tolerate.percent}%`,
    output: accepted.output,
    renditions: accepted.renditions,
    created: isoTime(batch.created),
    counts: { rows, ...counts, pending: isUnderWay(batch) ? Math.max(0, (rows ?? 0) - made) : 0 },
    rate: rate === undefined ? undefined : Math.round(rate * 10) / 10,
    secondsLeft: timeLeft === undefined ? undefined : Math.ceil(timeLeft / 1000),
    finished: finished === undefined ? undefined : isoTime(finished),
    pages: totals?.pages,
    bytes: totals?.bytes,
    incomplete: totals?.incomplete?.items,
    retriable: totals?.incomplete?.again,
    outputs: totals?.output?.files.map(({ name, bytes }) => ({
      path: `${self}/output/${encodeURIComponent(name)}`,
      name,
      bytes,
    })),
    cost: totals?.cost,
    failures: batch.failures.map((item) => describeItem(id, item)),
    final: failure?.final,
    failure: failure && problemOf(new BroadsheetError(failure.kind, failure.problems)),
    self,
    items: `${self}/items`,
    manifest: `${self}/manifest.csv`,
  };
}

/** An item as the API shows it: the schema `BatchItem`. */
export function describeItem(batch: string, item: ListedItem): Record<string, unknown> {
  const { row, name, state } = item;
  const known = { row, name, status: state };
  if (item.state === "failed")
    return { ...known, final: item.final, failure: problemOf(new BroadsheetError(item.kind, item.problems)) };
  if (item.state !== "ready") return known;
  const { id, title, pages, bytes, sha256, warnings } = item;
  return {
    ...known,
    report: id,
    title,
    pages,
    bytes,
    sha256,
    warnings: warnings.map(describeProblem),
    pdf: `/batches/${batch}/items/${encodeURIComponent(item.name)}/report.pdf`,
    renditions: item.renditions?.map((each) => describeRendition(batch, item.name, each)),
  };
}

/** A form of an item as the API shows it: its file, or why there is none. */
function describeRendition(batch: string, item: string, each: ItemRendition): Record<string, unknown> {
  const { form } = each;
  if (!isMade(each))
    return { form, final: each.final, failure: problemOf(new BroadsheetError(each.kind, each.problems)) };
  return {
    form,
    name: renditionFile(`${item}.pdf`, form),
    path: `/batches/${batch}/items/${encodeURIComponent(item)}/${fileNames[form]}`,
    bytes: each.bytes,
    sha256: each.sha256,
  };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}
