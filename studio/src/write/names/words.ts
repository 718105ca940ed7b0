import { defineWords } from "../../words/define-words.ts";

const kinds: Readonly<Record<string, string>> = {
  query: "A query",
  chart: "A chart",
  parameter: "A parameter",
  message: "A message",
};
const chineseKinds: Readonly<Record<string, string>> = {
  query: "查询",
  chart: "图表",
  parameter: "参数",
  message: "多语言文字",
};

export const nameWords = defineWords(
  {
    title: "Rename with all uses",
    lead: "SQL, texts, charts, settings, tests and messages follow. Where it is not clear what is meant, nothing is renamed.",
    what: "What",
    kind: (what: string) => kinds[what] ?? what,
    which: "Which",
    to: "New name",
    rename: "Rename",
    refused: "Not renamed",
    none: "The template has none.",
    renamed: "Renamed",
    leftTitle:
      "These places stay as they were: their key is known only when a report is made. See whether they mean this message.",
    names: "Change a name…",
  },
  {
    title: "连同所有引用一起重命名",
    lead: "SQL、文字、图表、设置、测试和多语言文字中的引用一并修改。如有一处无法确定所指，则全部不改。",
    what: "种类",
    kind: (what) => chineseKinds[what] ?? what,
    which: "名称",
    to: "新名称",
    rename: "重命名",
    refused: "未能重命名",
    none: "模板中没有。",
    renamed: "已重命名",
    leftTitle: "以下位置保持原样：其键名要到生成报告时才知道。请检查它们指的是不是这条文字。",
    names: "更改名称…",
  },
);
