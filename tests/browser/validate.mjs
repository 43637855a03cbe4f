/* Holds xAPI statements, a JSON list in a file, against Learning Locker's validation:
   node tests/browser/validate.mjs <file>. Prints what is wrong, as a JSON list. */
import { readFileSync } from "node:fs";
import * as factory from "@learninglocker/xapi-validation/dist/factory.js";

const rules = factory.default || factory;
const found = JSON.parse(readFileSync(process.argv[2], "utf8")).flatMap((statement) =>
  rules.statement(statement, [statement.verb && statement.verb.id]).map(String));
console.log(JSON.stringify(found));
