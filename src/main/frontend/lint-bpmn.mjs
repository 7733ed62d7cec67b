// Lints every process diagram: bpmnlint's recommended rules and what Camunda 7.24 can run. Ends with 1 on an error.
// Usage: node lint-bpmn.mjs [folder], the project's bpmn/ by default.
import { BpmnModdle } from 'bpmn-moddle';
import Linter from 'bpmnlint/lib/linter.js';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver.js';
import { createRequire } from 'node:module';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const require = createRequire(import.meta.url);
const camunda = require('camunda-bpmn-moddle/resources/camunda.json');

const folder = resolve(process.argv[2] ?? new URL('../../../bpmn', import.meta.url).pathname);

/** One for each diagram: a rule remembers what it has seen, and would compare a diagram with those before it. */
const newLinter = () =>
  new Linter({
    config: { extends: ['bpmnlint:recommended', 'plugin:camunda-compat/camunda-platform-7-24'] },
    resolver: new NodeResolver({ require }),
  });

let errors = 0;
for (const name of (await readdir(folder)).filter((file) => file.endsWith('.bpmn')).sort()) {
  const xml = await readFile(join(folder, name), 'utf8');
  const { rootElement, warnings } = await new BpmnModdle({ camunda }).fromXML(xml);
  for (const warning of warnings) {
    errors++;
    console.log(`${name}: error: ${warning.message}`);
  }
  for (const [rule, reports] of Object.entries(await newLinter().lint(rootElement))) {
    for (const report of reports) {
      if (report.category === 'error') errors++;
      console.log(`${name}: ${report.category}: ${report.id ?? '-'}: ${report.message} (${rule})`);
    }
  }
}
console.log(`${errors} error(s) in ${folder}`);
process.exit(errors ? 1 : 0);
