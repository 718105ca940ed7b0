import { defineWords } from "../../../words/define-words.ts";
import { chineseRows, englishRows } from "./row-words.ts";

const captions: Readonly<Record<string, string>> = {
  title: "Title",
  deck: "Line under the title",
  source: "Source",
  note: "Note",
  alt: "Description for those who do not see it",
};
const chineseCaptions: Readonly<Record<string, string>> = {
  title: "标题",
  deck: "标题下的说明",
  source: "来源",
  note: "注",
  alt: "供看不到图的人使用的描述",
};

const newBlocks: Readonly<Record<string, string>> = {
  text: "Text",
  heading: "Heading",
  note: "Note",
  image: "Picture…",
  "page-break": "Page break",
};
const chineseBlocks: Readonly<Record<string, string>> = {
  text: "文字",
  heading: "标题",
  note: "提示",
  image: "图片…",
  "page-break": "分页",
};
const ofQueries: Readonly<Record<string, string>> = { chart: "Chart", table: "Table", "key-figures": "Key figures" };
const chineseOfQueries: Readonly<Record<string, string>> = {
  chart: "图表",
  table: "表格",
  "key-figures": "关键数字",
};
const newWords: Readonly<Record<string, string>> = {
  text: "New text.",
  heading: "New heading",
  note: "New note.",
};
const chineseNewWords: Readonly<Record<string, string>> = { text: "新的文字。", heading: "新标题", note: "新的提示。" };

const settings: Readonly<Record<string, string>> = {
  label: "Words",
  value: "Value",
  change: "Change",
  target: "Target",
  good: "What is good",
  trend: "Trend",
  note: "Note",
  format: "Values as",
  sort: "Sorted by",
  total: "Total in the row",
  group: "Headings by",
  density: "Space between rows",
};
const chineseSettings: Readonly<Record<string, string>> = {
  label: "名称",
  value: "数值",
  change: "变化",
  target: "目标",
  good: "何为好",
  trend: "趋势",
  note: "注",
  format: "数值格式",
  sort: "排序依据",
  total: "合计所在的行",
  group: "按此列分组",
  density: "行距",
};
const choices: Readonly<Record<string, string>> = {
  first: "First",
  last: "Last",
  dense: "Dense",
  airy: "Airy",
  up: "More",
  down: "Less",
};
const chineseChoices: Readonly<Record<string, string>> = {
  first: "首行",
  last: "末行",
  dense: "紧密",
  airy: "宽松",
  up: "越多越好",
  down: "越少越好",
};

const testWords: Readonly<Record<string, string>> = {
  "== nil": " is missing ",
  "!= nil": " is known ",
  "== true": " is true ",
  "!= true": " is not true ",
  "== false": " is not true ",
  "!= false": " is true ",
  "==": " is ",
  "!=": " is not ",
  ">=": " ≥ ",
  "<=": " ≤ ",
  and: " and ",
  or: " or ",
};
const chineseTestWords: Readonly<Record<string, string>> = {
  "== nil": " 没有值 ",
  "!= nil": " 有值 ",
  "== true": " 成立 ",
  "!= true": " 不成立 ",
  "== false": " 不成立 ",
  "!= false": " 成立 ",
  "==": " 等于 ",
  "!=": " 不等于 ",
  ">=": " ≥ ",
  "<=": " ≤ ",
  and: " 并且 ",
  or: " 或者 ",
};

