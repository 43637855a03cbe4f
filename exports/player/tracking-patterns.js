/* Answers as SCORM 2004 and the xAPI write them, in a form they share: `a[,]b`, `a[.]1[,]b[.]2`. */
(function () {
  "use strict";
  const coursegen = window.coursegen;
  const SHORT = 250;
  const MOST = 5;

  /* The delimiters of the form must not stand in a text: a space between their characters keeps the words. */
  const text = (value) => String(value).replace(/\[([,.:])\]/g, "[ $1 ]").replace(/^\{/, " {").slice(0, SHORT);
  const ids = (list) => (numbers) => numbers.map((number) => list[number].id).join("[,]");
  const pairs = (record) => (value) => value
    .map(([source, target]) => record.choices[source].id + "[.]" + record.targets[target].id).join("[,]");
  const number = (value) => (Number.isFinite(value) ? String(value) : "0");

  coursegen.shortText = text;

  /* The answer in `record` as text. */
  coursegen.responsePattern = function (record) {
    const value = record.response;
    if (record.type === "choice" || record.type === "sequencing") return ids(record.choices)(value);
    if (record.type === "matching") return pairs(record)(value);
    if (record.type === "true-false") return value ? "true" : "false";
    if (record.type === "numeric") return number(value);
    if (record.type === "fill-in") return value.map(text).join("[,]");
    return "[.]" + text(value);
  };

  /* The patterns of right answers: several where one gap accepts several texts. */
  coursegen.correctPatterns = function (record) {
    const value = record.correct;
    if (record.type === "numeric") {
      const [key, tolerance] = value;
      const end = (by) => number(Number((key + by).toPrecision(12)));
      return [end(-tolerance) + "[:]" + end(tolerance)];
    }
    if (record.type === "fill-in") {
      const ways = value.length === 1 ? value[0].slice(0, MOST).map((each) => [each])
        : [value.map((accepted) => accepted[0])];
      return ways.map((texts) => "{case_matters=false}{order_matters=true}" + texts.map(text).join("[,]"));
    }
    return [coursegen.responsePattern({ ...record, response: value })];
  };
})();
