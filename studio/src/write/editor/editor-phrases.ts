import type { Language } from "../../words/language.ts";

/** CodeMirror's words in Chinese, by its English ones. */
const chinese: Readonly<Record<string, string>> = {
  "Control character": "控制字符",
  "Folded lines": "已折叠的行",
  "Unfolded lines": "已展开的行",
  "folded code": "已折叠的内容",
  "Fold line": "折叠此行",
  "Unfold line": "展开此行",
  to: "至",
  unfold: "展开",
  Find: "查找",
  Replace: "替换",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  regexp: "正则表达式",
  "by word": "整词",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "on line": "位于行",
  "Go to line": "转到行",
  go: "转到",
  Completions: "补全建议",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
};

const none: Readonly<Record<string, string>> = {};

/** CodeMirror's own words in the language of the studio. */
export function editorPhrases(language: Language): Readonly<Record<string, string>> {
  return language === "zh" ? chinese : none;
}
