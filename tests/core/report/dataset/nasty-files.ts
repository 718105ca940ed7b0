import { gzipSync, zstdCompressSync } from "node:zlib";
import type { DatasetFormat } from "../../../../functions/core/report/dataset/dataset.ts";
import type { DatasetReading } from "../../../../functions/core/report/template/dataset-reading.ts";
import { encodeText } from "./encode-text.ts";

/** A small file as an office, a statistics program or a mistake produces it, and the expected result. */
export interface NastyFile {
  readonly name: string;
  readonly body: string | Uint8Array;
  readonly format?: DatasetFormat;
  readonly reading?: DatasetReading;
  /** The expected table: names, types and rows with each value as text. */
  readonly read?: { readonly columns: string; readonly types?: string; readonly rows: readonly string[] };
  /** Parts of the expected warnings. Without it no warning is expected, except one about the delimiter. */
  readonly warned?: readonly string[];
  /** Code of the first expected problem. */
  readonly refused?: string;
}

const legacy = (text: string, encoding: string): Uint8Array => encodeText(text, encoding)!;

export const nastyFiles: readonly NastyFile[] = [
  // Delimiters
  {
    name: "decimal commas and a comma in each name",
    body: "Betrag, EUR;Menge, kg\n1,5;2,5\n3,5;4,5\n",
    read: { columns: "Betrag, EUR|Menge, kg", types: "number|number", rows: ["1.5|2.5", "3.5|4.5"] },
    warned: ["1.5", "2.5"],
  },
  { name: "tabs in a .csv", body: "a\tb\n1\t2\n", read: { columns: "a|b", types: "integer|integer", rows: ["1|2"] } },
  { name: "vertical bars", body: "a|b\n1|2\n", read: { columns: "a|b", rows: ["1|2"] } },
  {
    name: "sep=; in the first line",
    body: "sep=;\na;b\n1,5;2\n",
    read: { columns: "a|b", rows: ["1.5|2"] },
    warned: ["1.5"],
  },
  {
    name: "sep=, with decimal commas in quotes",
    body: 'sep=,\na,b\n"1,5","2,5"\n',
    read: { columns: "a|b", rows: ["1.5|2.5"] },
    warned: ["1.5", "2.5"],
  },
  { name: "sep= with an unknown sign", body: "sep=:\na:b\n1:2\n", refused: "unknown-delimiter" },
  {
    name: "lists with semicolons inside a comma file",
    body: "id,tags\n1,a;b\n2,c;d\n",
    read: { columns: "id|tags", rows: ["1|a;b", "2|c;d"] },
  },
  {
    name: "two delimiters, each of which makes a table",
    body: "a, b; c\nx, y; z\nu, v; w\n",
    refused: "unclear-delimiter",
  },
  {
    name: "the same, with the delimiter said",
    body: "a, b; c\nx, y; z\n",
    reading: { delimiter: ";" },
    read: { columns: "a, b|c", rows: ["x, y| z"] },
  },
  { name: "tabs that do not agree", body: "name\nAnna\t1\nBert\t2\t3\nCarl\t4\n", refused: "unclear-delimiter" },
  {
    name: "columns set by spaces",
    body: "name   value\nAnna   1\nBert   2\n",
    read: { columns: "name   value", rows: ["Anna   1", "Bert   2"] },
    warned: ["divided by spaces"],
  },
  { name: "one column", body: "name\nAnna\nBert\n", read: { columns: "name", rows: ["Anna", "Bert"] } },
  {
    name: "one column of decimal commas",
    body: "Wert\n1,5\n2,5\n",
    read: { columns: "Wert", types: "number", rows: ["1.5", "2.5"] },
    warned: ["1.5"],
  },
  // Around the table
  {
    name: "a title line",
    body: "Umsatz 2024\nMonat;Betrag\nJan;10\nFeb;20\n",
    read: { columns: "Monat|Betrag", rows: ["Jan|10", "Feb|20"] },
    warned: ["above the table"],
  },
  {
    name: "a title padded with delimiters, and a blank line",
    body: "Umsatz;;\n;;\nMonat;Ort;Betrag\nJan;Ulm;10\n",
    read: { columns: "Monat|Ort|Betrag", rows: ["Jan|Ulm|10"] },
    warned: ["above the table"],
  },
  {
    name: "lines of metadata",
    body: "Report,Sales\nDate,2024-01-31\n\nregion,amount,units\nNorth,10,1\nSouth,20,2\n",
    read: { columns: "region|amount|units", rows: ["North|10|1", "South|20|2"] },
    warned: ["above the table"],
  },
  {
    name: "comments above and among the rows",
    body: "# made by x\n# on Monday\na,b\n1,2\n# half\n3,4\n",
    read: { columns: "a|b", rows: ["1|2", "3|4"] },
    warned: ["comments above", "1 comment among"],
  },
  {
    name: "a header that begins with #",
    body: "#CHROM\tPOS\n1\t100\n2\t200\n",
    read: { columns: "#CHROM|POS", rows: ["1|100", "2|200"] },
  },
  {
    name: "a value that begins with #",
    body: "tag,n\n#one,1\n#two,2\n",
    read: { columns: "tag|n", rows: ["#one|1", "#two|2"] },
  },
  { name: "a header that is too short does not count as a title", body: "a,b\n1,2,3\n4,5,6\n", refused: "ragged-row" },
  { name: "a line at the end that is no row, and no note", body: "a,b\n1,2\nthe office\n", refused: "ragged-row" },
  {
    name: "a note right below the last row",
    body: "a,b\nx,1\ny,2\nSource: the office\nof statistics\n",
    read: { columns: "a|b", types: "text|integer", rows: ["x|1", "y|2"] },
    warned: ["Notes below the table were skipped: lines 4 to 5"],
  },
  {
    name: "a note in Chinese right below the last row",
    body: "线路,1月,2月\n1号线,3,4\n合计,3,4\n注:2月数据截至11日\n",
    read: { columns: "线路|1月|2月", types: "text|integer|integer", rows: ["1号线|3|4", "合计|3|4"] },
    warned: ["Notes below the table were skipped: line 4"],
  },
  { name: "a note between rows", body: "a,b\nx,1\nNote: estimated\ny,2\n", refused: "ragged-row" },
  {
    name: "notes below the table, after empty rows (World Bank)",
    body: "a,b,c\nx,1,2\ny,3,4\n,,\n,,\nData from database: World Development Indicators,,\nLast Updated: 06/30/2021,,\n",
    read: { columns: "a|b|c", types: "text|integer|integer", rows: ["x|1|2", "y|3|4"] },
    warned: ["Notes below the table were skipped: lines 6 to 7"],
  },
  {
    name: "a note below the table, after a blank line, with one field",
    body: "a,b\nx,1\ny,2\n\nSource: the office\n",
    read: { columns: "a|b", types: "text|integer", rows: ["x|1", "y|2"] },
    warned: ["Notes below the table were skipped: line 5"],
  },
  {
    name: "an empty row, then a row with a value in its first field, then the table goes on",
    body: "a;b\nx;1\n;\ny;\nz;3\n",
    read: { columns: "a|b", rows: ["x|1", "∅|∅", "y|∅", "z|3"] },
  },
  {
    name: "an empty row, then numbers in the first field",
    body: "a;b\n1;1\n;\n2;\n",
    read: { columns: "a|b", rows: ["1|1", "∅|∅", "2|∅"] },
  },
  { name: "a row of one field between rows, after a blank line", body: "a,b\nx,1\n\ny\nz,3\n", refused: "ragged-row" },
  {
    name: "more rows below an empty row than anybody writes notes",
    body: `a;b\nx;1\n;\n${"y;\n".repeat(21)}`,
    read: { columns: "a|b", rows: ["x|1", "∅|∅", ...Array.from({ length: 21 }, () => "y|∅")] },
  },
  { name: "a short row", body: "a,b,c\n1,2,3\n4,5\n", refused: "ragged-row" },
  {
    name: "blank lines",
    body: "a,b\n\n1,2\n\n\n3,4\n\n",
    read: { columns: "a|b", rows: ["1|2", "3|4"] },
    warned: ["blank lines"],
  },
  {
    name: "empty rows at the end",
    body: "a;b\n1;2\n;\n;\n",
    read: { columns: "a|b", rows: ["1|2"] },
    warned: ["2 empty rows"],
  },
  {
    name: "an empty row in the middle",
    body: "a;b\n1;2\n;\n3;4\n",
    read: { columns: "a|b", rows: ["1|2", "∅|∅", "3|4"] },
  },
  {
    name: "a delimiter at the end of every line",
    body: "a,b,\n1,2,\n3,4,\n",
    read: { columns: "a|b", rows: ["1|2", "3|4"] },
    warned: ["neither name nor values"],
  },
  {
    name: "a delimiter at the end of the header only",
    body: "a,b,\n1,2\n3,4\n",
    read: { columns: "a|b", rows: ["1|2", "3|4"] },
    warned: ["neither name nor values"],
  },
  {
    name: "delimiters at the end of some rows",
    body: "a,b\n1,2,,\n3,4\n",
    read: { columns: "a|b", rows: ["1|2", "3|4"] },
    warned: ["1 row ends with delimiters"],
  },
  { name: "a value after the last column", body: "a,b,\n1,2,\n3,4,5\n6,7\n", refused: "ragged-row" },
  {
    name: "pandas' index",
    body: ",name,n\n0,Anna,5\n1,Bert,6\n",
    read: { columns: "column_1|name|n", types: "integer|text|integer", rows: ["0|Anna|5", "1|Bert|6"] },
    warned: ['"column_1"'],
  },
  {
    name: "R's row names",
    body: '"","name","n"\n"1","Anna",5\n"2","Bert",6\n',
    read: { columns: "column_1|name|n", rows: ["1|Anna|5", "2|Bert|6"] },
    warned: ['"column_1"'],
  },
  {
    name: "an unnamed column beside one named column_1",
    body: ",column_1\na,1\n",
    read: { columns: "column_1_2|column_1", rows: ["a|1"] },
    warned: ['"column_1_2"'],
  },
  // Headers
  {
    name: "numbers without a header",
    body: "5.5,17\n6.5,18\n7.5,19\n",
    read: { columns: "column_1|column_2", types: "number|integer", rows: ["5.5|17", "6.5|18", "7.5|19"] },
    warned: ["no header"],
  },
  {
    name: "rows without a header, known by a decimal",
    body: "Anna,34.5\nBert,29.5\n",
    read: { columns: "column_1|column_2", rows: ["Anna|34.5", "Bert|29.5"] },
    warned: ["no header"],
  },
  {
    name: "years as names",
    body: "country,2019,2020\nA,1,2\n",
    read: { columns: "country|2019|2020", rows: ["A|1|2"] },
  },
  {
    name: "nothing but years as names",
    body: "2019,2020,2021\n1,2,3\n",
    read: { columns: "2019|2020|2021", rows: ["1|2|3"] },
    warned: ["Every column name is a number"],
  },
  { name: "1, 2, 3 may be names or data", body: "1,2,3\n4,5,6\n", refused: "unclear-header" },
  {
    name: "the same, with no header said",
    body: "1,2,3\n4,5,6\n",
    reading: { header: false },
    read: { columns: "column_1|column_2|column_3", rows: ["1|2|3", "4|5|6"] },
  },
  {
    name: "the same, with a header said",
    body: "1,2,3\n4,5,6\n",
    reading: { header: true },
    read: { columns: "1|2|3", rows: ["4|5|6"] },
  },
  {
    name: "whole numbers and a word, which may be a first row",
    body: "1,2,3,Anna\n4,5,6,Bert\n7,8,9,Carl\n",
    read: { columns: "1|2|3|Anna", rows: ["4|5|6|Bert", "7|8|9|Carl"] },
    warned: ["the first row may be data"],
  },
  {
    name: "a decimal above decimals with a gap",
    body: "Anna,5.5\nBert,6.5\nCarl,7.5\nDora,8.5\nEmil,9.5\nFritz,n/a\n",
    read: { columns: "Anna|5.5", rows: ["Bert|6.5", "Carl|7.5", "Dora|8.5", "Emil|9.5", "Fritz|n/a"] },
    warned: ["the first row may be data", "is text"],
  },
  {
    name: "a year above years",
    body: "Anna,1990\nBert,1985\nCarl,2001\n",
    read: { columns: "Anna|1990", rows: ["Bert|1985", "Carl|2001"] },
    warned: ["the first row may be data"],
  },
  {
    name: "a name twice",
    body: "a,A,a_2\n1,2,3\n",
    read: { columns: "a|A_3|a_2", rows: ["1|2|3"] },
    warned: ['called "A_3": column 1 has the name "a", and SQL ignores case'],
  },
  // Numbers
  {
    name: "German numbers",
    body: "a;b\n1.234,56;1\n-2,5;2\n",
    read: { columns: "a|b", types: "number|integer", rows: ["1234.56|1", "-2.50|2"] },
    warned: ["1234.56"],
  },
  {
    name: "English thousands",
    body: 'a,b\n"1,234.50",1\n"12",2\n',
    read: { columns: "a|b", types: "number|integer", rows: ["1234.50|1", "12.00|2"] },
    warned: ["1234.50"],
  },
  {
    name: "1,234 may be two numbers",
    body: 'a;b\n"1,234";x\n"2,500";y\n',
    read: { columns: "a|b", types: "text|text", rows: ["1,234|x", "2,500|y"] },
    warned: ["1234 or 1.234"],
  },
  {
    name: "0,125 is one number",
    body: "a;b\n0,125;x\n2,500;y\n",
    read: { columns: "a|b", types: "number|text", rows: ["0.125|x", "2.500|y"] },
    warned: ["0.125"],
  },
  {
    name: "points beside decimal commas",
    body: "a;b\n1,5;1.234\n2,5;12.500\n",
    read: { columns: "a|b", types: "number|text", rows: ["1.5|1.234", "2.5|12.500"] },
    warned: ["decimal commas"],
  },
  {
    name: "French groups, narrow spaces, euros",
    body: "a;b\n1\u202f234,50 €;x\n12 345,00 €;y\n",
    read: { columns: "a|b", types: "number|text", rows: ["1234.50|x", "12345.00|y"] },
    warned: ["1234.50"],
  },
  {
    name: "Swiss apostrophes",
    body: "a;b\nCHF 1'234.50;x\nCHF 12.00;y\n",
    read: { columns: "a|b", types: "number|text", rows: ["1234.50|x", "12.00|y"] },
    warned: ["1234.50"],
  },
  {
    name: "Indian groups",
    body: 'a,b\n"1,23,456.00",x\n"12,34,567.50",y\n',
    read: { columns: "a|b", types: "number|text", rows: ["123456.00|x", "1234567.50|y"] },
    warned: ["123456.00"],
  },
  {
    name: "per cent",
    body: "a,b\n12%,x\n5.5%,y\n",
    read: { columns: "a|b", types: "number|text", rows: ["12.0|x", "5.5|y"] },
    warned: ["12"],
  },
  {
    name: "two currencies",
    body: "a,b\n$5,x\n€6,y\n",
    read: { columns: "a|b", types: "text|text", rows: ["$5|x", "€6|y"] },
    warned: ["different signs"],
  },
  {
    name: "brackets and minus signs for negatives",
    body: 'a,b\n"(1,234.50)",1\n"2.00",−2\n',
    read: { columns: "a|b", types: "number|integer", rows: ["-1234.50|1", "2.00|-2"] },
    warned: ["-1234.50", "-2"],
  },
  {
    name: "SAP's minus",
    body: "a;b\n1.234,50-;x\n2,00;y\n",
    read: { columns: "a|b", types: "number|text", rows: ["-1234.50|x", "2.00|y"] },
    warned: ["-1234.50"],
  },
  {
    name: "telephone numbers",
    body: "a;b\n+49 123 456;x\n+41 123 456 789;y\n",
    read: { columns: "a|b", types: "text|text", rows: ["+49 123 456|x", "+41 123 456 789|y"] },
    warned: ["code with spaces"],
  },
  {
    name: "postal codes with a space",
    body: "a;b\n110 001;x\n400 001;y\n",
    read: { columns: "a|b", types: "text|text", rows: ["110 001|x", "400 001|y"] },
    warned: ["code with spaces"],
  },
  {
    name: "a decimal comma and a word",
    body: "a;b\n1,5;x\nk. A.;y\n",
    read: { columns: "a|b", types: "text|text", rows: ["1,5|x", "k. A.|y"] },
  },
  // Dates
  {
    name: "days first, with points",
    body: "a;b\n31.12.2024;x\n1.2.2024;y\n",
    read: { columns: "a|b", types: "date|text", rows: ["2024-12-31|x", "2024-02-01|y"] },
    warned: ["2024-12-31"],
  },
  {
    name: "days first, with slashes",
    body: "a,b\n31/12/2024,x\n01/02/2024,y\n",
    read: { columns: "a|b", types: "date|text", rows: ["2024-12-31|x", "2024-02-01|y"] },
    warned: ["2024-12-31"],
  },
  {
    name: "months first",
    body: "a,b\n12/31/2024,x\n01/02/2024,y\n",
    read: { columns: "a|b", types: "date|text", rows: ["2024-12-31|x", "2024-01-02|y"] },
    warned: ["2024-12-31"],
  },
  {
    name: "days or months first",
    body: "a,b\n01/02/2024,x\n03/04/2024,y\n",
    read: { columns: "a|b", types: "text|text", rows: ["01/02/2024|x", "03/04/2024|y"] },
    warned: ["2024-02-01 or 2024-01-02"],
  },
  {
    name: "days or months that are equal",
    body: "a,b\n01/01/2024,x\n02/02/2024,y\n",
    read: { columns: "a|b", types: "date|text", rows: ["2024-01-01|x", "2024-02-02|y"] },
    warned: ["2024-01-01"],
  },
  {
    name: "years of two digits",
    body: "a;b\n31.12.24;x\n",
    read: { columns: "a|b", types: "text|text", rows: ["31.12.24|x"] },
    warned: ["may be"],
  },
  {
    name: "a day that does not exist",
    body: "a;b\n31.2.2024;x\n",
    read: { columns: "a|b", types: "text|text", rows: ["31.2.2024|x"] },
    warned: ['of no day or time that exists, the first in row 1: "31.2.2024"'],
  },
  {
    name: "times of day",
    body: "a;b\n31.12.2024 14:30;x\n01.01.2025 00:00:05;y\n",
    read: { columns: "a|b", types: "timestamp|text", rows: ["2024-12-31 14:30:00|x", "2025-01-01 00:00:05|y"] },
    warned: ["2024-12-31T14:30:00"],
  },
  {
    name: "half days",
    body: "a,b\n12/31/2024 2:30 PM,x\n",
    read: { columns: "a|b", types: "timestamp|text", rows: ["2024-12-31 14:30:00|x"] },
    warned: ["2024-12-31T14:30:00"],
  },
  {
    name: "Chinese dates",
    body: "日期,数量\n2024年1月5日,3\n",
    read: { columns: "日期|数量", types: "date|integer", rows: ["2024-01-05|3"] },
    warned: ["2024-01-05"],
  },
  // Not a table
  { name: "a page", body: "<!DOCTYPE html>\n<html><body>a,b</body></html>", refused: "other-format" },
  { name: "a page's table named .xls", body: "\n<table><tr><td>1</td></tr></table>", refused: "other-format" },
  { name: "XML", body: '<?xml version="1.0"?>\n<a>1,2</a>', refused: "other-format" },
  {
    name: "a header in angle brackets",
    body: "<TICKER>,<PER>,<DATE>\nX,D,20240131\n",
    read: { columns: "<TICKER>|<PER>|<DATE>", rows: ["X|D|20240131"] },
  },
  { name: "JSON", body: '[{"a": 1}, {"a": 2}]', refused: "other-format" },
  { name: "NDJSON", body: '{"a": 1}\n{"a": 2}\n', refused: "other-format" },
  { name: "a page sent as JSON", body: "<html></html>", format: "json", refused: "other-format" },
  { name: "a PDF", body: "%PDF-1.7\n", refused: "binary-file" },
  { name: "RTF", body: "{\\rtf1 a}", refused: "binary-file" },
  { name: "nothing", body: " \n", refused: "empty-dataset" },
  // Encodings
  { name: "UTF-8 with a mark", body: "\ufeffa,b\n1,é\n", read: { columns: "a|b", rows: ["1|é"] } },
  {
    name: "UTF-16 with a mark",
    body: legacy("\ufeffa\tb\r\n1\té\r\n", "utf-16le"),
    read: { columns: "a|b", rows: ["1|é"] },
  },
  {
    name: "UTF-16 the other way, without a mark",
    body: legacy("name,n\nAnna,1\n", "utf-16be"),
    read: { columns: "name|n", rows: ["Anna|1"] },
  },
  { name: "UTF-16 cut off", body: legacy("\ufeffa,b\n1,2\n", "utf-16le").subarray(0, 11), refused: "wrong-encoding" },
  { name: "UTF-32", body: Uint8Array.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), refused: "unsupported-encoding" },
  {
    name: "Windows-1252, German",
    body: legacy("Straße;Größe\nMünchen;1\nKöln;2\n", "windows-1252"),
    read: { columns: "Straße|Größe", rows: ["München|1", "Köln|2"] },
    warned: ["windows-1252"],
  },
  {
    name: "Windows-1252 with euros",
    body: legacy("Name;Preis\nCafé;3 €\nThé;4 €\n", "windows-1252"),
    read: { columns: "Name|Preis", types: "text|integer", rows: ["Café|3", "Thé|4"] },
    warned: ["windows-1252", "3"],
  },
  {
    name: "Windows-1252 in nothing but its punctuation",
    body: legacy("name,n\nChildren’s services,1\n“other”,2\n", "windows-1252"),
    read: { columns: "name|n", rows: ["Children’s services|1", "“other”|2"] },
    warned: ['read as windows-1252, which gives "Children’s"'],
  },
  {
    name: "euros in Windows-1252",
    body: legacy("a;b\nx;5€\ny;12€\n", "windows-1252"),
    read: { columns: "a|b", types: "text|integer", rows: ["x|5", "y|12"] },
    warned: ["windows-1252", "5"],
  },
  { name: "one euro in Windows-1252", body: legacy("a;b\nx;5€\n", "windows-1252"), refused: "unknown-encoding" },
  {
    name: "ISO-2022-JP",
    body: legacy("都市,人口\n東京,3\n大阪,4\n", "iso-2022-jp"),
    read: { columns: "都市|人口", rows: ["東京|3", "大阪|4"] },
    warned: ["iso-2022-jp"],
  },
  { name: "ISO-2022-KR", body: "\u001b$)C\na,b\n1,2\n", refused: "unsupported-encoding" },
  {
    name: "Cyrillic in UTF-16 without a mark",
    body: legacy("город;число\nМосква;3\nКазань;4\nСанкт-Петербург;5\n", "utf-16le"),
    read: { columns: "город|число", rows: ["Москва|3", "Казань|4", "Санкт-Петербург|5"] },
  },
  {
    name: "Windows-1250 or 1252",
    body: legacy("město;n\nPlzeň;1\nČeské Budějovice;2\n", "windows-1250"),
    refused: "unknown-encoding",
  },
  {
    name: "the same, said",
    body: legacy("město;n\nPlzeň;1\n", "windows-1250"),
    reading: { encoding: "windows-1250" },
    read: { columns: "město|n", rows: ["Plzeň|1"] },
  },
  {
    name: "Cyrillic",
    body: legacy("город;число\nМосква;3\nКазань;4\n", "windows-1251"),
    read: { columns: "город|число", rows: ["Москва|3", "Казань|4"] },
    warned: ["windows-1251"],
  },
  {
    name: "Shift-JIS",
    body: legacy("都市,人口\n東京,3\n大阪,4\n", "shift_jis"),
    read: { columns: "都市|人口", rows: ["東京|3", "大阪|4"] },
    warned: ["shift_jis"],
  },
  {
    name: "Big5",
    body: legacy("縣市,金額\n新北市,3\n臺中市,4\n", "big5"),
    read: { columns: "縣市|金額", rows: ["新北市|3", "臺中市|4"] },
    warned: ["big5"],
  },
  {
    name: "GB18030",
    body: legacy("省份,地区,金额\n广东省,深圳市,3\n四川省,成都市,4\n", "gb18030"),
    read: { columns: "省份|地区|金额", rows: ["广东省|深圳市|3", "四川省|成都市|4"] },
    warned: ["gb18030"],
  },
  {
    name: "two characters of some encoding",
    body: Uint8Array.from([0x61, 0x2c, 0x62, 0x0a, 0xd6, 0xd0, 0x2c, 0x31]),
    refused: "unknown-encoding",
  },
  {
    name: "UTF-8 that was cut and joined",
    body: Buffer.concat([Buffer.from("a,b\n中文,é\n"), Buffer.from([0xe9, 0x0a])]),
    refused: "unknown-encoding",
  },
  {
    name: "letters lost before",
    body: "a,b\nM\ufffdnchen,1\n",
    read: { columns: "a|b", rows: ["M\ufffdnchen|1"] },
    warned: ["U+FFFD"],
  },
  { name: "an unknown label", body: "a,b\n1,2\n", reading: { encoding: "utf-9" }, refused: "unsupported-encoding" },
  {
    name: "JSON in UTF-16",
    body: legacy('\ufeff[{"a": "é"}]', "utf-16le"),
    format: "json",
    read: { columns: "a", rows: ["é"] },
  },
  // Packed
  { name: "gzip", body: gzipSync("a,b\n1,2\n"), read: { columns: "a|b", rows: ["1|2"] } },
  { name: "Zstandard", body: zstdCompressSync("a,b\n1,2\n"), read: { columns: "a|b", rows: ["1|2"] } },
  { name: "gzip of NDJSON", body: gzipSync('{"a": 1}\n'), format: "ndjson", read: { columns: "a", rows: ["1"] } },
  {
    name: "gzip of Windows-1252",
    body: gzipSync(legacy("Straße;Größe\nMünchen;1\nKöln;2\n", "windows-1252")),
    read: { columns: "Straße|Größe", rows: ["München|1", "Köln|2"] },
    warned: ["windows-1252"],
  },
  { name: "gzip cut off", body: gzipSync("a,b\n1,2\n").subarray(0, 20), refused: "damaged-archive" },
  { name: "gzip in gzip", body: gzipSync(gzipSync("a,b\n1,2\n")), refused: "binary-file" },
  { name: "a bomb of gzip", body: gzipSync(Buffer.alloc(40_000_000, "a")), refused: "archive-bomb" },
  { name: "a bomb of Zstandard", body: zstdCompressSync(Buffer.alloc(40_000_000, "a")), refused: "archive-bomb" },
  // TSV
  {
    name: "TSV with commas",
    body: "a\tb\n1,5\tx, y\n2,5\tz\n",
    format: "tsv",
    read: { columns: "a|b", types: "number|text", rows: ["1.5|x, y", "2.5|z"] },
    warned: ["1.5"],
  },
  { name: "TSV without a tab", body: "a,b\n1,2\n", format: "tsv", refused: "unclear-delimiter" },
];
