import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { saveFile } from "../api/fetch-file.ts";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useFormats } from "../words/use-formats.ts";
import { useWords } from "../words/use-words.tsx";
import { mostSaved, saveMade } from "./save-made.ts";
import { type Batch, isUnderWay } from "./use-batch.ts";
import { batchesWords } from "./words.ts";

/** The files of a batch: those that it was asked for, else all reports that were made in one archive. */
export function BatchOutput({ batch }: { readonly batch: Batch }) {
  const words = useWords(batchesWords);
  const formats = useFormats();
  const [fetched, setFetched] = useState(0);
  const { outputs = [], counts } = batch;
  const save = useMutation({
    mutationFn: ({ path, name }: { readonly path: string; readonly name: string }) => saveFile(path, name),
  });
  const saveAll = useMutation({
    mutationFn: () => saveMade(batch.id, `${batch.template.name}-${batch.id.slice(0, 12)}.zip`, setFetched),
  });
  const offersAll = !isUnderWay(batch) && outputs.length === 0 && counts.ready > 0;
  return (
    <section className="stack">
      <h2>{words.output}</h2>
      {[save.error, saveAll.error].map(
        (fault) => fault !== null && <ProblemList key={fault.message} title={words.notDone} error={fault} />,
      )}
      {outputs.length === 0 && (
        <p className="muted">
          {counts.ready > mostSaved ? words.tooManyToSave(formats.number(mostSaved)) : words.noOutput}
        </p>
      )}
      {offersAll && counts.ready <= mostSaved && (
        <div>
          <Button disabled={saveAll.isPending} onClick={() => saveAll.mutate()}>
            {words.saveMade(counts.ready, formats.number(counts.ready))}
          </Button>
          <p role="status" className="small muted">
            {saveAll.isPending && words.progress(formats.number(fetched), formats.number(counts.ready))}
          </p>
        </div>
      )}
      <ul className="lines">
        {outputs.map(({ path, name, bytes }) => (
          <li key={path}>
            <Button kind="plain" className="inline" onClick={() => save.mutate({ path, name })}>
              {name}
            </Button>
            <span className="small muted">{formats.bytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
