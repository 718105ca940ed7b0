import { missing, type ProblemWords } from "./values.ts";

/** Charts: their specs, expressions, data and shapes of maps. */
export const chartProblems: ProblemWords = {
  "bad-size": "图表的尺寸无效：",
  "chart-failed": "无法绘制图表：",
  "chart-warning": "图表的一部分未能绘制：",
  "data-url": "图表不能加载数据：数据来自查询。",
  "geometry-too-large": ({ allowed }) => `地图的坐标点太多${allowed === "" ? "" : `：最多 ${allowed} 个`}。请简化。`,
  "invalid-expression": "无法读懂表达式：",
  "invalid-geometry": "地图的形状无效：",
  "missing-chart": "图表没有画出来。",
  "missing-property": "图表的规格缺少属性：",
  "object-in-spec": "图表的规格中填入了整行或整个结果：",
  "overlapping-labels": "图表的标签重叠：",
  "repeated-colours": "类别多于可区分的颜色：",
  "too-many-marks": ({ allowed }) => `图表的图形太多${allowed === "" ? "" : `：最多 ${allowed} 个`}。请先汇总。`,
  "too-many-pixels": ({ allowed }) => `图表中的图片太大${allowed === "" ? "" : `：最多 ${allowed} 像素`}。`,
  "unknown-feature": "地图中有多个对象，图表没有说明用哪一个：",
  "unknown-function": missing("函数"),
  "unknown-mark": missing("图形"),
  "unknown-param": ({ seen }) => `图表的规格没有参数${seen}。`,
  "unknown-property": "图表的规格有不认识的属性：",
  "unknown-signal": ({ seen }) => `表达式用了不存在的${seen}。`,
  "unmatched-regions": "有数据在地图上没有对应的区域：",
  "unreadable-column": "图表把文字列当作数字或日期，但其中没有这样的值：",
  "unused-geometry": "没有图表使用这个文件中的形状：",
  "url-refused": "图表不能从地址加载内容：",
};
