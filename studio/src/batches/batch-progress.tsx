import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { BatchState } from "./batch-state.tsx";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** How far a batch is: counts, rate and time left, with a bar of what is ready, failed and to come. */
export function BatchProgress({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  const { counts, rate, secondsLeft, pages, bytes } = batch;
  const all = counts.rows ?? counts.ready + counts.failed + counts.stopped + counts.pending;
  const ended = counts.ready + counts.failed + counts.stopped;
  const parts = [
    { key: "ready", count: counts.ready, label: words.countReady },
    { key: "failed", count: counts.failed, label: words.countFailed },
    { key: "stopped", count: counts.stopped, label: words.countStopped },
    { key: "pending", count: counts.pending, label: words.countPending },
  ].filter(({ key, count }) => count > 0 || key === "ready" || key === "failed");
  const tells = [
    ...(rate === undefined ? [] : [words.rate(formats.number(Math.round(rate * 10) / 10))]),
    ...(secondsLeft === undefined ? [] : [words.left(words.seconds(secondsLeft))]),
    ...(pages === undefined || bytes === undefined ? [] : [words.whole(formats.number(pages), formats.bytes(bytes))]),
  ];
  return (
    <section className="sheet batch-progress">
      <div className="batch-head">
        <BatchState batch={batch} />
        {all > 0 && <span>{words.progress(formats.number(ended), formats.number(all))}</span>}
        <span className="muted">{tells.join(" · ")}</span>
      </div>
      <div
        className="batch-bar"
        role={isUnderWay(batch) ? "progressbar" : "img"}
        aria-label={words.progress(formats.number(ended), formats.number(all))}
        {...(isUnderWay(batch)
          ? { "aria-valuemin": 0, "aria-valuemax": Math.max(1, all), "aria-valuenow": ended }
          : {})}
      >
        {parts.map(({ key, count }) => count > 0 && <span key={key} className={key} style={{ flexGrow: count }} />)}
      </div>
      <dl className="batch-counts">
        {parts.map(({ key, count, label }) => (
          <div key={key} className={count > 0 ? `${key} some` : key}>
            <dt>{label}</dt>
            <dd>{formats.number(count)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
