import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation } from "wouter";
import { nameFor } from "../api/file-kind.ts";
import { keys } from "../api/query-keys.ts";
import { putNewTemplate } from "../api/put-new-template.ts";
import { Button } from "../design/button.tsx";
import { Field } from "../design/field.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { useLanguage, useWords } from "../words/use-words.tsx";
import { blankFiles } from "./blank-files.ts";
import { NameField } from "./name-field.tsx";
import { useFreeName } from "./use-free-name.ts";
import { draftWords } from "./words.ts";

/** A template with a title and nothing else, which opens in Write. */
export function BlankTemplate() {
  const words = useWords(draftWords);
  const { language } = useLanguage();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const [title, setTitle] = useState("");
  const [typed, setTyped] = useState<string>();
  const wanted = title.trim() === "" ? "" : nameFor(title.replaceAll(".", " "));
  const { name, isTaken } = useFreeName(typed, wanted);
  const make = useMutation({
    mutationFn: () => putNewTemplate(name, blankFiles(title.trim(), language, new Date().toISOString().slice(0, 10))),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: keys.templates() });
      navigate(`/write/${name}`);
    },
  });
  return (
    <section className="stack" id="blank">
      <h2>{words.blank}</h2>
      <p className="muted">{words.blankLead}</p>
      <form
        className="draft-blank"
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Field label={words.title}>
          {(links) => (
            <input
              {...links}
              className="input"
              maxLength={200}
              required
              dir="auto"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <NameField name={name} isTaken={isTaken} onName={setTyped} />
        {make.error !== null && <ProblemList title={words.notKept} error={make.error} />}
        <div className="buttons">
          <Button type="submit" disabled={make.isPending || title.trim() === "" || isTaken}>
            {words.makeBlank}
          </Button>
        </div>
      </form>
    </section>
  );
}
