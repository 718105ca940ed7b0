/**
 * Hints that readers of the studio meet when they send data and ask for reports, by the API's own words. Those for
 * authors of templates name files, attributes and functions of the templates' own language; they stay as they are.
 */
export const hintWords: Readonly<Record<string, string>> = {
  "A quote that is closed too late makes one value of many lines": "引号结束得太晚，会使多行成为一个值。",
  "A value that holds the delimiter or a line break needs double quotes around it":
    "含有分隔符或换行的值须放在双引号中。",
  "Aggregate the rows, or add LIMIT": "请汇总这些行，或加上 LIMIT。",
  "Announce it again with POST /uploads.": "请重新上传。",
  "Correct the rows, or tolerate more; POST /batches/{id}/retry tries the failed rows again.":
    "请更正这些行，或容许更多失败；失败的行可以重试。",
  "Divide the rows between several batches, by a WHERE in rows.query.": "请用 WHERE 将行分到几个批次。",
  "Divide these cells, or name the range of the table (`range`)": "请拆分这些单元格，或选择表格的范围。",
  "Export the table as CSV": "请将表格导出为 CSV。",
  "Give every row as many fields as the header, or name the delimiter when you send the file":
    "每行的单元格数须与表头相同；或在发送时选择分隔符。",
  "It is being rendered again from its inputs; ask again in a moment.": "正在重新制作，请稍后再试。",
  "Look for a query, chart or dataset that takes too much memory or time.":
    "请检查哪个查询、图表或数据集用时或占用内存太多。",
  "Name every column; a delimiter at the end of the header adds an unnamed one":
    "每列都须有名称；表头末尾多余的分隔符会多出一列。",
  "Name one of them with AS": "请用 AS 给其中一列改名。",
  "Name the delimiter when you send the file, or put quotes around the values that hold the other one":
    "请在发送时选择分隔符，或给含有另一种分隔符的值加上引号。",
  "Name the encoding when you send the file (`encoding`), or save it as UTF-8": "请在发送时选择编码，或另存为 UTF-8。",
  "Name the range of the one you mean when you send the workbook (`range`)": "请在发送时填写所要表格的范围。",
  "Name the sheet when you send the workbook (`sheet`)": "请在发送时选择工作表。",
  "Open the workbook in a spreadsheet program and save it again": "请用电子表格软件打开后重新保存。",
  "Open the workbook in a spreadsheet program, divide these cells, and save it":
    "请用电子表格软件打开，拆分这些单元格后保存。",
  "POST /batches/{id}/retry tries again; the log has the reason": "可以重试；原因见日志。",
  "POST /reports with the same body renders it again": "请以相同的内容重新制作。",
  "POST /reports/{id}/retry tries again": "可以重试。",
  "POST …/retry makes it again": "可以重试。",
  "Pack it again: it may have been damaged on the way": "请重新打包：可能在传送时损坏。",
  "Put a column into the name that no two rows share, such as {{ row }}.":
    "请在名称中加入每行都不同的列，例如 {{ row }}。",
  "Request the same report alone to see why; POST /batches/{id}/retry tries it again.":
    "请单独制作这份报告以查看原因；失败的行可以重试。",
  "Save it again": "请重新保存。",
  "Save it again as XLSX, or the sheet as CSV UTF-8": "请重新保存为 XLSX，或将工作表存为 CSV UTF-8。",
  "Save it as Parquet": "请保存为 Parquet。",
  "Save it as UTF-8": "请保存为 UTF-8。",
  "Save it as XLSX without a password": "请不加密码保存为 XLSX。",
  "Save it as XLSX without a password, or the sheet as CSV UTF-8": "请不加密码保存为 XLSX，或将工作表存为 CSV UTF-8。",
  "Save it without a password": "请不加密码保存。",
  "Send a workbook as XLSX; unpack another archive first": "工作簿请存为 XLSX；其他压缩包请先解压。",
  "Send it as CSV": "请以 CSV 发送。",
  "Send large tables as CSV or Parquet": "大的表格请存为 CSV 或 Parquet。",
  "Try again in a moment.": "请稍后再试。",
  "Unpack it first": "请先解压。",
  "Unpack it first, or pack it with gzip": "请先解压，或用 gzip 压缩。",
  "Write texts as text columns (in Parquet: the logical type STRING)":
    "文字请存为文本列（Parquet 中为逻辑类型 STRING）。",
  "Write the file again with one kind of line ending, and quotes around values that hold quotes or line breaks":
    "请用同一种换行重新生成文件，并给含有引号或换行的值加上引号。",
  "Write the file again: it may have been damaged on the way": "请重新生成文件：可能在传送时损坏。",
  "Write the file again: it was changed after it was written": "请重新生成文件：它在生成后被改动过。",
  "aggregate in the query, so that charts and tables get fewer rows": "请在查询中汇总，使图表和表格的行数减少。",
  "aggregate or filter before sorting and joining": "请先汇总或筛选，再排序和连接。",
  "a brace or a quotation mark in it is faulty: the list of problems leads there":
    "其中的括号或引号有误：问题列表会指向该处。",
  "add a line or a range instead": "可以改加线或区间。",
  "add a new chart of the same query below it: that one can be changed in all":
    "可以在它下面添加同一查询的新图表，新图表的各项都可以修改。",
  "add it below another block": "请添加在其他块的下方。",
  "add it below the block before this one, or below the one after it": "请添加在前一块或后一块的下方。",
  "add it below the block that holds this one": "请添加在包含它的块的下方。",
  "add its words below another block, and delete it here": "可以在其他块的下方添加这段文字，再删除此处的。",
  "change its words instead": "可以改动其中的文字。",
  "change its words instead: a condition or another block shares its lines and would go with it":
    "可以改动其中的文字：有条件或其他块与它写在同一行，会一起受影响。",
  "change its words instead: other blocks print a value that is set in it":
    "可以改动其中的文字：其他块要打印在这里设定的值。",
  "choose another column first": "请先选择另一列。",
  "choose another value": "请选择另一个值。",
  "click a text, a chart or a table: this place prints none of them": "请点击文字、图表或表格：此处没有这些内容。",
  "delete the block instead": "可以删除整块。",
  "delete what does not belong to the table": "请删除不属于表格的内容。",
  "if that is wrong, name the encoding when you send the file (`encoding`)": "若不对，请在发送时选择编码。",
  "if the day where it happened counts, write times without an offset, or the day in a column of its own":
    "若以当地日期为准，时间请不带时差，或将日期单独存为一列。",
  "draw it as a line or as points, which may begin elsewhere": "可以改为折线或散点，它们不必从零开始。",
  "draw it as a line, or take the column away from the colours": "可以改为折线，或不再按列分色。",
  "give the column a plain name in its query, by AS": "请在查询中用 AS 给这一列取一个普通的名称。",
  "it will be tried again": "之后会再试。",
  "look for an endless expression or a dataset that is too large": "请检查是否有无尽的表达式或太大的数据集。",
  "look for an endless expression or regular expression in the template, or for a dataset that is too large":
    "请检查模板中是否有无尽的表达式或正则表达式，或太大的数据集。",
  "only the source can tell which of the two is meant: take one of them out there":
    "只有在源文件中才能看出是哪一处：请在那里去掉其中之一。",
  "put long lists into a dataset": "请将长列表放入数据集。",
  "put long texts into a dataset": "请将长文字放入数据集。",
  "read the dataset again": "请重新读取数据集。",
  "rename one of the two in the file": "请在文件中改掉其中一个名称。",
  "request it again, or POST /reports/{id}/retry": "请重新制作，或重试。",
  "request the report again": "请重新制作报告。",
  "say whether there is a header when you send the file (`header`)": "请在发送时说明是否有表头。",
  "say it in the title of the chart": "可以写在图表的标题中。",
  "select fewer rows or columns: LIMIT and OFFSET, or a sum": "请减少行或列：用 LIMIT 和 OFFSET，或汇总。",
  "send it as Parquet, pack a text with gzip or Zstandard, divide it, or let a source query it where it is; the limit is serve --largest-upload, or the stack's setting largestUpload":
    "请改用 Parquet，用 gzip 或 Zstandard 压缩，分成几份，或用数据源就地查询。上限由 serve --largest-upload 或部署设置 largestUpload 决定。",
  "store another version first, or delete the whole dataset": "请先存储另一个版本，或删除整个数据集。",
  "take back the last change and write it in other words, without marks such as *, _ or braces":
    "请撤销上一处改动，换一种写法，不要使用 *、_ 或括号等标记。",
  "take back the last change, or delete the condition whole: from its beginning to its end, with all that stands between":
    "请撤销上一处改动，或将整个条件从开头到结尾一起删除。",
  "take back the last change, or delete the value": "请撤销上一处改动，或删除这个值。",
  "take the column away from the colours first": "请先取消按列分色。",
  "take the last change back, and change one column at a time": "请撤销上一处改动，每次只改一列。",
  "take these notes away first": "请先删除这些注释。",
  "try again": "请重试。",
  "try again in a moment": "请稍后再试。",
  "write it as a text column (in Parquet: the logical type STRING)": "请存为文本列（Parquet 中为逻辑类型 STRING）。",
};