/** The texts of editing on the page. */
export const pageEditWords = defineWords(
  {
    edit: "Edit on the page",
    text: "Text",
    caption: (name: string) => captions[name] ?? name,
    marks: "How the selected words are set",
    bold: "Bold",
    italic: "Italic",
    link: "Link",
    address: "Address of the link",
    setLink: "Set",
    done: "Done",
    cancel: "Cancel",
    toSource: "Source",
    inLoop: (list: string, times: number) =>
      times > 1
        ? `Printed ${times} times, for each row of ${list}: you edit all of them.`
        : `Printed for each row of ${list}.`,
    inCondition: (test: string) =>
      test.startsWith("otherwise")
        ? `Printed in place of other words: ${test}.`
        : `Only printed for some data: ${test}.`,
    otherWordings: (count: number) => `Other wordings (${count})`,
    isValue: (text: string) => `“${text}” comes from the data and changes with them.`,
    toQuery: "Show its query",
    lostWordings: (texts: readonly string[]) =>
      `Your words also replace what is said of other data: ${texts.map((text) => `“${text}”`).join(", ")}. Ctrl+Z brings it back.`,
    printedIf: (test: string) => `This text is printed ${test}. Instead of it:`,
    partsByCondition: "Of the parts between “if”, “otherwise” and “end”, one is printed, as the data are.",
    otherwise: "otherwise",
    endOfCondition: "end",
    partUnder: (test: string) => `${test}:`,
    partLead: (test: string) => `${test}: `,
    conditionOf: (kind: "if" | "unless" | "elsif" | "when", test: string): string =>
      kind === "if"
        ? `if ${test}`
        : kind === "unless"
          ? `unless ${test}`
          : kind === "elsif"
            ? `otherwise, if ${test}`
            : `if it is ${test}`,
    testWord: (sign: string) => testWords[sign] ?? sign,
    rowsOf: englishRows,
    itsTexts: "Its other texts",
    innerText: (number: number) => `Text ${number}`,
    figure: (number: number) => `Figure ${number}: value and name`,
    ofFigure: (number: number) => `Below figure ${number}`,
    removeFigure: (number: number) => `Delete figure ${number}`,
    editText: (text: string) => `Change “${text}”`,
    nothingPrinted: "nothing",
    noTextPrinted: "no text, but a figure or a table",
    change: "Change",
    editBranch: (test: string) => `Change the text that is printed ${test}`,
    opening: "Opening …",
    block: "The block",
    columns: "Columns",
    headingOf: (column: string) => `Heading of ${column}`,
    printsAs: (text: string) => `prints “${text}”`,
    byTemplate: "as the template says",
    leftOf: (column: string) => `Move ${column} to the left`,
    rightOf: (column: string) => `Move ${column} to the right`,
    hideOf: (column: string) => `Hide ${column}`,
    hide: "Hide",
    hiddenColumns: "Columns that it does not show",
    show: (column: string) => `Show ${column}`,
    formatOf: (column: string) => `Values of ${column} as`,
    settings: "What it shows",
    setting: (name: string) => settings[name] ?? name,
    choice: (name: string) => choices[name] ?? name,
    rising: (column: string) => `${column}, rising`,
    falling: (column: string) => `${column}, falling`,
    notSet: "–",
    up: "Move up",
    down: "Move down",
    remove: "Delete",
    add: "Add below…",
    newBlock: (kind: string) => newBlocks[kind] ?? kind,
    newOfQuery: (kind: string, query: string) => `${ofQueries[kind] ?? kind} of ${query}`,
    addBelow: "Add below",
    filter: "Filter…",
    noneOfThat: "Nothing of that name can be added here.",
    nothingToAdd: "Nothing can be added here. Add it below a block before or after this one.",
    newPartial: (file: string) => `Partial ${file}`,
    pictureFile: "File of the picture",
    pictureFault: (fault: "none" | "kind" | "size"): string =>
      fault === "none"
        ? "Choose a file."
        : fault === "kind"
          ? "A picture is PNG, JPEG or SVG."
          : "A PNG or JPEG has up to 20 MB, an SVG up to 4 MB.",
    unreadPicture: "The file cannot be read any more. Choose it again.",
    altNeeded: "Say what the picture shows.",
    addPicture: "Add the picture",
    otherBlock: "Something else",
    noPictureHere: "No picture can stand here.",
    noChart: "No column of this query can be drawn.",
    newWords: (kind: string) => newWords[kind] ?? kind,
    undo: "Undo",
    redo: "Redo",
    lost: "A value of this text is lost. Copy your words, cancel, and open the block again.",
    changed: "The source has changed meanwhile. Copy your words, cancel, and open the block again.",
  },
  {
    edit: "在页面上编辑",
    text: "文字",
    caption: (name) => chineseCaptions[name] ?? name,
    marks: "所选文字的样式",
    bold: "粗体",
    italic: "斜体",
    link: "链接",
    address: "链接的地址",
    setLink: "设置",
    done: "完成",
    cancel: "取消",
    toSource: "源文件",
    inLoop: (list, times) =>
      times > 1 ? `按 ${list} 的每一行打印，共 ${times} 次：全部一起修改。` : `按 ${list} 的每一行打印。`,
    inCondition: (test) => `只对部分数据打印：${test}。`,
    otherWordings: (count) => `其他措辞（${count}）`,
    isValue: (text) => `“${text}”来自数据，随数据变化。`,
    toQuery: "查看其查询",
    lostWordings: (texts) =>
      `您的文字也会取代数据不同时的说法：${texts.map((text) => `“${text}”`).join("、")}。按 Ctrl+Z 可恢复。`,
    printedIf: (test) => `这段文字的打印条件：${test}。其他情况：`,
    partsByCondition: "“如果”、“其余情况”和“结束”之间的各部分，按数据只打印其中一个。",
    otherwise: "其余情况",
    endOfCondition: "结束",
    partUnder: (test) => `${test}：`,
    partLead: (test) => `${test}：`,
    conditionOf: (kind, test) =>
      kind === "if"
        ? `如果 ${test}`
        : kind === "unless"
          ? `除非 ${test}`
          : kind === "elsif"
            ? `否则，如果 ${test}`
            : `如果值为 ${test}`,
    testWord: (sign) => chineseTestWords[sign] ?? sign,
    rowsOf: chineseRows,
    itsTexts: "其中的其他文字",
    innerText: (number) => `文字 ${number}`,
    figure: (number) => `数字 ${number}：数值和名称`,
    ofFigure: (number) => `数字 ${number} 的下方`,
    removeFigure: (number) => `删除数字 ${number}`,
    editText: (text) => `修改“${text}”`,
    opening: "正在打开……",
    nothingPrinted: "不打印",
    noTextPrinted: "没有文字，只有图或表",
    change: "修改",
    editBranch: (test) => `修改此情况下打印的文字：${test}`,
    block: "此块",
    columns: "各列",
    headingOf: (column) => `${column} 的列标题`,
    printsAs: (text) => `打印为“${text}”`,
    byTemplate: "按模板",
    leftOf: (column) => `将 ${column} 左移`,
    rightOf: (column) => `将 ${column} 右移`,
    hideOf: (column) => `隐藏 ${column}`,
    hide: "隐藏",
    hiddenColumns: "未显示的列",
    show: (column) => `显示 ${column}`,
    formatOf: (column) => `${column} 的格式`,
    settings: "显示的内容",
    setting: (name) => chineseSettings[name] ?? name,
    choice: (name) => chineseChoices[name] ?? name,
    rising: (column) => `${column}（升序）`,
    falling: (column) => `${column}（降序）`,
    notSet: "–",
    up: "上移",
    down: "下移",
    remove: "删除",
    add: "在下方添加…",
    newBlock: (kind) => chineseBlocks[kind] ?? kind,
    newOfQuery: (kind, query) => `${query} 的${chineseOfQueries[kind] ?? kind}`,
    addBelow: "在下方添加",
    filter: "筛选…",
    noneOfThat: "此处没有可添加的同名内容。",
    nothingToAdd: "此处不能添加内容。请添加在前一块或后一块的下方。",
    newPartial: (file) => `片段 ${file}`,
    pictureFile: "图片文件",
    pictureFault: (fault) =>
      fault === "none"
        ? "请选择一个文件。"
        : fault === "kind"
          ? "图片应为 PNG、JPEG 或 SVG。"
          : "PNG 或 JPEG 最大 20 MB，SVG 最大 4 MB。",
    unreadPicture: "文件已无法读取。请重新选择。",
    altNeeded: "请写明图片显示的内容。",
    addPicture: "添加图片",
    otherBlock: "添加其他内容",
    noPictureHere: "此处不能放图片。",
    noChart: "此查询没有可绘制的列。",
    newWords: (kind) => chineseNewWords[kind] ?? kind,
    undo: "撤销",
    redo: "重做",
    lost: "此文字中的一个值已丢失。请复制您的文字，取消后重新打开此块。",
    changed: "源文件其间已被修改。请复制您的文字，取消后重新打开此块。",
  },
);
