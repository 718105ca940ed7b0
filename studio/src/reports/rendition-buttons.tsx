import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { saveFile } from "../api/fetch-file.ts";
import type { Report } from "../api/report.ts";
import { Button } from "../design/button.tsx";
import { ProblemList } from "../design/problem-list.tsx";
import { commonWords } from "../words/common.ts";
import { useWords } from "../words/use-words.tsx";
import { FigureDialog } from "./figure-dialog.tsx";
import { reportWords } from "./words.ts";

const names = {
  html: "report.html",
  "html-fonts": "report.html?fonts=embed",
  xlsx: "report.xlsx",
  docx: "report.docx",
  pptx: "report.pptx",
  png: "card.png",
} as const;

type Form = keyof typeof names;

/**
 * Saves a report as a web page, a workbook, a text document, slides or a card for links, which the server makes when
 * they are first asked for, and leads to its figures.
 */
export function RenditionButtons({ report }: { readonly report: Report }) {
  const words = useWords(reportWords);
  const common = useWords(commonWords);
  const [choosing, setChoosing] = useState(false);
  const { mutate, isPending, variables, error } = useMutation({
    mutationFn: (form: Form) =>
      saveFile(`/reports/${report.id}/${names[form]}`, `${report.template.name}.${form.replace("-fonts", "")}`),
  });
  const button = (form: Form, name: string) => (
    <Button disabled={isPending} onClick={() => mutate(form)}>
      {isPending && variables === form ? words.making : name}
    </Button>
  );
  return (
    <>
      {button("html", words.webPage)}
      {button("html-fonts", words.webPageWithFonts)}
      {button("xlsx", words.workbook)}
      {button("docx", words.textDocument)}
      {button("pptx", words.slides)}
      {button("png", words.card)}
      <Button disabled={isPending} onClick={() => setChoosing(true)}>
        {words.figures}
      </Button>
      {choosing && <FigureDialog report={report} onClose={() => setChoosing(false)} />}
      {error !== null && <ProblemList title={common.loadFailed} error={error} />}
    </>
  );
}
