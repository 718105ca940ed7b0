import { defineWords } from "../../../words/define-words.ts";

type Names = Readonly<Record<string, string>>;

const kinds: Names = { bar: "Bars", column: "Columns", line: "Line", area: "Area", point: "Points" };
const chineseKinds: Names = { bar: "条形", column: "柱形", line: "折线", area: "面积", point: "散点" };

const sorts: Names = {
  rows: "As in the query",
  names: "By name",
  most: "Largest first",
  least: "Smallest first",
};
const chineseSorts: Names = { rows: "按查询的顺序", names: "按名称", most: "从大到小", least: "从小到大" };

const colours: Names = {
  accent: "Accent",
  ink: "Text",
  muted: "Quiet",
  good: "Good",
  watch: "Watch",
  bad: "Bad",
  above: "More",
  below: "Less",
  theme: "The theme’s",
  other: "One of its own",
};
const chineseColours: Names = {
  accent: "强调色",
  ink: "文字色",
  muted: "次要色",
  good: "好",
  watch: "注意",
  bad: "不好",
  above: "高于",
  below: "低于",
  theme: "主题的颜色",
  other: "自定义",
};

const notes: Names = { line: "Line", range: "Range", point: "Note on a point" };
const chineseNotes: Names = { line: "线", range: "区间", point: "点上的注释" };

const reasons: Names = {
  vega: "it is written in Vega",
  "no-object": "it is no object",
  "several-charts": "it puts several charts together",
  "other-marks": "it draws other marks than bars, lines, areas and points",
  "no-axes": "its marks have no places on two axes",
  "layers-apart": "several of its layers stand in places of their own",
  "no-types": "it does not say what its axes hold",
};
const chineseReasons: Names = {
  vega: "用 Vega 写成",
  "no-object": "不是对象",
  "several-charts": "由几张图组成",
  "other-marks": "画的不是条形、折线、面积或散点",
  "no-axes": "图形没有两条坐标轴上的位置",
  "layers-apart": "有几层各有自己的位置",
  "no-types": "没有说明坐标轴上是什么",
};

/** The texts of the panel of a chart. */
export const chartWords = defineWords(
  {
    chart: "Chart",
    free: (reason: string) =>
      `This panel cannot change the chart, since ${reasons[reason] ?? reason}. Its words can be changed below. A new chart of the same query, by “Add below…”, can be changed in all.`,
    kind: "Kind of chart",
    kindOf: (kind: string) => kinds[kind] ?? kind,
    along: "Categories or time",
    values: "Values",
    counted: "Number of rows",
    group: "Colours by",
    noGroup: "Nothing",
    colour: "Colour",
    colourOf: (role: string) => colours[role] ?? role,
    sort: "Order",
    ownSort: "Its own",
    sortBy: (sort: string) => sorts[sort] ?? sort,
    labels: "Values beside the marks",
    axes: "Axes",
    axisOf: (axis: string): string => (axis === "x" ? "Horizontal axis" : "Vertical axis"),
    titleOf: (axis: string) => `Title, ${axis === "x" ? "horizontal" : "vertical"}`,
    formatOf: (axis: string) => `Values as, ${axis === "x" ? "horizontal" : "vertical"}`,
    endOf: (axis: string, end: string) =>
      `${end === "min" ? "From" : "To"}, ${axis === "x" ? "horizontal" : "vertical"}`,
    noTitle: "None",
    noFormat: "As the theme has it",
    byData: "As the data",
    notes: "Lines and notes",
    noteAs: (mark: string) => notes[mark] ?? mark,
    removeNote: (index: number) => `Remove note ${index}`,
    remove: "Remove",
    newNote: "New line or note",
    noteKind: "Add",
    noteAxis: "On",
    at: "At",
    from: "From",
    to: "To",
    ofGroup: "Of",
    inPanel: "In the panel",
    allPanels: "All panels",
    panelsToo: "Kind, axes, lines and ranges are the same in all panels; a note can stand in one.",
    checkWords: (kind: string) =>
      `This chart was “${kinds[kind] ?? kind}” before. Do its title and the other words below still hold?`,
    noteText: "Words",
    addNote: "Add to the chart",
    noteNeeds: "Say where the note stands and what it says, or empty its fields.",
    noNotes: "No line and no note can stand in this chart as it is: its marks do not stand for single values.",
  },
  {
    chart: "图表",
    free: (reason) =>
      `此面板不能修改这张图：它${chineseReasons[reason] ?? reason}。图的文字可在下面修改；用“在下方添加…”新建的同一查询的图表，各项都可以修改。`,
    kind: "图表类型",
    kindOf: (kind) => chineseKinds[kind] ?? kind,
    along: "类别或时间",
    values: "数值",
    counted: "行数",
    group: "按此列分色",
    noGroup: "不分",
    colour: "颜色",
    colourOf: (role) => chineseColours[role] ?? role,
    sort: "顺序",
    ownSort: "自定义",
    sortBy: (sort) => chineseSorts[sort] ?? sort,
    labels: "在图形旁显示数值",
    axes: "坐标轴",
    axisOf: (axis) => (axis === "x" ? "横轴" : "纵轴"),
    titleOf: (axis) => `标题（${axis === "x" ? "横轴" : "纵轴"}）`,
    formatOf: (axis) => `数值格式（${axis === "x" ? "横轴" : "纵轴"}）`,
    endOf: (axis, end) => `${end === "min" ? "起点" : "终点"}（${axis === "x" ? "横轴" : "纵轴"}）`,
    noTitle: "无",
    noFormat: "按主题",
    byData: "按数据",
    notes: "线和注释",
    noteAs: (mark) => chineseNotes[mark] ?? mark,
    removeNote: (index) => `删除第 ${index} 个注释`,
    remove: "删除",
    newNote: "新的线或注释",
    noteKind: "添加",
    noteAxis: "所在坐标轴",
    at: "位置",
    from: "从",
    to: "到",
    ofGroup: "属于",
    inPanel: "所在的小图",
    allPanels: "全部小图",
    panelsToo: "类型、坐标轴、线和区间在所有小图中都相同；注释可以只放在一格中。",
    checkWords: (kind) => `此图原为“${chineseKinds[kind] ?? kind}”。下面的标题和其他文字是否仍然成立？`,
    noteText: "文字",
    addNote: "加到图表",
    noteNeeds: "请写明注释的位置和文字，或清空这些字段。",
    noNotes: "此图目前不能加线或注释：它的图形不代表单个数值。",
  },
);
