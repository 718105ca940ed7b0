import type { Block, Footnote, Inline } from "../../../../../functions/core/report/document/document.ts";
import { figure, footnote, heading, paragraph, text } from "../layout-fixture.ts";
import { seededNumbers } from "./seeded-numbers.ts";

const words =
  "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were her all she there would their we him been has when who will more no if out so said what up its about into than them can only other new some could time these two may then do first any my now such like our over man me even most made after also did many before must through years where much your way well down should because each just those people take day good how long little own see men work get here between both life being under never same another know while last might us great old year off come since against go came right used three states himself few house use during without again place around however home small found thought went say part once general high upon school every does got united left number course war until always away something fact water though public less put think almost hand enough took head yet government system set better told nothing night end why called didn find going look asked later knew point next program city business give group toward young days let room within children present several national second often half industries manufacturing technological characteristically representation international infrastructure incomprehensible comparison development expenditure administration".split(
    " ",
  );

/** A report of several sections that is always the same for a seed. */
export interface SeededDocument {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Footnote[];
  /** Figure id → width and height of its chart, points. */
  readonly charts: ReadonlyMap<string, readonly [width: number, height: number]>;
  readonly align: "justify" | "left";
}

const column = (label: string, align: "left" | "decimal") => ({ label: text(label), align }) as const;

/** Makes a document of headings, paragraphs, lists, callouts, tables and figures; every second one is justified. */
export function makeDocument(seed: number): SeededDocument {
  const next = seededNumbers(seed);
  const from = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  const footnotes: Footnote[] = [];
  const charts = new Map<string, readonly [number, number]>();
  let figures = 0;
  let tables = 0;
  const some = (count: number): string => {
    const sentence = Array.from({ length: count }, () => words[Math.floor(next() ** 1.6 * words.length)]!);
    const marked = sentence.map((word, index) =>
      index % 13 === 12 ? `${word}.` : index % 7 === 6 ? `${word},` : word,
    );
    return `${marked.join(" ").replace(/^./, (letter) => letter.toUpperCase())}.`;
  };
  const long = (): Block => {
    const noted = next() < 0.12;
    if (noted) footnotes.push(footnote(some(from(5, 30))));
    const mark: Inline[] = noted ? [{ type: "footnote", index: footnotes.length - 1 }] : [];
    return paragraph(some(from(15, 130)), ...mark);
  };
  const drawn = (): Block => {
    figures++;
    const id = `f${figures}`;
    charts.set(id, [480, from(90, 330)]);
    return { ...figure(id, figures), title: text(some(6)) };
  };
  const table = (): Block => {
    tables++;
    const rows = Array.from({ length: from(3, 40) }, (_, row) => ({
      kind: "body" as const,
      cells: [{ children: text(some(2)) }, { children: text(String(row * 7.5)) }],
    }));
    return {
      type: "table",
      id: `t${tables}`,
      number: tables,
      title: text(some(5)),
      deck: [],
      source: text("Office"),
      note: [],
      columns: [column("Name", "left"), column("Value", "decimal")],
      rows,
    };
  };
  const list = (): Block => ({
    type: "list",
    ordered: next() < 0.5,
    start: 1,
    tight: true,
    items: Array.from({ length: from(2, 7) }, () => [paragraph(some(from(4, 30)))]),
  });
  const callout = (): Block => ({ type: "callout", title: text(some(3)), children: [paragraph(some(from(15, 60)))] });
  const body = (): Block => {
    const kind = next();
    return kind < 0.58 ? long() : kind < 0.8 ? drawn() : kind < 0.88 ? list() : kind < 0.95 ? table() : callout();
  };
  const blocks: Block[] = [
    heading(1, "title", some(6)),
    { type: "paragraph", role: "standfirst", children: text(some(20)) },
  ];
  const sections = from(3, 6);
  for (let section = 1; section <= sections; section++) {
    blocks.push(heading(2, `s${section}`, some(4)), long());
    for (let count = from(2, 6); count > 0; count--) blocks.push(body());
    if (next() < 0.4) {
      blocks.push(heading(3, `s${section}-below`, some(3)), long());
      for (let count = from(1, 3); count > 0; count--) blocks.push(body());
    }
  }
  return { blocks, footnotes, charts, align: seed % 2 === 0 ? "justify" : "left" };
}
